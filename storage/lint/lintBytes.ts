import { fixStretch } from '../../core/curate/fixStretch';
import { buffersOfFacts } from '../../core/dataset/packedFacts';
import type { DatasetFormat } from '../../core/dataset/records';
import { buffersOfColumns, type RecordColumns } from '../../core/inspect/columns';
import { inspectStretch } from '../../core/inspect/inspectStretch';
import type { LintConfig } from '../../core/lint/config';
import { lintStretch, type StretchLint } from '../../core/lint/lintStretch';
import { splitLines } from '../../core/text/lineText';

/** A stretch of a file as it was read. */
export interface StretchBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The end of the file; any other stretch ends with a line's end. */
  readonly isLast: boolean;
}

export interface BytesLint {
  readonly lint: StretchLint;
  /** Of each line how many bytes it takes, its terminator included. */
  readonly lineBytes: Uint32Array<ArrayBuffer>;
  /** What was measured of its records, where that was asked for. */
  readonly columns?: RecordColumns;
  /** The records that were fixed, where that was asked for; the lint is then of these. */
  readonly fixed?: ReadonlyMap<number, string>;
}

/** What is made of a stretch: its lint, what was measured of its records too, or the lint of its records once they are fixed. */
export type StretchWork = 'lint' | 'inspect' | 'fix';

/** Plain data from plain data: the same in any thread. */
export function lintBytes(
  format: DatasetFormat,
  stretch: StretchBytes,
  config: LintConfig,
  work: StretchWork,
): BytesLint {
  const { lines, lineBytes } = readLines(stretch);
  return { ...carryOut(work, format, lines, config), lineBytes: Uint32Array.from(lineBytes) };
}

function carryOut(
  work: StretchWork,
  format: DatasetFormat,
  lines: readonly string[],
  config: LintConfig,
): Omit<BytesLint, 'lineBytes'> {
  if (work === 'inspect') return inspectStretch(format, lines, config);
  return work === 'fix' ? fixStretch(lines, config) : { lint: lintStretch(format, lines, config) };
}

/** The buffers that a thread can give away with the result. */
export function buffersOf({ lint, lineBytes, columns }: BytesLint): ArrayBuffer[] {
  return [...buffersOfFacts(lint.facts), lineBytes.buffer, ...(columns ? buffersOfColumns(columns) : [])];
}

/** The lines of a stretch, with their terminators. */
export function linesOf(stretch: StretchBytes): string[] {
  return readLines(stretch).lines;
}

/**
 * The lines of a stretch, and of each how many bytes it takes. They are decoded one by one: a text with one character
 * beyond Latin-1 is kept in two bytes for each, and few lines have one.
 */
function readLines({ bytes, isLast }: StretchBytes): { lines: string[]; lineBytes: number[] } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: string[] = [];
  const lineBytes: number[] = [];
  for (let start = 0, newline = 0; newline !== -1; start = newline + 1) {
    newline = buffer.indexOf('\n', start);
    // What stands after the last line end is the start of the next stretch.
    if (newline === -1 && !isLast) break;
    const end = newline === -1 ? buffer.length : newline + 1;
    const text = buffer.toString('utf8', start, end);
    if (!text.includes('\r')) {
      lines.push(text);
      lineBytes.push(end - start);
      continue;
    }
    const cut = splitLines(text);
    if (newline !== -1) cut.pop();
    for (const line of cut) {
      lines.push(line);
      lineBytes.push(cut.length === 1 ? end - start : Buffer.byteLength(line));
    }
  }
  return { lines, lineBytes };
}
