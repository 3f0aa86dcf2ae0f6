/** JSON between double braces, as templates of other kinds write it: `{{"answer": "…"}}`. */
import type { Token } from './tree';

/** Whether the tokens of a tag begin with a key and its colon. */
export function looksLikeJson([first, second]: readonly Token[]): boolean {
  return first?.kind === 'string' && second?.text.startsWith(':') === true;
}

/** The text of a tag with one brace on each side. */
export function withSingleBraces(tag: string): string {
  return tag.replace(/^\{+~?/, '{').replace(/~?\}+$/, '}');
}
