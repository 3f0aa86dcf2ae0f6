const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u;
const TWO =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;

/** Columns that a text takes on a terminal, as near as its characters tell. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character < '\u0300') columns++;
    else if (!NONE.test(character)) columns += TWO.test(character) ? 2 : 1;
  }
  return columns;
}
