/**
 * What `read` makes of each match of a global pattern, in order, as `matchAll` finds them; without the copy of the
 * pattern that `matchAll` makes each time. The pattern must not match empty text.
 */
export function mapMatches<T>(text: string, pattern: RegExp, read: (match: RegExpExecArray) => T): T[] {
  const found: T[] = [];
  let next = 0;
  for (;;) {
    // `read` may use the pattern too.
    pattern.lastIndex = next;
    const match = pattern.exec(text);
    if (!match) return found;
    next = pattern.lastIndex;
    found.push(read(match));
  }
}
