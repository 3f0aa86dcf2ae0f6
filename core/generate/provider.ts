/**
 * The port behind which every teacher model stands. The pipeline knows this file and nothing of a wire
 * format; `providers/` implements it once per service.
 */

export type ProviderId = 'ollama' | 'gemini' | 'offline';

/** One turn of the prompt, after the template was rendered. `model` is the teacher's own earlier turn. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'model';
  readonly text: string;
}

/** How hard a model may think: a level (gpt-oss, Gemini 3 and later) or a budget in tokens (Gemini 2.5). */
export type Thinking = { readonly level: 'low' | 'medium' | 'high' } | { readonly budgetTokens: number };

/** Sampling parameters. What is left out is the service's default; a provider drops what its model refuses. */
export interface SamplingParameters {
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  /** Upper bound on output, in tokens. */
  readonly maxOutputTokens?: number;
  readonly stopSequences?: readonly string[];
  readonly thinking?: Thinking;
}

/** What the sample is to be, in structured form, for a teacher that does not read prose (`offline`). */
export interface SampleTask {
  /** One of ours, or a user's own. */
  readonly archetype: string;
  /** 0-based position in the run's plan. */
  readonly index: number;
}

export interface TeacherRequest {
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  /** JSON Schema the answer should follow. A service may ignore it: the caller validates, always. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly parameters: SamplingParameters;
  /** Per-sample seed, 32-bit unsigned. */
  readonly seed: number;
  /** Left out where no sample is asked for. */
  readonly task?: SampleTask;
}

/** Tokens as the service counted them; 0 where it does not say. Thinking is not part of `output`. */
export interface TokenUsage {
  readonly input: number;
  readonly output: number;
  readonly thinking: number;
  readonly cached: number;
}

export const NO_USAGE: TokenUsage = { input: 0, output: 0, thinking: 0, cached: 0 };

export interface TeacherResponse {
  /** The whole answer. */
  readonly text: string;
  /** The model's own reasoning, where the service hands it out. */
  readonly thinking: string;
  /** `length`: cut off by a token limit. */
  readonly finish: 'stop' | 'length';
  /** The model that answered, as the service names it (may differ from the one asked for). */
  readonly model: string;
  /** Content digest of the model's weights, where there is one. */
  readonly modelDigest?: string;
  readonly usage: TokenUsage;
}

/** A piece of a streaming answer, in order of arrival. */
export interface TeacherChunk {
  readonly kind: 'text' | 'thinking';
  readonly text: string;
}

export interface TeacherModel {
  /** The name to put in `TeacherRequest.model`. */
  readonly name: string;
  /** One short line for a person: size, family, where it runs. */
  readonly detail: string;
}

/** A teacher: a service that answers prompts. Every method rejects with `TeacherError` and nothing else. */
export interface Teacher {
  readonly id: ProviderId;
  /** Whether the teacher's output may go upstream (open weights, or no model at all). */
  readonly openWeights: boolean;
  /** Whether the same request with the same seed is to give the same answer, on the same machine and weights. */
  repeats(model: string): boolean;
  /** Models that can be asked now, the best default first. */
  listModels(signal?: AbortSignal): Promise<readonly TeacherModel[]>;
  /** Tokens of a prompt as the service counts them; left out where it does not offer that. */
  countTokens?(model: string, messages: readonly PromptMessage[], signal?: AbortSignal): Promise<number>;
  /**
   * Asks once; no retries here. `onChunk` is called as the answer streams in.
   * An abort of `signal` in any phase rejects with kind `cancelled` and closes the connection.
   * `onChunk` must not throw.
   */
  ask(
    request: TeacherRequest,
    options?: { readonly signal?: AbortSignal; readonly onChunk?: (chunk: TeacherChunk) => void },
  ): Promise<TeacherResponse>;
}
