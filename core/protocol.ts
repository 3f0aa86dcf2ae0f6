/** What client and server say to each other beyond the language server protocol. */

/** Request: lint a file from disk, whether or not it is open. Parameters and result: below. */
export const LINT_FILE = 'vignette/lintFile';

export interface LintFileParams {
  readonly uri: string;
  /** The file's text, for a file that the server cannot read itself (a virtual file system). */
  readonly text?: string;
}

export interface LintFileResult {
  /** False when the file is not one of ours; then there are no diagnostics. */
  readonly isDataset: boolean;
  readonly records: number;
  /** Protocol diagnostics (`Diagnostic[]` of the language server protocol). */
  readonly diagnostics: readonly unknown[];
}

/** Notification from the server, after each lint of an open document. */
export const LINT_STATUS = 'vignette/lintStatus';

export interface LintStatus {
  readonly uri: string;
  readonly isDataset: boolean;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Scheme of review documents; the query is the address of the dataset. */
export const REVIEW_SCHEME = 'vignette-record';

/** Section of the settings that the server reads. */
export const SETTINGS_SECTION = 'vignette';

/** Kind of the code action that applies every safe fix. */
export const FIX_ALL_KIND = 'source.fixAll.vignette';
