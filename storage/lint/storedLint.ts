/** The lint of files on disk, of any size: they are read in stretches, of which few are in memory at a time. */
import { DuplicateTrackers, type Matches } from '../../core/curate/duplicateTracker';
import type { DatasetFormat } from '../../core/dataset/records';
import type { RecordColumns } from '../../core/inspect/columns';
import { buildInspection, type FileToInspect, type Inspection } from '../../core/inspect/inspection';
import { inspectStretch } from '../../core/inspect/inspectStretch';
import type { Tokenizer } from '../../core/inspect/tokens';
import type { LintConfig } from '../../core/lint/config';
import type { FileLint } from '../../core/lint/lintFile';
import { type FileInStretches, type FileToLint, LintOfFiles } from '../../core/lint/lintFiles';
import { lintStretch } from '../../core/lint/lintStretch';
import type { DatasetRecords } from '../../core/rules/rule';
import type { Steps } from '../../core/steps';
import { splitLines } from '../../core/text/lineText';
import { type BytesLint, linesOf, lintBytes, type StretchBytes, type StretchWork } from './lintBytes';
import type { FileKey, LintCache } from './lintCache';
import { StoredLines } from './storedLines';
import { readBytes, readStretches } from './stretches';
import type { LintThreads } from './threads';

export interface StoredFile {
  /** As the face that lints names it. */
  readonly name: string;
  readonly path: string;
  readonly format: DatasetFormat;
  readonly config: LintConfig;
  /** Whether a file with such first lines is to be linted. */
  readonly isOurs: (lines: readonly string[]) => boolean;
}

/** A line of a file, with its terminator. */
export type LineAt = (line: number) => string;

export interface StoredLintOptions {
  /** `inspect`: records are measured too, as `inspect` needs. Left out, they are only linted. */
  readonly work?: StretchWork;
  readonly stretchBytes?: number;
}

export class StoredLint {
  readonly #together = new LintOfFiles();
  /** All, in their order. */
  readonly #opened: OpenedFile[] = [];
  /** Those on disk. */
  readonly #files: StoredFileInStretches[] = [];
  /** The others: they are linted anew each time, and what is said of them together with files. */
  readonly #texts: TextInStretches[] = [];
  readonly #work: StretchWork;

  constructor(
    private readonly threads: LintThreads,
    private readonly cache?: LintCache,
    private readonly options: StoredLintOptions = {},
  ) {
    this.#work = options.work ?? 'lint';
  }

  /**
   * Lints one file; undefined when it is not ours. Its lines are there once `finish` is through. `onRead` is told how
   * many bytes have been read, and ends the work by throwing. Rejects with StorageError when the file cannot be read: it
   * is then left out.
   */
  async add(
    { name, path, format, config, isOurs }: StoredFile,
    onRead: (bytes: number) => void = () => {},
  ): Promise<LineAt | undefined> {
    const lines = new StoredLines(path);
    const stretches: ReadStretch[] = [];
    const underWay: Promise<void>[] = [];
    let read = 0;
    for await (const stretch of stretchesOf(path, format, this.options.stretchBytes)) {
      const { isLast, bytes } = stretch;
      if (read === 0 && !isOurs(linesOf(stretch))) return undefined;
      const place: ReadStretch = { start: read, length: bytes.length, isLast };
      stretches.push(place);
      read += bytes.length;
      const result = this.#lint(place, format, stretch, config);
      // It is awaited in its turn; until then nobody would hear it fail.
      result.catch(() => {});
      underWay.push(result);
      if (underWay.length >= this.threads.atOnce) await underWay.shift();
      onRead(read);
    }
    await Promise.all(underWay);
    const lineAt: LineAt = (line) => lines.at(line);
    const opened = this.#open({ name, format, config, lineAt });
    this.#files.push({ ...opened, format, lines, stretches });
    return lineAt;
  }

