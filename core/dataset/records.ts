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
export interface RecordLines {
  /** 0-based. */
  readonly startLine: number;
  /** The line after its last. */
  readonly endLine: number;
  /** Its lines with their terminators. For a line of JSON the very string that the file holds: cheap to look up. */
  readonly source: string;
}

export function findRecords(format: DatasetFormat, lines: readonly string[]): RecordLines[] {
  if (format === 'vignette') {
    return splitSamples(lines).map(({ start, end }) => ({
      startLine: start,
      endLine: end,
      source: lines.slice(start, end).join(''),
    }));
  }
  const records: RecordLines[] = [];
  for (let startLine = 0; startLine < lines.length; startLine++) {
    const source = lines[startLine] as string;
    if (!isBlank(source)) records.push({ startLine, endLine: startLine + 1, source });
  }
  return records;
}

export function parseRecord(format: DatasetFormat, source: string): ParsedRecord {
  return format === 'jsonl' ? parseJsonlRecord(stripLineEnd(source)) : parseVignetteRecord(source);
}

/** Whether a line holds nothing, a byte order mark aside. */
export function isBlank(line: string): boolean {
  // Nearly every line starts with a bracket: the first unit settles it.
  const first = line.charCodeAt(0);
  return !(first > 0x20 && first < 0x80) && /^\uFEFF?\s*$/.test(line);
}
