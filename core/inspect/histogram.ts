/** How the values of a measure are spread. */
import { axisOver } from '../plot/axis';
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
  /** Each value that occurs, ascending. */
  readonly values: Float64Array;
  /** Of each record the index of its value, or the number of values where it has none. */
  readonly codes: Uint32Array;
  /** Where each bin starts. */
  readonly starts: readonly number[];
  /** Where the last bin ends; null when it is open. */
  readonly end: number | null;
}

export function shapeOfColumn(measure: MeasureId, column: NumberColumn): ColumnShape {
  const known = column.filter((value) => !Number.isNaN(value)).sort();
  const values = known.filter((value, i) => i === 0 || value !== known[i - 1]);
  return { values, codes: codesOf(column, values), ...binsOver(measure, known) };
}

/** `selected`: of each record 1 when it counts. */
export function histogramOf(
  measure: MeasureId,
  { values, codes, starts, end }: ColumnShape,
  selected: Uint8Array,
): Histogram {
  const ofValues = new Uint32Array(values.length + 1);
  for (let record = 0; record < codes.length; record++) {
    const code = codes[record] as number;
    ofValues[code] = (ofValues[code] as number) + (selected[record] as number);
  }
  const counts = starts.map(() => 0);
  let count = 0;
  let sum = 0;
  let bin = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const times = ofValues[i] as number;
    while (bin + 1 < starts.length && value >= (starts[bin + 1] as number)) bin++;
    counts[bin] = (counts[bin] as number) + times;
    count += times;
    sum += times * value;
  }
  return {
    measure,
    bins: starts.map((from, i) => ({ from, to: starts[i + 1] ?? end, count: counts[i] as number })),
    count,
    missing: ofValues[values.length] as number,
    sum,
    mean: count === 0 ? null : sum / count,
    quantiles: count === 0 ? null : quantilesOf(values, ofValues, count),
  };
}

/** `known`: the values, ascending, each as often as it occurs. */
function binsOver(measure: MeasureId, known: NumberColumn): Pick<ColumnShape, 'starts' | 'end'> {
  if (known.length === 0) return { starts: [], end: null };
  if (MEASURES[measure].kind === 'share')
    return { starts: measure === 'grounded' ? [...TENTHS, 1] : TENTHS, end: null };
  const at = (share: number): number => known[rankOf(share, known.length)] as number;
  const [low, high] = [at(0), at(1)];
  // Tukey's outer fence; where nearly all values are the same it says nothing, and the 95 % quantile does.
  const fence = Math.max(at(0.95), at(0.75) + 3 * (at(0.75) - at(0.25)));
  const usual = known.findLast((value) => value <= fence) ?? high;
  // A few far out must not press all others into one bin: theirs is the last, and open.
  const isFarOut = high - low > 2 * (usual - low + 1);
  const past = (isFarOut ? usual : high) + 1;
  const { ticks } = axisOver(low, past, Math.min(binsFor(known.length), past - low));
  const end = ticks.at(-1) as number;
  return isFarOut && high >= end ? { starts: ticks, end: null } : { starts: ticks.slice(0, -1), end };
}

function quantilesOf(values: Float64Array, ofValues: Uint32Array, count: number): Quantiles {
  const at = (share: number): number => {
    const rank = rankOf(share, count);
    let below = 0;
    let i = 0;
    while (below + (ofValues[i] as number) <= rank) below += ofValues[i++] as number;
    return values[i] as number;
  };
  return { min: at(0), p5: at(0.05), p50: at(0.5), p95: at(0.95), max: at(1) };
}

function rankOf(share: number, count: number): number {
  return Math.max(0, Math.ceil(share * count) - 1);
}

/** Of each number its index in `values`; how many there are where it is none of them. */
function codesOf(column: NumberColumn, values: Float64Array): Uint32Array {
  const codes = new Uint32Array(column.length);
  for (let record = 0; record < column.length; record++) {
    const value = column[record] as number;
    if (Number.isNaN(value)) {
      codes[record] = values.length;
      continue;
    }
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    codes[record] = low;
  }
  return codes;
}
