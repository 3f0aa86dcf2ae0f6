/** Bounds that an answer states otherwise than its source: "more than 2 weeks" for "at least 2 weeks". */
import { sameValue } from '../clinical/amounts';
import { comparatorAfter, comparatorBefore } from '../clinical/comparators';
import { stemOf } from '../clinical/stem';
import { isSameAmount, isSameKind, type Value, valuesOf, type Words } from '../clinical/ties';
import { isBare } from '../clinical/unitFamilies';
import { contains, type Span } from '../text/span';
import type { ValueTexts } from './exchanges';
import type { Comparator } from './quantities';

export interface BoundClash {
  /** In the answer, from the words that compare to the unit. */
  readonly said: Span;
  /** In the context. */
  readonly stated: Span;
}

/** Whether an answer bounds something. Cheap. */
export function mayBound(answer: string): boolean {
  return BOUND.test(answer);
}

const BOUND =
  /[<>≤≥⩽⩾≈~]|\b(?:at (?:least|most)|than|up to|min(?:imum|\.)|max(?:imum|\.)|above|below|under|exceed\w*|within|about|approximately|around|roughly|nearly|almost|or (?:more|less|higher|lower|older|younger|fewer|above|below|greater))\b/i;

/** "Over 14 days" is how long something took; so with these. */
const NO_BOUND = /^(?:over|after|before|from|until|beyond|around)\b/i;

const COMPARING = new Set(
  'than but above below under over fall falls fell falling drop drops dropped rise rises rose minimum min maximum max capped within'
    .split(' ')
    .map(stemOf),
);

/**
 * The bounds of an answer that clash with the only ones that the context has for the same amount. The answer must
 * say nothing but what the sentence in the context says, and the context must have no value of the same thing that
 * the bound could be held against.
 */
export function findBoundClashes(texts: ValueTexts): BoundClash[] {
  const { answer, context, question, quoted } = texts;
  return texts.said.flatMap((value) => {
    const said = boundOf(answer, value);
    if (said.comparator === '') return [];
    const isSame = (other: Value): boolean => isSameAmount(value.amount, other.amount);
    const home = texts.stated.find(isSame);
    if (!home || said.comparator === boundOf(context, home).comparator) return [];
    if (!value.tie || valuesOf(question).some(isSame)) return [];
    const sentence = quoted.find(({ start, end }) => start <= home.span.start && home.span.start < end);
    const bounding = new Set(
      answer.slice(said.span.start, said.span.end).toLowerCase().split(' ').map(stemOf),
    );
    const words = new Map(
      [...value.tie.words].filter(([word]) => !COMPARING.has(word) && !bounding.has(word)),
    );
    const isOnlyOne = quoted.length === 1 || texts.stated.filter(isSame).length === 1;
    if (!restates(value, home, words, isOnlyOne)) return [];
    const everywhere = valuesOf(context);
    // "Six or older" may be of the same six years.
    const bounds = everywhere
      .filter((other) => isSame(other) || isBareOf(other, value))
      .map((other) => boundOf(context, other).comparator);
    if (bounds.some((bound) => !clashes(said.comparator, bound))) return [];
    const isMeasured = everywhere.some(
      (other) =>
        isSameKind(other.amount, home.amount) &&
        !isSame(other) &&
        !isWithin(other, sentence) &&
        other.mayHave(words),
    );
    return isMeasured ? [] : [{ said: said.span, stated: boundOf(context, home).span }];
  });
}

/** Whether all that is said of the value, of which there is something, is in the sentence that has it. */
function restates(value: Value, home: Value, words: Words, isOnlyOne: boolean): boolean {
  if (value.sentenceNegated !== home.sentenceNegated) return false;
  if (words.size > 0) return home.hasAll(words);
  const others = [...value.sentenceWords].filter(([word]) => !COMPARING.has(word));
  return isOnlyOne && home.hasAll(new Map(others));
}

function isWithin({ span }: Value, sentence: Span | undefined): boolean {
  return sentence !== undefined && contains(sentence, span);
}

function isBareOf({ amount }: Value, value: Value): boolean {
  return isBare(amount.unit) && sameValue(amount.value, value.amount.value);
}

function boundOf(
  text: string,
  { amount, span }: Value,
): { readonly comparator: Comparator; readonly span: Span } {
  if (amount.comparator !== '' && amount.comparator !== '-') return { comparator: amount.comparator, span };
  const before = comparatorBefore(text, span.start);
  if (before) {
    const start = span.start - before.length;
    if (NO_BOUND.test(text.slice(start, span.start))) return { comparator: '', span };
    return { comparator: before.comparator, span: { start, end: span.end } };
  }
  const after = comparatorAfter(text, span.end);
  if (!after) return { comparator: '', span };
  return { comparator: after.comparator, span: { start: span.start, end: span.end + after.length } };
}

/** Whether one cannot be said for the other. What is exact may be compared with anything. */
function clashes(said: Comparator, stated: Comparator): boolean {
  return said !== stated && BOUNDS.includes(stated) && BOUNDS.includes(said);
}

const BOUNDS: readonly Comparator[] = ['<', '≤', '>', '≥', '≈'];
