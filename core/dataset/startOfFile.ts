/** How many records a file holds, told from its start. */
import { splitLines } from '../text/lineText';
import { type DatasetFormat, findRecords } from './records';

export interface RecordCount {
  readonly records: number;
  /** False where there is more of the file than its start: it is then taken to go on like that. */
  readonly isCounted: boolean;
}

/** `start`: the first bytes of a file, of which `size` is the length in bytes. */
export function countRecords(format: DatasetFormat, start: Uint8Array, size: number): RecordCount {
  const text = new TextDecoder().decode(start);
  const found = findRecords(format, splitLines(text));
  if (start.length >= size) return { records: found.length, isCounted: true };
  // The last one may be cut off.
  const whole = found.slice(0, -1);
  const length = whole.reduce((sum, { source }) => sum + source.length, 0) || text.length;
  const perStart = (text.length / length) * Math.max(1, whole.length);
  return { records: Math.round((perStart * size) / start.length), isCounted: false };
}
