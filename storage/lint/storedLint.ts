/** The lint of files on disk, of any size: they are read in stretches, of which few are in memory at a time. */
import type { DatasetFormat } from '../../core/dataset/records';
import type { LintConfig } from '../../core/lint/config';
import type { FileLint } from '../../core/lint/lintFile';
import { LintOfFiles } from '../../core/lint/lintFiles';
import type { Steps } from '../../core/steps';
import { splitLines } from '../../core/text/lineText';
import { type BytesLint, linesOf, type StretchBytes } from './lintBytes';
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
  readonly #stored: StoredLines[] = [];

  constructor(private readonly threads: LintThreads) {}

  /**
   * Lints one file; undefined when it is not ours. `onRead` is told how many bytes have been read, and ends the
   * work by throwing. Rejects with StorageError when the file cannot be read: it is then left out.
   */
  async add(
    { name, path, format, config, isOurs }: StoredFile,
    onRead: (bytes: number) => void = () => {},
  ): Promise<LineAt | undefined> {
    const lines = new StoredLines(path);
    const results: BytesLint[] = [];
    const underWay: Promise<BytesLint>[] = [];
    const settle = async (): Promise<void> => {
      const result = (await underWay.shift()) as BytesLint;
      lines.add(result.lineBytes);
      results.push(result);
    };
    let read = 0;
    for await (const stretch of stretchesOf(path, format)) {
      if (read === 0 && !isOurs(linesOf(stretch))) return undefined;
      read += stretch.bytes.length;
      const result = this.threads.lint(format, stretch, config);
      // It is awaited in its turn; until then nobody would hear it fail.
      result.catch(() => {});
      underWay.push(result);
      if (underWay.length >= this.threads.atOnce) await settle();
      onRead(read);
    }
    while (underWay.length > 0) await settle();
    const lineAt: LineAt = (line) => lines.at(line);
    const file = this.#together.open({ name, format, config, lineAt });
    for (const { lint } of results) file.add(lint);
    this.#stored.push(lines);
    return lineAt;
  }

  /** A text that is on no disk. */
  addText(name: string, format: DatasetFormat, text: string, config: LintConfig): LineAt {
    const lines = splitLines(text);
    this.#together.add(name, format, lines, config);
    return (line) => lines[line] ?? '';
  }

  /** Compares the records of all files. Of each file that was added, in their order. */
  finish(): Steps<FileLint[]> {
    return this.#together.finish();
  }

  close(): void {
    for (const lines of this.#stored) lines.close();
  }
}

/** Samples of `.vignette` text run over many lines: such a file, written to be read by people, is one stretch. */
async function* stretchesOf(path: string, format: DatasetFormat): AsyncGenerator<StretchBytes> {
  if (format === 'vignette') {
    yield { bytes: await readBytes(path), isLast: true };
    return;
  }
  let before: Uint8Array<ArrayBuffer> | undefined;
  for await (const bytes of readStretches(path)) {
    if (before) yield { bytes: before, isLast: false };
    before = bytes;
  }
  if (before) yield { bytes: before, isLast: true };
}
