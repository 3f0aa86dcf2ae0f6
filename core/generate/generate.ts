/**
 * One run: for each place of the plan a sample is drawn, asked for, judged, sent back, accepted, or rejected and
 * another drawn. A response is in the journal before anything is made of it; a run that is started again with its
 * journal asks for nothing that it has.
 */
import type { LintConfig } from '../lint/config';
import { Budget } from './budget';
import type { Clock } from './clock';
import { FlowControl, type FlowLimits } from './flow';
import { type CallKind, type JournalEntry, openSamples, type RunState, type RunStore } from './journal';
import { type PlannedSample, type RunPlan, redraw } from './plan';
import type { ModelPrice } from './priceTable';
import type { Teacher, TeacherChunk } from './provider';
import { settleSample } from './sampleRun';
import { TeacherError } from './teacherError';
import type { PromptTemplates } from './templates';
import { addCall, type Spent, spentIn } from './usage';

/** How long calls under way may take to end after the run was stopped, in ms: they are paid for. */
const GRACE_MS = 2 * 60_000;
/** Samples rejected in a row, after which something is wrong with more than the samples. */
const MOST_REJECTED_IN_A_ROW = 20;

/** Where a run stands. */
export interface RunTotals {
  readonly planned: number;
  /** Of the whole run. */
  readonly accepted: number;
  /** Samples of the whole run that were rejected; most of them were drawn again. */
  readonly rejected: number;
  /** Places that stay empty: no draws are left. */
  readonly givenUp: number;
  readonly inFlight: number;
  /** Calls that may be in flight at once now. */
  readonly window: number;
  /** Of the whole run. */
  readonly spent: Spent;
  /** Whether the model has a price; without one the cost is not known. */
  readonly priced: boolean;
}

type Happening =
  | { readonly kind: 'asked'; readonly attempt: number; readonly call: CallKind }
  | { readonly kind: 'streamed'; readonly chunk: TeacherChunk }
  /** A call is over and in the journal. */
  | { readonly kind: 'called'; readonly entry: JournalEntry }
  | { readonly kind: 'waiting'; readonly ms: number; readonly error: TeacherError }
  | { readonly kind: 'repairing'; readonly problems: readonly string[] }
  | { readonly kind: 'accepted'; readonly line: string }
  /** `redrawn`: another sample takes its place. */
  | { readonly kind: 'rejected'; readonly reasons: readonly string[]; readonly redrawn: boolean };

export type RunEvent = Happening & { readonly sample: PlannedSample; readonly totals: RunTotals };

export interface RunInput extends FlowLimits {
  readonly plan: RunPlan;
  readonly teacher: Teacher;
  readonly templates: PromptTemplates;
  /** General statements to bury needles in. */
  readonly statements: readonly string[];
  readonly store: RunStore;
  /** What the run left behind before, for a run that goes on. */
  readonly state: RunState;
  readonly lint: LintConfig;
  readonly clock: Clock;
  /** Ends the run and the calls under way. */
  readonly signal: AbortSignal;
  /** Left out where nobody knows it. */
  readonly price?: ModelPrice | undefined;
  readonly onEvent: (event: RunEvent) => void;
}

export interface RunResult {
  /** JSONL lines that this call of `generate` accepted, in the order they came. */
  readonly accepted: readonly string[];
  readonly totals: RunTotals;
  /** `stopped`: an error that later calls cannot get over, or not soon. */
  readonly end:
    | { readonly kind: 'finished' | 'cancelled' }
    | { readonly kind: 'stopped'; readonly error: TeacherError };
}

/**
 * Carries out what is left of a plan. Rejects with StorageError or PromptError; teacher errors are in the result.
 * A sample that a stop or a cancellation cut short is neither accepted nor rejected: the next call takes it up.
 */
export function generate(input: RunInput): Promise<RunResult> {
  return new Run(input).carryOut();
}

