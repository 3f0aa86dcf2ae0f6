/** The journal of a run: one line per call to the teacher, written as soon as the call is over. */
import type { TeacherResponse, TokenUsage } from './provider';
import type { ErrorAction, TeacherErrorKind } from './teacherError';

export interface JournalEntry {
  /** Index of the planned sample. */
  readonly sample: number;
  /** 1-based count of calls made for the sample, resumed runs included. */
  readonly attempt: number;
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
  };
}

/** A sample that was not accepted, and why. */
export interface Reject {
  readonly sample: number;
  readonly archetype: string;
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
  /** Indices of planned samples that are in `samples.jsonl` or `rejects.jsonl`. */
  readonly settled: ReadonlySet<number>;
}

/** Where a run keeps what it makes. Each append is on disk when it resolves; a failure rejects with StorageError. */
export interface RunStore {
  appendJournal(entry: JournalEntry): Promise<void>;
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
