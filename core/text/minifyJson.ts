import { skipString } from './jsonNode';

/**
 * Valid JSON without white space and with each string in its shortest escapes. Two texts that minify alike
 * hold the same values, keys in the same order, and the same digits in every number.
 */
export function minifyJson(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', at)) {
    const end = skipString(text, quote);
    pieces.push(withoutSpace(text.slice(at, quote)), JSON.stringify(JSON.parse(text.slice(quote, end))));
    at = end;
  }
  pieces.push(withoutSpace(text.slice(at)));
  return pieces.join('');
}

function withoutSpace(between: string): string {
  return between.replace(/[ \t\r\n]+/g, '');
}
