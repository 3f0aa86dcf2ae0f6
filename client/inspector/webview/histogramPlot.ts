/** A histogram whose bars can be chosen: of all records pale, of those that pass the filter full. */
import type { Filter, MeasureMark } from '../../../core/inspect/filter';
import type { Bin, Histogram } from '../../../core/inspect/histogram';
import { MEASURES, type Measure } from '../../../core/inspect/measure';
import { type Html, html } from '../../reports/htmlText';
import type { InspectorTexts } from '../texts';
import { fill } from './fill';
import { isChosen, keyOf, rangeOf } from './marks';
import { formatCount, formatPercent, formatShort } from './numbers';

/** Of the drawing, in its own units; a bar is 1 wide. */
const HEIGHT = 100;
const GAP = 0.06;
/** What few records are drawn as, so that they can be seen. */
const LEAST = 2.5;

/** `whole` and `part` are of one measure, and have the same bins. */
export function histogramHtml(
  whole: Histogram,
  part: Histogram,
  filter: Filter,
  texts: InspectorTexts,
): Html {
  const measure: Measure = MEASURES[whole.measure];
  const most = Math.max(1, ...whole.bins.map(({ count }) => count));
  const bars = whole.bins.map((bin, i) => {
    const mark: MeasureMark = { measure: measure.id, from: bin.from, to: bin.to };
    const own = part.bins[i]?.count ?? 0;
    const description = `${rangeOf(measure, bin, texts)}: ${fill(texts.partOfWhole, formatCount(own), formatCount(bin.count))}`;
    return html`<g class="bin" role="option" tabindex="-1" aria-selected="${String(isChosen(filter, mark))}" data-mark="${keyOf(mark)}" aria-label="${description}"><title>${description}</title><rect class="hit" x="${i}" width="1" height="${HEIGHT}"/>${column('whole', i, bin.count / most)}${column('part', i, own / most)}</g>`;
  });
  return html`<figure class="histogram bins-${whole.bins.length}"><figcaption title="${measure.definition}"><b>${measure.title}</b><span class="quiet">${unitBeside(measure)}</span></figcaption>
<svg viewBox="0 0 ${whole.bins.length} ${HEIGHT}" preserveAspectRatio="none" role="listbox" aria-multiselectable="true" aria-orientation="horizontal" aria-label="${describe(part, texts)}" data-list="${measure.id}">${bars}${median(part)}</svg>
<div class="axis" aria-hidden="true">${axis(whole)}</div>
<p class="quiet">${numbersOf(part, texts)}${missing(whole, part, filter, texts)}</p></figure>`;
}

/** Where the title does not say it. */
function unitBeside({ title, unit }: Measure): string | undefined {
  return unit === title.toLowerCase() ? undefined : unit;
}

function column(style: string, x: number, share: number): Html | undefined {
  if (share === 0) return undefined;
  const height = Math.max(LEAST, Math.round(share * HEIGHT * 10) / 10);
  return html`<rect class="${style}" x="${x + GAP}" y="${HEIGHT - height}" width="${1 - 2 * GAP}" height="${height}"/>`;
}

function median({ measure, bins, quantiles }: Histogram): Html | undefined {
  if (!quantiles) return undefined;
  const x = placeOf(quantiles.p50, bins, MEASURES[measure].kind === 'amount');
  return html`<line class="median" x1="${x}" x2="${x}" y1="0" y2="${HEIGHT}"/>`;
}

/** Where a value stands, in widths of a bar; a whole number in the middle of its own part, and what is in an open bar in its middle. */
function placeOf(value: number, bins: readonly Bin[], isWhole: boolean): number {
  const i = Math.max(
    0,
    bins.findLastIndex(({ from }) => from <= value),
  );
  const { from = 0, to = null } = bins[i] ?? {};
  const within = to === null ? 0.5 : (value - from + (isWhole ? 0.5 : 0)) / (to - from);
  return Math.round((i + Math.min(1, within)) * 1000) / 1000;
}

function axis({ measure, bins }: Histogram): Html {
  const isShare = MEASURES[measure].kind === 'share';
  const write = (value: number): string => (isShare ? formatPercent(value) : formatShort(value));
  const [first, last] = [bins[0], bins.at(-1)];
  const end = isShare ? write(1) : last?.to === null ? `${write(last.from)}+` : write(last?.to ?? 0);
  return html`<span>${first ? write(first.from) : ''}</span><span>${end}</span>`;
}

function numbersOf({ measure, quantiles, mean }: Histogram, texts: InspectorTexts): string {
  if (!quantiles || mean === null) return texts.noValues;
  const isShare = MEASURES[measure].kind === 'share';
  const write = isShare ? formatPercent : formatCount;
  // Of a share most records have the one or the other end: there the mean says more.
  return isShare
    ? fill(texts.meanOf, write(mean))
    : fill(texts.medianAndMost, write(quantiles.p50), write(quantiles.p95));
}

function describe(part: Histogram, texts: InspectorTexts): string {
  return `${MEASURES[part.measure].title}: ${numbersOf(part, texts)}`;
}

function missing(whole: Histogram, part: Histogram, filter: Filter, texts: InspectorTexts): Html | undefined {
  if (whole.missing === 0) return undefined;
  const mark: MeasureMark = { measure: whole.measure, from: null, to: null };
  return html` · <button class="link" data-mark="${keyOf(mark)}" data-key="${keyOf(mark)}" aria-pressed="${String(isChosen(filter, mark))}">${fill(texts.without, formatCount(part.missing))}</button>`;
}
