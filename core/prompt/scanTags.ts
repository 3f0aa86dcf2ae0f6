/**
 * Cuts a template into text and tags, and tags into tokens. It follows the lexer of Handlebars 4.7 (`handlebars.l`)
 * and goes on where that stops: a tag that is not closed ends with its line, or where the next one opens.
 */
import type { Span } from '../text/span';
import type { Tag, TagKind, Text, Token, TokenKind } from './tree';

export type Piece = Text | Tag;

const OPENERS: readonly (readonly [TagKind, RegExp])[] = [
  ['partial', /\{\{~?>/y],
  ['partial-block', /\{\{~?#>/y],
  ['inline', /\{\{~?#\*/y],
  ['block', /\{\{~?#/y],
  ['end', /\{\{~?\//y],
  ['else', /\{\{~?\^(?=\s*~?\}\})/y],
  ['else', /\{\{~?\s*else(?=\s*~?\}\})/y],
  ['inverted', /\{\{~?\^/y],
  ['else-chain', /\{\{~?\s*else(?![^\s~}/.)\]|=])/y],
  ['mustache', /\{\{~?\{/y],
  ['mustache', /\{\{~?&/y],
  ['decorator', /\{\{~?\*/y],
  ['mustache', /\{\{~?/y],
];

const COMMENT = /\{\{~?!(?:(?=--)[\s\S]*?--~?\}\}|(?!--)[\s\S]*?\}\})/y;

// `INVALID` is one character, so that the rest of the tag can still be read.
const ID = '[^\\s!"#%-,\\./;->@\\[-\\^`\\{-~]+(?=[=~}\\s/.)\\]|]|$)';
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['open', /\(/y],
  ['close', /\)/y],
  ['equals', /=/y],
  ['id', /\.\./y],
  ['id', /\.(?=[=~}\s/.)\]|]|$)/y],
  ['separator', /[/.]/y],
  ['string', /"(?:\\"|[^"])*"/y],
  ['string', /'(?:\\'|[^'])*'/y],
  ['data', /@/y],
  ['boolean', /(?:true|false)(?=[~}\s)\]]|$)/y],
  ['undefined', /undefined(?=[~}\s)\]]|$)/y],
  ['null', /null(?=[~}\s)\]]|$)/y],
  ['number', /-?[0-9]+(?:\.[0-9]+)?(?=[~}\s)\]]|$)/y],
  ['as', /as\s+\|/y],
  ['pipe', /\|/y],
  ['id', new RegExp(ID, 'y')],
  ['id', /\[(?:\\\]|[^\]])*\]/y],
  ['invalid', /[\s\S]/y],
];

const SPACE = /\s+/y;
const END = { plain: /~?\}\}/y, triple: /\}~?\}\}/y, raw: /\}\}\}\}/y } as const;

/** The text from `start` on. Pieces follow each other without gaps, but for the backslash that escapes braces. */
export function scanTags(source: string, start: number): Piece[] {
  const pieces: Piece[] = [];
  const addText = (from: number, to: number, escaped = false): void => {
    if (to > from) pieces.push({ kind: 'text', span: { start: from, end: to }, escaped });
  };
  let at = start;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    if (open === -1) {
      addText(at, source.length);
      break;
    }
    const escapes = backslashesBefore(source, open, at);
    if (escapes === 1) {
      addText(at, open - 1);
      at = endOfEscaped(source, open);
      addText(open, at, true);
      continue;
    }
    // Of two backslashes the library drops one.
    addText(at, escapes >= 2 ? open - 1 : open);
    const tag = scanTag(source, open);
    pieces.push(tag);
    at = tag.span.end;
    if (tag.kind === 'raw' && tag.closed) {
      const [content, end] = rawContent(source, tag);
      addText(tag.span.end, content);
      if (end) pieces.push(end);
      at = end?.span.end ?? source.length;
    }
  }
  return pieces;
}

/** 0, 1 or 2: the lexer looks at no more. */
function backslashesBefore(source: string, open: number, from: number): number {
  if (open - 1 < from || source[open - 1] !== '\\') return 0;
  return open - 2 >= from && source[open - 2] === '\\' ? 2 : 1;
}

