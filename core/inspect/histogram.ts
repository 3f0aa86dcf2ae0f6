/** How the values of a measure are spread. */
import { axisOver } from '../compare/axis';
import type { NumberColumn } from './columns';
import { MEASURES, type MeasureId } from './measure';

/** Half open: `from` ≤ value < `to`; with `to` null, all values from `from` on. */
export interface Bin {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

export interface Histogram {
  readonly measure: MeasureId;
  /** Next to each other; the same under any filter. None where no record of the dataset has a value. */
  readonly bins: readonly Bin[];
  /** Records with a value, and records without. */
  readonly count: number;
  readonly missing: number;
  readonly sum: number;
  /** Null when there are no values. */
  readonly mean: number | null;
  readonly quantiles: Quantiles | null;
}

/** Each is a value that occurs: the smallest that at least this share of the values does not exceed (nearest rank). */
export interface Quantiles {
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** About how many bins there are: fewer for few records. */
const binsFor = (records: number): number => Math.min(20, Math.max(5, Math.ceil(2 * Math.sqrt(records))));

/** Where the bins of a share start; the last holds what is 100 % too. Of grounded quotes that is a bin of its own. */
const TENTHS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** What is derived from a whole column, once. */
export interface ColumnShape {
  /** The records that have a value, by value. */
  readonly order: Uint32Array;
  /** Where each bin starts. */
  readonly starts: readonly number[];
  /** Where the last bin ends; null when it is open. */
  readonly end: number | null;
}

export function shapeOfColumn(measure: MeasureId, column: NumberColumn): ColumnShape {
  const order = orderOf(column);
  if (order.length === 0) return { order, starts: [], end: null };
  if (MEASURES[measure].kind === 'share')
    return { order, starts: measure === 'grounded' ? [...TENTHS, 1] : TENTHS, end: null };
  const valueAt = (share: number): number => column[order[rankOf(share, order.length)] as number] as number;
  const [low, usual, high] = [valueAt(0), valueAt(0.99), valueAt(1)];
  // A few far out must not press all others into one bin: theirs is the last, and open.
  const isFarOut = high - low > 2 * (usual - low + 1);
  const last = isFarOut ? usual : high;
  const { ticks } = axisOver(low, last + 1, Math.min(binsFor(order.length), last + 1 - low));
  const end = ticks.at(-1) as number;
  return isFarOut && high >= end
    ? { order, starts: ticks, end: null }
    : { order, starts: ticks.slice(0, -1), end };
}

/** `selected`: of each record 1 when it counts. */
export function histogramOf(
  measure: MeasureId,
  column: NumberColumn,
  { order, starts, end }: ColumnShape,
  selected: Uint8Array,
  records: number,
): Histogram {
  const values = new Float64Array(order.length);
  const counts = starts.map(() => 0);
  let count = 0;
  let sum = 0;
  let bin = 0;
  for (const record of order) {
    if (selected[record] === 0) continue;
    const value = column[record] as number;
    while (bin + 1 < starts.length && value >= (starts[bin + 1] as number)) bin++;
    counts[bin] = (counts[bin] as number) + 1;
    values[count++] = value;
    sum += value;
  }
  const at = (share: number): number => values[rankOf(share, count)] as number;
  return {
    measure,
    bins: starts.map((from, i) => ({ from, to: starts[i + 1] ?? end, count: counts[i] as number })),
    count,
    missing: records - count,
    sum,
    mean: count === 0 ? null : sum / count,
    quantiles: count === 0 ? null : { min: at(0), p5: at(0.05), p50: at(0.5), p95: at(0.95), max: at(1) },
  };
}

function rankOf(share: number, count: number): number {
  return Math.max(0, Math.ceil(share * count) - 1);
}

function orderOf(column: NumberColumn): Uint32Array {
  const values = column.filter((value) => !Number.isNaN(value)).sort();
  // Records of equal values follow each other in no particular order: each takes the next place of its value.
  const places = new Map<number, number>();
  for (let i = values.length - 1; i >= 0; i--) places.set(values[i] as number, i);
  const order = new Uint32Array(values.length);
  for (const [record, value] of column.entries()) {
    if (Number.isNaN(value)) continue;
    const place = places.get(value) as number;
    order[place] = record;
    places.set(value, place + 1);
  }
  return order;
}
