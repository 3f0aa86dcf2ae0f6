/** Numbers of a comparison as people read them. */
import type { Estimate } from '../statistics/interval';
import { formatNumber, formatRounded, formatShare } from '../text/formatNumber';
import type { Metric } from './metric';

const MINUS = '−';

/** A value with its unit: `82 %`, `14.2 s`, `US$ 0.0031`. */
export function formatValue(metric: Metric, value: number): string {
  if (metric.kind !== 'amount') return formatShare(value);
  return metric.unit === 'US$' ? `US$ ${formatNumber(value)}` : `${formatNumber(value)} ${metric.unit}`;
}

/** A difference with its sign; of shares in percentage points: `+12 pp`. */
export function formatDifference(metric: Metric, value: number): string {
  return signed(metric, value, metric.kind === 'amount' ? ` ${metric.unit}` : ' pp');
}

/** `+12 pp [3, 21]`; without an interval the value alone. */
export function formatDifferenceInterval(metric: Metric, { value, low, high }: Estimate): string {
  const text = formatDifference(metric, value);
  return low === undefined || high === undefined
    ? text
    : `${text} [${signed(metric, low, '')}, ${signed(metric, high, '')}]`;
}

/** `82 % [75, 88]`. */
export function formatInterval(metric: Metric, { value, low, high }: Estimate): string {
  const text = formatValue(metric, value);
  if (low === undefined || high === undefined) return text;
  const end = (limit: number): string =>
    metric.kind === 'amount' ? formatNumber(limit) : formatRounded(limit * 100, 1);
  return `${text} [${end(low)}, ${end(high)}]`;
}

/** For an axis whose title has the unit: `50 %`, `200`. */
export function formatTick(metric: Metric, value: number): string {
  return metric.kind === 'amount' ? formatNumber(value) : formatValue(metric, value);
}

/** `+20`. */
export function formatDifferenceTick(metric: Metric, value: number): string {
  return signed(metric, value, '');
}

/** `p = 0.013`, `p < 0.001`. */
export function formatP(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p >= 0.0995 ? p.toFixed(2) : p.toFixed(3)}`;
}

function signed(metric: Metric, value: number, unit: string): string {
  const digits = bare(metric, Math.abs(value));
  const sign = !/[1-9]/.test(digits) ? '' : value < 0 ? MINUS : '+';
  return `${sign}${digits}${unit}`;
}

function bare({ kind }: Metric, value: number): string {
  return kind === 'amount' ? formatNumber(value) : formatRounded(value * 100, 1);
}
