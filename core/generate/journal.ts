/**
 * The journal of a run: one line per call to the teacher, written as soon as the call is over, and one for why the run
 * ended before its plan was filled.
 */
import { type PlannedSample, planSamples, type RunPlan, redraw } from './plan';
import type { TeacherResponse, TokenUsage } from './provider';
import type { ErrorAction, TeacherErrorKind } from './teacherError';

/** What a call was for: a new sample, or the same one put right. */
export type CallKind = 'ask' | 'repair';

export interface JournalEntry {
  /** Index of the planned sample. */
  readonly sample: number;
  /** Which of the samples drawn for that place, from 0. */
  readonly draw: number;
  /** 1-based count of calls made for the place, resumed runs included. */
  readonly attempt: number;
  readonly kind: CallKind;
  /** What the lint said of the answer before, for a repair. */
  readonly problems?: readonly string[];
  /** SHA-256 of what was asked, in hexadecimal. */
  readonly request: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly latencyMs: number;
  readonly response?: TeacherResponse;
  readonly error?: {
    readonly kind: TeacherErrorKind;
    readonly action: ErrorAction;
    readonly message: string;
    /** What the failed call consumed, where the service said so. */
    readonly usage?: TokenUsage;
    /** What had come of an answer that was ended early. */
    readonly partial?: string;
  };
  /** USD, at the price that held then; left out where there was none. */
  readonly cost?: number;
}

/** Why a run ended with samples still to be had. A run that was killed could not say so. */
export interface RunEnd {
  readonly end: 'cancelled' | TeacherErrorKind;
  /** ISO 8601. */
  readonly at: string;
  /** What stopped it and what to do next, a sentence each; left out where it was cancelled. */
  readonly message?: string;
  readonly advice?: string;
}

/** A sample that was not accepted, and why. */
export interface Reject {
  readonly sample: number;
  readonly draw: number;
  readonly archetype: string;
  /** How often it was sent back. */
  readonly repairs: number;
  /** One line per reason: lint messages with their rule, or what was wrong with the response. */
  readonly reasons: readonly string[];
  /** The record as it was assembled, where it came to that. */
  readonly record?: unknown;
  /** The response as it came, where no record could be made of it. */
  readonly response?: string;
}

/** What a run has left behind so far. */
export interface RunState {
  readonly journal: readonly JournalEntry[];
  /** Places of the plan whose sample is in `samples.jsonl`. */
  readonly accepted: ReadonlySet<number>;
  /** The number of the last draw that is in `rejects.jsonl`, by place. */
  readonly rejected: ReadonlyMap<number, number>;
}

export const FRESH_RUN: RunState = { journal: [], accepted: new Set(), rejected: new Map() };

/** What is still to be had of a plan: the next draw for each place that is neither filled nor given up. */
export function openSamples(plan: RunPlan, { accepted, rejected }: RunState): PlannedSample[] {
  return planSamples(plan).flatMap((sample) => {
    if (accepted.has(sample.index)) return [];
    const last = rejected.get(sample.index);
    return (last === undefined ? sample : redraw(plan, sample, last + 1)) ?? [];
  });
}

/** Where a run keeps what it makes. Each append is on disk when it resolves; a failure rejects with StorageError. */
export interface RunStore {
  appendJournal(entry: JournalEntry): Promise<void>;
  appendEnd(end: RunEnd): Promise<void>;
  /** One canonical JSONL line, without its terminator. */
  appendSample(line: string): Promise<void>;
  appendReject(reject: Reject): Promise<void>;
}

/** A run's files could not be written or read. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(
    message: string,
    /** What to do next, one sentence. */
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
