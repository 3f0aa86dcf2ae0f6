/**
 * One run: render, ask, parse, assemble, lint, fix, accept or reject. A response is in the journal before
 * anything is made of it; a run that is started again with its journal asks for nothing that it has.
 */
import type { LintConfig } from '../lint/config';
import { fixText } from '../lint/fixText';
import { assembleRecord } from './assemble';
import { sha256, uuidOf } from './hash';
import type { JournalEntry, Reject, RunState, RunStore } from './journal';
import { findJsonObject } from './parseResponse';
import { type PlannedSample, planSamples, type RunPlan } from './plan';
import {
  NO_USAGE,
  type Teacher,
  type TeacherRequest,
  type TeacherResponse,
  type TokenUsage,
} from './provider';
import { TeacherError } from './teacherError';
import { readTeacherOutput, teacherOutputSchema } from './teacherOutput';
import type { PromptTemplates, SamplePrompt } from './templates';

/** Calls made for one sample before it is given up, the first included. */
const MAX_ATTEMPTS = 4;
/** First wait before a call is made again, in ms; doubled each time, unless the service says how long. */
const BACKOFF_MS = 1000;

export interface Clock {
  now(): Date;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export type RunEvent =
  | { readonly kind: 'asked'; readonly sample: PlannedSample; readonly attempt: number }
  | {
      readonly kind: 'waiting';
      readonly sample: PlannedSample;
      readonly ms: number;
      readonly error: TeacherError;
    }
  | { readonly kind: 'accepted'; readonly sample: PlannedSample; readonly line: string }
  | { readonly kind: 'rejected'; readonly sample: PlannedSample; readonly reasons: readonly string[] };

export interface RunInput {
  readonly plan: RunPlan;
  readonly teacher: Teacher;
  readonly templates: PromptTemplates;
  readonly store: RunStore;
  /** What the run left behind before, for a run that goes on. */
  readonly state: RunState;
  readonly lint: LintConfig;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Calls in flight at once. */
  readonly concurrency: number;
  readonly onEvent: (event: RunEvent) => void;
}

export interface RunResult {
  /** JSONL lines that this call of `generate` accepted, in the order they came. */
  readonly accepted: readonly string[];
  readonly rejected: number;
  /** Tokens of all responses, replayed ones not counted. */
  readonly usage: TokenUsage;
  /** `stopped`: an error that no later call can get over. */
  readonly end:
    | { readonly kind: 'finished' | 'cancelled' }
    | { readonly kind: 'stopped'; readonly error: TeacherError };
}

/** Carries out what is left of a plan. Rejects with StorageError or PromptError; teacher errors are in the result. */
export async function generate(input: RunInput): Promise<RunResult> {
  const { plan, state, signal, concurrency } = input;
  const waiting = planSamples(plan).filter(({ index }) => !state.settled.has(index));
  const accepted: string[] = [];
  let rejected = 0;
  let usage = NO_USAGE;
  let stop: TeacherError | undefined;
  const halt = new AbortController();
  const either = AbortSignal.any([signal, halt.signal]);

  const work = async (): Promise<void> => {
    for (let sample = waiting.shift(); sample && !either.aborted; sample = waiting.shift()) {
      const outcome = await new SampleRun(input, sample, either, (used) => {
        usage = addUsage(usage, used);
      }).settle();
      if (outcome.kind === 'accepted') {
        await input.store.appendSample(outcome.line);
        accepted.push(outcome.line);
        input.onEvent({ kind: 'accepted', sample, line: outcome.line });
      } else if (outcome.kind === 'rejected') {
        await input.store.appendReject(outcome.reject);
        rejected++;
        input.onEvent({ kind: 'rejected', sample, reasons: outcome.reject.reasons });
      } else if (outcome.error.kind !== 'cancelled') {
        stop ??= outcome.error;
        halt.abort();
      }
    }
  };
  const workers = Array.from({ length: Math.max(1, concurrency) }, () =>
    // A worker that cannot write ends the others, or they would go on asking for what cannot be kept.
    work().catch((error: unknown) => {
      halt.abort();
      throw error;
    }),
  );
  const results = await Promise.allSettled(workers);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  const end = stop
    ? ({ kind: 'stopped', error: stop } as const)
    : ({ kind: signal.aborted ? 'cancelled' : 'finished' } as const);
  return { accepted, rejected, usage, end };
}

type Outcome =
  | { readonly kind: 'accepted'; readonly line: string }
  | { readonly kind: 'rejected'; readonly reject: Reject }
  | { readonly kind: 'stopped'; readonly error: TeacherError };

/** All that happens to one planned sample. */
class SampleRun {
  constructor(
    private readonly input: RunInput,
    private readonly sample: PlannedSample,
    private readonly signal: AbortSignal,
    private readonly onUsage: (usage: TokenUsage) => void,
  ) {}

