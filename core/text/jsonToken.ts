/** Cutting a text that need not be JSON into JSON's tokens. */
import type { Span } from './span';

export type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar' | 'end';

export interface JsonToken {
  readonly kind: TokenKind;
  readonly span: Span;
  /** Why the token is not JSON, with the place in it. */
  readonly fault?: { readonly message: string; readonly span: Span };
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** What a person would take for one word. */
const WORD = /[^\s"{}[\]:,]+/y;
const NUMBER_LIKE = /^[-+.\d][\w.+-]*$/;
const KEYWORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** The token at `at` or after it. */
export function readJsonToken(text: string, at: number): JsonToken {
  const start = at + lengthAt(SPACE, text, at);
  const char = text[start];
  const end = start + 1;
  switch (char) {
    case undefined:
      return { kind: 'end', span: { start, end: start } };
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { kind: char, span: { start, end } };
    case '"':
      return readString(text, start);
    default:
      return readScalar(text, start);
  }
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function readScalar(text: string, start: number): JsonToken {
  const span = { start, end: start + Math.max(1, lengthAt(WORD, text, start)) };
  const word = text.slice(span.start, span.end);
  if (KEYWORDS.has(word) || lengthAt(NUMBER, text, start) === word.length) return { kind: 'scalar', span };
  return { kind: 'scalar', span, fault: { message: scalarFault(word), span } };
}

function scalarFault(word: string): string {
  if (word.startsWith('//') || word.startsWith('/*') || word.startsWith('#')) {
    return 'comments are not allowed in JSON Lines';
  }
  if (word.startsWith("'") || /^[‘’“”]/.test(word)) return 'strings stand in double quotes: "…"';
  return NUMBER_LIKE.test(word) ? 'this is not a JSON number' : 'this is not a JSON value';
}

function readString(text: string, start: number): JsonToken {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return { kind: 'string', span: { start, end: i + 1 } };
    if (code < 0x20) return brokenString(start, i, i + 1, 'a control character must be escaped');
    if (code !== 0x5c) continue;
    const letter = text[++i] ?? '';
    if (letter === 'u') {
      const digits = /^[\da-f]{0,4}/i.exec(text.slice(i + 1, i + 5))?.[0].length ?? 0;
      if (digits < 4) {
        const end = Math.min(i + 1 + digits, text.length);
        return brokenString(start, i - 1, end, 'expected four hexadecimal digits after "\\u"');
      }
    } else if (letter !== '' && !'"\\/bfnrt'.includes(letter)) {
      const message = 'this escape is not one of JSON\'s: \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u';
      return brokenString(start, i - 1, i + 1, message);
    }
  }
  return brokenString(start, start, text.length, 'the string is not closed');
}

function brokenString(start: number, from: number, to: number, message: string): JsonToken {
  return { kind: 'string', span: { start, end: to }, fault: { message, span: { start: from, end: to } } };
}
