/** Text of a dataset on one line of a terminal: control characters would move what follows, or do worse. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, ' ');
}
