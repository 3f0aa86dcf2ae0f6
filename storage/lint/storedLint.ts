/** The lint of files on disk, of any size: they are read in stretches, of which few are in memory at a time. */
import { DuplicateTrackers, type Matches } from '../../core/curate/duplicateTracker';
import type { DatasetFormat } from '../../core/dataset/records';
import type { LintConfig } from '../../core/lint/config';
import type { FileLint } from '../../core/lint/lintFile';
import { type FileInStretches, LintOfFiles } from '../../core/lint/lintFiles';
import type { Steps } from '../../core/steps';
import { splitLines } from '../../core/text/lineText';
import { type BytesLint, linesOf, lintBytes, type StretchBytes } from './lintBytes';
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

export class StoredLint {
  readonly #together = new LintOfFiles();
  readonly #files: OpenFile[] = [];
  /** Texts are linted anew each time, and what is said of them together with files. */
  #hasTexts = false;

  constructor(
    private readonly threads: LintThreads,
    private readonly cache?: LintCache,
    private readonly stretchBytes?: number,
  ) {}

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
    for await (const stretch of stretchesOf(path, format, this.stretchBytes)) {
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
    const together = this.#together.open({ name, format, config, lineAt });
    this.#files.push({ name, format, config, lines, stretches, together });
    return lineAt;
  }

  /** A text that is on no disk. */
  addText(name: string, format: DatasetFormat, text: string, config: LintConfig): LineAt {
    const lines = splitLines(text);
    this.#together.add(name, format, lines, config);
    this.#hasTexts = true;
    return (line) => lines[line] ?? '';
  }

  /** Compares the records of all files. Of each file that was added, in their order. */
  *finish(): Steps<FileLint[]> {
    const key = this.#keyOfAll();
    const finished = key && (this.cache?.read(key) as Finished | undefined);
    if (finished) {
      for (const [i, { lines }] of this.#files.entries()) {
        for (const lineBytes of finished.lineBytes[i] ?? []) lines.add(lineBytes);
      }
      return finished.lints;
    }
    return yield* this.#compare(key);
  }

  *#compare(key: string | undefined): Steps<FileLint[]> {
    const starts = this.#keysOfStarts();
    const start = starts.findLast((key) => this.cache?.has(key));
    const known = start === undefined ? undefined : this.cache?.read(start);
    const trackers = new DuplicateTrackers(known as KnownMatches | undefined);
    const lineBytes: Uint32Array[][] = [];
    // Down to the end of each stretch.
    const records: number[] = [];
    for (const [i, file] of this.#files.entries()) {
      lineBytes.push([]);
      for (const stretch of file.stretches) {
        const result = this.#resultOf(file, stretch);
        file.together.add(result.lint);
        file.lines.add(result.lineBytes);
        lineBytes[i]?.push(result.lineBytes);
        records.push((records.at(-1) ?? 0) + result.lint.startLines.length);
        yield;
      }
    }
    const lints = yield* this.#together.finish(trackers);
    // What is read again may be something else by now.
    if (key && this.#files.every(({ lines }) => lines.isUnchanged)) {
      this.cache?.write(key, { lints, lineBytes } satisfies Finished);
      const stable = starts.at(-1 - ENDS);
      if (stable && stable !== start)
        this.cache?.write(stable, trackers.matches(records.at(-1 - ENDS) ?? 0) satisfies KnownMatches);
    }
    return lints;
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
    const key = this.cache?.keyOfStretch(format, stretch, config);
    place.key = key;
    if (key !== undefined && this.cache?.has(key)) return;
    place.result = await this.threads.lint(format, stretch, config);
    if (key !== undefined) this.cache?.write(key, place.result);
  }

  #resultOf(
    { format, config, lines }: OpenFile,
    { start, length, isLast, key, result }: ReadStretch,
  ): BytesLint {
    if (result) return result;
    const known = key && (this.cache?.read(key) as BytesLint | undefined);
    // What was kept is damaged, or was removed just now.
    return known || lintBytes(format, { bytes: lines.bytes(start, length), isLast }, config);
  }

  /** Of each stretch: it and all above it, for what is said of its records and does not depend on later ones. */
  #keysOfStarts(): string[] {
    const { cache } = this;
    if (!cache || this.#hasTexts) return [];
    let above = '';
    return this.#files.flatMap(({ stretches }) =>
      stretches.map(({ key = '' }) => {
        above = cache.keyOfStart(above, key);
        return above;
      }),
    );
  }

  #keyOfAll(): string | undefined {
    if (!this.cache || this.#hasTexts) return undefined;
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

interface OpenFile extends Omit<StoredFile, 'path' | 'isOurs'> {
  readonly lines: StoredLines;
  readonly stretches: readonly ReadStretch[];
  readonly together: FileInStretches;
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
}

/** The last stretches, which become others when records are appended: what they end with, and what is after it. */
const ENDS = 2;

type KnownMatches = ReadonlyMap<string, Matches>;

/** What is kept of files together. */
interface Finished {
  readonly lints: FileLint[];
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
