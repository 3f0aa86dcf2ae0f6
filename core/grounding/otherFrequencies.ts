/** How often an answer gives something, where its source says otherwise: "625 mg twice weekly" for its "once weekly". */
import { type Amount, findAmounts, findWordedAmounts, sameValue } from '../clinical/amounts';
import { type Frequency, findFrequencies } from '../clinical/frequencies';
import { isSameAmount } from '../clinical/ties';
import { isBare } from '../clinical/unitFamilies';
import { mapMatches } from '../text/mapMatches';
import { sentenceAt, splitSentencesOfLines } from '../text/sentences';
import type { Span } from '../text/span';

export interface OtherFrequency {
  /** In the answer. */
  readonly span: Span;
  /** How often the source gives the same dose, in its words; undefined where it says nothing of it. */
  readonly stated: string | undefined;
}

/** A dose and how often it is given. */
export interface RepeatedDose {
  readonly amount: Amount;
  readonly frequency: Frequency;
}

/** Between a dose and how often it is given: "4 mg orally, twice daily". */
const BETWEEN = /^[\s,(*]{0,4}(?:(?!(?:and|or|with|plus|then|versus)\b)\p{L}[\p{L}.]*[\s,]+){0,3}$/iu;

/** Between two frequencies of which the second is of something else: "twice daily, macrogol nightly". */
const NEXT = /\p{L}{4}/u;

/** The doses of a text with how often each is given. */
export function findRepeatedDoses(
  text: string,
  frequencies: readonly Frequency[] = findFrequencies(text),
): RepeatedDose[] {
  if (frequencies.length === 0) return [];
  const amounts = [...findAmounts(text), ...findWordedAmounts(text)].filter(({ unit }) => !isBare(unit));
  return frequencies.flatMap((frequency, i) => {
    const before = frequencies[i - 1];
    const last = amounts.filter(({ span }) => span.end <= frequency.span.start);
    const amount = last.toSorted((a, b) => b.span.end - a.span.end)[0];
    if (!amount || !BETWEEN.test(text.slice(amount.span.end, frequency.span.start))) return [];
    const isOfNext =
      before &&
      before.span.start >= amount.span.end &&
      NEXT.test(text.slice(before.span.end, frequency.span.start));
    return isOfNext ? [] : [{ amount, frequency }];
  });
}

/**
 * Which of the frequencies that an answer says are not those of the dose they stand with, or come from nowhere. `source` is
 * context and question.
 */
export function findOtherFrequencies(
  said: readonly Frequency[],
  answer: string,
  source: string,
  think: string,
): OtherFrequency[] {
  if (said.length === 0) return [];
  const stated = findFrequencies(source);
  const doses = findRepeatedDoses(source, stated);
  const repeated = findRepeatedDoses(answer, said);
  const worked = (): readonly Frequency[] => findFrequencies(think);
  return said.flatMap((frequency) => {
    const { span, perDay, isPlain } = frequency;
    const isSame = (other: Frequency): boolean => sameValue(other.perDay, perDay);
    const dose = repeated.find((other) => other.frequency === frequency)?.amount;
    const ofDose = dose ? doses.filter(({ amount }) => isSameAmount(amount, dose)) : [];
    if (dose && ofDose.length > 0) {
      if (ofDose.some((other) => isSame(other.frequency))) return [];
      const saysDose = ofDose.map(({ amount }) => sentenceAt(source, amount.span.start)).join('\n');
      if (isPlain && doses.some((other) => isTotalOf(dose, perDay, other))) return [];
      if (isInParts(perDay, saysDose) || isInSeries(perDay, saysDose)) return [];
      if (worked().some(isSame) && mayChangeTo(frequency, source, stated, think)) return [];
      const isGivenOtherwise = isPlain && countOf(source, dose) > ofDose.length;
      const words = ofDose[0]?.frequency.span;
      if (!isGivenOtherwise) return [{ span, stated: words && source.slice(words.start, words.end) }];
    }
    if (isPlain || stated.some(isSame)) return [];
    return isImplied(perDay, source) ? [] : [{ span, stated: undefined }];
  });
}

/** "4 mg per day" of 2 mg twice daily. */
function isTotalOf(total: Amount, perDay: number, { amount, frequency }: RepeatedDose): boolean {
  return total.unit === amount.unit && sameValue(total.value * perDay, amount.value * frequency.perDay);
}

/** How many times a text has an amount. */
function countOf(text: string, amount: Amount): number {
  return [...findAmounts(text), ...findWordedAmounts(text)].filter((other) => isSameAmount(other, amount))
    .length;
}

/** Words of a change of schedule. */
const CHANGES =
  /\b(?:chang|switch|instead|halv|doubl|reduc|increas|escalat|tap(?:er|ered)|extend|step|divid|split|spread|schedule|dosing|frequency)/i;

/**
 * Whether a dose may be given otherwise than the source says of it where think says so too: the source speaks of
 * a change to this frequency, or think shows one from what the source says.
 */
function mayChangeTo(
  { perDay }: Frequency,
  source: string,
  stated: readonly Frequency[],
  think: string,
): boolean {
  const changesIn = (text: string): string[] =>
    splitSentencesOfLines(text)
      .map(({ start, end }) => text.slice(start, end))
      .filter((sentence) => CHANGES.test(sentence));
  const isSame = (other: Frequency): boolean => sameValue(other.perDay, perDay);
  if (
    changesIn(source).some(
      (sentence) => findFrequencies(sentence).some(isSame) || isInParts(perDay, sentence),
    )
  )
    return true;
  return changesIn(think).some((sentence) => {
    const said = findFrequencies(sentence);
    const isStated = (one: Frequency): boolean => stated.some((other) => sameValue(other.perDay, one.perDay));
    return said.some(isSame) && said.some((other) => !isSame(other) && isStated(other));
  });
}

/** "in 3 divided doses", "three fractions". */
const PARTS =
  /\b(two|three|four|\d)\s(?:\p{L}+\s)?(?:doses|times|fractions|administrations|tablets|capsules)\b/giu;
const PARTS_WORDS = ['two', 'three', 'four'];

/** "two consecutive days each week". */
const DAYS_OF_WEEK =
  /\b(two|three|four|\d)\s(?:\p{L}+\s)?days (?:each|every|per|a|of (?:each|every|the)) week\b/giu;

/** "on days 1, 8 and 15", "at weeks 6, 12 and 18". */
const SERIES = /\b(day|week|month)s?\s(\d+(?:(?:,|,? and| to|,? &)\s?\d+)+)/gi;
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };

