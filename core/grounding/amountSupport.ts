/** Where the amounts of an answer come from: the context and the question, or what was worked out from them. */
import { findEquations, findResults } from '../arithmetic/equations';
import {
  type Amount,
  findAmounts,
  findWordedAmounts,
  isApproximate,
  isRounding,
  sameUnitFactor,
  sameValue,
  saysRounded,
  saysSame,
} from '../clinical/amounts';
import { findDates, isBetweenDates, type PlainDate } from '../clinical/dates';
import { findNumberWords, SHARE_WORDS } from '../clinical/numberWords';
import { isBare, isCount } from '../clinical/unitFamilies';
import { splitSentencesOfLines } from '../text/sentences';
import { findTables, withUnit } from '../text/tables';
import { isOneStep, type Known } from './oneStep';
import { findRepeatedDoses } from './otherFrequencies';

export interface SupportTexts {
  readonly context: string;
  readonly question: string;
  readonly think: string;
  readonly proof: string;
  readonly answer: string;
}

/** A stretch around a number in which its unit and comparator stand. */
const BEFORE = 12;
const AFTER = 40;

/** What makes a dose all that a day or week has. */
const PER_PERIOD = /^\s(?:(?:per|an?|each|every|in a)\s)?(day|week|dai)(?:ly)?\b/i;

/** Numbers that need no source: what percentages and shares are made of. */
const CONSTANTS = [0, 1, 100];

const SCIENTIFIC = /[\d.]+\s*[×x·⋅*]\s*10(?:\^[-−]?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)/gi;

/** Before the result of a calculation. */
const RESULT = /[=≈]\s*\**$/;

/** Think rounds here, by whatever the doses on offer allow. */
const ROUNDED = /\bround(?:s|ed|ing)?\b[^.;\d]{0,40}$/i;

/** Share of its value by which a dose that think rounds may move. */
const DOSE_ROUNDING = 0.1;

/** Works out, only as far as asked, which amounts a sample's texts support. */
export class AmountSupport {
  #source: readonly Known[] | undefined;
  #repeated: readonly Known[] | undefined;
  #derived: readonly Known[] | undefined;
  #results: readonly number[] | undefined;
  #mentioned: readonly Known[] | undefined;
  #dates: readonly PlainDate[] | undefined;

  constructor(private readonly texts: SupportTexts) {}

  /** Whether the answer's amount is stated or worked out. */
  supports(amount: Amount): boolean {
    return (
      this.#isFound(amount) ||
      this.#isFoundAsResult(amount) ||
      this.#isInSource(amount) ||
      this.#isTotal(amount) ||
      this.#isDerived(amount) ||
      this.#isCombined(amount) ||
      isBetweenDates(amount, this.#sourceDates())
    );
  }

  /** Whether context or question state the answer's amount. */
  states(amount: Amount): boolean {
    return this.#isFound(amount) || this.#isInSource(amount);
  }

  /** Whether context or question have an amount that measures the same. */
  hasKind({ unit }: Amount): boolean {
    return this.#sourceAmounts().some((known) => sameUnitFactor(known.unit, unit) !== undefined);
  }

  /** Whether it stands there as it is written. Cheap. */
  #isFound(amount: Amount): boolean {
    const { context, question } = this.texts;
    const { written, digits } = this.#writtenOf(amount);
    if (holds(context, written) || holds(question, written)) return true;
    if (isBare(amount.unit) && CONSTANTS.includes(amount.value)) return true;
    return digits !== undefined && (standsIn(context, digits, amount) || standsIn(question, digits, amount));
  }

  #isFoundAsResult(amount: Amount): boolean {
    const { written, digits } = this.#writtenOf(amount);
    if (this.#isResult(written)) return true;
    return digits !== undefined && (isBare(amount.unit) || isCount(amount.unit)) && this.#isResult(digits);
  }