class Run {
  readonly #open: readonly PlannedSample[];
  readonly #earlier: ReadonlyMap<number, readonly JournalEntry[]>;
  readonly #flow: FlowControl;
  readonly #budget: Budget;
  /** No more calls. */
  readonly #closing = new AbortController();
  /** And none that is under way. */
  readonly #aborting = new AbortController();
  readonly #acceptedLines: string[] = [];
  #accepted: number;
  #rejected: number;
  #settled = 0;
  #rejectedInARow = 0;
  #spent: Spent;
  #stopped: TeacherError | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly input: RunInput) {
    const { plan, state, clock } = input;
    this.#open = openSamples(plan, state);
    this.#earlier = groupBySample(state.journal);
    this.#spent = spentIn(state.journal);
    this.#accepted = state.accepted.size;
    this.#rejected = [...state.rejected.values()].reduce((sum, draw) => sum + draw + 1, 0);
    this.#flow = new FlowControl(input, clock, plan.seed);
    this.#budget = new Budget(plan.budget ?? Number.POSITIVE_INFINITY, this.#spent.cost);
  }

  async carryOut(): Promise<RunResult> {
    const { signal, concurrency } = this.input;
    const cancel = (): void => this.#end(true);
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    let next = 0;
    const work = async (): Promise<void> => {
      while (!this.#closing.signal.aborted) {
        const sample = this.#open[next++];
        if (!sample) return;
        await this.#fill(sample);
      }
    };
    // Twice as many as calls in flight: while one answer is judged and kept, the next call is under way.
    const workers = Array.from({ length: Math.min(2 * Math.max(1, concurrency), this.#open.length) }, () =>
      // A worker that cannot write ends the others, or they would go on asking for what cannot be kept.
      work().catch((error: unknown) => {
        this.#failure ??= { error };
        this.#end(true);
      }),
    );
    await Promise.all(workers);
    signal.removeEventListener('abort', cancel);
    this.#end(true);
    if (this.#failure) throw this.#failure.error;
    const end = this.#howItEnded();
    if (end.kind !== 'finished') await this.#noteEnd(end);
    return { accepted: this.#acceptedLines, totals: this.#totals(), end };
  }

  #noteEnd(end: RunResult['end']): Promise<void> {
    const { store, clock } = this.input;
    const at = clock.now().toISOString();
    if (end.kind !== 'stopped') return store.appendEnd({ end: 'cancelled', at });
    const { kind, message, advice } = end.error;
    return store.appendEnd({ end: kind, at, message, advice });
  }

  #howItEnded(): RunResult['end'] {
    if (this.#stopped) return { kind: 'stopped', error: this.#stopped };
    return { kind: this.#settled === this.#open.length ? 'finished' : 'cancelled' };
  }

  /** Draws for one place until a sample is accepted, or no draws are left. */
  async #fill(first: PlannedSample): Promise<void> {
    const { plan, store } = this.input;
    for (let sample: PlannedSample | undefined = first; sample; ) {
      const outcome = await this.#settle(sample);
      if (outcome.kind === 'cancelled') return;
      if (outcome.kind === 'accepted') {
        await store.appendSample(outcome.line);
        this.#acceptedLines.push(outcome.line);
        this.#accepted++;
        this.#rejectedInARow = 0;
        this.#settled++;
        this.#tell(sample, { kind: 'accepted', line: outcome.line });
        return;
      }
      await store.appendReject(outcome.reject);
      const again = redraw(plan, sample, sample.draw + 1);
      this.#rejected++;
      if (!again) this.#settled++;
      this.#tell(sample, { kind: 'rejected', reasons: outcome.reject.reasons, redrawn: again !== undefined });
      if (++this.#rejectedInARow >= MOST_REJECTED_IN_A_ROW)
        this.#stop(allRejected(outcome.reject.reasons), false);
      if (this.#closing.signal.aborted) return;
      sample = again;
    }
  }

  #settle(sample: PlannedSample): ReturnType<typeof settleSample> {
    const surroundings = {
      ...this.input,
      flow: this.#flow,
      budget: this.#budget,
      price: this.input.price,
      closing: this.#closing.signal,
      aborting: this.#aborting.signal,
      stop: (error: TeacherError, abort: boolean) => this.#stop(error, abort),
      onAsked: (attempt: number, call: CallKind) => this.#tell(sample, { kind: 'asked', attempt, call }),
      onChunk: (chunk: TeacherChunk) => this.#tell(sample, { kind: 'streamed', chunk }),
      onWaiting: (ms: number, error: TeacherError) => this.#tell(sample, { kind: 'waiting', ms, error }),
      onRepair: (problems: readonly string[]) => this.#tell(sample, { kind: 'repairing', problems }),
      onCalled: (entry: JournalEntry) => {
        this.#spent = addCall(this.#spent, entry);
        this.#tell(sample, { kind: 'called', entry });
      },
    };
    return settleSample(surroundings, sample, this.#earlier.get(sample.index) ?? []);
  }

  #stop(error: TeacherError, abort: boolean): void {
    this.#stopped ??= error;
    this.#end(abort);
  }

  #end(abort: boolean): void {
    this.#closing.abort();
    if (abort) this.#aborting.abort();
    else
      void this.input.clock
        .sleep(GRACE_MS, AbortSignal.any([this.#aborting.signal]))
        .then(() => this.#aborting.abort());
  }

  #tell(sample: PlannedSample, happening: Happening): void {
    this.input.onEvent({ ...happening, sample, totals: this.#totals() });
  }

  #totals(): RunTotals {
    const { plan, price } = this.input;
    return {
      planned: plan.count,
      accepted: this.#accepted,
      rejected: this.#rejected,
      givenUp: plan.count - this.#accepted - (this.#open.length - this.#settled),
      inFlight: this.#flow.inFlight,
      window: this.#flow.window,
      spent: this.#spent,
      priced: price !== undefined,
    };
  }
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

function allRejected(reasons: readonly string[]): TeacherError {
  const message = `The last ${MOST_REJECTED_IN_A_ROW} samples were all rejected; the last one: ${reasons[0]}`;
  return new TeacherError('all-rejected', message, {
    advice: 'See rejects.jsonl for the others; another model or template may do better.',
  });
}
