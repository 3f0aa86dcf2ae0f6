/** Pictures of a summary as SVG: the mix of archetypes, and how measures are spread. */
import { escapeMarkup } from '../plot/escapeMarkup';
import { svgText } from '../plot/svgText';
import { formatNumber, formatShare } from '../text/formatNumber';
import { binLabel } from './binLabel';
import type { Bin, Histogram } from './histogram';
import { MEASURES, type MeasureId, titleWithUnit } from './measure';
import type { ArchetypeCount, DatasetSummary } from './summary';

const WIDTH = 640;

const MIX = { labels: 150, numbers: 130, row: 24, top: 26 };

/** A bar for each archetype, with a stroke where its target is. `style`: what a picture that stands by itself needs. */
export function plotMix({ archetypes }: DatasetSummary, style = ''): string {
  const rows = archetypes.filter(({ records, target }) => records > 0 || target);
  const most = Math.max(...rows.flatMap(({ share, target }) => [share ?? 0, target ?? 0]), Number.MIN_VALUE);
  const room = WIDTH - MIX.labels - MIX.numbers;
  const at = (share: number): number => oneDigit(MIX.labels + (share / most) * room);
  const bars = rows.map((row, i) => {
    const y = MIX.top + i * MIX.row;
    const { archetype, records, share, target } = row;
    const stroke = target
      ? `<line class="target" x1="${at(target)}" x2="${at(target)}" y1="${y}" y2="${y + MIX.row - 6}"/>`
      : '';
    return (
      svgText(0, y + 13, archetype ?? '(none)', '') +
      `<rect class="first" stroke="none" x="${MIX.labels}" y="${y + 3}" width="${oneDigit(at(share ?? 0) - MIX.labels)}" height="${MIX.row - 12}"/>` +
      stroke +
      svgText(
        WIDTH,
        y + 13,
        `${formatNumber(records)}${share === null ? '' : ` (${percent(share)})`}`,
        'small',
        'end',
      )
    );
  });
  const head =
    svgText(0, 13, 'Archetypes', 'title') + svgText(WIDTH, 13, 'strokes: the target', 'muted small', 'end');
  return picture(
    `Archetypes: ${rows.map(saidOf).join('; ')}.`,
    MIX.top + rows.length * MIX.row + 4,
    head + bars.join(''),
    style,
  );
}

function saidOf({ archetype, records, share, target }: ArchetypeCount): string {
  const said = share === null ? '' : `, ${percent(share)}`;
  return `${archetype ?? 'none'} ${formatNumber(records)}${said}${target ? ` (target ${percent(target)})` : ''}`;
}

/** A small histogram for each of these measures that has values, two beside each other; undefined when none has. */
export function plotHistograms(
  { histograms }: DatasetSummary,
  measures: readonly MeasureId[],
  style = '',
): string | undefined {
  const shown = measures.flatMap((id) =>
    histograms.filter(({ measure, count }) => measure === id && count > 0),
  );
  if (shown.length === 0) return undefined;
  const panels = shown.map((histogram, i) => {
    const x = (i % 2) * (PANEL.width + PANEL.gap);
    const y = Math.floor(i / 2) * (PANEL.height + PANEL.gap);
    return `<g transform="translate(${x} ${y})">${panel(histogram)}</g>`;
  });
  const height = Math.ceil(shown.length / 2) * (PANEL.height + PANEL.gap);
  return picture(shown.map(spreadOf).join(' '), height, panels.join(''), style);
}

const PANEL = { width: 308, height: 104, gap: 24, top: 24, bars: 60 };

function panel(histogram: Histogram): string {
  const { measure, bins, quantiles } = histogram;
  const { kind } = MEASURES[measure];
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const step = PANEL.width / bins.length;
  const bottom = PANEL.top + PANEL.bars;
  const value = (number: number): string => (kind === 'share' ? percent(number) : formatNumber(number));
  const bars = bins.map(({ count }, i) => {
    if (count === 0) return '';
    const height = Math.max(1, oneDigit((count / most) * PANEL.bars));
    return `<rect class="first" stroke="none" x="${oneDigit(i * step)}" y="${oneDigit(bottom - height)}" width="${oneDigit(step - 1)}" height="${height}"/>`;
  });
  const last = bins.at(-1);
  return [
    svgText(0, 13, titleWithUnit(measure), 'title'),
    ...bars,
    `<line class="zero" x1="0" x2="${PANEL.width}" y1="${bottom}" y2="${bottom}"/>`,
    svgText(0, bottom + 14, value(bins[0]?.from ?? 0), 'muted small'),
    quantiles &&
      svgText(
        PANEL.width / 2,
        bottom + 14,
        `median ${value(quantiles.p50)} · p95 ${value(quantiles.p95)}`,
        'small',
        'middle',
      ),
    svgText(PANEL.width, bottom + 14, kind === 'share' ? percent(1) : endLabel(last), 'muted small', 'end'),
  ].join('');
}

/** Where a plot of an amount ends; where each bin is one number, that number. */
function endLabel(last: Bin | undefined): string {
  if (!last) return '';
  if (last.to === null) return `${formatNumber(last.from)} and more`;
  return formatNumber(last.to - last.from === 1 ? last.from : last.to);
}

/** The picture in words. */
function spreadOf({ measure, bins }: Histogram): string {
  const counts = bins.filter(({ count }) => count > 0);
  return `${MEASURES[measure].title}: ${counts.map((bin) => `${binLabel(measure, bin)}: ${formatNumber(bin.count)}`).join('; ')}.`;
}

function picture(label: string, height: number, content: string, style: string): string {
  return (
    `<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="${escapeMarkup(label)}">` +
    (style && `<style>${style}</style>`) +
    content +
    '</svg>'
  );
}

function percent(share: number): string {
  return formatShare(Math.round(share * 1000) / 1000);
}

function oneDigit(value: number): number {
  return Math.round(value * 10) / 10;
}
