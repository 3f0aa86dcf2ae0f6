/** What stands above all pictures: how many records, how sound they are, and what they are. */
import type { Filter, Mark } from '../../../core/inspect/filter';
import type { Standing } from '../../../core/inspect/inspection';
import type { DatasetSummary } from '../../../core/inspect/summary';
import { type Html, html } from '../../reports/htmlText';
import type { NextStep } from '../messages';
import type { InspectorTexts } from '../texts';
import { fill } from './fill';
import { isChosen, keyOf } from './marks';
import { formatCount, formatDay, formatDollars, formatPercent, formatShort } from './numbers';

/** Signs beside the colours: neither is needed to read the other. */
export const SIGNS: Readonly<Record<Standing, string>> = { clean: '✓', warning: '▲', error: '●' };

const STANDINGS = Object.keys(SIGNS) as readonly Standing[];

export interface ShownSummaries {
  readonly name: string;
  /** Of all records. */
  readonly whole: DatasetSummary;
  /** Of those that pass the filter. */
  readonly part: DatasetSummary;
  readonly steps: readonly NextStep[];
}

export function headerHtml(shown: ShownSummaries, filter: Filter, texts: InspectorTexts): Html {
  const { name, whole, part, steps } = shown;
  const isAll = filter.length === 0;
  const buttons = steps.map(
    (step) => html`<button data-key="${step}" data-step="${step}">${texts[step]}</button>`,
  );
  return html`<div class="line"><h1>${name}</h1><span class="count">${countText(shown, filter, texts)}</span><span class="quiet">${factsOf(part, texts).join(' · ')}</span></div>
${standingBar(whole, part)}
<div class="line"><div class="legend" role="listbox" aria-multiselectable="true" aria-orientation="horizontal" aria-label="${texts.standing}" data-list="standing">${STANDINGS.map(
    (standing) => {
      const mark: Mark = { standing };
      const own = part.standings[standing];
      const all = whole.standings[standing];
      const numbers = isAll ? formatCount(all) : `${formatCount(own)} / ${formatCount(all)}`;
      const description = `${texts[standing]}: ${fill(texts.partOfWhole, formatCount(own), formatCount(all))}`;
      return html`<span class="standing ${standing}" role="option" tabindex="-1" aria-selected="${String(isChosen(filter, mark))}" data-mark="${keyOf(mark)}" title="${description}" aria-label="${description}"><i aria-hidden="true">${SIGNS[standing]}</i> ${numbers} ${texts[standing]}</span>`;
    },
  )}</div><span class="steps" role="group" aria-label="${texts.steps}">${buttons}</span></div>`;
}

/** How many records there are, and pass the filter. */
export function countText({ whole, part }: ShownSummaries, filter: Filter, texts: InspectorTexts): string {
  if (filter.length > 0)
    return fill(texts.partOfWhole, formatCount(part.records), formatCount(whole.records));
  return fill(whole.records === 1 ? texts.oneRecord : texts.records, formatCount(whole.records));
}

/** Tokens, teachers, cost and days: what is known of them. */
function factsOf({ tokens, sources, cost, time }: DatasetSummary, texts: InspectorTexts): string[] {
  const named = sources.values.filter(({ value }) => value !== null);
  const others = named.length - 1 + sources.more.values;
  const [first] = named;
  const days = time && [...new Set([formatDay(time.first), formatDay(time.last)])].join(' – ');
  return [
    fill(texts.tokens, (tokens.isExact ? '' : '≈ ') + formatShort(tokens.total)),
    ...(first?.value
      ? [others > 0 ? fill(texts.andMore, first.value, formatCount(others)) : first.value]
      : []),
    ...(cost ? [formatDollars(cost.usd)] : []),
    ...(days ? [days] : []),
  ];
}

/** All records from left to right; what passes the filter is full. */
function standingBar(whole: DatasetSummary, part: DatasetSummary): Html {
  const { records } = whole;
  let before = 0;
  const parts = STANDINGS.map((standing) => {
    const all = whole.standings[standing];
    const start = before;
    before += all;
    const at = (count: number): string => `${Math.round((10_000 * count) / Math.max(1, records)) / 100}%`;
    return html`<g class="${standing}" data-mark="${keyOf({ standing })}"><title>${formatPercent(all / Math.max(1, records))}</title><rect class="whole" x="${at(start)}" width="${at(all)}" height="100%"/><rect class="part" x="${at(start)}" width="${at(part.standings[standing])}" height="100%"/></g>`;
  });
  return html`<svg class="stack" aria-hidden="true">${parts}</svg>`;
}
