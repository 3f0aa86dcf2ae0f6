/** What the blocks of a sample are for, in the words of their makers. */
import type { TagName } from '../sample/tags';

export const BLOCK_DOCS: Readonly<Record<TagName, string>> = {
  context: 'What the model may rely on, and all it may rely on. Every quote in `<proof>` comes from here.',
  question: 'What is asked about the context. It must not give the answer away.',
  think:
    'The reasoning: the steps from the quotes to the answer. A refusal says here **Missing information** or **Conflict detected**.',
  proof: 'The evidence: quotes from `<context>`, word for word, each a line `- "…"`.',
  answer:
    'What the model says. It follows from the quotes and holds no number or name that they do not support.',
};
