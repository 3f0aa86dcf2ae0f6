const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const SPACE = /\s/;

/** Words of a text: what stands between white space and has a letter or a digit. */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) isInWord = false;
      else if (!isInWord && isAsciiLetterOrDigit(unit)) {
        isInWord = true;
        words++;
      }
      continue;
    }
    if (isInWord) {
      // White space beyond ASCII stands below U+3001.
      if (unit < 0x3001 || unit === 0xfeff) isInWord = !SPACE.test(text.charAt(i));
    } else if (LETTER_OR_DIGIT.test(String.fromCodePoint(text.codePointAt(i) as number))) {
      isInWord = true;
      words++;
    }
  }
  return words;
}

function isAsciiLetterOrDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