  async settle(): Promise<Outcome> {
    const prompt = await this.input.templates.prompt(this.sample);
    for (let attempt = 1; ; attempt++) {
      try {
        const entry = this.#replay(attempt) ?? (await this.#ask(prompt, attempt));
        return await this.#judge(prompt, entry);
      } catch (error) {
        if (!(error instanceof TeacherError)) throw error;
        if (error.action === 'stop') return { kind: 'stopped', error };
        if (error.action === 'skip' || attempt >= MAX_ATTEMPTS) return this.#reject([error.message]);
        const ms = error.retryAfterMs ?? BACKOFF_MS * 2 ** (attempt - 1);
        this.input.onEvent({ kind: 'waiting', sample: this.sample, ms, error });
        await this.input.clock.sleep(ms, this.signal);
        if (this.signal.aborted) return { kind: 'stopped', error: cancelled() };
      }
    }
  }

  /** A response that the journal already has. Failed calls are in it too, but they are made again. */
  #replay(attempt: number): Answered | undefined {
    const entry = this.input.state.journal.find(
      ({ sample, response }) => sample === this.sample.index && response !== undefined,
    );
    return attempt === 1 && entry?.response ? { ...entry, response: entry.response } : undefined;
  }

  async #ask(prompt: SamplePrompt, attempt: number): Promise<Answered> {
    const { plan, teacher, clock, store, onEvent } = this.input;
    const request: TeacherRequest = {
      model: plan.model,
      messages: prompt.messages,
      schema: teacherOutputSchema(this.sample.archetype),
      parameters: { ...prompt.parameters, ...plan.parameters },
      seed: this.sample.seed,
      task: { archetype: this.sample.archetype, index: this.sample.index },
    };
    onEvent({ kind: 'asked', sample: this.sample, attempt });
    const started = clock.now();
    const entry = async (): Promise<JournalEntry> => ({
      sample: this.sample.index,
      attempt,
      request: await sha256(JSON.stringify(request)),
      startedAt: started.toISOString(),
      latencyMs: clock.now().getTime() - started.getTime(),
    });
    try {
      const response = await teacher.ask(request, { signal: this.signal });
      const answered = { ...(await entry()), response };
      await store.appendJournal(answered);
      this.onUsage(response.usage);
      return answered;
    } catch (error) {
      if (!(error instanceof TeacherError) || error.kind === 'cancelled') throw error;
      const { kind, action, message } = error;
      await store.appendJournal({ ...(await entry()), error: { kind, action, message } });
      throw error;
    }
  }

  async #judge({ template }: SamplePrompt, entry: Answered): Promise<Outcome> {
    const { plan, lint: config } = this.input;
    const { response, attempt } = entry;
    const object = findJsonObject(response.text);
    if (!object) return this.#reject(['The response holds no JSON object.'], { response: response.text });
    const output = readTeacherOutput(this.sample.archetype, object);
    if (!('source' in output)) return this.#reject(output, { response: response.text });
    const assembled = assembleRecord({
      plan,
      sample: this.sample,
      output,
      response,
      attempt,
      template,
      id: await uuidOf(`${plan.id}/${plan.seed}/${this.sample.index}`),
      timestamp: entry.startedAt,
    });
    const { text, lint } = fixText('jsonl', `${assembled}\n`, config);
    const line = text.trimEnd();
    const problems = lint.diagnostics.filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    );
    if (problems.length === 0) return { kind: 'accepted', line };
    const reasons = problems.map(({ rule, message }) => `${rule}: ${message}`);
    return this.#reject(reasons, { record: JSON.parse(line) });
  }

  #reject(reasons: readonly string[], detail: Pick<Reject, 'record' | 'response'> = {}): Outcome {
    const { index, archetype } = this.sample;
    return { kind: 'rejected', reject: { sample: index, archetype, reasons, ...detail } };
  }
}

type Answered = JournalEntry & { readonly response: TeacherResponse };

function cancelled(): TeacherError {
  return new TeacherError('cancelled', 'The run was cancelled.', { advice: 'Resume it to go on.' });
}

function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    thinking: a.thinking + b.thinking,
    cached: a.cached + b.cached,
  };
}
