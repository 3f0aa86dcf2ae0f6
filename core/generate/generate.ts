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
import { createRandom, deriveSeed } from './random';
import { TeacherError, type TeacherErrorKind } from './teacherError';
import { readTeacherOutput, teacherOutputSchema } from './teacherOutput';
import type { PromptTemplates, SamplePrompt } from './templates';

/** Calls made for one sample while its answers cannot be used, the first included. */
const MAX_ANSWERS = 3;
/** Calls made for one sample while the service cannot be used: with the waits between them, half a minute. */
const MAX_CALLS = 6;
/** First wait before a call is made again, in ms; doubled each time, unless the service says how long. */
const BACKOFF_MS = 1000;
/** A service that asks for a longer wait, in ms, ends the run: a person may want to know. */
const MAX_WAIT_MS = 10 * 60_000;

const CUT_OFF = 'The response was cut off by the token limit: raise maxOutputTokens, or lower thinking.';

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
  /** Tokens of all calls, failed ones included and replayed ones not. */
  readonly usage: TokenUsage;
  /** `stopped`: an error that later calls cannot get over, or not soon. */
  readonly end:
    | { readonly kind: 'finished' | 'cancelled' }
    | { readonly kind: 'stopped'; readonly error: TeacherError };
}

/**
 * Carries out what is left of a plan. Rejects with StorageError or PromptError; teacher errors are in the result.
 * A sample that a stop or a cancellation cut short is neither accepted nor rejected: the next call takes it up.
 */
export async function generate(input: RunInput): Promise<RunResult> {
  const { plan, state, store, signal, concurrency, onEvent } = input;
  const open = planSamples(plan).filter(({ index }) => !state.settled.has(index));
  const earlier = groupBySample(state.journal);
  const accepted: string[] = [];
  let next = 0;
  let rejected = 0;
  let usage = NO_USAGE;
  let stop: TeacherError | undefined;
  const halt = new AbortController();
  const count = (used: TokenUsage): void => {
    usage = addUsage(usage, used);
  };

  const work = async (): Promise<void> => {
    while (!signal.aborted && !halt.signal.aborted) {
      const sample = open[next++];
      if (!sample) return;
      // A signal of its own: many listeners on one look like a leak to the platform.
      const scoped = { ...input, signal: AbortSignal.any([signal, halt.signal]) };
      const outcome = await new SampleRun(scoped, sample, earlier.get(sample.index) ?? [], count).settle();
      if (outcome.kind === 'accepted') {
        await store.appendSample(outcome.line);
        accepted.push(outcome.line);
        onEvent({ kind: 'accepted', sample, line: outcome.line });
      } else if (outcome.kind === 'rejected') {
        await store.appendReject(outcome.reject);
        rejected++;
        onEvent({ kind: 'rejected', sample, reasons: outcome.reject.reasons });
      } else if (outcome.kind === 'stopped') {
        stop ??= outcome.error;
        halt.abort();
      }
    }
  };
  let failure: { readonly error: unknown } | undefined;
  const workers = Array.from({ length: Math.min(Math.max(1, concurrency), open.length) }, () =>
    // A worker that cannot write ends the others, or they would go on asking for what cannot be kept.
    work().catch((error: unknown) => {
      failure ??= { error };
      halt.abort();
    }),
  );
  await Promise.all(workers);
  if (failure) throw failure.error;
  if (stop) return { accepted, rejected, usage, end: { kind: 'stopped', error: stop } };
  const kind = accepted.length + rejected === open.length ? 'finished' : 'cancelled';
  return { accepted, rejected, usage, end: { kind } };
}

type Outcome =
  | { readonly kind: 'accepted'; readonly line: string }
  | { readonly kind: 'rejected'; readonly reject: Reject }
  | { readonly kind: 'stopped'; readonly error: TeacherError }
  | { readonly kind: 'cancelled' };

/** All that happens to one planned sample. */
class SampleRun {
  constructor(
    private readonly input: RunInput,
    private readonly sample: PlannedSample,
    /** What the journal has of it. */
    private readonly earlier: readonly JournalEntry[],
    private readonly onUsage: (usage: TokenUsage) => void,
  ) {}

