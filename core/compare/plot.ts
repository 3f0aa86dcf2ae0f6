/** The picture of a comparison: both sides on the left, their difference on the right. */

import { type Axis, axisOver } from '../plot/axis';
import { escapeMarkup } from '../plot/escapeMarkup';
import { svgText } from '../plot/svgText';
import type { Estimate } from '../statistics/interval';
import { type Contrast, OVERALL, type Row } from './comparison';
import { favoured, isClear } from './findings';
import { formatDifferenceInterval, formatDifferenceTick, formatP, formatTick } from './formatValue';
import { METRICS, type Metric } from './metric';

/** Columns, in px: where each begins and how wide it is. */
const WIDTH = 960;
const LABELS = { x: 0, width: 150 };
const VALUES = { x: 168, width: 270 };
const DIFFERENCES = { x: 488, width: 200 };
const NUMBERS = { x: 708 };
const ROW = 24;
const TITLE = 26;
const AXIS = 22;
const GAP = 16;
const LEGEND = 50;

/** What a report shows in one picture each: how good the samples are, and what they took. */
export const PICTURES: readonly { readonly title: string; readonly metrics: readonly Metric[] }[] = [
  { title: 'Quality', metrics: METRICS.filter(({ kind }) => kind !== 'amount') },
  { title: 'Reasoning and effort', metrics: METRICS.filter(({ kind }) => kind === 'amount') },
];

/** One SVG with a panel for each of these metrics that was measured; undefined when none was. */
export function plotContrast(contrast: Contrast, metrics: readonly Metric[], style = ''): string | undefined {
  const panels: string[] = [];
  let y = LEGEND;
  for (const metric of metrics) {
    const rows = contrast.rows.filter((row) => row.metric === metric);
    if (rows.length === 0) continue;
    panels.push(`<g transform="translate(0 ${y})">${panel(metric, rows)}</g>`);
    y += TITLE + rows.length * ROW + AXIS + GAP;
  }
  if (panels.length === 0) return undefined;
  const name = `${contrast.first.label} and ${contrast.second.label}: ${metrics.map(({ title }) => title.toLowerCase()).join(', ')}. The tables hold the same numbers.`;
  return (
    `<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" role="img" aria-label="${escapeMarkup(name)}">` +
    (style && `<style>${style}</style>`) +
    legend(contrast) +
    panels.join('') +
    '</svg>'
  );
}

const EXPLANATION =
  'Left: the mean of each side. Right: second minus first, in the colour of the side it speaks for, hollow where neither is clear.';

function legend({ first, second }: Contrast): string {
  return [
    mark('first', 5, 9, false),
    svgText(16, 13, first.label, 'bold'),
    mark('second', WIDTH / 2 + 5, 9, false),
    svgText(WIDTH / 2 + 16, 13, second.label, 'bold'),
    svgText(LABELS.x, 32, EXPLANATION, 'muted small'),
    `<line class="grid" x1="0" x2="${WIDTH}" y1="40" y2="40"/>`,
  ].join('');
}

function panel(metric: Metric, rows: readonly Row[]): string {
  const values = valueAxis(metric, rows);
  const differences = differenceAxis(metric, rows);
  const bottom = TITLE + rows.length * ROW;
  const toX = scale(values, VALUES);
  const toDifferenceX = scale(differences, DIFFERENCES);
  const grid = (axis: Axis, place: (value: number) => number, format: (value: number) => string): string =>
    axis.ticks
      .map((tick) => {
        const x = place(tick);
        const kind = axis === differences && Math.abs(tick) < 1e-12 ? 'zero' : 'grid';
        return `<line class="${kind}" x1="${x}" x2="${x}" y1="${TITLE - 4}" y2="${bottom}"/>${svgText(x, bottom + 14, format(tick), 'muted small', 'middle')}`;
      })
      .join('');
  return [
    svgText(
      LABELS.x,
      14,
      metric.kind === 'amount' ? `${metric.title}, ${metric.unit}` : metric.title,
      'title',
    ),
    svgText(DIFFERENCES.x + DIFFERENCES.width / 2, 14, 'second − first', 'muted small', 'middle'),
    grid(values, toX, (tick) => formatTick(metric, tick)),
    grid(differences, toDifferenceX, (tick) => formatDifferenceTick(metric, tick)),
    ...rows.map((row, i) => plotRow(row, TITLE + (i + 0.5) * ROW, toX, toDifferenceX)),
  ].join('');
}

function plotRow(row: Row, y: number, toX: Place, toDifferenceX: Place): string {
  const { group, n, first, second, difference, test } = row;
  const weight = group === OVERALL ? 'bold' : '';
  const numbers = formatDifferenceInterval(row.metric, difference);
  return [
    svgText(LABELS.x, y + 4, group, weight),
    svgText(LABELS.x + LABELS.width, y + 4, `n = ${n}`, 'muted small', 'end'),
    estimate('first', first, y - 4, toX),
    estimate('second', second, y + 4, toX),
    estimate(favoured(row) ?? 'neutral', difference, y, toDifferenceX, !isClear(row)),
    svgText(NUMBERS.x, y + 4, numbers, weight),
    test ? svgText(WIDTH, y + 4, formatP(test.p), `small ${test.p < 0.05 ? weight : 'muted'}`, 'end') : '',
  ].join('');
}

type Place = (value: number) => number;

/** A mark with its whisker; hollow where neither is clear. */
function estimate(
  kind: string,
  { value, low, high }: Estimate,
  y: number,
  place: Place,
  open = false,
): string {
  const whisker =
    low === undefined || high === undefined
      ? ''
      : `<line class="whisker ${kind}" x1="${place(low)}" x2="${place(high)}" y1="${y}" y2="${y}"/>`;
  return whisker + mark(kind, place(value), y, open);
}

/** A circle for the first side, a diamond for the second, a square for neither: not by colour alone. */
function mark(kind: string, x: number, y: number, open: boolean): string {
  const style = `class="${kind}${open ? ' open' : ''}"`;
  if (kind === 'first') return `<circle ${style} cx="${x}" cy="${y}" r="3.6"/>`;
  if (kind !== 'second') return `<rect ${style} x="${x - 3.4}" y="${y - 3.4}" width="6.8" height="6.8"/>`;
  return `<path ${style} d="M${x} ${y - 4.6}l4.6 4.6-4.6 4.6-4.6-4.6z"/>`;
}

function scale({ low, high }: Axis, { x, width }: { readonly x: number; readonly width: number }): Place {
  return (value) => Math.round((x + ((value - low) / (high - low)) * width) * 10) / 10;
}

const SHARES: Axis = { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };

function valueAxis({ kind }: Metric, rows: readonly Row[]): Axis {
  if (kind !== 'amount') return SHARES;
  return axisOver(0, Math.max(...rows.flatMap(({ first, second }) => [...ends(first), ...ends(second)])));
}

/** Around 0, so that both directions look the same. */
function differenceAxis({ kind }: Metric, rows: readonly Row[]): Axis {
  const least = kind === 'amount' ? 0 : 0.1;
  const most = Math.max(least, ...rows.flatMap(({ difference }) => ends(difference).map(Math.abs)));
  return axisOver(-most, most, 4);
}

function ends({ value, low = value, high = value }: Estimate): number[] {
  return [low, value, high];
}
