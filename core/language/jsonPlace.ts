/** Where in a JSON value an offset is, also while the JSON is half typed. Reads tokens, so no depth overflows. */
import type { Span } from '../text/span';

export interface JsonPlace {
  /** Keys and indices from the root, the value's own included; for a key, those of the object around it. */
  readonly path: readonly (string | number)[];
  readonly isKey: boolean;
  /** The string or word at the offset; empty where none is. */
  readonly token: Span;
  /** The other keys of the object around the place, for a key. */
  readonly siblings: readonly string[];
}

interface Level {
  readonly kind: 'object' | 'array';
  /** What comes next in it. */
  next: 'key' | 'colon' | 'value' | 'comma';
  key: string;
  index: number;
  readonly keys: string[];
}

/** A string, closed or not; a sign; a number or a word. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*("?)|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Undefined between values, as after a finished string. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace | undefined {
  const levels: Level[] = [];
  let place: Omit<JsonPlace, 'siblings'> | undefined;
  let around: Level | undefined;
  let depth = 0;
  for (const { 0: token, 1: closing, index: start } of text.matchAll(TOKEN)) {
    const isOpen = closing === '';
    if (!place && start + token.length >= offset) {
      const inToken = start < offset && holds(token, offset - start, isOpen);
      if (inToken || start >= offset) {
        // A string that nothing closes takes in the rest of the line: what is typed ends at the offset.
        const end = isOpen ? offset : start + token.length;
        place = placeIn(levels, inToken ? { start, end } : { start: offset, end: offset });
        around = levels.at(-1);
        depth = levels.length;
        if (!place?.isKey || isOpen) break;
        if (inToken) {
          // The key that is being typed is none of the others.
          if (around) around.next = 'colon';
          continue;
        }
      }
    }
    step(levels, token);
    if (levels.length < depth) break;
  }
  place ??= placeIn(levels, { start: offset, end: offset });
  return place && { ...place, siblings: around?.keys ?? levels.at(-1)?.keys ?? [] };
}

/** Whether what is typed at `at` belongs to the token: inside a string, or inside or at the end of a word. */
function holds(token: string, at: number, isOpen: boolean): boolean {
  if (token.startsWith('"')) return at < token.length || isOpen;
  return !'{}[]:,'.includes(token);
}

function placeIn(levels: readonly Level[], token: Span): Omit<JsonPlace, 'siblings'> | undefined {
  const level = levels.at(-1);
  if (!level || level.next === 'colon') return undefined;
  const outer = levels.slice(0, -1).map(stepOf);
  // After a value, a string can only be the next key whose comma is still to come.
  const isKey =
    level.kind === 'object' && (level.next === 'key' || (level.next === 'comma' && token.end > token.start));
  if (isKey) return { path: outer, isKey, token };
  return level.next === 'value' ? { path: [...outer, stepOf(level)], isKey, token } : undefined;
}

function stepOf({ kind, key, index }: Level): string | number {
  return kind === 'object' ? key : index;
}

function step(levels: Level[], token: string): void {
  const level = levels.at(-1);
  switch (token) {
    case '{':
      levels.push({ kind: 'object', next: 'key', key: '', index: 0, keys: [] });
      return;
    case '[':
      levels.push({ kind: 'array', next: 'value', key: '', index: 0, keys: [] });
      return;
    case '}':
    case ']': {
      levels.pop();
      const outer = levels.at(-1);
      if (outer) outer.next = 'comma';
      return;
    }
    case ',':
      if (level?.kind === 'object') level.next = 'key';
      else if (level) {
        level.next = 'value';
        level.index++;
      }
      return;
    case ':':
      if (level?.kind === 'object') level.next = 'value';
      return;
    default:
      if (!level) return;
      if (level.kind === 'object' && level.next !== 'value' && token.startsWith('"')) {
        level.key = token.slice(1, -1);
        level.keys.push(level.key);
        level.next = 'colon';
      } else level.next = 'comma';
  }
}
