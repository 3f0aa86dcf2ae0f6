/** The amounts a text states, written with digits or as words, in a form that compares. */
import { type Comparator, findQuantities, type Quantity } from '../grounding/quantities';
import { UNITS } from '../grounding/units';
import type { Span } from '../text/span';
import { findNumberWords } from './numberWords';
import { isBare, isCount, unitFactor } from './unitFamilies';

export interface Amount {
  /** From the number to the end of the unit, a comparator included. */
  readonly span: Span;
  readonly value: number;
  readonly unit: string;
  /** Digits after the decimal point as written. */
  readonly decimals: number;
  /** The sign before it; words that compare are none. */
  readonly comparator: Comparator;
  /** True when written as a word. */
  readonly worded: boolean;
}

/** How many UTF-16 units after a number word its unit may take. */
const UNIT_REACH = 48;

const APPROXIMATE =
  /(?:\b(?:about|approximately|approx\.|around|roughly|nearly|almost|circa|ca\.)\s+|[≈~∼]\s*)\**$/i;

/** Between two numbers that share the unit of the second: "50, 100 and 150 mg", "5 to 10 years". */
const SHARES_UNIT =
  /^\s*(?:,|,?\s*(?:and|or|to|versus|vs\.?|through|but)|[-‐‑–—/±])\s*(?:[<>≤≥]|up to|about|(?:at|not|no) (?:least|most|more than|less than))?\s*$/;

/** A word before a number that says what it counts: "aged 7", "week 6". */
const UNIT_BEFORE = /\b(aged?|day|week|month|year)s?(?: of)?\s*[<>≤≥]?\s*$/i;

/** "28 treatment days": a word between a number and its unit. */
const UNIT_AFTER_WORD = /^\s+[a-z-]{3,14}\s+([a-z]{3,9})\b/;

const TIMES = /^\s*[×x·⋅*]\s*$/i;
const POWER = /^10(?:\^|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹])/;

