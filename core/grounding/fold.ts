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

const INVISIBLE = '\u00ad\u200b\u200c\u200d\u2060\ufeff';

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ...pairs('‘’‚‛′`´', "'"),
  ...pairs('“”„‟″«»', '"'),
  ...pairs('‐‑‒–—―−﹣－', '-'),
  ...pairs('µ', 'μ'),
  ...pairs('…', '...'),
  ...pairs('ﬁ', 'fi'),
  ...pairs('ﬂ', 'fl'),
  ...pairs('ﬀ', 'ff'),
  ...pairs(INVISIBLE, ''),
]);

const INVISIBLES = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g;
const SPACE = /\s/u;
const MARK = /\p{M}/u;
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
  const starts: number[] = [];
  const ends: number[] = [];
  const append = (folded: string, start: number, end: number): void => {
    for (let i = 0; i < folded.length; i++) {
      starts.push(start);
      ends.push(end);
    }
    value += folded;
  };
  let spaceAt = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (SPACE.test(char)) {
      if (spaceAt === -1) spaceAt = i;
      continue;
    }
    let end = i + 1;
    while (end < text.length && MARK.test(text[end] as string)) end++;
    // A letter and its accents are one character, however they are encoded.
    const folded = end > i + 1 ? text.slice(i, end).normalize('NFC') : (REPLACEMENTS.get(char) ?? char);
    if (folded !== '') {
      if (spaceAt !== -1 && separates(value.at(-1), folded)) append(' ', spaceAt, i);
      spaceAt = -1;
      append(folded, i, end);
    }
    i = end - 1;
  }
  return {
    value,
    toOriginal: ({ start, end }) => {
      if (start >= value.length) return { start: text.length, end: text.length };
      const first = starts[start] as number;
      return { start: first, end: end > start ? (ends[end - 1] as number) : first };
    },
  };
}

/** The text without invisible characters, and one space for each run of white space. */
export function withPlainSpaces(text: string): string {
  return text.replace(INVISIBLES, '').replace(/\s+/gu, ' ');
}

function separates(before: string | undefined, after: string): boolean {
  if (before === undefined) return false;
  return (LETTER.test(before) && LETTER.test(after)) || (DIGIT.test(before) && DIGIT.test(after));
}