function endOfEscaped(source: string, open: number): number {
  const next = source.indexOf('{{', open + 2);
  if (next === -1) return source.length;
  // The backslashes in front belong to the next braces.
  return next - backslashesBefore(source, next, open + 2);
}

function scanTag(source: string, open: number): Tag {
  const comment = matchAt(COMMENT, source, open);
  if (comment !== undefined) {
    const span = { start: open, end: open + comment.length };
    return { kind: 'comment', span, inner: span, tokens: [], closed: true };
  }
  if (/^\{\{~?!/.test(source.slice(open, open + 4))) {
    const span = { start: open, end: lineEnd(source, open) };
    return { kind: 'comment', span, inner: span, tokens: [], closed: false };
  }
  if (source.startsWith('{{{{', open)) {
    const isEnd = source.startsWith('{{{{/', open);
    return scanInner(source, open, open + (isEnd ? 5 : 4), isEnd ? 'raw-end' : 'raw', END.raw);
  }
  for (const [kind, opener] of OPENERS) {
    const found = matchAt(opener, source, open);
    if (found === undefined) continue;
    const end = found.length > 2 && found.endsWith('{') ? END.triple : END.plain;
    return scanInner(source, open, open + found.length, kind, end);
  }
  throw new Error('unreachable: the last opener matches every tag');
}

function scanInner(source: string, start: number, from: number, kind: TagKind, end: RegExp): Tag {
  const tokens: Token[] = [];
  let at = from;
  let unclosed = false;
  while (at < source.length) {
    at += matchAt(SPACE, source, at)?.length ?? 0;
    if (at >= source.length) break;
    const close =
      matchAt(end, source, at) ?? (end === END.plain ? undefined : matchAt(END.plain, source, at));
    if (close !== undefined) {
      const span = { start, end: at + close.length };
      return { kind, span, inner: { start: from, end: at }, tokens, closed: true };
    }
    if (source.startsWith('{{', at)) {
      unclosed = true;
      break;
    }
    const token = scanToken(source, at);
    tokens.push(token);
    at = token.span.end;
  }
  const line = lineEnd(source, from);
  const limit = unclosed ? Math.min(line, at) : line;
  return {
    kind,
    span: { start, end: limit },
    inner: { start: from, end: limit },
    tokens: tokens.filter(({ span }) => span.end <= limit),
    closed: false,
  };
}

function scanToken(source: string, at: number): Token {
  for (const [kind, pattern] of TOKENS) {
    const text = matchAt(pattern, source, at);
    if (kind === 'string' && text !== undefined && runsOn(text, source[at + text.length])) continue;
    if (text !== undefined) return { kind, text, span: { start: at, end: at + text.length } };
  }
  throw new Error('unreachable: the last pattern matches every character');
}

/** Whether a string ends where another one begins: its own end is missing, some lines before. */
function runsOn(text: string, after: string | undefined): boolean {
  return /\}\}[\s\S]*[\r\n]|[\r\n][\s\S]*\}\}/.test(text) && after !== undefined && !/[\s~})|.=]/.test(after);
}

/** Where the content of a raw block ends, and its closing tag. Raw blocks nest. */
function rawContent(source: string, { tokens, span }: Tag): readonly [end: number, close: Tag | undefined] {
  let depth = 0;
  let at = span.end;
  for (;;) {
    const next = source.indexOf('{{{{', at);
    if (next === -1) return [source.length, undefined];
    const tag = scanTag(source, next);
    at = next + 4;
    if (tag.kind === 'raw') depth++;
    else if (depth > 0) depth--;
    else if (tokens.length === 0 || tag.tokens[0]?.text === tokens[0]?.text) return [next, tag];
  }
}

function lineEnd(source: string, from: number): number {
  const end = source.slice(from).search(/[\r\n]/);
  return end === -1 ? source.length : from + end;
}

function matchAt(sticky: RegExp, source: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(source)?.[0];
}

export function isTag(piece: Piece): piece is Tag {
  return 'tokens' in piece;
}

/** Whether an offset is inside the braces of a tag, its end not counted when it is closed. */
export function holds({ inner, closed, span }: Tag, offset: number): boolean {
  return offset >= inner.start && offset <= (closed ? inner.end : span.end);
}

export function spanOf(tokens: readonly { readonly span: Span }[]): Span | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first && last && { start: first.span.start, end: last.span.end };
}
