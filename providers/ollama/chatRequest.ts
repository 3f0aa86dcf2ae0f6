/** Puts a request into the form of Ollama's `/api/chat`. */
import type { ChatRequest } from 'ollama/browser';
import type { TeacherRequest, Thinking } from '../../core/generate/provider';
import { estimatePromptTokens, fitContextWindow } from './contextWindow';
import type { ModelFacts } from './modelFacts';
import { isCloudModel, takesThinkingLevel } from './modelNames';

/** How long the server keeps the model loaded between two samples. */
const KEEP_ALIVE = '10m';

const ROLES = { system: 'system', user: 'user', model: 'assistant' } as const;

type Level = 'low' | 'medium' | 'high';

/** The level that stands nearest to a budget in tokens. */
function levelOfBudget(tokens: number): Level {
  if (tokens < 2048) return 'low';
  return tokens < 8192 ? 'medium' : 'high';
}

/** The wire's `think`, or undefined to leave it out: the model does not think, or was not asked to. */
function thinkOf(
  thinking: Thinking | undefined,
  model: string,
  facts: ModelFacts | undefined,
): boolean | Level | undefined {
  if (thinking === undefined) return undefined;
  if (facts?.capabilities !== undefined && !facts.capabilities.includes('thinking')) return undefined;
  if (takesThinkingLevel(model, facts?.family)) {
    return 'level' in thinking ? thinking.level : levelOfBudget(thinking.budgetTokens);
  }
  return 'level' in thinking || thinking.budgetTokens !== 0;
}

/** Drops the entries that are undefined, so that the wire has none. */
function defined<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(entries).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/**
 * The body of the call. `format` is left out for cloud models, which ignore it without a word, and so is
 * `num_ctx`, which is theirs to choose. `window`: the largest `num_ctx` this model was called with so far.
 */
export function toChatRequest(
  request: TeacherRequest,
  facts: ModelFacts | undefined,
  { remote = false, window = 0 }: { remote?: boolean; window?: number } = {},
): ChatRequest & { stream: true } {
  const { model, messages, parameters, schema, seed } = request;
  const cloud = remote || facts?.remote === true || isCloudModel(model);
  const promptTokens = estimatePromptTokens(messages.map(({ text }) => text));
  const limit = facts?.contextLength;
  const numCtx = cloud
    ? undefined
    : fitContextWindow(promptTokens, parameters.maxOutputTokens, {
        atLeast: window,
        ...(limit === undefined ? {} : { limit }),
      });
  return {
    model,
    messages: messages.map(({ role, text }) => ({ role: ROLES[role], content: text })),
    stream: true,
    keep_alive: KEEP_ALIVE,
    ...defined({
      think: thinkOf(parameters.thinking, model, facts),
      format: cloud ? undefined : schema,
    }),
    options: defined({
      seed,
      temperature: parameters.temperature,
      top_p: parameters.topP,
      top_k: parameters.topK,
      num_ctx: numCtx,
      num_predict: parameters.maxOutputTokens,
      stop: parameters.stopSequences === undefined ? undefined : [...parameters.stopSequences],
    }),
  };
}
