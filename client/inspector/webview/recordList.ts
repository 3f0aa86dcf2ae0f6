/** The records that pass the filter, as a list of any length: only those in view are there. */
import type { RecordRow } from '../../../core/inspect/recordRow';
import type { InspectorTexts } from '../texts';
import { recordRowHtml } from './recordRow';

/** Of a row, in px: what the style sheet says of `.record`. */
const ROW = 44;

/** Rows that are asked for together. */
const PAGE = 100;

/** Rows above and below what is in view. */
const BEYOND = 5;

/** Browsers draw no element that is taller, in px. */
const MOST_HEIGHT = 30_000_000;

export interface RecordListEvents {
  readonly onNeed: (start: number, count: number) => void;
  readonly onOpen: (row: RecordRow, keepFocus: boolean) => void;
}

export class RecordList {
  readonly #space = document.createElement('div');
  #rows = new Map<number, RecordRow>();
  readonly #items = new Map<number, HTMLElement>();
  #asked = new Set<number>();
  #total = 0;
  /** -1 until the reader has come to one. */
  #active = -1;
  #texts: InspectorTexts | undefined;

  constructor(
    /** Scrolls, and has the focus. */
    private readonly element: HTMLElement,
    private readonly events: RecordListEvents,
  ) {
    this.#space.className = 'space';
    this.#space.setAttribute('role', 'presentation');
    element.append(this.#space);
    element.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(element);
    element.addEventListener('click', ({ target }) => {
      const index = (target as Element).closest('.record')?.getAttribute('data-index');
      if (index === null || index === undefined) return;
      this.#active = Number(index);
      this.#draw();
      this.#open(true);
    });
    element.addEventListener('keydown', (event) => this.#hear(event));
  }

  /** Starts over with other records, or, where the reader keeps the place, with the same ones as they are now. */
  reset(total: number, texts: InspectorTexts, keepsPlace: boolean): void {
    this.#texts = texts;
    this.#rows = new Map();
    this.#items.clear();
    this.#space.replaceChildren();
    this.#asked = new Set();
    this.#total = total;
    this.#active = keepsPlace ? Math.min(this.#active, total - 1) : -1;
    this.#space.style.height = `${Math.min(MOST_HEIGHT, total * ROW)}px`;
    if (!keepsPlace) this.element.scrollTop = 0;
    this.element.setAttribute('aria-label', `${texts.list}: ${total}`);
    this.#draw();
  }

  add(start: number, rows: readonly RecordRow[]): void {
    for (const [i, row] of rows.entries()) this.#rows.set(start + i, row);
    this.#draw();
  }

  #hear(event: KeyboardEvent): void {
    const visible = Math.max(1, Math.floor(this.element.clientHeight / ROW) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: visible,
      PageUp: -visible,
      Home: -this.#total,
      End: this.#total,
    };
    const step = steps[event.key];
    // The first key brings the reader to what is in view.
    const isHere = this.#active >= 0;
    if (!isHere) this.#active = Math.ceil(this.element.scrollTop / ROW);
    if (step !== undefined) this.#go(this.#active + (isHere ? step : 0));
    else if (event.key === 'Enter') this.#open(false);
    else if (event.key === ' ') this.#open(true);
    else return;
    event.preventDefault();
  }

  #go(index: number): void {
    if (this.#total === 0) return;
    this.#active = Math.max(0, Math.min(this.#total - 1, index));
    const top = this.#active * ROW;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (top + ROW > scrollTop + clientHeight) this.element.scrollTop = top + ROW - clientHeight;
    this.#draw();
  }

  #open(keepFocus: boolean): void {
    const row = this.#rows.get(this.#active);
    if (row) this.events.onOpen(row, keepFocus);
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - BEYOND);
    const end = Math.min(this.#total, Math.ceil((scrollTop + clientHeight) / ROW) + BEYOND);
    this.#ask(first, end);
    // An element under the pointer must stay the same until the button is up.
    for (const [index, item] of this.#items) {
      if (index >= first && index < end) continue;
      item.remove();
      this.#items.delete(index);
    }
    for (let index = first; index < end; index++) this.#show(index);
    if (this.#active >= 0) this.element.setAttribute('aria-activedescendant', `record-${this.#active}`);
    else this.element.removeAttribute('aria-activedescendant');
  }

  #ask(first: number, end: number): void {
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page++) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      this.events.onNeed(page * PAGE, PAGE);
    }
  }

  #show(index: number): void {
    let item = this.#items.get(index);
    if (!item) {
      item = this.#newItem(index);
      this.#items.set(index, item);
      this.#space.append(item);
    }
    item.setAttribute('aria-selected', String(index === this.#active));
    const row = this.#rows.get(index);
    if (row && this.#texts && item.childElementCount === 0) {
      item.innerHTML = recordRowHtml(row, this.#texts).text;
    }
  }

  #newItem(index: number): HTMLElement {
    const item = document.createElement('div');
    item.className = 'record';
    item.id = `record-${index}`;
    item.dataset.index = String(index);
    item.setAttribute('role', 'option');
    item.setAttribute('aria-posinset', String(index + 1));
    item.setAttribute('aria-setsize', String(this.#total));
    item.style.top = `${index * ROW}px`;
    return item;
  }
}
