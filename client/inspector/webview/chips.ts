/** The filter, a chip for each facet that can be taken away. */
import type { Filter } from '../../../core/inspect/filter';
import { type Html, html } from '../../reports/htmlText';
import type { InspectorTexts } from '../texts';
import { chipsOf } from './marks';

export function chipsHtml(filter: Filter, texts: InspectorTexts): Html {
  if (filter.length === 0) return html``;
  const chips = chipsOf(filter, texts).map(
    ({ facet, label }) =>
      html`<button class="chip" data-key="${facet}" data-facet="${facet}" title="${texts.removeFilter}" aria-label="${label}. ${texts.removeFilter}">${label} <span aria-hidden="true">×</span></button>`,
  );
  return html`${chips}<button class="link" data-key="clear" data-action="clear">${texts.clearFilter}</button>`;
}
