/** Puts new content where older was, without a reader losing the place. */
import type { Html } from '../../reports/htmlText';

/** What keyboards walk through, and where the walk was last: by name of the list, the key of its item. */
const places = new Map<string, string>();

export function keyOfElement(element: Element): string {
  return element.getAttribute('data-mark') ?? element.getAttribute('data-key') ?? '';
}

/** The items of a list that arrow keys walk through. */
export function itemsOf(list: Element): (HTMLElement | SVGElement)[] {
  return [...list.querySelectorAll<HTMLElement | SVGElement>('[role="option"]')];
}

/** Of each list one item is reached by Tab: the last that was walked to. */
export function setPlace(list: Element, item: HTMLElement | SVGElement): void {
  places.set(list.getAttribute('data-list') ?? '', keyOfElement(item));
  for (const other of itemsOf(list)) other.setAttribute('tabindex', other === item ? '0' : '-1');
}

/** Focus, what Tab reaches and how far lists are scrolled stay. */
export function redraw(element: HTMLElement, content: Html): void {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const focusedList = focused?.closest('[data-list]')?.getAttribute('data-list');
  const focusedKey = focused && keyOfElement(focused);
  const scrolled = [...element.querySelectorAll('[data-scroll]')].map(
    (part) => [part.getAttribute('data-scroll'), part.scrollTop] as const,
  );
  element.innerHTML = content.text;
  for (const [name, top] of scrolled) {
    const part = element.querySelector(`[data-scroll="${CSS.escape(name ?? '')}"]`);
    if (part) part.scrollTop = top;
  }
  for (const list of element.querySelectorAll('[data-list]')) {
    const items = itemsOf(list);
    const place = places.get(list.getAttribute('data-list') ?? '');
    const item = items.find((one) => keyOfElement(one) === place) ?? items[0];
    item?.setAttribute('tabindex', '0');
  }
  if (!focused) return;
  const again = [
    ...element.querySelectorAll<HTMLElement | SVGElement>('[data-mark], [data-key], button'),
  ].find(
    (one) =>
      keyOfElement(one) === focusedKey &&
      one.tagName === focused.tagName &&
      (focusedList ?? null) === (one.closest('[data-list]')?.getAttribute('data-list') ?? null),
  );
  again?.focus({ preventScroll: true });
}
