/** What each archetype demands of a sample. */
import type { KNOWN_TYPES } from '../sample/archetype';

export const ARCHETYPE_DOCS: Readonly<Record<(typeof KNOWN_TYPES)[number], string>> = {
  reasoning:
    'The answer takes several steps from the context. `<think>` shows them, `<proof>` quotes what each rests on.',
  refusal:
    'A trap: the fact is missing, or two reports conflict. The answer abstains, and `<think>` says **Missing information** or **Conflict detected**.',
  haystack: 'One sentence of a long context, among 25 to 30 that distract, answers. `<proof>` quotes it.',
  anti_knowledge:
    'The context has nothing to do with the question. The answer declines, whatever the model knows.',
  general: 'Grounded data of no particular kind. It is not generated and has no share in the mix.',
};
