/** Naming the characters in which a quote and its source differ. */
import { code } from './markdown';

/** What looks like another character, or like none. */
const NAMES: ReadonlyMap<string, string> = new Map([
  [' ', 'a space'],
  ['\n', 'a line break'],
  ['\t', 'a tab'],
  ['\u00a0', 'a no-break space'],
  ['\u2009', 'a thin space'],
  ['\u202f', 'a narrow no-break space'],
  ['\u00ad', 'a soft hyphen'],
  ['\u200b', 'a zero-width space'],
  ['\u200c', 'a zero-width non-joiner'],
  ['\u200d', 'a zero-width joiner'],
  ['\u2060', 'a word joiner'],
  ['\ufeff', 'a byte order mark'],
  ['-', 'a hyphen'],
  ['‐', 'a Unicode hyphen'],
  ['‑', 'a no-break hyphen'],
  ['–', 'an en dash'],
  ['—', 'an em dash'],
  ['−', 'a minus sign'],
  ["'", 'a straight apostrophe'],
  ['’', 'a curly apostrophe'],
  ['"', 'a straight quotation mark'],
  ['µ', 'the micro sign'],
  ['μ', 'the Greek mu'],
]);

/** More would not be read. */
const SHOWN = 4;

/** Up to four lines, each one way in which the characters differ: "`-` (a hyphen) where the context has `‑` …". */
export function differingCharacters(quote: string, source: string): string[] {
  const found = new Set<string>();
  let i = 0;
  let j = 0;
  while (i < quote.length || j < source.length) {
    const ours = quote[i];
    const theirs = source[j];
    if (ours === theirs) {
      i++;
      j++;
    } else if (ours !== undefined && isSpacing(ours) && !isSpacing(theirs)) {
      found.add(`${name(ours)} that the context does not have`);
      i++;
    } else if (theirs !== undefined && isSpacing(theirs) && !isSpacing(ours)) {
      found.add(`the context has ${name(theirs)} here`);
      j++;
    } else if (ours === undefined || theirs === undefined) {
      if (ours !== undefined) found.add(`${name(ours)} that the context does not have`);
      else if (theirs !== undefined) found.add(`the context has ${name(theirs)} here`);
      i++;
      j++;
    } else if (ours === '…' || theirs === '…') {
      found.add(
        `${name(ours === '…' ? '…' : '...')} where the context has ${name(theirs === '…' ? '…' : '...')}`,
      );
      i += ours === '…' ? 1 : 3;
      j += theirs === '…' ? 1 : 3;
    } else {
      found.add(`${name(ours)} where the context has ${name(theirs)}`);
      i++;
      j++;
    }
  }
  const lines = [...found];
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`] : lines;
}

function isSpacing(char: string | undefined): boolean {
  return char !== undefined && /[\s\u00ad\u200b-\u200d\u2060\ufeff]/u.test(char);
}

function name(char: string): string {
  const known = NAMES.get(char);
  if (known === undefined) return code(char);
  return /[\s\u00ad\u200b-\u200d\u2060\ufeff]/u.test(char) ? known : `${known} ${code(char)}`;
}
