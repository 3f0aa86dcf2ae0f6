/** What client and server say to each other beyond the language server protocol. */
import type { Filter } from './inspect/filter';
import type { RecordRow } from './inspect/recordRow';
import type { DatasetSummary } from './inspect/summary';
import type { ReviewDecision } from './sample/reviewDecision';
import type { Range } from './text/lineText';

/** Request: lint files from disk, open or not, and compare their records with each other. */
export const LINT_FILES = 'vignette/lintFiles';

export interface LintFilesParams {
  readonly files: readonly FileToLint[];
  /** Names the request in the notifications of how far it is; left out, there are none. */
  readonly run?: string;
}

export interface FileToLint {
  readonly uri: string;
  /** The file's text, for a file that the server cannot read itself (a virtual file system). */
  readonly text?: string;
}

/** Notification from the server, while the files of a request with a name are read. */
export const LINT_PROGRESS = '$/vignette/lintProgress';

export interface LintProgress {
  readonly run: string;
  /** How many files have been read, the one in work by its share; comparing them comes after the last. */
  readonly done: number;
}

/** One for each file, in their order. */
export type LintFilesResult = readonly LintedFile[];

export interface LintedFile {
  /** False when the file is not one of ours; then there are no diagnostics. */
  readonly isDataset: boolean;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  /**
   * Protocol diagnostics (`Diagnostic[]` of the language server protocol). Of very many only the first, and one
   * that says how many more there are.
   */
  readonly diagnostics: readonly unknown[];
  /** Why the file could not be read. */
  readonly failure?: string;
}

/** Request: which files are datasets, as their first records and the configuration say. */
export const DETECT_DATASETS = 'vignette/detectDatasets';

export interface DetectDatasetsParams {
  readonly files: readonly FileToLint[];
}

/** One for each file, in their order; null for one that is no dataset, or cannot be read. */
export type DetectDatasetsResult = readonly (DetectedDataset | null)[];

export interface DetectedDataset {
  readonly bytes: number;
  readonly records: number;
  /** False where only the start of the file was read: `records` is then what the rest holds if it goes on like that. */
  readonly isCounted: boolean;
}

/** Notification from the server: a configuration or a setting has changed, and what it answered before may not hold. */
export const CONFIGURATION_CHANGED = '$/vignette/configurationChanged';

/**
 * Request: inspect one dataset, of any size. What was found stays with the server, for requests that name it, until
 * `INSPECT_CLOSE`.
 */
export const INSPECT = 'vignette/inspect';

export interface InspectParams extends FileToLint {
  /**
   * Names the request in `LINT_PROGRESS`, where `done` is the share that has been read; comparing the records and counting
   * tokens come after. Left out, there is none.
   */
  readonly run?: string;
}

export type InspectResult =
  | {
      readonly kind: 'inspected';
      /** Names what was found in the requests below. */
      readonly inspection: string;
      /** Of all records. */
      readonly summary: DatasetSummary;
    }
  /** The file is none of our datasets. */
  | { readonly kind: 'other' }
  /** It could not be read; a sentence that says why, and what to do. */
  | { readonly kind: 'failed'; readonly failure: string };

/** Request: the summary of those records that pass a filter. */
export const INSPECT_SUMMARY = 'vignette/inspectSummary';

export interface InspectSummaryParams {
  readonly inspection: string;
  readonly filter: Filter;
}

export interface InspectSummaryResult {
  readonly summary: DatasetSummary;
  /** Whether the file has changed since it was inspected; what is said is of before. Never of a text that was handed over. */
  readonly isChanged: boolean;
}

/** Request: some of the records that pass a filter, read again from the file. */
export const INSPECT_RECORDS = 'vignette/inspectRecords';

export interface InspectRecordsParams {
  readonly inspection: string;
  readonly filter: Filter;
  /** Which of those that pass: so many from this one on, 0-based. At most `MOST_ROWS` come. */
  readonly start: number;
  readonly count: number;
}

export const MOST_ROWS = 500;

export interface InspectRecordsResult {
  /** How many records pass the filter. */
  readonly total: number;
  readonly rows: readonly RecordRow[];
  readonly isChanged: boolean;
}