  /** A text that is on no disk; it is linted in the steps of `finish`. */
  addText(name: string, format: DatasetFormat, text: string, config: LintConfig): LineAt {
    const lines = splitLines(text);
    const lineAt: LineAt = (line) => lines[line] ?? '';
    this.#texts.push({ ...this.#open({ name, format, config, lineAt }), format, lines });
    return lineAt;
  }

  /** Compares the records of all files. Of each file that was added, in their order. */
  *finish(): Steps<FileLint[]> {
    const kept = this.#kept<FileLint[]>();
    return kept ?? this.#keep((yield* this.#compare()).lints);
  }

  /** As `finish`, with what was measured; for `work: 'inspect'`. */
  *inspect(tokenizer: Tokenizer): Steps<Inspection> {
    const kept = this.#kept<Inspection>();
    if (kept) return kept;
    const { lints, records } = yield* this.#compare();
    const files = this.#opened.map(({ name, config, together }, i): FileToInspect => {
      const lint = lints[i] ?? { records: 0, diagnostics: [] };
      return { name, config, startLines: together.startLines, lines: together.lines, lint };
    });
    return this.#keep(
      yield* buildInspection(
        files,
        this.#opened.flatMap(({ columns }) => columns),
        records,
        tokenizer,
      ),
    );
  }

  *#compare(): Steps<{ readonly lints: FileLint[]; readonly records: DatasetRecords }> {
    const starts = this.#keysOfStarts();
    const start = starts.findLast((key) => this.cache?.has(key));
    const known = start === undefined ? undefined : this.cache?.read(start);
    const trackers = new DuplicateTrackers(known as KnownMatches | undefined);
    // Down to the end of each stretch.
    const ends: number[] = [];
    for (const file of this.#files) {
      for (const stretch of file.stretches) {
        const { lint, lineBytes, columns } = this.#resultOf(file, stretch);
        file.together.add(lint);
        file.lines.add(lineBytes);
        if (columns) file.columns.push(columns);
        stretch.lineBytes = lineBytes;
        ends.push((ends.at(-1) ?? 0) + lint.startLines.length);
        yield;
      }
    }
    for (const text of this.#texts) yield* this.#lintText(text);
    const records = this.#together.records(trackers);
    const lints = yield* this.#together.finish(records);
    const stable = starts.at(-1 - ENDS);
    if (stable && stable !== start && this.#isUnchanged())
      this.cache?.write(stable, trackers.matches(ends.at(-1 - ENDS) ?? 0) satisfies KnownMatches);
    return { lints, records };
  }

  *#lintText({ format, lines, config, together, columns }: TextInStretches): Steps {
    const count = format === 'jsonl' ? LINES_AT_ONCE : lines.length;
    for (let start = 0; start < lines.length; start += count) {
      const stretch = lines.slice(start, start + count);
      if (this.#work === 'inspect') {
        const inspected = inspectStretch(format, stretch, config);
        columns.push(inspected.columns);
        together.add(inspected.lint);
      } else together.add(lintStretch(format, stretch, config));
      yield;
    }
  }

  #open(file: FileToLint): OpenedFile {
    const { name, config } = file;
    const opened: OpenedFile = { name, config, together: this.#together.open(file), columns: [] };
    this.#opened.push(opened);
    return opened;
  }

  /** What was found of all files before, if they are the same. */
  #kept<Result>(): Result | undefined {
    const key = this.#keyOfAll();
    const kept = key && (this.cache?.read(key) as Kept<Result> | undefined);
    if (!kept) return undefined;
    for (const [i, { lines }] of this.#files.entries()) {
      for (const lineBytes of kept.lineBytes[i] ?? []) lines.add(lineBytes);
    }
    return kept.result;
  }

  #keep<Result>(result: Result): Result {
    const key = this.#keyOfAll();
    // What is read again may be something else by now.
    if (key && this.#isUnchanged()) {
      const lineBytes = this.#files.map(({ stretches }) =>
        stretches.map(({ lineBytes }) => lineBytes ?? new Uint32Array()),
      );
      this.cache?.write(key, { result, lineBytes } satisfies Kept<Result>);
    }
    return result;
  }

  #isUnchanged(): boolean {
    return this.#files.every(({ lines }) => lines.isUnchanged);
  }

  /** Of the files on disk: what remains of use once all else is done with. */
  get lines(): readonly StoredLines[] {
    return this.#files.map(({ lines }) => lines);
  }

  close(): void {
    for (const { lines } of this.#files) lines.close();
    this.cache?.prune();
  }

  async #lint(
    place: ReadStretch,
    format: DatasetFormat,
    stretch: StretchBytes,
    config: LintConfig,
  ): Promise<void> {
    const key = this.cache?.keyOfStretch(format, stretch, config, this.#work);
    place.key = key;
    if (key !== undefined && this.cache?.has(key)) return;
    place.result = await this.threads.lint(format, stretch, config, this.#work);
    if (key !== undefined) this.cache?.write(key, place.result);
  }

  #resultOf(
    { format, config, lines }: StoredFileInStretches,
    { start, length, isLast, key, result }: ReadStretch,
  ): BytesLint {
    if (result) return result;
    const known = key && (this.cache?.read(key) as BytesLint | undefined);
    // What was kept is damaged, or was removed just now.
    return known || lintBytes(format, { bytes: lines.bytes(start, length), isLast }, config, this.#work);
  }

  /** Of each stretch: it and all above it, for what is said of its records and does not depend on later ones. */
  #keysOfStarts(): string[] {
    const { cache } = this;
    if (!cache || this.#texts.length > 0) return [];
    let above = '';
    return this.#files.flatMap(({ stretches }) =>
      stretches.map(({ key = '' }) => {
        above = cache.keyOfStart(above, key);
        return above;
      }),
    );
  }

  #keyOfAll(): string | undefined {
    if (!this.cache || this.#texts.length > 0) return undefined;
    const configs = [...new Set(this.#files.map(({ config }) => config))];
    const files = this.#files.map(
      ({ name, config, stretches }): FileKey => [
        name,
        configs.indexOf(config),
        stretches.map(({ key }) => key ?? ''),
      ],
    );
    return this.cache.keyOfAll(files);
  }
}

interface OpenedFile {
  readonly name: string;
  readonly config: LintConfig;
  readonly together: FileInStretches;
  /** Of its stretches, where they were measured. */
  readonly columns: RecordColumns[];
}

interface StoredFileInStretches extends OpenedFile {
  readonly format: DatasetFormat;
  readonly lines: StoredLines;
  readonly stretches: readonly ReadStretch[];
}

interface TextInStretches extends OpenedFile {
  readonly format: DatasetFormat;
  readonly lines: readonly string[];
}

interface ReadStretch {
  /** In bytes from the start of the file. */
  readonly start: number;
  readonly length: number;
  readonly isLast: boolean;
  /** What its result is kept under; undefined where nothing is kept. */
  key?: string | undefined;
  /** Undefined where it is known already. */
  result?: BytesLint;
  lineBytes?: Uint32Array;
}

/** Of a text in JSON Lines, between two rests. */
const LINES_AT_ONCE = 16;

/** The last stretches, which become others when records are appended: what they end with, and what is after it. */
const ENDS = 2;

type KnownMatches = ReadonlyMap<string, Matches>;

/** What is kept of files together. */
interface Kept<Result> {
  readonly result: Result;
  /** Of each file, of each of its stretches. */
  readonly lineBytes: readonly (readonly Uint32Array[])[];
}

/** Samples of `.vignette` text run over many lines: such a file, written to be read by people, is one stretch. */
async function* stretchesOf(
  path: string,
  format: DatasetFormat,
  stretchBytes?: number,
): AsyncGenerator<StretchBytes> {
  if (format === 'vignette') {
    yield { bytes: await readBytes(path), isLast: true };
    return;
  }
  let before: Uint8Array<ArrayBuffer> | undefined;
  for await (const bytes of readStretches(path, stretchBytes)) {
    if (before) yield { bytes: before, isLast: false };
    before = bytes;
  }
  if (before) yield { bytes: before, isLast: true };
}
