/**
 * Lines of a `.vignette` text that would read as structure carry one leading backslash, and so do lines that
 * already start with backslashes before such words: taking one away always gives the text that was meant.
 */
import { type MappedText, type OffsetShifts, ShiftedText } from '../../text/mappedText';
import { ROLES } from '../record';
import { ALL_TAGS } from '../tags';

const STRUCTURE = `(?:---|</?(?:${[...ALL_TAGS, ...ROLES].join('|')})>)[ \\t]*$`;
/** What is in the source and not in the text: the backslash of an escaped line, the "\r" of a "\r\n". */
const REMOVED = new RegExp(`^\\\\(?=\\\\*${STRUCTURE})|\\r(?=\\n)`, 'gm');
/** Structure that is never part of a message's own text: it must be escaped there. */
const FRAMING_LINE = new RegExp(`^(?:\\\\+${STRUCTURE}|(?:---|</?(?:${ROLES.join('|')})>)[ \\t]*$)`, 'gm');

/** A message text as it stands between framing lines. Its own blocks' tags stay as they are. */
export function escapeBody(text: string): string {
  return text.replace(FRAMING_LINE, (line) => `\\${line}`);
}

/** A line that is structure, or is already escaped. */
const STRUCTURE_LINE = new RegExp(`^\\\\*${STRUCTURE}`, 'gm');

/** The text of a part as it stands between the lines of its tags, which are no part of it. */
export function escapePart(text: string): string {
  return text.replace(STRUCTURE_LINE, (line) => `\\${line}`);
}

/**
 * The text behind a stretch of source; line ends become "\n". `start`: offset of `source` in the record;
 * `escapeText`: how it is written.
 */
export function unescapeBody(source: string, start: number, escapeText = escapeBody): MappedText {
  const value = source.replace(REMOVED, '');
  const span = { start, end: start + source.length };
  return new ShiftedText(
    value,
    () => span,
    () => removalShifts(source),
    escapeText,
  );
}

function removalShifts(source: string): OffsetShifts {
  const value: number[] = [];
  const shift: number[] = [];
  for (const { index } of source.matchAll(REMOVED)) {
    value.push(index - shift.length);
    shift.push(shift.length + 1);
  }
  return { value, shift };
}