/** Notification to the server: nobody will ask for an inspection again. */
export const INSPECT_CLOSE = 'vignette/inspectClose';

export interface InspectCloseParams {
  readonly inspection: string;
}

/** Code of the error that answers a request for an inspection that the server does not have (any more): inspect again. */
export const NO_SUCH_INSPECTION = 404;

/** Notification from the server, after each lint of an open document, and while it lints a large one. */
export const LINT_STATUS = '$/vignette/lintStatus';

export interface LintStatus {
  readonly uri: string;
  readonly isDataset: boolean;
  /** A prompt template: it has no records. */
  readonly isTemplate?: boolean;
  readonly records: number;
  /** How many of the records are linted so far; left out once all are. */
  readonly linted?: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Scheme of review documents; the query is the address of the dataset. */
export const REVIEW_SCHEME = 'vignette-record';

/** Scheme of documents of rejected samples; the query is the address of the run's folder. */
export const REJECTS_SCHEME = 'vignette-rejects';

/** Section of the settings that the server reads. */
export const SETTINGS_SECTION = 'vignette';

/** Kind of the code action that applies every safe fix. */
export const FIX_ALL_KIND = 'source.fixAll.vignette';

/** Request: the record of an open dataset that a line belongs to; null where there is none. */
export const RECORD_AT = 'vignette/recordAt';

export interface RecordAtParams {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}

export interface RecordAtResult {
  /** 0-based. */
  readonly record: number;
  /** Whether there is a sample to decide about: what cannot be read is none. */
  readonly isReadable: boolean;
  readonly decision: ReviewDecision | null;
  /** What the lint has against it, the worst first. */
  readonly problems: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'info';
    readonly message: string;
  }[];
  /** The first line of the next record that nobody decided about, from the top again after the last; null when there is none. */
  readonly next: number | null;
}

/** Request: how a decision about the record that a line belongs to is written into it; null where it cannot be. */
export const DECIDE = 'vignette/decide';

export interface DecideParams extends RecordAtParams {
  /** Left out, what was decided is taken back. */
  readonly decision?: ReviewDecision;
}

export interface DecideResult {
  /** Of the document that the edit is for. */
  readonly version: number;
  readonly edit: { readonly range: Range; readonly newText: string };
}

/** Commands of the client on a record: its arguments are the address of an open dataset and a line, else those of the cursor. */
export const DECISION_COMMANDS = {
  accept: 'vignette.acceptSample',
  reject: 'vignette.rejectSample',
  takeBack: 'vignette.takeBackDecision',
  next: 'vignette.nextUndecided',
} as const;

/** Commands of the client that ask a teacher about a record; their arguments are those of `DECISION_COMMANDS`. */
export const AGAIN_COMMANDS = {
  repair: 'vignette.repairSample',
  regenerate: 'vignette.regenerateSample',
} as const;

/** Command of the client: opens a dataset for review; its arguments are the address and the record to show. */
export const REVIEW_COMMAND = 'vignette.reviewDataset';

/** Commands of the client on a template; the first argument is its address. `run` may be given `{ count }`. */
export const PROMPT_COMMANDS = {
  preview: 'vignette.prompt.preview',
  run: 'vignette.prompt.run',
  runCases: 'vignette.prompt.runCases',
} as const;

/** Notification to the server: the models of the chosen teacher, when they become known or change. */
export const MODELS = 'vignette/models';

export interface ModelsParams {
  /** Left out when they are not known any more. */
  readonly models?: readonly string[];
}

/** What our own client says of itself beyond its capabilities; other clients may. */
export interface InitializationOptions {
  /** Whether it has `REVIEW_COMMAND`. */
  readonly canReview?: boolean;
  /** Whether it has `DECISION_COMMANDS`. */
  readonly canDecide?: boolean;
  /** Whether it has `AGAIN_COMMANDS`. */
  readonly canAskAgain?: boolean;
  /** Which of `PROMPT_COMMANDS` it has. */
  readonly promptCommands?: readonly string[];
  /** Absolute path of a folder for what was worked out of large files, so that it need not be again. Left out: nothing is kept. */
  readonly cacheFolder?: string;
}
