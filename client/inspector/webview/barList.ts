/** A list of bars, one for each value of a facet: of all records pale, of those that pass the filter full. */
import type { Filter, Mark } from '../../../core/inspect/filter';
import { type Html, html } from '../../reports/htmlText';
import { isChosen, keyOf } from './marks';

export interface Bar {
  readonly mark: Mark;
  readonly label: string;
  /** Of all records, and of those that pass the filter. */
  readonly whole: number;
  readonly part: number;
  /** What the row ends with. */
  readonly numbers: string;
  /** The bar in words, for who does not see it, and who points at it. */
  readonly description: string;
  /** How many it should be. */
  readonly target?: number;
  /** Names the colour; the usual one when left out. */
  readonly tone?: string;
  /** A rule whose documentation can be opened. */
  readonly rule?: string;
}

export interface BarList {
  /** Names the list on the page. */
  readonly name: string;
  readonly title: string;
  readonly bars: readonly Bar[];
  /** What the documentation button of a bar says. */
  readonly docs?: string;
}

export function barListHtml({ name, title, bars, docs }: BarList, filter: Filter): Html {
  const most = Math.max(1, ...bars.flatMap(({ whole, target = 0 }) => [whole, target]));
  const rows = bars.map((bar) => {
    const chosen = isChosen(filter, bar.mark);
    const button =
      bar.rule === undefined
        ? undefined
        : html`<button class="docs" tabindex="-1" data-rule="${bar.rule}" title="${docs}" aria-label="${docs}">?</button>`;
    return html`<div class="row" role="presentation"><div class="bar ${bar.tone}" role="option" tabindex="-1" aria-selected="${String(chosen)}" data-mark="${keyOf(bar.mark)}" title="${bar.description}" aria-label="${bar.description}"><span class="label">${bar.label}</span>${track(bar, most)}<span class="numbers">${bar.numbers}</span></div>${button}</div>`;
  });
  return html`<div class="bars" role="listbox" aria-multiselectable="true" aria-label="${title}" data-list="${name}" data-scroll="${name}">${rows}</div>`;
}

function track({ whole, part, target }: Bar, most: number): Html {
  const width = (count: number): string => `${round((100 * count) / most)}%`;
  const tick =
    target === undefined
      ? undefined
      : html`<line class="target" x1="${width(target)}" x2="${width(target)}" y1="0" y2="100%"/>`;
  return html`<svg class="track" aria-hidden="true"><rect class="whole" width="${width(whole)}" height="100%"/><rect class="part" width="${width(part)}" height="100%"/>${tick}</svg>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
