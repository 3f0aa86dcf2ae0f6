/** Equations in running text, and whether they hold. What cannot be read as one is no equation. */
import { unitFactor } from '../clinical/unitFamilies';
import { UNITS } from '../grounding/units';
import type { Span } from '../text/span';
import {
  findRuns,
  numbersOf,
  type PercentReading,
  type Run,
  readRun,
  readRunBefore,
  runValue,
  soleNumber,
} from './runs';
import { type Token, tokenize } from './tokens';

export interface Equation {
  /** The sides as written, units included where they stand inside. */
  readonly left: Span;
  readonly right: Span;
  readonly holds: boolean;
  /** Of an equation that does not hold: the side that is the result, and what it should be. */
  readonly wrong?: { readonly span: Span; readonly expected: string };
}

/** No equation does without. */
const RELATION = /[=≈≃≅∼~]|\\approx|\bequal(?:s| to)\b/;

const READINGS: readonly PercentReading[] = ['share', 'number', 'relative'];

/** Reads every equation of a text that has something to work out on one of its sides. */
export function findEquations(text: string): Equation[] {
  const equations: Equation[] = [];
  if (!RELATION.test(text)) return equations;
  let start = 0;
  for (const line of text.split('\n')) {
    if (RELATION.test(line)) equations.push(...lineEquations(line, start));
    start += line.length + 1;
  }
  return equations;
}

/** The values of every expression of a text that has something to work out. */
export function findResults(text: string): number[] {
  const results: number[] = [];
  for (const line of text.split('\n')) {
    if (!/\d[^\n]*(?:[-+−–×·*x÷/√%]|\b(?:plus|minus|times|by)\b)[^\n]*\d/.test(line)) continue;
    for (const run of findRuns(tokenize(line))) {
      for (const reading of READINGS) {
        const value = runValue(run, reading);
        if (value !== undefined) results.push(value);
      }
    }
  }
  return results;
}

function lineEquations(line: string, offset: number): Equation[] {
  const equations: Equation[] = [];
  const tokens = tokenize(line);
  let from = 0;
  /** Start of the last result: what is set equal to it goes on with its chain. */
  let result = -1;
  tokens.forEach((token, i) => {
    if (token.kind === 'break') from = i + 1;
    if (token.kind !== 'relation') return;
    const left = readRunBefore(tokens, from, i);
    from = i + 1;
    const right = readRun(tokens, i + 1, tokens.length);
    if (!left || !right || goesOn(tokens, right)) return;
    const chained = left.start === result && token.exact && isSameUnit(left, right);
    if (!left.compound && !right.compound && !chained) return;
    result = right.start;
    const equation = judge(left, right, token.exact, offset);
    if (equation) equations.push(equation);
  });
  return equations;
}

/** "= 84 = 12 weeks" may convert what "= 84 days = 12 days" does not. */
function isSameUnit(left: Run, right: Run): boolean {
  return left.units.join(' ') === right.units.join(' ');
}

/** Whether the right side is the start of something else: "12 to 16", "3 of 4", "5 ± 1". */
function goesOn(tokens: readonly Token[], { next }: Run): boolean {
  const token = tokens[next];
  const later = tokens[next + 1];
  if (token?.kind === 'break') return false;
  if (token?.kind !== 'word') return token?.kind === 'number';
  return /^(?:to|or|of)$/i.test(token.text) && later?.kind === 'number';
}

/** `offset` is where the line of the two sides starts in the text. */
function judge(left: Run, right: Run, exact: boolean, offset: number): Equation | undefined {
  const place = ({ start, end }: Run): Span => ({ start: start + offset, end: end + offset });
  const hasPercent = (side: Run): boolean => numbersOf(side).some((number) => number.percent);
  const percent = hasPercent(left) || hasPercent(right);
  const bothPercent = hasPercent(left) && hasPercent(right);
  let values: { left: number; right: number } | undefined;
  for (const leftReading of percent ? READINGS : READINGS.slice(0, 1)) {
    const a = runValue(left, leftReading);
    if (a === undefined) continue;
    for (const rightReading of percent ? READINGS : READINGS.slice(0, 1)) {
      if (bothPercent && !canPair(leftReading, rightReading)) continue;
      const b = runValue(right, rightReading);
      if (b === undefined) continue;
      const leftSide = { run: left, value: a, reading: leftReading };
      if (agrees(leftSide, { run: right, value: b, reading: rightReading }, exact)) {
        return { left: place(left), right: place(right), holds: true };
      }
      if (!values || leftReading === 'relative') values = { left: a, right: b };
    }
  }
  // Two sides in different units of one kind may differ by more than the rounding.
  if (!values || left.doubtful || right.doubtful || mixesUnits(left, right)) return undefined;
  // In "15 = 20 × 0.75" the result stands first.
  const sides = { left: place(left), right: place(right) };
  const wrong =
    left.compound || !right.compound
      ? { span: sides.right, expected: show(values.left, right) }
      : { span: sides.left, expected: show(values.right, left) };
  return { ...sides, holds: false, wrong };
}