  #writtenOf({ span, worded }: Amount): { readonly written: string; readonly digits: string | undefined } {
    const written = this.texts.answer.slice(span.start, span.end).replace(/^[^\p{N}\p{L}.]+/u, '');
    return { written, digits: worded ? undefined : /\d[\d,.]*\d|\d/.exec(written)?.[0] };
  }

  #isInSource(amount: Amount): boolean {
    return this.#inSource(amount, isApproximate(this.texts.answer, amount) ? saysRounded : saysSame);
  }

  #sourceDates(): readonly PlainDate[] {
    this.#dates ??= [...findDates(this.texts.context), ...findDates(this.texts.question)];
    return this.#dates;
  }

  /** Whether think has "= 15 mg" at the end of something with a number of the context. Cheap. */
  #isResult(written: string): boolean {
    const { context, think } = this.texts;
    for (let at = think.indexOf(written); at !== -1; at = think.indexOf(written, at + 1)) {
      if (!/[=≈]\s?$/.test(think.slice(Math.max(0, at - 3), at))) continue;
      if (!EDGE_AFTER.test(think.slice(at + written.length, at + written.length + 2))) continue;
      const line = think.slice(think.lastIndexOf('\n', at) + 1, at);
      if (line.match(/\d+(?:[.,]\d+)*/g)?.some((digits) => holds(context, digits))) return true;
    }
    return false;
  }

  /** Whether think or answer hold an equation with this result, wherever its numbers come from. */
  isWorkedOut(amount: Amount): boolean {
    const { think, answer } = this.texts;
    const right = findEquations(think).flatMap((equation) => amountAt(think, equation.right.start));
    if (right.some(({ value, unit }) => saysRounded(amount, value, unit))) return true;
    const results = [...findResults(think), ...findResults(answer)];
    return results.some((value) => isRounding(amount.value, amount.decimals, value));
  }

  /** The amounts that context and question have, whichever way they write them. */
  #sourceAmounts(): readonly Known[] {
    this.#source ??= [this.texts.context, this.texts.question].flatMap((text) => [
      ...findAmounts(text),
      ...findWordedAmounts(text),
      ...shares(text),
      ...cellsWithUnits(text),
    ]);
    return this.#source;
  }

  /** What doses that are given again and again amount to. */
  #repeatedDoses(): readonly Known[] {
    this.#repeated ??= [this.texts.context, this.texts.question].flatMap(dosesOfADay);
    return this.#repeated;
  }

  #inSource(amount: Amount, says: typeof saysSame = saysSame): boolean {
    const isSaid = ({ value, unit }: Known): boolean => says(amount, value, unit);
    return (
      this.#sourceAmounts().some(isSaid) ||
      (/\/(?:day|week)$/.test(amount.unit) && this.#repeatedDoses().some(isSaid))
    );
  }

  /** "500 mg per day" of 250 mg every 12 hours. */
  #isTotal(amount: Amount): boolean {
    const period = PER_PERIOD.exec(this.texts.answer.slice(amount.span.end, amount.span.end + AFTER))?.[1];
    if (period === undefined || amount.unit === '') return false;
    const whole = { ...amount, unit: `${amount.unit}/${period.toLowerCase().replace('dai', 'day')}` };
    return this.#repeatedDoses().some(
      ({ value, unit }) => whole.unit === unit && saysSame(whole, value, unit),
    );
  }

  /** What think works out: sides of equations, numbers it calls a result, and what they round to. */
  #isDerived(amount: Amount): boolean {
    this.#derived ??= derivedIn(this.texts.think, (other) => this.#inSource(other));
    const isShown = ({ value, unit }: Known): boolean =>
      isBare(unit) ? isRounding(amount.value, amount.decimals, value) : saysRounded(amount, value, unit);
    if (this.#derived.some(isShown)) return true;
    if (isResultOfOtherUnit(amount, this.texts.think)) return false;
    this.#results ??= this.#computed();
    return this.#results.some(
      (value) =>
        isRounding(amount.value, amount.decimals, value) ||
        (amount.unit === '%' && isRounding(amount.value, amount.decimals, value * 100)),
    );
  }

  /** The values of the expressions in think and answer, where something in their line has a source. */
  #computed(): number[] {
    const derived = this.#derived ?? [];
    // "25 × 10⁹" is no calculation that the answer shows.
    const answer = this.texts.answer.replace(SCIENTIFIC, ' ');
    return [this.texts.think, answer].flatMap((text) =>
      text.split('\n').flatMap((line) => {
        const results = findResults(line);
        if (results.length === 0) return [];
        const rooted = findAmounts(line).some(
          (amount) =>
            this.#inSource(amount) || derived.some(({ value, unit }) => saysSame(amount, value, unit)),
        );
        return rooted ? results : [];
      }),
    );
  }

  /** One step from amounts that question, think, proof or answer mention. */
  #isCombined(amount: Amount): boolean {
    this.#mentioned ??= this.#mentionedAmounts();
    const { think, proof, answer } = this.texts;
    const sentence = sentenceAround(answer, amount.span.start);
    return (
      isOneStep(amount, this.#mentioned, sentence, `${think} ${answer}`) ||
      [sentence, ...sentencesOf(proof)].some((counting) => isShareOf(amount, counting)) ||
      isLengthOfSeries(amount, sentence)
    );
  }

  #mentionedAmounts(): Known[] {
    const { question, think, proof, answer } = this.texts;
    const found = new Map<string, Known>();
    for (const text of [question, think, proof, answer]) {
      for (const amount of [...findAmounts(text), ...findWordedAmounts(text)]) {
        const { value, unit } = amount;
        if (this.#inSource(amount)) found.set(`${value} ${unit}`, { value, unit });
      }
    }
    return [...found.values()];
  }
}