/** Between an amount and the bounds that share its unit: "5.6 months (95% CI 4.1–7.2)". */
const BOUNDS = /^\s*[([][^()[\]]*(?:\bCI\b|\brange|\bIQR\b|interval)[^()[\]]*$/i;

/** The amounts written with digits, in order. */
export function findAmounts(text: string): Amount[] {
  const amounts = withPowers(
    text,
    findQuantities(text).map((quantity) => readAmount(text, quantity)),
  );
  for (let i = amounts.length - 1; i >= 0; i--) {
    const amount = amounts[i] as Amount;
    if (amount.unit !== '') continue;
    const next = amounts[i + 1];
    const shared = next && SHARES_UNIT.test(text.slice(amount.span.end, next.span.start)) ? next.unit : '';
    const crossed =
      next && /^\s?[×x]\s?$/.test(text.slice(amount.span.end, next.span.start)) ? next.unit : '';
    const word = UNIT_BEFORE.exec(text.slice(Math.max(0, amount.span.start - 12), amount.span.start))?.[1];
    const before = word?.toLowerCase().replace(/^aged?$/, 'year');
    const after = UNIT_AFTER_WORD.exec(text.slice(amount.span.end, amount.span.end + 26))?.[1];
    const unit =
      shared ||
      (/^[cm]m$/.test(crossed) && crossed) ||
      before ||
      UNITS.get(after ?? '') ||
      boundedUnit(text, amounts, i);
    if (unit) amounts[i] = { ...amount, unit };
  }
  return amounts;
}

/** Joins "25 × 10⁹/L" into one amount. */
function withPowers(text: string, amounts: Amount[]): Amount[] {
  for (let i = amounts.length - 2; i >= 0; i--) {
    const factor = amounts[i] as Amount;
    const power = amounts[i + 1] as Amount;
    if (!isBare(factor.unit) || !POWER.test(text.slice(power.span.start, power.span.start + 4))) continue;
    if (!TIMES.test(text.slice(factor.span.end, power.span.start)) && factor.unit === '') continue;
    const span = { start: factor.span.start, end: power.span.end };
    amounts.splice(i, 2, {
      ...power,
      span,
      comparator: factor.comparator,
      value: factor.value * power.value,
    });
  }
  return amounts;
}

function boundedUnit(text: string, amounts: readonly Amount[], at: number): string | undefined {
  const whole = amounts.slice(Math.max(0, at - 3), at).findLast(({ unit }) => unit !== '' && unit !== '%');
  const between = whole && text.slice(whole.span.end, amounts[at]?.span.start);
  return between !== undefined && BOUNDS.test(between) ? whole?.unit : undefined;
}

function readAmount(text: string, { span, value, unit, comparator }: Quantity): Amount {
  const written = /\d[\d,\u2009\u202f\u00a0]*(?:\.(\d+))?/.exec(text.slice(span.start, span.end));
  return { span, value, unit, decimals: written?.[1]?.length ?? 0, comparator, worded: false };
}

/** Whether the text says that the amount is not exact: "about", "approximately", "≈", "~". */
export function isApproximate(text: string, { span }: Amount): boolean {
  return (
    /^[≈~∼]/.test(text[span.start] ?? '') ||
    APPROXIMATE.test(text.slice(Math.max(0, span.start - 16), span.start))
  );
}

/** The amounts written as words that have a unit: "two weeks", "six-month". */
export function findWordedAmounts(text: string): Amount[] {
  return findNumberWords(text).flatMap(({ span, value }) => {
    const unit = unitAfterWord(text, span.end);
    if (!unit) return [];
    const whole = { start: span.start, end: unit.end };
    return [{ span: whole, value, unit: unit.name, decimals: 0, comparator: '', worded: true }];
  });
}

/** The unit that follows a number word, read as it would be after digits. */
export function unitAfterWord(
  text: string,
  at: number,
): { readonly name: string; readonly end: number } | undefined {
  const [read] = findQuantities(`1${text.slice(at, at + UNIT_REACH)}`);
  if (read?.span.start !== 0 || read.unit === '') return undefined;
  return { name: read.unit, end: at + read.span.end - 1 };
}

const EQUAL = 1e-9;

export function sameValue(a: number, b: number): boolean {
  return Math.abs(a - b) <= EQUAL * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether `shown`, with so many decimals, is what rounding `exact` gives, or cutting off its later digits. */
export function isRounding(shown: number, decimals: number, exact: number): boolean {
  const last = 10 ** -decimals;
  if (Math.abs(shown - exact) <= 0.5 * last * (1 + 1e-6)) return true;
  return decimals > 0 && exact > shown && exact - shown < last * (1 - 1e-6);
}

/**
 * Whether a value with its unit says what the amount says: the same, or converted ("14 days", "two weeks").
 * An amount without a unit compares with any value, and a bare value with things counted.
 */
export function saysSame(amount: Amount, value: number, unit: string): boolean {
  const factor = comparisonFactor(amount, unit);
  return factor !== undefined && sameValue(amount.value, value * factor);
}

/** Like `saysSame`, for a value that may be shown with fewer digits than it has. */
export function saysRounded(amount: Amount, value: number, unit: string): boolean {
  const factor = comparisonFactor(amount, unit);
  return factor !== undefined && isRounding(amount.value, amount.decimals, value * factor);
}

function comparisonFactor(amount: Amount, unit: string): number | undefined {
  if (isBare(amount.unit) || (isBare(unit) && isCount(amount.unit))) return 1;
  return sameUnitFactor(unit, amount.unit);
}

/** The factor that turns an amount in `from` into `to`, a dose being one of a day or not; undefined when they measure different things. */
export function sameUnitFactor(from: string, to: string): number | undefined {
  return unitFactor(withoutDay(from), withoutDay(to));
}

/** "20 mg/kg/day" and "20 mg/kg, daily" are one dose: what is daily is often said elsewhere in the sentence. */
function withoutDay(unit: string): string {
  return unit.replace(/(?<=\/(?:kg|m²))\/day$/, '');
}
