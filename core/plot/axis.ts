/** Scales of a plot. */

export interface Axis {
  readonly low: number;
  readonly high: number;
  /** Round numbers from `low` to `high`, both ends included. */
  readonly ticks: readonly number[];
}

/** An axis with about `count` steps of 1, 2 or 5 times a power of ten, wide enough for both values. */
export function axisOver(low: number, high: number, count = 4): Axis {
  const span = high - low || Math.abs(high) || 1;
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= raw * 0.999) ?? 10);
  const [from, to] = [Math.floor(low / step + 1e-9), Math.ceil(high / step - 1e-9)];
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step);
  return { low: from * step, high: to * step, ticks };
}
