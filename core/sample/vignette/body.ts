/** The body of a `.vignette` sample: the texts of its messages. */
import type { MappedText } from '../../text/mappedText';
import { ROLES } from '../record';
import { ALL_TAGS, ASSISTANT_TAGS } from '../tags';
import { escapeBody, escapePart, unescapeBody } from './escape';

export interface BodyText {
  /** Of the message; where each part stands by itself, the part's name. */
  readonly role: string;
  readonly text: MappedText;
  /** Source span of the line that says whose text it is. */
  readonly roleSpan: { readonly start: number; readonly end: number };
}

interface Line {
  readonly start: number;
  /** Without the terminator. */
  readonly end: number;
  readonly text: string;
}

const ROLE_LINE = new RegExp(`^<(${ROLES.join('|')})>[ \\t]*$`);
const PART_LINE = new RegExp(`^<(system|${ALL_TAGS.join('|')})>[ \\t]*$`);
const ASSISTANT_OPEN = new RegExp(`^<(?:${ASSISTANT_TAGS.join('|')})\\b[^<>]*>`, 'i');

/** The texts of a body in which each part stands between the lines of its tags; nothing else counts. */
export function readParts(source: string, start: number): BodyText[] {
  return readWrapped(source, start, PART_LINE, escapePart).wrapped;
}

/**
 * Reads a body. Texts between `<system>`, `<user>`, `<assistant>` lines are messages of that role. Otherwise
 * the user's text goes up to the first line that opens a block of the assistant. `start`: offset of `source`
 * in the record.
 */
export function readBody(source: string, start: number): BodyText[] {
  const { wrapped, rest } = readWrapped(source, start, ROLE_LINE, escapeBody);
  return [...wrapped, ...readPlain(source, start, rest)];
}

/** The texts between two lines of a name, and the lines that belong to none. */
function readWrapped(
  source: string,
  start: number,
  opening: RegExp,
  escapeText: (text: string) => string,
): { readonly wrapped: BodyText[]; readonly rest: readonly Line[] } {
  const lines = cutLines(source);
  const wrapped: BodyText[] = [];
  const rest: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const role = opening.exec(line.text)?.[1];
    if (role === undefined) {
      rest.push(line);
      continue;
    }
    let last = i + 1;
    while (last < lines.length && !closesWrapper((lines[last] as Line).text, role)) last++;
    wrapped.push({
      ...readLines(source, start, lines.slice(i + 1, last), escapeText),
      role,
      roleSpan: spanOf(line, start),
    });
    i = last;
  }
  return { wrapped, rest };
}

function closesWrapper(line: string, role: string): boolean {
  return line.startsWith(`</${role}>`) && /^[ \t]*$/.test(line.slice(role.length + 3));
}

function readPlain(source: string, start: number, lines: readonly Line[]): BodyText[] {
  const at = lines.findIndex(({ text }) => ASSISTANT_OPEN.test(text));
  const parts = [
    { role: 'user', lines: withoutBlankEnds(at === -1 ? lines : lines.slice(0, at)) },
    { role: 'assistant', lines: withoutBlankEnds(at === -1 ? [] : lines.slice(at)) },
  ];
  return parts.flatMap(({ role, lines: own }) => {
    const [first] = own;
    return first
      ? [{ ...readLines(source, start, own, escapeBody), role, roleSpan: spanOf(first, start) }]
      : [];
  });
}

function readLines(
  source: string,
  start: number,
  lines: readonly Line[],
  escapeText: (text: string) => string,
): { text: MappedText } {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return { text: unescapeBody('', start + source.length, escapeText) };
  return { text: unescapeBody(source.slice(first.start, last.end), start + first.start, escapeText) };
}

/** Writes a plain body: the texts follow one another with an empty line between. */
export function formatPlainBody(texts: readonly string[]): string {
  return texts.map((text) => `${escapeBody(text)}\n`).join('\n');
}

/** Writes a body in which each text is wrapped in the lines of its role. */
export function formatWrappedBody(
  texts: readonly { readonly role: string; readonly text: string }[],
  escapeText = escapeBody,
): string {
  return texts.map(({ role, text }) => `<${role}>\n${escapeText(text)}\n</${role}>\n`).join('\n');
}

/** Writes a body in which each part stands between the lines of its tags. */
export function formatParts(texts: readonly { readonly role: string; readonly text: string }[]): string {
  return formatWrappedBody(texts, escapePart);
}

function withoutBlankEnds(lines: readonly Line[]): readonly Line[] {
  const isText = ({ text }: Line): boolean => text.trim() !== '';
  const first = lines.findIndex(isText);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}

function spanOf({ start, end }: Line, base: number): { start: number; end: number } {
  return { start: base + start, end: base + end };
}

function cutLines(source: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of source.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    lines.push({ start, end: start + text.length, text });
    start += line.length + 1;
  }
  return lines;
}
