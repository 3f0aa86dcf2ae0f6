/** What a judge is asked about one record. */
import { sha256 } from '../generate/hash';
import type { TeacherRequest } from '../generate/provider';
import type { AnswerForm } from '../generate/teacherOutput';
import { wantsText } from '../prompt/frontMatter';
import { type PromptSource, renderPrompt } from '../prompt/render';
import { type Archetypes, archetypeOf } from '../sample/archetype';
import type { Sample } from '../sample/record';
import { RUBRIC } from './rubric';
import { verdictSchema } from './verdict';

/** Digits of the mark: nobody writes a text that holds the start of a hash of itself. */
const FENCE_DIGITS = 16;
const UNTYPED = 'general';

export interface JudgePromptInput {
  readonly template: PromptSource;
  readonly sample: Sample;
  readonly archetypes: Archetypes;
  readonly model: string;
  /** 32-bit unsigned. */
  readonly seed: number;
}

/** What a template asks for a verdict as. Throws PromptError. */
export function formOf({ source }: PromptSource): AnswerForm {
  return wantsText(source) ? 'tags' : 'json';
}

/**
 * The request for one sample. Its texts stand in the prompt as data: they can neither change who speaks nor end the
 * stretch that they stand in. Rejects with PromptError.
 */
export async function judgeRequest(input: JudgePromptInput): Promise<TeacherRequest> {
  const { template, sample, archetypes, model, seed } = input;
  const archetype = archetypeOf(sample, archetypes);
  const texts = sample.messages.map(({ role, content }) => ({ speaker: role, text: content.value }));
  const { messages, config } = await renderPrompt({
    ...template,
    input: {
      fence: (await sha256(JSON.stringify(texts))).slice(0, FENCE_DIGITS),
      archetype: archetype?.name ?? UNTYPED,
      expected: archetype?.description ?? archetypes[UNTYPED]?.description,
      messages: texts,
      criteria: RUBRIC,
    },
  });
  const { temperature } = config;
  return {
    model,
    messages,
    ...(formOf(template) === 'json' && { schema: verdictSchema() }),
    parameters: typeof temperature === 'number' ? { temperature } : {},
    seed,
  };
}