/** What says that something is done once a day without a frequency. */
const EACH_DAY = /\/(?:day|d)\b|\b(?:morning|evening|night|bedtime|24 ?h)/i;

/** Whether a frequency follows from what the source says in another form. */
function isImplied(perDay: number, source: string): boolean {
  return (perDay === 1 && EACH_DAY.test(source)) || isInParts(perDay, source) || isInSeries(perDay, source);
}

function isInParts(perDay: number, source: string): boolean {
  const countsOf = (pattern: RegExp): number[] =>
    mapMatches(source, pattern, ([, count = '']) => {
      const word = PARTS_WORDS.indexOf(count.toLowerCase());
      return word === -1 ? Number(count) : word + 2;
    });
  return (
    countsOf(PARTS).includes(perDay) || countsOf(DAYS_OF_WEEK).some((days) => sameValue(perDay, days / 7))
  );
}

function isInSeries(perDay: number, source: string): boolean {
  return mapMatches(source, SERIES, ([, period = '', list = '']) => {
    const steps = (list.match(/\d+/g) ?? []).map(Number);
    const step = (steps[1] ?? 0) - (steps[0] ?? 0);
    const isEven = steps.every((at, i) => i === 0 || at - (steps[i - 1] as number) === step);
    return isEven && step > 0 && sameValue(perDay, 1 / (step * (DAYS[period.toLowerCase()] as number)));
  }).some(Boolean);
}
