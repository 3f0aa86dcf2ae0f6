/** Finding the quotes in a proof block. */
import { type Span, trimSpan } from '../text/span';

export interface Quote {
  /** Of the quoted words, without quotation marks, in the text the quote was found in. */
  readonly span: Span;
  readonly text: string;
  /** False for a line that stands in the proof without quotation marks. */
  readonly marked: boolean;
}

/** "- ", "1. ", "(a) ", "[2] ", "> "; but "> 50" and "+ 5" are amounts. */
const BULLET = /^\s*(?:(?:[-*•‣·◦▪]|[+–—>](?!\s*\d)|\(?(?:\d{1,2}|[a-z])[.)]|\[\d{1,2}\])\s+)+/;
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '‘': '’',
};
/** No quote runs over more lines. */
const MAX_LINES = 40;
const OPENING = /["“„«‹「『]/;
/** Marks of emphasis or code around a whole line, and single marks as typed. */
const WRAPPED = /^(?:(\*{1,2}|_{1,2}|`)(?=\S)(.*\S)\1|'(?=\S)(.*\S)'[.,;]?)$/s;
/** What says where a line without quotation marks is from: "Report A: …". */
const SOURCE_LABEL =
  '(?:report|source|context|text|passage|quote|evidence|proof|line|sentence|document|note|letter|excerpt|abstract|study)\\b[^:.;"\\n]{0,24}:';
const LABEL = new RegExp(`^${SOURCE_LABEL}\\s+`, 'i');
const BEFORE_LABEL = new RegExp(`(?<=;)\\s+(?=${SOURCE_LABEL}\\s)`, 'i');

/**
 * The quotes within `span` of `text`, in order. A quote stands between a pair of quotation marks and may
 * run over several lines; words beside a quote ("Report A: …") are commentary. A line that has no quotation
 * marks is one unmarked quote. `isSource` says whether a string stands in the context, typography aside: it
 * decides whether marks inside a quoted line belong to the source ("He said "stop" twice.").
 */
export function findQuotes(text: string, span: Span, isSource: (words: string) => boolean): Quote[] {
  const quotes: Quote[] = [];
  let at = span.start;
  while (at < span.end) {
    const lineEnd = endOfLine(text, at, span.end);
    const line = trimSpan(text, { start: at + bulletLength(text, at, lineEnd), end: lineEnd });
    const whole = wholeLineQuote(text, line);
    if (!hasWords(text, line)) {
      at = lineEnd + 1;
    } else if (whole && isSource(text.slice(whole.start, whole.end))) {
      quotes.push(quote(text, whole, true));
      at = lineEnd + 1;
    } else if (isUnmarkedSource(text.slice(line.start, line.end), isSource)) {
      quotes.push(quote(text, line, false));
      at = lineEnd + 1;
    } else if (OPENING.test(text.slice(line.start, line.end)) || whole) {
      const before = quotes.length;
      at = readMarked(text, line, span.end, quotes);
      // A lone mark, or marks around nothing: the words beside them are what the line says.
      if (quotes.length === before) quotes.push(quote(text, line, false));
    } else {
      quotes.push(...readUnmarked(text, line, isSource));
      at = lineEnd + 1;
    }
  }
  return quotes;
}

/** Reads every marked quote that opens on the line; the last may close on a later one. Returns where to go on. */
function readMarked(text: string, line: Span, end: number, quotes: Quote[]): number {
  let at = line.start;
  let lineEnd = line.end;
  while (at < lineEnd) {
    const char = text[at] as string;
    const opens = OPENING.test(char) || (char === '‘' && at === line.start);
    if (!opens) {
      at++;
      continue;
    }
    const close = findClose(text, at, end);
    if (close === -1) {
      // A mark that is never closed: the quote ends with its line.
      const rest = trimSpan(text, { start: at + 1, end: lineEnd });
      if (rest.end > rest.start) quotes.push(quote(text, rest, true));
      return lineEnd + 1;
    }
    const inner = trimSpan(text, { start: at + 1, end: close });
    if (inner.end > inner.start) quotes.push(quote(text, inner, true));
    at = close + 1;
    lineEnd = Math.max(lineEnd, endOfLine(text, close, end));
  }
  return lineEnd + 1;
}

/** The mark that closes the quote opened at `open`, before a blank line or a line that opens one; -1 without. */
function findClose(text: string, open: number, end: number): number {
  const closing = CLOSING[text[open] as string] as string;
  let lines = 0;
  for (let i = open + 1; i < end; i++) {
    const char = text[i] as string;
    if (char === '\n') {
      if (
        ++lines > MAX_LINES ||
        /^[^\S\n]*(?:\n|(?:(?:[-*•‣]|\d{1,2}[.)])[^\S\n]+)?["“„«]\S)/.test(text.slice(i + 1, end))
      ) {
        return -1;
      }
    } else if (closing.includes(char) && !isApostrophe(text, i)) return i;
  }
  return -1;
}

/** The apostrophe of "the child’s" closes nothing. */
function isApostrophe(text: string, at: number): boolean {
  return text[at] === '’' && /^\p{L}’\p{L}/u.test(text.slice(at - 1, at + 2));
}

/** Whether the quotation marks inside a line are the source's: 'The "wash-out" phase lasted 7 days.' */
function isUnmarkedSource(words: string, isSource: (words: string) => boolean): boolean {
  const before = words.slice(0, Math.max(0, words.search(OPENING)));
  return /\p{L}/u.test(before) && /[^:\s]\s$/.test(before) && isSource(words);
}

/** A line without quotation marks: a quote in single marks or emphasis, what its labels introduce, or all of it. */
function readUnmarked(text: string, line: Span, isSource: (words: string) => boolean): Quote[] {
  const words = text.slice(line.start, line.end);
  const wrapped = WRAPPED.exec(words);
  if (wrapped) {
    const inner = wrapped[2] ?? wrapped[3] ?? '';
    const start = line.start + words.indexOf(inner, (wrapped[1] ?? "'").length);
    const isQuote = wrapped[3] !== undefined;
    if (isQuote || isSource(inner)) return [quote(text, { start, end: start + inner.length }, isQuote)];
  }
  if (!LABEL.test(words) || isSource(words)) return [quote(text, line, false)];
  const parts: Quote[] = [];
  let start = line.start;
  for (const part of words.split(BEFORE_LABEL)) {
    const at = text.indexOf(part, start);
    start = at + part.length;
    const label = LABEL.exec(part)?.[0].length ?? 0;
    const said = trimSpan(text, { start: at + label, end: part.endsWith(';') ? start - 1 : start });
    if (said.end === said.start || !isSource(text.slice(said.start, said.end)))
      return [quote(text, line, false)];
    parts.push(quote(text, said, false));
  }
  return parts;
}

/** The inside of a line that opens and closes with quotation marks, a full stop or comma after them allowed. */
function wholeLineQuote(text: string, line: Span): Span | undefined {
  const closing = CLOSING[text[line.start] ?? ''];
  if (closing === undefined) return undefined;
  let end = line.end;
  while (end > line.start && '.,;'.includes(text[end - 1] as string)) end--;
  if (end - 1 <= line.start || !closing.includes(text[end - 1] as string)) return undefined;
  return trimSpan(text, { start: line.start + 1, end: end - 1 });
}

function quote(text: string, span: Span, marked: boolean): Quote {
  return { span, text: text.slice(span.start, span.end), marked };
}

/** The usual bullet is looked for first. */
function bulletLength(text: string, start: number, end: number): number {
  if (text.startsWith('- "', start)) return 2;
  return BULLET.exec(text.slice(start, end))?.[0].length ?? 0;
}

const PLAIN_WORD = /[A-Za-z\d]/;

/** Whether a letter or digit stands in a line; nearly always it is the first character or that after a mark. */
function hasWords(text: string, { start, end }: Span): boolean {
  if (end - start > 1 && PLAIN_WORD.test(text.slice(start, start + 2))) return true;
  return /[\p{L}\p{N}]/u.test(text.slice(start, end));
}

function endOfLine(text: string, at: number, end: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 || newline > end ? end : newline;
}
