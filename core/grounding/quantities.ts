/** Quantities in running text: comparator, value and unit, compared as amounts and not as letters. */
import type { Span } from '../text/span';
import { UNITS } from './units';

export type Comparator = '' | '<' | '≤' | '>' | '≥' | '≈' | '±' | '-';

export interface Quantity {
  /** From the comparator to the end of the unit. */
  readonly span: Span;
  readonly comparator: Comparator;
  readonly value: number;
  /** Canonical unit, or empty when the number stands alone. */
  readonly unit: string;
}

const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '<': '<',
  '<=': '≤',
  '≤': '≤',
  '⩽': '≤',
  '>': '>',
  '>=': '≥',
  '≥': '≥',
  '⩾': '≥',
  '~': '≈',
  '≈': '≈',
  '∼': '≈',
  '±': '±',
  '-': '-',
  '−': '-',
};

const FRACTIONS: Readonly<Record<string, number>> = {
  '½': 0.5,
  '¼': 0.25,
  '¾': 0.75,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
};
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** No unit is longer, in UTF-16 units, "per square metre" after it included. */
const MAX_UNIT = 48;

/** "mg per m²": a dose for each square metre or kilogram of a body is another dose. */
const PER_BODY =
  /^\s{1,2}per\s{1,2}(?:(m(?:\^?2|²)|sq(?:uare|\.)?[\s-]m(?:et(?:re|er)s?)?)|kg|kilogram)(?![\p{L}\p{N}²³])/iu;

/** A number that does not end a name or a version: "H3", "K27M", "ONC-201" and "v1.2.3" hold none. */
const NUMBER =
  /(?<![\p{L}\p{N}_^]|\p{N}[.,]|\p{L}[-‐‑])(?:(\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?:\.\d+)?|(?<!\b(?:arm|cohort|cycle|day|grade|group|level|patient|phase|report|stage|step|table|type|week) )[1-9]\d{0,2}(?: \d{3})+(?!\d|\.\d)|\d+,\d{1,2}|\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?|\.\d+)([½¼¾⅓⅔])?|([½¼¾⅓⅔]))(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^[-−]?\d{1,2})?(?![\d,]*\d|\.\d)/iuy;

/** Where a number can start: nothing before the first of its digits, or of a fraction, is part of one but a point. */
const DIGITS = /\.?\d+|[½¼¾⅓⅔]/g;

/** What may stand before a number and change its meaning, at the end of the text before it. */
const COMPARATOR = /(?:(<=|>=|[<≤⩽>≥⩾~≈∼±])\s*|(?:^|[\s(=[])([-−]))$/u;

/** After a number: optional spaces or a hyphen, then a unit that may be a ratio. */
const UNIT = /^(?:\s{0,3}|[-‐‑])(per cent\b|[%‰°/µμ\p{L}][\p{L}µμ²³/·^\d]*)/u;

const LETTER = /^\p{L}/u;

/** The quantities of a text in order. */
export function findQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  DIGITS.lastIndex = 0;
  for (let start = DIGITS.exec(text); start; start = DIGITS.exec(text)) {
    const match =
      numberAt(text, start.index) ?? (start[0].startsWith('.') ? numberAt(text, start.index + 1) : null);
    if (!match) continue;
    const { 0: whole, 1: digits, 2: mixed, 3: lone, 4: power, index } = match;
    const end = index + whole.length;
    DIGITS.lastIndex = end;
    const before = mayCompare(text, index)
      ? COMPARATOR.exec(text.slice(Math.max(0, index - 4), index))
      : null;
    const sign = before?.[1] ?? before?.[2];
    const unit = readUnit(text.slice(end, end + MAX_UNIT));
    // Letters right after a number that are no unit make it part of a name: "18F", "3D", "2nd".
    if (!unit && LETTER.test(text.slice(end, end + 2))) continue;
    found.push({
      span: {
        start: sign === undefined ? index : text.lastIndexOf(sign, index - 1),
        end: end + (unit?.length ?? 0),
      },
      comparator: sign === undefined ? '' : (COMPARATORS[sign] ?? ''),
      value: readNumber(digits, mixed ?? lone, power),
      unit: unit?.name ?? '',
    });
  }
  return found;
}

function numberAt(text: string, at: number): RegExpExecArray | null {
  NUMBER.lastIndex = at;
  return NUMBER.exec(text);
}

/** Whether the last mark before a number is none of a word's. */
function mayCompare(text: string, at: number): boolean {
  let before = at - 1;
  if (text.charCodeAt(before) === SPACE) before--;
  return !/[A-Za-z,.:;]/.test(text[before] ?? ' ');
}

const SPACE = 0x20;

/** Whether two quantities say the same: 15 mg is 15.0 mg and 1,250 is 1250, but never 1.5 mg or <15 mg. */
export function sameQuantity(a: Quantity, b: Quantity): boolean {
  return a.value === b.value && a.unit === b.unit && a.comparator === b.comparator;
}

function readNumber(
  digits: string | undefined,
  fraction: string | undefined,
  power: string | undefined,
): number {
  const decimal = digits?.replace(/^(\d+),(\d{1,2})$/, '$1.$2').replace(/[,\s]/g, '');
  const base = decimal === undefined ? 0 : Number(decimal);
  const value = base + (fraction === undefined ? 0 : (FRACTIONS[fraction] as number));
  if (power === undefined) return value;
  const digits10 = [...power].map((char) =>
    SUPERSCRIPTS.includes(char) ? SUPERSCRIPTS.indexOf(char) : char,
  );
  const exponent = Number(digits10.join('').replace(/[^\d]/g, ''));
  return value ** (/^[⁻^][-−]|^⁻/.test(power) ? -exponent : exponent);
}

function readUnit(rest: string): { readonly name: string; readonly length: number } | undefined {
  const match = UNIT.exec(rest);
  if (!match) return undefined;
  const [whole, word = ''] = match;
  // The longest known unit that the word starts with and that ends at a word's end: "mg." is "mg".
  for (let length = word.length; length > 0; length--) {
    if (
      length < word.length &&
      /[\p{L}\p{N}²³]/u.test(word[length] as string) &&
      !/[%‰°]/.test(word[length - 1] as string)
    )
      continue;
    const written = word.slice(0, length);
    // A sign between two numbers: "5 x 10⁶".
    if (/^x$/i.test(written) && /^\s?\d/.test(rest.slice(whole.length))) return undefined;
    const name = UNITS.get(canonicalUnit(written));
    if (name === undefined) continue;
    const end = whole.length - word.length + length;
    const [per = '', square] = PER_BODY.exec(rest.slice(end)) ?? [];
    if (per === '' || name.includes('/')) return { name, length: end };
    return { name: `${name}/${square ? 'm²' : 'kg'}`, length: end + per.length };
  }
  return undefined;
}

function canonicalUnit(written: string): string {
  if (!/[µ2]/.test(written)) return written;
  return written
    .replace(/µ/g, 'μ')
    .replace(/\^?2$/, '²')
    .replace(/\^?2(?=\/)/g, '²');
}
