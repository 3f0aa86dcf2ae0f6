/** Finds the records of the versions of one file. What an edit did not touch is not looked at again. */
import { sampleStarts } from '../sample/vignette/split';
import { type DatasetFormat, findRecords, type RecordLines } from './records';

export class RecordFinder {
  #lines: readonly string[] = [];
  #records: readonly RecordLines[] = [];

  constructor(private readonly format: DatasetFormat) {}

  /** As `findRecords`. `lines` may be the array of the version before, edited in place. */
  find(lines: readonly string[]): readonly RecordLines[] {
    this.#records =
      this.format === 'jsonl' ? findRecords(this.format, lines) : this.#findSamples(lines, this.#records);
    if (this.format === 'vignette') this.#lines = lines.slice();
    return this.#records;
  }

  /**
   * Samples above the edit stand as they were. From there on lines are read until one below the edit starts a
   * sample that started there before: from such a line on, all is as it was.
   */
  #findSamples(lines: readonly string[], before: readonly RecordLines[]): RecordLines[] {
    const { above, below } = sameEnds(this.#lines, lines);
    let kept = 0;
    while (kept + 1 < before.length && (before[kept] as RecordLines).endLine < above) kept++;
    const moved = lines.length - this.#lines.length;
    const starts: number[] = [];
    let rest = kept;
    let end = lines.length;
    for (const start of sampleStarts(lines, kept === 0 ? 0 : before[kept]?.startLine)) {
      const startedAt = (): number => (before[rest]?.startLine ?? Number.POSITIVE_INFINITY) + moved;
      while (startedAt() < start) rest++;
      if (start >= lines.length - below && startedAt() === start) {
        end = start;
        break;
      }
      starts.push(start);
    }
    const under = end < lines.length ? before.slice(rest) : [];
    const read = starts.map((startLine, i): RecordLines => {
      const endLine = starts[i + 1] ?? end;
      return { startLine, endLine, source: lines.slice(startLine, endLine).join('') };
    });
    return [...before.slice(0, kept), ...read, ...under.map((record) => moveDown(record, moved))];
  }
}

function moveDown(record: RecordLines, lines: number): RecordLines {
  if (lines === 0) return record;
  return { ...record, startLine: record.startLine + lines, endLine: record.endLine + lines };
}

/** How many lines at the top and at the bottom are the same in both; none counts for both. */
function sameEnds(
  a: readonly string[],
  b: readonly string[],
): { readonly above: number; readonly below: number } {
  const shorter = Math.min(a.length, b.length);
  let above = 0;
  while (above < shorter && a[above] === b[above]) above++;
  let below = 0;
  while (below < shorter - above && a[a.length - 1 - below] === b[b.length - 1 - below]) below++;
  return { above, below };
}
