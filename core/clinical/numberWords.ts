/** Numbers written as words: "two", "twenty-eight", "a dozen". */

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

function buildWords(): Map<string, number> {
  const words = new Map<string, number>(SMALL.map((word, value) => [word, value]));
  for (const [i, ten] of TENS.entries()) {
    words.set(ten, (i + 2) * 10);
    for (let unit = 1; unit < 10; unit++) {
      words.set(`${ten}-${SMALL[unit]}`, (i + 2) * 10 + unit);
      words.set(`${ten} ${SMALL[unit]}`, (i + 2) * 10 + unit);
    }
  }
  words.set('dozen', 12);
  words.set('hundred', 100);
  return words;
}

/** Word (lower case) → value. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = buildWords();

/** A number word with the word after it, for looking units up. Matches lower-case text. */
export const NUMBER_WORD = new RegExp(
  `\\b((?:${TENS.join('|')})(?:[-\\s](?:${SMALL.slice(1, 10).join('|')}))?|${[...SMALL].reverse().join('|')}|dozen|hundred)\\b`,
  'g',
);
