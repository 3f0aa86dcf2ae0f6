/** Small counts that a source has otherwise: "7 of 42" for its "6 of 42", "5 centres" for its "four centres". */
import { findNumberWords } from '../clinical/numberWords';
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';
import { UNITS } from './units';

/** A part of a whole ("6 of 42"), or so many of a thing ("four centres"). */
interface Count {
  readonly span: Span;
  readonly value: number;
  /** The whole, or the thing; counts with the same compare. */
  readonly of: string;
}

const SMALL = '(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,3})';
const WHOLE = new RegExp(
  `(?<![\\p{L}\\d.,])(one|${SMALL})(?: out of| of|/) ?(?:the |all )?(${SMALL})(?![\\d.,]*\\d|\\p{L}| ?(?:%|m?g|mL|Gy)\\b)`,
  'giu',
);
const THINGS = new RegExp(`(?<![\\p{L}\\d.,/-])(${SMALL}) (?:\\p{Ll}{3,} )?(\\p{Ll}{3,}s)\\b`, 'giu');

/** No count does without. */
const HINT =
  /(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)) ?(?:of\b|out of\b|\/|[a-z]+(?: [a-z]+)?s\b)/i;

/** Sums and differences of more counts than this would fit by chance. */
const MOST_COMBINED = 6;

/** The counts of an answer that its source has for the same whole or thing with other numbers only. */
export function findOtherCounts(answer: string, source: string, think: string): Count[] {
  if (!HINT.test(answer)) return [];
  const said = countsOf(answer).filter(({ span }) => !source.includes(answer.slice(span.start, span.end)));
  if (said.length === 0) return [];
  const stated = countsOf(source);
  const others = (count: Count): number[] =>
    stated.filter(({ of }) => of === count.of).map(({ value }) => value);
  return said.filter((count) => {
    const values = others(count);
    const whole = Number(count.of);
    if (values.length === 0 || values.length > MOST_COMBINED) return false;
    if (isCombined(count.value, Number.isNaN(whole) ? values : [...values, whole])) return false;
    if (new RegExp(`[=≈] ?${count.value}(?![\\d.])`).test(think)) return false;
    if (countsOf(think).some(({ value, of }) => value === count.value && of === count.of)) return false;
    return !Number.isNaN(whole) || !states(`${source}\n${think}`, count.value);
  });
}

function countsOf(text: string): Count[] {
  const read = (written: string): number =>
    /\d/.test(written) ? Number(written) : (findNumberWords(written)[0]?.value ?? Number.NaN);
  const parts = mapMatches(text, WHOLE, ({ 0: words, 1: part = '', 2: whole = '', index }) => ({
    span: { start: index, end: index + words.length },
    value: read(part),
    of: String(read(whole)),
  }));
  const things = mapMatches(text, THINGS, ({ 0: words, 1: number = '', 2: thing = '', index }) => ({
    span: { start: index, end: index + words.length },
    value: read(number),
    of: thing.toLowerCase(),
  }));
  return [
    ...parts.filter(({ value, of }) => value <= Number(of)),
    ...things.filter(({ value, of }) => value <= 10 && !UNITS.has(of)),
  ];
}

/** Whether a value is one of some, or the sum or difference of two of them, or the sum of all. */
function isCombined(value: number, known: readonly number[]): boolean {
  if (known.includes(value)) return true;
  if (known.reduce((sum, other) => sum + other, 0) === value) return true;
  return known.some((a, i) => known.some((b, j) => i !== j && (a + b === value || a - b === value)));
}

/** Whether a text has a number at all, in digits or words. */
function states(text: string, value: number): boolean {
  if (new RegExp(`(?<![\\d.,])${value}(?![\\d]|[.,]\\d)`).test(text)) return true;
  return findNumberWords(text).some((word) => word.value === value);
}
