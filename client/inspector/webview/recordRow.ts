/** A record as the list shows it: its number (from 0), its question, and the worst that is wrong with it. */
import type { RecordRow } from '../../../core/inspect/recordRow';
import { type Html, html } from '../../reports/htmlText';
import type { InspectorTexts } from '../texts';
import { fill } from './fill';
import { SIGNS } from './header';
import { formatCount } from './numbers';

export function recordRowHtml(
  { record, archetype, id, question, standing, problems, worst }: RecordRow,
  texts: InspectorTexts,
): Html {
  const others = problems - 1;
  const also =
    worst && others > 0 ? html` <span class="quiet">${fill(texts.alsoMore, formatCount(others))}</span>` : '';
  const second = worst
    ? html`<code>${worst.rule}</code> ${worst.message}${also}`
    : html`<span class="quiet">${id ?? ''}</span>`;
  return html`<i class="sign ${standing}" title="${texts[standing]}" aria-label="${texts[standing]}">${SIGNS[standing]}</i><span class="number">${formatCount(record)}</span><span class="archetype">${archetype ?? texts.none}</span><span class="question">${question || texts.noQuestion}</span><span class="worst">${second}</span>`;
}