/** Whether one equation can be meant with these readings of its two sides. */
function canPair(left: PercentReading, right: PercentReading): boolean {
  return left === right || (left === 'relative' && right === 'share');
}

/** A side of an equation, with its value when percentages are read in one way. */
interface ReadSide {
  readonly run: Run;
  readonly value: number;
  readonly reading: PercentReading;
}

function agrees(left: ReadSide, right: ReadSide, exact: boolean): boolean {
  const difference = Math.abs(left.value - right.value);
  if (difference <= 1e-9 * Math.max(1, Math.abs(left.value), Math.abs(right.value))) return true;
  // A number shown stands for all that round to it; in "15 = 20 × 0.75" the left side is the result.
  if (cutsOff(right, left.value, exact) || cutsOff(left, right.value, exact)) return true;
  const shown = tolerance(right, exact) + tolerance(left, exact);
  if (difference <= shown * (1 + 1e-6)) return true;
  // Rounded numbers within the expressions move the result too.
  return difference <= shown + movement(left, exact) + movement(right, exact);
}

/** By how much a result may differ from what it is the result of. */
function tolerance(side: ReadSide, exact: boolean): number {
  const last = lastDigit(side);
  const number = soleNumber(side.run);
  if (!number || exact || number.decimals > 0 || number.value === 0) return last / 2;
  // "≈ 120" may be rounded to tens.
  const zeros = /0*$/.exec(String(Math.abs(number.value)))?.[0].length ?? 0;
  return (10 ** zeros * last) / 2;
}

/** What one step of the last digit shown is worth; 0 for a side that is not a lone number. */
function lastDigit({ run, reading }: ReadSide): number {
  const number = soleNumber(run);
  if (!number) return 0;
  return 10 ** -number.decimals * (number.percent && reading !== 'number' ? 0.01 : 1);
}

/** Whether a lone number is the result with digits cut off instead of rounded, as many write 0.93 for 0.9375. */
function cutsOff(side: ReadSide, result: number, exact: boolean): boolean {
  const number = soleNumber(side.run);
  if (!number || (exact && number.decimals === 0)) return false;
  const over = (result - side.value) / lastDigit(side);
  return over > 0 && over < 1 - 1e-6;
}

/** After "=", only numbers with so many decimals are taken for rounded ones: "1.12 m²" is what was measured. */
const ROUNDED_DECIMALS = 3;

/** How far a value moves when each rounded number in it is anything that rounds to what is shown. */
function movement({ run, value, reading }: ReadSide, exact: boolean): number {
  if (!run.compound) return 0;
  let total = 0;
  for (const [index, { decimals, percent }] of numbersOf(run).entries()) {
    if (percent || decimals < (exact ? ROUNDED_DECIMALS : 1)) continue;
    const moved = runValue(run, reading, { index, by: 0.5 * 10 ** -decimals });
    if (moved !== undefined) total += Math.abs(moved - value);
  }
  return total;
}

function mixesUnits(left: Run, right: Run): boolean {
  const words = [...left.units, ...right.units].map((word) => word.split('/'));
  const unitsAt = (part: number): string[] => words.flatMap((parts) => UNITS.get(parts[part] ?? '') ?? []);
  const below = unitsAt(1);
  // "mg/kg × kg": kg cancels.
  const above = unitsAt(0).filter((unit) => !below.includes(unit));
  return [above, below].some((units) => {
    return units.some((a) => units.some((b) => a !== b && (unitFactor(a, b) ?? 1) !== 1));
  });
}

/** The right value, with the digits and the sign of percent that the wrong one has. */
function show(value: number, wrong: Run): string {
  const number = soleNumber(wrong);
  const percent = number?.percent === true;
  const shown = percent && Math.abs(value) <= 2 ? value * 100 : value;
  const decimals = Math.max(number?.decimals ?? 0, Math.min(decimalsNeeded(shown), 3));
  return `${trimZeros(shown.toFixed(decimals), Math.max(0, number?.decimals ?? 0))}${percent ? '%' : ''}`;
}

function decimalsNeeded(value: number): number {
  for (let decimals = 0; decimals < 6; decimals++) {
    if (Math.abs(value - Number(value.toFixed(decimals))) < 1e-9) return decimals;
  }
  return 6;
}

function trimZeros(digits: string, keep: number): string {
  const [whole = '', fraction = ''] = digits.split('.');
  const kept = fraction.slice(0, keep) + fraction.slice(keep).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}