/** More counts than this in a sentence make most percentages. */
const MOST_COUNTS = 6;

/** "22 of 48, or 45.8 %": counts make a percentage only where they stand in one sentence, the answer's or a quoted one. */
function isShareOf(amount: Amount, sentence: string): boolean {
  if (amount.unit !== '%') return false;
  const counts = [
    ...findAmounts(sentence).filter(({ unit }) => isBare(unit) || isCount(unit)),
    ...findNumberWords(sentence),
  ];
  if (counts.length > MOST_COUNTS) return false;
  return counts.some((part) =>
    counts.some(
      (whole) =>
        part !== whole &&
        whole.value >= part.value &&
        isRounding(amount.value, amount.decimals, (100 * part.value) / whole.value),
    ),
  );
}

/** "on three days: 1, 8 and 15": so many as are listed. */
function isLengthOfSeries({ value, unit }: Amount, sentence: string): boolean {
  if (!isCount(unit) && !/^(?:day|week|month|cycle)$/.test(unit)) return false;
  return (sentence.match(SERIES) ?? []).some((list) => list.match(/\d+/g)?.length === value);
}

const SERIES = /(?<![\d.])\d+(?:, \d+)*,? (?:and|or|&) \d+(?!\.?\d)|(?<![\d.])\d+(?:, \d+){2,}(?!\.?\d)/g;

/** Whether the text has the same words, and not as a part of others ("5 mg" of "1.5 mg/kg"). */
function holds(text: string, written: string): boolean {
  for (let at = text.indexOf(written); at !== -1; at = text.indexOf(written, at + 1)) {
    if (
      EDGE_BEFORE.test(text.slice(Math.max(0, at - 2), at)) &&
      EDGE_AFTER.test(text.slice(at + written.length, at + written.length + 2))
    ) {
      return true;
    }
  }
  return false;
}

const EDGE_BEFORE = /(?:^|[^\p{L}\p{N}.,<>≤≥]|[^\p{N}][.,])$/u;
const EDGE_AFTER = /^(?:$|[^\p{L}\p{N}.,/²³%]|[.,/](?!\p{N}|\p{L}|µ))/u;

/** Whether the digits stand in the text as a number of their own, with the same unit. Cheap: no scan for others. */
function standsIn(text: string, digits: string, amount: Amount): boolean {
  for (let at = text.indexOf(digits); at !== -1; at = text.indexOf(digits, at + 1)) {
    const before = text[at - 1] ?? ' ';
    if (/[\d.,\p{L}]/u.test(before) && !(/[.,]/.test(before) && !/\d/.test(text[at - 2] ?? ' '))) continue;
    const start = Math.max(0, at - BEFORE);
    const near = findAmounts(text.slice(start, at + digits.length + AFTER));
    const found = near.find(({ span }) => start + span.start <= at && start + span.end > at);
    if (found && saysSame(amount, found.value, found.unit)) return true;
  }
  return false;
}

