/** The Inspector's page: shows what it is sent, and says what a reader chooses. */
import type { Filter, Mark } from '../../../core/inspect/filter';
import { type Html, html } from '../../reports/htmlText';
import type { NextStep, PageEvent, PageState, PageUpdate } from '../messages';
import type { InspectorTexts } from '../texts';
import { chipsHtml } from './chips';
import { countText, headerHtml, type ShownSummaries } from './header';
import { walk } from './keyboard';
import { chooseOnly, toggle, withoutFacet } from './marks';
import { panelsHtml } from './panels';
import { RecordList } from './recordList';
import { itemsOf, redraw, setPlace } from './redraw';

interface EditorApi {
  postMessage(event: PageEvent): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const dataset = document.body.dataset.dataset ?? '';

const place = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const status = place('status');
const notice = place('notice');
const head = place('head');
const chips = place('chips');
const panels = place('panels');
const listHead = place('list-head');
const listElement = place('list');

let texts: InspectorTexts | undefined;
let filter: Filter = editor.getState()?.filter ?? [];
let shown: ShownSummaries | undefined;
/** Names the filter; what is sent for an earlier one comes too late. */
let turn = 0;
let listedTurn = -1;

const list = new RecordList(listElement, {
  onNeed: (start, count) => editor.postMessage({ kind: 'rows', start, count }),
  onOpen: (row, keepFocus) => editor.postMessage({ kind: 'open', row, keepFocus }),
});

function choose(next: Filter): void {
  filter = next;
  turn++;
  editor.setState({ dataset, filter });
  draw();
  editor.postMessage({ kind: 'filter', turn, filter });
}

/** With the summary of the last filter until that of this one comes. */
function draw(): void {
  if (!texts || !shown) return;
  redraw(head, headerHtml(shown, filter, texts));
  redraw(chips, chipsHtml(filter, texts));
  redraw(panels, panelsHtml(shown, filter, texts));
}

function hear(update: PageUpdate): void {
  switch (update.kind) {
    case 'texts':
      texts = update.texts;
      return;
    case 'progress':
      if (texts) redraw(notice, progressHtml(update.done, texts));
      return;
    case 'summary': {
      if (update.turn !== turn || !texts) return;
      const { name, whole, filtered, steps } = update;
      shown = { name, whole, part: filtered, steps };
      notice.replaceChildren();
      // Heard by who does not see the pictures change.
      status.textContent = countText(shown, filter, texts);
      document.body.dataset.state = 'shown';
      draw();
      redraw(listHead, listHeadHtml(filtered.records, texts));
      list.reset(filtered.records, texts, turn === listedTurn);
      listedTurn = turn;
      return;
    }
    case 'rows':
      if (update.turn === turn) list.add(update.start, update.rows);
      return;
    case 'changed':
      if (texts) redraw(notice, noticeHtml(texts.changed, texts));
      return;
    case 'failed':
      if (!texts) return;
      document.body.dataset.state = shown ? 'shown' : 'failed';
      redraw(notice, noticeHtml(update.message, texts));
  }
}

function progressHtml(done: number, { reading, comparing, cancel }: InspectorTexts): Html {
  const bar = done < 1 ? html`<progress max="1" value="${done}"></progress>` : html`<progress></progress>`;
  return html`<span>${done < 1 ? reading : comparing}</span>${bar}<button data-key="cancel" data-action="cancel">${cancel}</button>`;
}

function noticeHtml(message: string, { refresh }: InspectorTexts): Html {
  return html`<span>${message}</span><button data-key="refresh" data-action="refresh">${refresh}</button>`;
}

function listHeadHtml(records: number, { list, noneMatches, review }: InspectorTexts): Html {
  if (records === 0) return html`<h2>${list}</h2><span class="quiet">${noneMatches}</span>`;
  return html`<h2>${list}</h2><button data-key="review" data-action="review">${review}</button>`;
}

/** What a click or Enter on an element means; true when it means something. */
function act(target: Element, isRange: boolean): boolean {
  const button = target.closest<HTMLElement>('[data-action], [data-rule], [data-facet], [data-step]');
  if (button) {
    const { action, rule, facet, step } = button.dataset;
    if (action === 'review' || action === 'refresh' || action === 'cancel')
      editor.postMessage({ kind: action });
    else if (action === 'clear') choose([]);
    else if (rule !== undefined) editor.postMessage({ kind: 'docs', rule });
    else if (step !== undefined) editor.postMessage({ kind: 'step', step: step as NextStep });
    else if (facet !== undefined) choose(withoutFacet(filter, facet));
    return true;
  }
  const item = target.closest<HTMLElement | SVGElement>('[data-mark]');
  if (!item) return false;
  const listOfItem = item.closest('[data-list]');
  const range = isRange && listOfItem ? rangeTo(listOfItem, item) : [];
  if (listOfItem) setPlace(listOfItem, item);
  choose(range.length > 1 ? chooseOnly(filter, range) : toggle(filter, markOf(item)));
  return true;
}

/** From the mark that Tab would reach to this one. */
function rangeTo(listOfItem: Element, item: HTMLElement | SVGElement): Mark[] {
  const items = itemsOf(listOfItem);
  const from = items.findIndex((one) => one.getAttribute('tabindex') === '0');
  const to = items.indexOf(item);
  return from < 0 || to < 0 ? [] : items.slice(Math.min(from, to), Math.max(from, to) + 1).map(markOf);
}

function markOf(item: Element): Mark {
  return JSON.parse(item.getAttribute('data-mark') ?? '') as Mark;
}

document.addEventListener('click', (event) => {
  if (event.target instanceof Element && !listElement.contains(event.target))
    act(event.target, event.shiftKey);
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === 'Escape') {
    if (filter.length > 0) choose([]);
    return;
  }
  if (listElement.contains(target)) return;
  // Buttons hear Enter and Space themselves.
  const isPressed = (key === 'Enter' || key === ' ') && target.getAttribute('role') === 'option';
  if (isPressed ? act(target, event.shiftKey) : walk(target, key)) event.preventDefault();
});

window.addEventListener('message', ({ data }: MessageEvent<PageUpdate>) => hear(data));

editor.setState({ dataset, filter });
editor.postMessage({ kind: 'ready', turn, filter });
