/** How often something is given: "twice daily", "three times a week", "BID", "q3w", "every other day". */
import { mapMatches } from '../text/mapMatches';
import { overlaps, type Span } from '../text/span';
import { findNumberWords } from './numberWords';

export interface Frequency {
  readonly span: Span;
  /** Times a day. A month counts as 30 days, so that "monthly" is no whole number of weeks. */
  readonly perDay: number;
  /** "daily", "a day": it may also say of a dose that it is all that a day has. */
  readonly isPlain: boolean;
}

const DAYS_OF: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, n: 1, w: 7, m: 30, y: 360 };

const LATIN: Readonly<Record<string, number>> = {
  qd: 1,
  od: 1,
  qhs: 1,
  bid: 2,
  bd: 2,
  tid: 3,
  tds: 3,
  qid: 4,
  qds: 4,
  qod: 0.5,
};

const COUNT = '(one|two|three|four|five|six|seven|eight|\\d{1,2})';
const PERIOD = '(day|week|month|year)';

/** Each with what its groups say, in times a day. Where several fit in one place, the first counts. */
const FORMS: readonly (readonly [
  words: string,
  perDay: (groups: readonly string[]) => number,
  plain?: true,
])[] = [
  [
    `(?:(once|twice|thrice)|${COUNT} ?(?:[- ]times?|[x×]|[- ](?:(?:separate|divided|equal) )?doses)),?[- /](?:(?:an?|per|each|every)[- ])?(dai|week|month|year|day)(?:ly)?`,
    ([adverb, count = '', period = '']) => countOf(adverb ?? count) / daysOf(period),
  ],
  [
    `(?:every|each) (?:(other|second)|${COUNT})[- ](hour|day|week|month|year)s?`,
    ([other, count, period = '']) => 1 / ((other ? 2 : countOf(count ?? '')) * daysOf(period)),
  ],
  [
    '(?:q|every) ?(\\d{1,2}) ?(h|d|w)(?:rs?|ks?)?',
    ([count = '', period = '']) => 1 / (countOf(count) * daysOf(period)),
  ],
  [
    `(${Object.keys(LATIN)
      .map((name) => [...name].join('\\.?'))
      .join('|')})`,
    ([name = '']) => LATIN[name.toLowerCase().replaceAll('.', '')] ?? Number.NaN,
  ],
  ['alternate days?', () => 0.5],
  [
    `(?:an?|per|every|each)[- ]${PERIOD}|(dai|week|month|year|night)ly`,
    ([period, adverb = '']) => 1 / daysOf(period ?? adverb),
    true,
  ],
];

const PATTERNS = FORMS.map(
  ([words, perDay, plain]) =>
    [new RegExp(`(?<![\\p{L}\\p{N}.])(?:${words})(?![\\p{L}\\p{N}])`, 'giu'), perDay, plain] as const,
);

/** No frequency does without. */
const HINT =
  /(?:dai|week|month|year|night)ly|\b(?:once|twice|thrice|alternate|every \d)|(?:times?|doses|every|each|per|\ban?|[x×])[- /](?:an?[- ]|per[- ])?(?:other|second|one|two|three|four|five|six|seven|eight|\d|day|week|month|year)|\bq ?\d|\b(?:[bt]\.?i?\.?d|[qo]\.?[hido]?\.?[ds]|tds)\b/i;

/** The frequencies of a text, in order, without overlaps. */
export function findFrequencies(text: string): Frequency[] {
  if (!HINT.test(text)) return [];
  const found: Frequency[] = [];
  for (const [pattern, perDay, isPlain = false] of PATTERNS) {
    const frequencies = mapMatches(text, pattern, (match): Frequency => {
      const [words, ...groups] = match;
      const span = { start: match.index, end: match.index + words.length };
      return { span, perDay: perDay(groups), isPlain };
    });
    found.push(...frequencies.filter(({ span }) => !found.some((other) => overlaps(span, other.span))));
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Days of a period, by how its name begins. */
function daysOf(period: string): number {
  return DAYS_OF[period[0]?.toLowerCase() ?? ''] ?? Number.NaN;
}

function countOf(written: string): number {
  const word = written.toLowerCase();
  if (word === 'once') return 1;
  if (word === 'twice') return 2;
  if (word === 'thrice') return 3;
  return /\d/.test(word) ? Number(word) : (findNumberWords(word)[0]?.value ?? Number.NaN);
}
