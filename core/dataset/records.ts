/** The records of a file and the lines they stand on. */
import { parseJsonlRecord } from '../sample/jsonl';
import type { ParsedRecord } from '../sample/record';
import { parseVignetteRecord } from '../sample/vignette/read';
import { splitSamples } from '../sample/vignette/split';
import { stripLineEnd } from '../text/lineText';

export type DatasetFormat = 'jsonl' | 'vignette';

/** The format that a file's name says, or undefined for other files. */
export function formatOfPath(path: string): DatasetFormat | undefined {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return 'jsonl';
  return /\.vignette$/i.test(path) ? 'vignette' : undefined;
}

/** One record's stretch of the file. */
export interface RecordText {
  /** 0-based. */
  readonly startLine: number;
  /** The record's source; without the terminator for a line of JSON. */
  readonly text: string;
}

export function findRecords(format: DatasetFormat, lines: readonly string[]): RecordText[] {
  if (format === 'vignette') {
    return splitSamples(lines).map(({ start, end }) => ({
      startLine: start,
      text: lines.slice(start, end).join(''),
    }));
  }
  return lines.flatMap((line, startLine) => {
    const text = stripLineEnd(line);
    return isBlank(text) ? [] : [{ startLine, text }];
  });
}

export function parseRecord(format: DatasetFormat, text: string): ParsedRecord {
  return format === 'jsonl' ? parseJsonlRecord(text) : parseVignetteRecord(text);
}

/** Whether a line holds nothing, a byte order mark aside. */
export function isBlank(line: string): boolean {
  return /^\uFEFF?\s*$/.test(line);
}
