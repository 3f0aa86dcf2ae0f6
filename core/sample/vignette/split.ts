/** Cutting a `.vignette` file into its samples: each starts with the `---` line that opens its metadata. */
import { stripLineEnd } from '../../text/lineText';

/** Lines [start, end) of the file, 0-based. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** A byte order mark may stand before the first. */
const RULE = /^\uFEFF?---[ \t]*$/;

/** Samples in order; blank lines before the first sample belong to none. */
export function splitSamples(lines: readonly string[]): LineSpan[] {
  const spans: LineSpan[] = [];
  let start: number | undefined;
  let inMetadata = false;
  for (const [i, line] of lines.entries()) {
    if (isRule(line)) {
      if (inMetadata) inMetadata = false;
      else {
        if (start !== undefined) spans.push({ start, end: i });
        start = i;
        inMetadata = true;
      }
    } else if (start === undefined && line.trim() !== '') start = i;
  }
  if (start !== undefined) spans.push({ start, end: lines.length });
  return spans;
}

/** Whether a line is the `---` that opens or closes metadata. */
export function isRule(line: string): boolean {
  return RULE.test(stripLineEnd(line));
}
