/** Words that turn a statement into its opposite. */
import { mapMatches } from '../text/mapMatches';
import type { Span } from '../text/span';

export const NEGATIONS = [
  'not',
  'no',
  'never',
  'none',
  'neither',
  'nor',
  'without',
  'cannot',
  'absent',
  'lacks?',
  'lacked',
  'lacking',
  'failed to',
  'fails to',
  'free of',
  'denied',
  'denies',
] as const;

const ANY_NEGATION = new RegExp(`\\b(?:${NEGATIONS.join('|')})\\b|n['’]t\\b`, 'i');
const NEGATION = new RegExp(ANY_NEGATION, 'gi');

const NEGATION_IN_TEXT =
  /(?<![\p{L}\p{N}])(?:not|no|never|none|neither|nor|without|cannot|lack(?:s|ed|ing)?|fail(?:s|ed|ing)? to|free of|den(?:y|ies|ied)|rule[sd]? out|(?:absence|lack) of|unable to|unlikely to|\p{L}+n['’]t)(?![\p{L}\p{N}])|(?<!\p{L})non(?=[-‐‑]\p{L})/giu;

/** "No, the child …" and "not only" negate nothing. */
const NO_NEGATION = /^\W*no[,.:]\s|\bnot only\b|\bno (?:more|fewer|less|later) than\b/gi;

/** Whether a statement is negative: an odd number of negations. */
export function isNegative(statement: string): boolean {
  return (statement.replace(NO_NEGATION, ' ').match(NEGATION)?.length ?? 0) % 2 === 1;
}

/** The negations of a text, in order. */
export function findNegations(text: string): Span[] {
  return mapMatches(text, NEGATION_IN_TEXT, ({ 0: words, index }) => ({
    start: index,
    end: index + words.length,
  }));
}

export function hasNegation(text: string): boolean {
  return ANY_NEGATION.test(text);
}

/** Pairs of words of which one says the opposite of the other. Endings are in brackets of a pattern. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['with', 'without'],
  ['all', 'none|no'],
  ['any|some|a|an', 'no|none'],
  ['either', 'neither'],
  ['or', 'nor'],
  ['always', 'never'],
  ['increas(?:e|es|ed|ing)', 'decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)'],
  ['rais(?:e|es|ed|ing)', 'lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)'],
  ['r[io]se|risen|rising|rises', 'f[ae]ll|fallen|falling|falls'],
  ['gr[eo]w|grown|growing|grows', 'shr[aiu]nk|shrinking|shrinks'],
  ['improv(?:e|es|ed|ing)|improvement', 'worsen(?:s|ed|ing)?|deteriorat(?:e|es|ed|ing)|deterioration'],
  ['better', 'worse'],
  ['higher|greater', 'lower|smaller|less'],
  ['more', 'less|fewer'],
  ['longer', 'shorter'],
  ['older', 'younger'],
  ['earlier', 'later'],
  ['larger|bigger', 'smaller'],
  ['above|over', 'below|under'],
  ['before', 'after'],
  ['within', 'after|beyond|outside'],
  ['prior to', 'after|following'],
  ['positive', 'negative'],
  ['present', 'absent'],
  ['presence', 'absence'],
  ['gain', 'loss'],
  ['benign', 'malignant'],
  ['responders', 'non-?responders'],
  ['include[sd]?|including', 'exclude[sd]?|excluding'],
  ['eligible', 'ineligible'],
  ['permit(?:s|ted)?|allow(?:s|ed)?', 'prohibit(?:s|ed)?|forbid(?:s|den)?'],
  ['permitted|allowed', 'prohibited|forbidden|contraindicated'],
  ['recommended|indicated', 'discouraged|contraindicated'],
  [
    'start(?:s|ed|ing)?|resum(?:e|es|ed|ing)|continu(?:e|es|ed|ing)|restart(?:s|ed|ing)?',
    'stop(?:s|ped|ping)?|discontinu(?:e|es|ed|ing)|with[- ]?held',
  ],
  ['upper', 'lower'],
  ['left', 'right'],
  ['early', 'late'],
  ['first', 'last'],
  ['maximum|maximal', 'minimum|minimal'],
  ['majority|most', 'minority|few'],
  ['often|frequently|common', 'rarely|seldom|rare'],
  [
    'activat(?:e|es|ed|ing|ion)|stimulat(?:e|es|ed|ing|ion)',
    'inhibit(?:s|ed|ing|ion)?|suppress(?:es|ed|ing|ion)?',
  ],
  ['upregulat(?:e|es|ed|ing|ion)', 'downregulat(?:e|es|ed|ing|ion)'],
  ['agonists?', 'antagonists?'],
  ['sensitive', 'resistant'],
  ['wild-?type', 'mutant|mutated'],
  ['succeeded', 'failed'],
  ['alive|survived', 'dead|died'],
  ['can|could|may', 'cannot'],
  ['hyper\\p{L}+', 'hypo\\p{L}+'],
  ['strong', 'weak'],
  ['inhibitors?', 'inducers?'],
  ['amplif(?:y|ies|ied|ication|ications)', 'delet(?:e|es|ed|ion|ions)'],
];

/** Both sides of each pair; what is on side `i` is the opposite of what is on side `i ^ 1`. */
const SIDES = OPPOSITES.flatMap((pair) => {
  const isNegation = pair.some((words) => words.split('|').some(hasNegation));
  return pair.map((words) => ({
    words,
    word: new RegExp(`^(?:${words})$`, 'iu'),
    inText: new RegExp(`\\b(?:${words})\\b`, 'iu'),
    isNegation,
  }));
});

const TURNING_WORD = new RegExp(
  `\\b(?:${SIDES.flatMap(({ words, isNegation }) => (isNegation ? [] : words)).join('|')})\\b`,
  'giu',
);

/** Of the words met last. */
const knownSides = new Map<string, readonly number[]>();
const MOST_KNOWN = 2000;
const NO_SIDES: readonly number[] = [];

/** The sides that a word is on: most are on none, and all come again. */
function sidesOf(word: string): readonly number[] {
  let sides = knownSides.get(word);
  if (!sides) {
    const found = SIDES.flatMap((side, i) => (side.word.test(word) ? i : []));
    sides = found.length > 0 ? found : NO_SIDES;
    if (knownSides.size === MOST_KNOWN) knownSides.clear();
    knownSides.set(word, sides);
  }
  return sides;
}

/** Whether a text has a word, other than a negation, whose opposite another text has. Cheap. */
export function mayOppose(text: string, other: string): boolean {
  const words = text.match(TURNING_WORD) ?? [];
  return words.some((word) =>
    sidesOf(word).some((i) => {
      const opposite = SIDES[i ^ 1];
      return opposite && !opposite.isNegation && opposite.inText.test(other);
    }),
  );
}

const NEGATIVE_PREFIX = /^(?:un|non|in|im|ir|il|dis|anti|mis)[-‐‑]?$/;

/** Whether one of two words says the opposite of the other: "longer" and "shorter", "unrestricted" and "restricted". */
export function areOpposites(a: string, b: string): boolean {
  return isNegated(a, b) || isNegated(b, a) || sidesOf(a).some((i) => sidesOf(b).includes(i ^ 1));
}

/** Whether a word is another with a prefix that negates it. */
function isNegated(word: string, other: string): boolean {
  if (other.length < 4 || word.length < other.length + 2) return false;
  const [long, short] = [word.toLowerCase(), other.toLowerCase()];
  return long.endsWith(short) && NEGATIVE_PREFIX.test(long.slice(0, -short.length));
}
