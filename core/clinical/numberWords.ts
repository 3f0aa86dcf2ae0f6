/** Numbers written as words: "two", "twenty-eight", "a dozen". */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';

const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** Shares that a text may name instead of writing them as a number. */
export const SHARE_WORDS: ReadonlyMap<string, number> = new Map([
  ['half', 0.5],
  ['third', 1 / 3],
  ['quarter', 0.25],
  ['three quarters', 0.75],
  ['three-quarters', 0.75],
  ['two thirds', 2 / 3],
  ['two-thirds', 2 / 3],
]);

const SCALES: Readonly<Record<string, number>> = { dozen: 12, hundred: 100, thousand: 1000, million: 1e6 };

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);

const VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value) => [word, value] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
]);

export interface NumberWord {
  readonly span: Span;
  readonly value: number;
}

const ATOM = `(?:(?:${TENS.join('|')})(?:[-‐‑\\s](?:${SMALL.slice(1, 10).join('|')}))?|${[...SMALL].reverse().join('|')})`;
const SCALE = `(?:${Object.keys(SCALES).join('|')})`;
const NUMERAL = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:(?:${ATOM}|an?)[-\\s])?${SCALE}(?:[-\\s]${SCALE}|\\s(?:and\\s)?${ATOM}(?![\\p{L}]))*|${ATOM})(?![\\p{L}\\p{N}])`,
  'iuy',
);

/** What every number in words holds, to be looked for first. */
const ANY = new RegExp(`(?:${[...SMALL, ...TENS, ...Object.keys(SCALES)].join('|')})(?![A-Za-z])`, 'gi');

/** "a hundred" */
const ARTICLE = /(?<![\p{L}\p{N}])an?[-\s]$/iu;

/** The numbers of a text that are written as words, in order: "two", "twenty-eight", "a hundred and twenty". */
export function findNumberWords(text: string): NumberWord[] {
  const found: NumberWord[] = [];
  ANY.lastIndex = 0;
  for (let any = ANY.exec(text); any; any = ANY.exec(text)) {
    const { index } = any;
    const article = ARTICLE.exec(text.slice(Math.max(0, index - 4), index))?.[0].length ?? 0;
    const words = numeralAt(text, index - article) ?? numeralAt(text, index);
    if (words) found.push(words);
    ANY.lastIndex = words?.span.end ?? index + 1;
  }
  return found;
}

function numeralAt(text: string, start: number): NumberWord | undefined {
  NUMERAL.lastIndex = start;
  const words = NUMERAL.exec(text)?.[0];
  return words === undefined
    ? undefined
    : { span: { start, end: start + words.length }, value: readNumeral(words) };
}

function readNumeral(words: string): number {
  let total = 0;
  let current = 0;
  for (const word of words.toLowerCase().split(/[^a-z]+/)) {
    const scale = SCALES[word];
    if (scale === undefined) current += VALUES.get(word) ?? 0;
    else if (scale < 1000) current = (current || 1) * scale;
    else {
      total += (current || 1) * scale;
      current = 0;
    }
  }
  return total + current;
}

const SHARE = /(?<![\p{L}\p{N}])(?:(a|one|two|three)[-‐‑\s])?(half|third|quarter|fifth)s?(?![\p{L}\p{N}])/giu;
const SHARE_OF: Readonly<Record<string, number>> = { half: 2, third: 3, quarter: 4, fifth: 5 };

/** The shares of a whole that a text names: "half", "two-thirds". A lone "third" is an ordinal. */
export function findShareWords(text: string): NumberWord[] {
  return mapMatches(text, SHARE, ({ 0: words, 1: count = '', 2: part = '', index }) => {
    const parts = SHARE_OF[part.toLowerCase()] as number;
    return {
      span: { start: index, end: index + words.length },
      value: Math.max(1, VALUES.get(count.toLowerCase()) ?? 1) / parts,
      lone: count === '' && parts !== 2 && parts !== 4,
    };
  }).flatMap(({ lone, ...word }) => (lone ? [] : [word]));
}

const ORDINAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${ORDINALS.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

/** "first" is 1. */
export function findOrdinals(text: string): NumberWord[] {
  return mapMatches(text, ORDINAL, ({ 0: word, index }) => ({
    span: { start: index, end: index + word.length },
    value: ORDINALS.indexOf(word.toLowerCase()) + 1,
  }));
}
