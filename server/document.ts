import type { Range as LspRange, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { FileConfig } from '../core/config/resolveConfig';
import { isDatasetFile } from '../core/dataset/detect';
import { RecordFinder } from '../core/dataset/recordFinder';
import type { DatasetFormat, RecordLines } from '../core/dataset/records';
import type { Diagnostic } from '../core/lint/diagnostic';
import { type FileLint, FileLinter } from '../core/lint/lintFile';
import type { Steps } from '../core/steps';
import { LineText } from '../core/text/lineText';

/** An open document: its lines, edited in place, and what the lint knows of it. */
export class DatasetDocument {
  /** Another one each time the document is opened, here and in other servers: versions start over then. */
  readonly id = globalThis.crypto.randomUUID();
  #lines: LineText;
  readonly #finder: RecordFinder;
  #records: { readonly version: number; readonly found: readonly RecordLines[] } | undefined;
  readonly #linter: FileLinter;
  /** The version and configuration that the linter is at. */
  #linting: { readonly version: number; readonly config: FileConfig } | undefined;
  #known: { readonly linted: number; readonly lint: FileLint } | undefined;
  #datasetLint:
    | { readonly version: number; readonly config: FileConfig; readonly diagnostics: readonly Diagnostic[] }
    | undefined;
  #comparing:
    | {
        readonly version: number;
        readonly config: FileConfig;
        readonly steps: Steps<readonly Diagnostic[]>;
      }
    | undefined;
  #lookedAt = 0;

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    text: string,
  ) {
    this.format = languageId === 'vignette' || uri.endsWith('.vignette') ? 'vignette' : 'jsonl';
    this.#lines = new LineText(text);
    this.#finder = new RecordFinder(this.format);
    this.#linter = new FileLinter(this.format);
  }

  readonly format: DatasetFormat;

  get lines(): readonly string[] {
    return this.#lines.lines;
  }

  /** A `.vignette` file always is one; JSON Lines are when configured, else when their first records look like samples. */
  isDataset(config: FileConfig): boolean {
    return isDatasetFile(this.format, config, this.lines);
  }

  getText(): string {
    return this.#lines.toString();
  }

  /** The records of the current version. */
  get records(): readonly RecordLines[] {
    if (this.#records?.version !== this.version)
      this.#records = { version: this.version, found: this.#finder.find(this.lines) };
    return this.#records.found;
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if (isIncremental(change)) {
        this.#lines.replace(change.range, change.text);
        this.#lookedAt = change.range.start.line;
      } else this.#lines = new LineText(change.text);
    }
    this.version = version;
  }

  /** The line that was last seen or changed: the lint goes on from there. */
  get lookedAt(): number {
    return this.#lookedAt;
  }

  lookAt(line: number): void {
    this.#lookedAt = line;
    if (this.#linting?.version === this.version) this.#linter.lookAt(line);
  }

  /**
   * Lints more of the current version, until it is complete or it is enough: asked after each record, with the UTF-16
   * units linted in this call. Returns whether the lint is complete.
   */
  proceed(config: FileConfig, isEnough: (units: number) => boolean): boolean {
    const linter = this.#at(config);
    linter.proceed(isEnough);
    return linter.isComplete;
  }

  /** How many records of the current version are linted. */
  linted(config: FileConfig): number {
    return this.#at(config).linted;
  }

  /** The diagnostics of the current version that are known so far. */
  known(config: FileConfig): FileLint {
    const linter = this.#at(config);
    const { linted } = linter;
    if (this.#known?.linted !== linted) this.#known = { linted, lint: linter.known() };
    return this.#known.lint;
  }

  /** As `known`, and what the dataset-wide rules say, if that is known. */
  diagnostics(config: FileConfig): readonly Diagnostic[] {
    const { diagnostics } = this.known(config);
    const ofDataset = this.datasetDiagnostics(config) ?? [];
    return ofDataset.length === 0 ? diagnostics : [...diagnostics, ...ofDataset];
  }

  /** As `known`; the record at this line is linted first, whatever else is not yet. */
  knownAt(config: FileConfig, line: number): FileLint {
    this.#at(config).lintAt(line);
    return this.known(config);
  }

  /** Compares the records of the current version with each other, until it is enough. Returns whether all is known. */
  compareRecords(config: FileConfig, isEnough: () => boolean): boolean {
    if (this.datasetDiagnostics(config)) return true;
    const { version } = this;
    if (this.#comparing?.version !== version || this.#comparing.config !== config)
      this.#comparing = { version, config, steps: this.#at(config).lintDataset() };
    const { steps } = this.#comparing;
    do {
      const step = steps.next();
      if (!step.done) continue;
      this.#datasetLint = { version, config, diagnostics: step.value };
      this.#comparing = undefined;
      return true;
    } while (!isEnough());
    return false;
  }

  /** What the dataset-wide rules say of the current version, if `compareRecords` has come to its end. */
  datasetDiagnostics(config: FileConfig): readonly Diagnostic[] | undefined {
    const known = this.#datasetLint;
    return known?.version === this.version && known.config === config ? known.diagnostics : undefined;
  }

  /** The linter, brought to the current version. What is no dataset has no lines to it. */
  #at(config: FileConfig): FileLinter {
    const at = this.#linting;
    if (at?.version === this.version && at.config === config) return this.#linter;
    if (this.isDataset(config)) this.#linter.open(this.lines, this.records, config);
    else this.#linter.open([], [], config);
    this.#linter.lookAt(this.#lookedAt);
    this.#linting = { version: this.version, config };
    this.#known = undefined;
    return this.#linter;
  }
}

function isIncremental(
  change: TextDocumentContentChangeEvent,
): change is { readonly range: LspRange; readonly text: string } {
  return 'range' in change;
}
