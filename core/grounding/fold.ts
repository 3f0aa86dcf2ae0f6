/**
 * Folding away typography: what two careful typists may write differently without changing what is said.
 * Digits, letters, comparators and signs are never folded into one another.
 */
import type { Span } from '../text/span';

export interface FoldedText {
  readonly value: string;
  /** The span of the original text behind a span of `value`. */
  toOriginal(span: Span): Span;
}

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ...pairs('‘’‚‛′`´', "'"),
  ...pairs('“”„‟″«»', '"'),
  ...pairs('‐‑‒–—―−﹣－', '-'),
  ...pairs('µ', 'μ'),
  ...pairs('…', '...'),
  ...pairs('\u00ad\u200b\u200c\u200d\u2060\ufeff', ''),
]);

const SPACE = /\s/u;
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((char) => [char, to]);
}

/**
 * Folds quotation marks, dashes, ellipses, invisible characters and white space. A run of white space
 * counts only between two letters or two digits ("no table" is not "notable", "1 5" is not "15");
 * elsewhere ("25 %", "15 mg") it is typography.
 */
export function fold(text: string): FoldedText {
  let value = '';
  const origin: number[] = [];
  const append = (folded: string, at: number): void => {
    for (let i = 0; i < folded.length; i++) origin.push(at);
    value += folded;
  };
  let spaceAt = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (SPACE.test(char)) {
      if (spaceAt === -1) spaceAt = i;
      continue;
    }
    const folded = REPLACEMENTS.get(char) ?? char;
    if (folded === '') continue;
    if (spaceAt !== -1 && separates(value.at(-1), folded)) append(' ', spaceAt);
    spaceAt = -1;
    append(folded, i);
  }
  return {
    value,
    toOriginal: ({ start, end }) => {
      if (start >= value.length) return { start: text.length, end: text.length };
      const first = origin[start] as number;
      return { start: first, end: end > start ? (origin[end - 1] as number) + 1 : first };
    },
  };
}

function separates(before: string | undefined, after: string): boolean {
  if (before === undefined) return false;
  return (LETTER.test(before) && LETTER.test(after)) || (DIGIT.test(before) && DIGIT.test(after));
}
