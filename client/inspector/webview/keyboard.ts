/** Walking through the marks of a picture by keyboard. */
import { itemsOf, setPlace } from './redraw';

/** Moves the focus within the list that holds it; true when the key was one of its keys. */
export function walk(target: Element, key: string): boolean {
  const list = target.closest('[data-list]');
  if (!list) return false;
  const row = target.closest('.row');
  const docs = row?.querySelector<HTMLElement>('button');
  if (docs && key === 'ArrowRight') {
    docs.focus();
    return true;
  }
  if (docs && target === docs && key === 'ArrowLeft') {
    row?.querySelector<HTMLElement>('[role="option"]')?.focus();
    return true;
  }
  const items = itemsOf(list);
  const option =
    target.closest<HTMLElement | SVGElement>('[role="option"]') ??
    row?.querySelector<HTMLElement>('[role="option"]');
  if (!option) return false;
  const at = items.indexOf(option);
  const to = placeAfter(key, at, items.length);
  const item = to === undefined ? undefined : items[to];
  if (!item) return false;
  setPlace(list, item);
  item.focus();
  return true;
}

function placeAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