  async settle(): Promise<Outcome> {
    const prompt = await this.input.templates.prompt(this.sample);
    const answered = this.earlier.find(isAnswered);
    if (answered) return this.#judge(prompt, answered);
    for (let call = 1; !this.input.signal.aborted; call++) {
      try {
        return await this.#judge(prompt, await this.#ask(prompt, this.earlier.length + call));
      } catch (error) {
        if (!(error instanceof TeacherError)) throw error;
        if (error.kind === 'cancelled') break;
        const next = nextStep(error, call, this.sample.seed);
        if (next === 'stop') return { kind: 'stopped', error };
        if (next === 'reject') return this.#reject([error.message]);
        this.input.onEvent({ kind: 'waiting', sample: this.sample, ms: next.waitMs, error });
        await this.input.clock.sleep(next.waitMs, this.input.signal);
      }
    }
    return { kind: 'cancelled' };
  }

  async #ask(prompt: SamplePrompt, attempt: number): Promise<Answered> {
    const { plan, teacher, clock, store, signal, onEvent } = this.input;
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
      const response = await teacher.ask(request, { signal });
      const answered = { ...(await entry()), response };
      await store.appendJournal(answered);
      this.onUsage(response.usage);
      return answered;
    } catch (error) {
      if (!(error instanceof TeacherError) || error.kind === 'cancelled') throw error;
      const { kind, action, message, usage } = error;
      await store.appendJournal({
        ...(await entry()),
        error: { kind, action, message, ...(usage && { usage }) },
      });
      if (usage) this.onUsage(usage);
      throw error;
    }
  }

  async #judge({ template, parameters }: SamplePrompt, entry: Answered): Promise<Outcome> {
    const { plan, lint: config } = this.input;
    const { response, attempt } = entry;
    const object = findJsonObject(response.text);
    const output = object
      ? readTeacherOutput(this.sample.archetype, object)
      : ['The response holds no JSON object.'];
    if (!('source' in output)) {
      const reasons = response.finish === 'length' ? [CUT_OFF, ...output] : output;
      return this.#reject(reasons, { response: response.text });
    }
    const assembled = assembleRecord({
      plan,
      sample: this.sample,
      output,
      response,
      attempt,
      template,
      parameters: { ...parameters, ...plan.parameters },
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

function isAnswered(entry: JournalEntry): entry is Answered {
  return entry.response !== undefined;
}

function groupBySample(journal: readonly JournalEntry[]): ReadonlyMap<number, readonly JournalEntry[]> {
  const groups = new Map<number, JournalEntry[]>();
  for (const entry of journal) {
    const group = groups.get(entry.sample);
    if (group) group.push(entry);
    else groups.set(entry.sample, [entry]);
  }
  return groups;
}

/** Trouble that lies with the service or the way to it, not with the sample. */
const SERVICE_TROUBLE: ReadonlySet<TeacherErrorKind> = new Set([
  'rate-limited',
  'overloaded',
  'network',
  'timeout',
]);

/**
 * What to do about the failure of a sample's call number `call`, from 1. When a service stays out of order the
 * run stops, to be resumed: rejecting would use up sample after sample on the same trouble.
 */
function nextStep(
  error: TeacherError,
  call: number,
  seed: number,
): 'stop' | 'reject' | { readonly waitMs: number } {
  if (error.action === 'stop') return 'stop';
  if (error.action === 'skip') return 'reject';
  const serviceTrouble = SERVICE_TROUBLE.has(error.kind);
  if (call >= (serviceTrouble ? MAX_CALLS : MAX_ANSWERS)) return serviceTrouble ? 'stop' : 'reject';
  // Up to a quarter more, or samples that failed together would ask again together.
  const jitter = 1 + createRandom(deriveSeed(seed, call)).next() / 4;
  const waitMs = Math.round((error.retryAfterMs ?? BACKOFF_MS * 2 ** (call - 1)) * jitter);
  return waitMs > MAX_WAIT_MS ? 'stop' : { waitMs };
}

function addUsage(a: TokenUsage, b: TokenUsage): TokenUsage {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    thinking: a.thinking + b.thinking,
    cached: a.cached + b.cached,
  };
}