function shares(text: string): Known[] {
  const known: Known[] = [];
  const lower = text.toLowerCase();
  for (const [word, value] of SHARE_WORDS) {
    if (lower.includes(word)) known.push({ value, unit: '' }, { value: value * 100, unit: '%' });
  }
  return known;
}

/** Numbers of a table whose unit stands with the name of their row or column. */
function cellsWithUnits(text: string): Known[] {
  return findTables(text).flatMap(({ header, rows }) =>
    rows.flatMap((row) =>
      row.flatMap((cell, i) =>
        [header[i], row[0]].flatMap((name) => findAmounts(withUnit(cell.text, name?.text ?? '') ?? '')),
      ),
    ),
  );
}

/** "4 mg twice daily" is 8 mg/day, "625 mg once weekly" is 625 mg/week. */
function dosesOfADay(text: string): Known[] {
  return findRepeatedDoses(text).flatMap(({ amount: { value, unit }, frequency: { perDay } }) => [
    { value: value * perDay, unit: `${unit}/day` },
    { value: value * perDay * 7, unit: `${unit}/week` },
  ]);
}

/** The numbers of think that it states as results, in lines where something has a source. */
function derivedIn(think: string, inSource: (amount: Amount) => boolean): Known[] {
  const derived: Known[] = [];
  for (const line of think.split('\n')) {
    if (!/\d/.test(line)) continue;
    const amounts = [...findAmounts(line), ...findWordedAmounts(line)];
    const rooted = amounts.filter(
      (amount) => inSource(amount) || derived.some(({ value, unit }) => saysSame(amount, value, unit)),
    );
    if (amounts.length < 2 || rooted.length === 0) continue;
    for (const { right } of findEquations(line)) derived.push(...amountAt(line, right.start));
    for (const amount of amounts) {
      if (rooted.includes(amount)) continue;
      const before = line.slice(0, amount.span.start);
      const stated = RESULT.test(before) || line[amount.span.start] === '≈';
      if (stated || (ROUNDED.test(before) && isNear(amount, [...rooted, ...derived]))) derived.push(amount);
    }
  }
  return derived;
}

/** Whether think has this number as a result, and each time in a unit that says something else: "= 74 Gy" for 74 cGy. */
function isResultOfOtherUnit(amount: Amount, think: string): boolean {
  if (isBare(amount.unit) || isCount(amount.unit) || amount.unit === '%') return false;
  const stated = findAmounts(think).filter(
    ({ value, span }) => sameValue(value, amount.value) && RESULT.test(think.slice(0, span.start)),
  );
  const wanted = { ...amount, unit: withoutTime(amount.unit) };
  const says = ({ value, unit }: Known): boolean =>
    isBare(unit) || unit === '%' || saysRounded(wanted, value, withoutTime(unit));
  return stated.length > 0 && !stated.some(says);
}

/** "480 mg" of a day may be said to be "480 mg/day". */
function withoutTime(unit: string): string {
  return unit.replace(/\/(?:dose|minute|hour|day|week|month|year)$/, '');
}

function isNear(amount: Amount, known: readonly Known[]): boolean {
  return known.some(({ value }) => Math.abs(value - amount.value) <= DOSE_ROUNDING * Math.abs(value));
}

/** The amount that stands at an offset, when one does. */
function amountAt(text: string, at: number): Known[] {
  const start = Math.max(0, at - BEFORE);
  const near = findAmounts(text.slice(start, at + AFTER));
  return near.filter(({ span }) => start + span.start <= at && start + span.end > at);
}

function sentencesOf(text: string): string[] {
  return splitSentencesOfLines(text).map(({ start, end }) => text.slice(start, end));
}

function sentenceAround(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('\n', at)) + 1;
  const ends = [text.indexOf('. ', at), text.indexOf('\n', at)].filter((end) => end !== -1);
  return text.slice(start, Math.min(text.length, ...ends));
}
