/** What a person wants to know of a run at a glance, told from the lines of its files. */
import { type JournalEntry, openSamples, type Reject, type RunEnd } from './journal';
import type { RunPlan } from './plan';
import type { TeacherErrorKind } from './teacherError';
import { addCall, NOTHING_SPENT, type Spent } from './usage';

/** Where a run stands. `stopped`: it ended on an error that is told; `interrupted`: it ended, nothing says why. */
export type RunStanding =
  | { readonly kind: 'running' | 'finished' | 'cancelled' | 'interrupted' }
  | {
      readonly kind: 'stopped';
      readonly cause: TeacherErrorKind;
      /** What happened, one sentence. */
      readonly reason: string;
      /** What to do next, one sentence; undefined in runs from before that was kept. */
      readonly advice: string | undefined;
    };

/** A reject without what was rejected. */
export type RejectNote = Pick<Reject, 'sample' | 'draw' | 'archetype' | 'reasons'>;

export interface RunSummary {
  readonly plan: RunPlan;
  readonly standing: RunStanding;
  readonly accepted: number;
  readonly rejects: readonly RejectNote[];
  /** Of all calls in the journal. */
  readonly spent: Spent;
  /** Of calls that saw records of the run again. */
  readonly reproduced: Spent;
  /** ISO 8601: when the last call of the journal began; undefined before the first. */
  readonly lastCallAt: string | undefined;
}

/** Keeps count as lines of a run's files come in. What a person put there that is none of ours is passed over. */
export class RunTally {
  #accepted = new Set<number>();
  #rejects: RejectNote[] = [];
  #spent = NOTHING_SPENT;
  #reproduced = NOTHING_SPENT;
  #lastCall: JournalEntry | undefined;
  /** Undefined once the run went on. */
  #end: RunEnd | undefined;

  readonly samples = {
    restart: (): void => {
      this.#accepted = new Set();
    },
    add: (record: unknown): void => {
      const sample = sampleOf(at(at(record, 'metadata'), 'provenance'));
      if (sample !== undefined) this.#accepted.add(sample);
    },
  };

  readonly rejects = {
    restart: (): void => {
      this.#rejects = [];
    },
    add: (reject: unknown): void => {
      if (sampleOf(reject) === undefined) return;
      const { sample, draw, archetype, reasons } = reject as Reject;
      this.#rejects.push({ sample, draw, archetype, reasons });
    },
  };

  readonly journal = {
    restart: (): void => {
      this.#spent = NOTHING_SPENT;
      this.#lastCall = undefined;
      this.#end = undefined;
    },
    add: (entry: unknown): void => {
      if (typeof at(entry, 'end') === 'string') this.#end = entry as RunEnd;
      if (sampleOf(entry) === undefined) return;
      this.#end = undefined;
      this.#lastCall = entry as JournalEntry;
      this.#spent = addCall(this.#spent, this.#lastCall);
    },
  };

  readonly reproductions = {
    restart: (): void => {
      this.#reproduced = NOTHING_SPENT;
    },
    add: (entry: unknown): void => {
      if (sampleOf(entry) !== undefined) this.#reproduced = addCall(this.#reproduced, entry as JournalEntry);
    },
  };

  /** `running`: someone is carrying the run out. */
  summary(plan: RunPlan, running: boolean): RunSummary {
    return {
      plan,
      standing: running ? { kind: 'running' } : this.#rest(plan),
      accepted: this.#accepted.size,
      rejects: this.#rejects,
      spent: this.#spent,
      reproduced: this.#reproduced,
      lastCallAt: this.#lastCall?.startedAt,
    };
  }

  #rest(plan: RunPlan): RunStanding {
    const rejected = new Map<number, number>();
    for (const { sample, draw } of this.#rejects) {
      rejected.set(sample, Math.max(draw, rejected.get(sample) ?? 0));
    }
    if (openSamples(plan, { journal: [], accepted: this.#accepted, rejected }).length === 0)
      return { kind: 'finished' };
    if (this.#end?.end === 'cancelled') return { kind: 'cancelled' };
    if (this.#end) {
      const { end: cause, message: reason = cause, advice } = this.#end;
      return { kind: 'stopped', cause, reason, advice };
    }
    const error = this.#lastCall?.error;
    return error && error.action !== 'skip'
      ? { kind: 'stopped', cause: error.kind, reason: error.message, advice: undefined }
      : { kind: 'interrupted' };
  }
}

/** The rule that a reason names, or undefined for trouble that no rule is about. */
export function ruleOfReason(reason: string): string | undefined {
  return /^([a-z]+\/[a-z-]+): /.exec(reason)?.[1];
}

function sampleOf(value: unknown): number | undefined {
  const sample = at(value, 'sample');
  return typeof sample === 'number' ? sample : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
