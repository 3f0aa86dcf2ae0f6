/** What a run will take, before it is started. */
import type { PlannedSample, RunPlan } from './plan';
import { costOf } from './prices';
import type { ModelPrice } from './priceTable';
import type { PromptMessage, Teacher, Thinking, TokenUsage } from './provider';
import { TeacherError } from './teacherError';
import type { PromptTemplates } from './templates';

/** UTF-16 units per token of clinical English, about. */
const CHARS_PER_TOKEN = 4;
/** What a chat adds to each message, in tokens. */
const TOKENS_PER_MESSAGE = 8;
/** Tokens of a sample as teachers write them. */
const ANSWER_TOKENS = 700;
/** Tokens of thinking, unless a run bounds them. */
const THINKING_TOKENS = 1500;
const THINKING_OF_LEVEL = { low: 600, medium: 1500, high: 5000 } as const;
/** Calls for each sample, repairs and refills included: one in four needs a second one. */
const CALLS_PER_SAMPLE = 1.25;

export function estimateTokens(messages: readonly PromptMessage[]): number {
  return messages.reduce(
    (sum, { text }) => sum + Math.ceil(text.length / CHARS_PER_TOKEN) + TOKENS_PER_MESSAGE,
    0,
  );
}

/** What one call will consume, about. */
export function estimateCall(promptTokens: number, thinking: Thinking | undefined): TokenUsage {
  return { input: promptTokens, output: ANSWER_TOKENS, thinking: thinkingTokens(thinking), cached: 0 };
}

function thinkingTokens(thinking: Thinking | undefined): number {
  if (thinking === undefined) return THINKING_TOKENS;
  if ('level' in thinking) return THINKING_OF_LEVEL[thinking.level];
  return thinking.budgetTokens < 0 ? THINKING_TOKENS : thinking.budgetTokens;
}

export interface Estimate {
  readonly calls: number;
  readonly usage: TokenUsage;
  /** USD; undefined when the model has no known price. */
  readonly cost: number | undefined;
}

export interface RunEstimate extends Estimate {
  readonly samples: number;
}

export interface EstimateInput {
  readonly plan: Pick<RunPlan, 'model' | 'seed' | 'parameters' | 'cases' | 'inPlaceOf'>;
  /** The samples to be asked for. */
  readonly samples: readonly PlannedSample[];
  readonly templates: PromptTemplates;
  readonly price: ModelPrice | undefined;
  /** Where it counts tokens, it is asked once for each archetype; where it does not, or fails to, we estimate. */
  readonly teacher?: Pick<Teacher, 'countTokens'> | undefined;
}

/**
 * Renders one prompt for each archetype and reckons with the others being like it. Rejects with PromptError, and with TeacherError when no
 * call of the run could succeed.
 */
export async function estimateRun(input: EstimateInput): Promise<RunEstimate> {
  const { plan, samples, templates, price } = input;
  const promptTokens = async (archetype: string): Promise<number> => {
    const ofKind = samples.filter((sample) => sample.archetype === archetype);
    const [first] = ofKind;
    if (!first) return 0;
    const { messages } = await templates.prompt(plan, first);
    return ofKind.length * (await countOrEstimate(input.teacher, plan.model, messages));
  };
  const counts = await Promise.all([...new Set(samples.map(({ archetype }) => archetype))].map(promptTokens));
  const one = estimateCall(0, plan.parameters.thinking);
  const calls = Math.ceil(samples.length * CALLS_PER_SAMPLE);
  const usage: TokenUsage = {
    input: Math.ceil(counts.reduce((sum, count) => sum + count, 0) * CALLS_PER_SAMPLE),
    output: one.output * calls,
    thinking: one.thinking * calls,
    cached: 0,
  };
  return {
    samples: samples.length,
    calls,
    usage,
    cost: price && costOf(usage, { ...price, longPrompt: undefined }),
  };
}

/** Tokens of a prompt: the service's count where it gives one. Rejects with TeacherError when no call could succeed. */
export async function countOrEstimate(
  teacher: Pick<Teacher, 'countTokens'> | undefined,
  model: string,
  messages: readonly PromptMessage[],
): Promise<number> {
  try {
    return (await teacher?.countTokens?.(model, messages)) ?? estimateTokens(messages);
  } catch (error) {
    if (error instanceof TeacherError && error.action !== 'stop') return estimateTokens(messages);
    throw error;
  }
}
