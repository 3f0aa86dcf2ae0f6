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
  const starts = [...sampleStarts(lines)];
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? lines.length }));
}

/** The lines that samples start on, in order. `from`: the first line of the file, or one that starts a sample. */
export function* sampleStarts(lines: readonly string[], from = 0): Generator<number> {
  let started = false;
  let inMetadata = false;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as string;
    if (isRule(line)) {
      if (!inMetadata) yield i;
      inMetadata = !inMetadata;
      started = true;
    } else if (!started && line.trim() !== '') {
      yield i;
      started = true;
    }
  }
}

/** Whether a line is the `---` that opens or closes metadata. */
export function isRule(line: string): boolean {
  // Few lines start like one: the first unit settles the others.
  const first = line.charCodeAt(0);
  return (first === DASH || first === BYTE_ORDER_MARK) && RULE.test(stripLineEnd(line));
}

const DASH = 0x2d;
const BYTE_ORDER_MARK = 0xfeff;
