/**
 * A tolerant parser for the tagged blocks of a message. It never fails: what is malformed is in the result
 * as it stands, and the tags/ rules say what is wrong with it.
 */
import { type Span, trimSpan } from '../text/span';

export const USER_TAGS = ['context', 'question'] as const;
export const ASSISTANT_TAGS = ['think', 'proof', 'answer'] as const;
export const ALL_TAGS = [...USER_TAGS, ...ASSISTANT_TAGS] as const;

export type TagName = (typeof ALL_TAGS)[number];

/** One `<name>` or `</name>` as written. */
export interface TagToken {
  readonly name: TagName;
  readonly closing: boolean;
  /** From `<` to `>`, or to the end of the text when the `>` is not there. */
  readonly span: Span;
  /** The name as written, for its case. */
  readonly written: string;
  /** What stands between the name and `>`, trimmed; empty for a clean tag. */
  readonly attributes: Span;
  /** False when the text ends before `>`. */
  readonly complete: boolean;
}

export interface Block {
  readonly name: TagName;
  readonly open: TagToken;
  /** Absent when the block is not closed. */
  readonly close?: TagToken;
  /** Between the tags. An unclosed block ends where the next block starts, or with the text. */
  readonly inner: Span;
  /** `inner` without the white space at its ends. */
  readonly content: Span;
  /** The block that this one stands inside of. */
  readonly parent?: Block;
}

export interface TagParse {
  /** In the order in which they open. */
  readonly blocks: readonly Block[];
  /** Closing tags that close nothing. */
  readonly strayCloses: readonly TagToken[];
  /** Offsets of each other `<`. */
  readonly others: readonly number[];
}

/** What a text has of `<`: tags, and other places that start none. */
interface TagScan {
  readonly tags: readonly TagToken[];
  /** Offsets. */
  readonly others: readonly number[];
}

/** All tags of a text whose names are among `names`, in order. */
export function findTags(text: string, names: readonly TagName[]): readonly TagToken[] {
  return scanTags(text, names).tags;
}

function scanTags(text: string, names: readonly TagName[]): TagScan {
  const tags: TagToken[] = [];
  const others: number[] = [];
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const tag = readTag(text, at, names);
    if (tag) tags.push(tag);
    else others.push(at);
  }
  return { tags, others };
}

/** The tag that starts with the `<` at an offset, when one does. */
function readTag(text: string, at: number, names: readonly TagName[]): TagToken | undefined {
  const closing = text.charCodeAt(at + 1) === SLASH;
  const nameStart = at + (closing ? 2 : 1);
  for (const name of names) {
    const end = nameStart + name.length;
    if (text.charCodeAt(end) === GREATER && text.startsWith(name, nameStart)) {
      const attributes = { start: end, end };
      return { name, closing, span: { start: at, end: end + 1 }, written: name, attributes, complete: true };
    }
  }
  let nameEnd = nameStart;
  while (isLatinLetter(text.charCodeAt(nameEnd))) nameEnd++;
  const written = text.slice(nameStart, nameEnd);
  const name = names.find((known) => known === written || known === written.toLowerCase());
  if (name === undefined || !/^(?:[\s>/]|$)/.test(text.slice(nameEnd, nameEnd + 1))) return undefined;
  let end = nameEnd;
  while (end < text.length && text[end] !== '<' && text[end] !== '>') end++;
  const complete = text[end] === '>';
  // Without its ">" a tag counts only where the text breaks off, not before a stretch of prose.
  if (!complete && (end < text.length || text.slice(nameEnd).trim() !== '')) return undefined;
  return {
    name,
    closing,
    span: { start: at, end: complete ? end + 1 : end },
    written,
    attributes: trimSpan(text, { start: nameEnd, end }),
    complete,
  };
}

const SLASH = 0x2f;
const GREATER = 0x3e;

function isLatinLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Reads the blocks of a message in which the tags `names` have meaning; any other tag is text. */
export function parseTags(text: string, names: readonly TagName[]): TagParse {
  const { tags: tokens, others } = scanTags(text, names);
  let closesLater: readonly ReadonlySet<TagName>[] | undefined;
  const blocks: Draft[] = [];
  const strayCloses: TagToken[] = [];
  let outer: Draft | undefined;
  let inside: Draft | undefined;

  const open = (token: TagToken, parent?: Block): Draft => {
    const rest = { start: token.span.end, end: text.length };
    const block: Draft = {
      name: token.name,
      open: token,
      inner: rest,
      content: rest,
      ...(parent && { parent }),
    };
    blocks.push(block);
    return block;
  };
  const end = (block: Draft | undefined, at: number, close?: TagToken): void => {
    if (block === undefined) return;
    block.inner = { start: block.inner.start, end: at };
    block.content = trimSpan(text, block.inner);
    if (close) block.close = close;
  };

  tokens.forEach((token, i) => {
    const at = token.span.start;
    if (!token.closing) {
      if (outer) closesLater ??= closesBeforeReopening(tokens);
      if (outer && closesLater?.[i]?.has(outer.name)) {
        end(inside, at);
        inside = open(token, outer);
      } else {
        end(outer, at);
        outer = open(token);
      }
      if (isSelfClosed(text, token)) {
        const block = inside ?? outer;
        end(block, token.span.end, token);
        if (block === inside) inside = undefined;
        else outer = undefined;
      }
    } else if (token.name === outer?.name) {
      end(inside, at);
      end(outer, at, token);
      outer = inside = undefined;
    } else if (token.name === inside?.name) {
      end(inside, at, token);
      inside = undefined;
    } else {
      strayCloses.push(token);
    }
  });
  end(outer, text.length);
  return { blocks, strayCloses, others };
}

/** The tags that were read as one block or another, or as none, each once. */
export function tokensOf({ blocks, strayCloses }: TagParse): TagToken[] {
  const tokens: TagToken[] = [];
  for (const { open, close } of blocks) {
    tokens.push(open);
    if (close && close !== open) tokens.push(close);
  }
  for (const token of strayCloses) tokens.push(token);
  return tokens;
}

/** `<proof/>`: opened and closed at once, and empty. */
export function isSelfClosed(text: string, { attributes: { start, end }, closing }: TagToken): boolean {
  return !closing && end - start === 1 && text[start] === '/';
}

type Draft = { -readonly [Key in keyof Block]: Block[Key] };

/** For each token, the names whose next tag, from that token on, is a closing one. */
function closesBeforeReopening(tokens: readonly TagToken[]): ReadonlySet<TagName>[] {
  let closing: ReadonlySet<TagName> = new Set();
  return tokens
    .toReversed()
    .map((token) => {
      if (closing.has(token.name) !== token.closing) {
        const names = new Set(closing);
        if (token.closing) names.add(token.name);
        else names.delete(token.name);
        closing = names;
      }
      return closing;
    })
    .reverse();
}

/** The stretches of a text that stand outside every block and hold more than white space, trimmed. `others`: blocks besides. */
export function strayText(
  text: string,
  { blocks, strayCloses }: TagParse,
  others: readonly Span[] = [],
): Span[] {
  const taken = [
    ...others,
    ...blocks
      .filter((block) => !block.parent)
      .map(({ open, close, inner }) => ({ start: open.span.start, end: close?.span.end ?? inner.end })),
    ...strayCloses.map(({ span }) => span),
  ].sort((a, b) => a.start - b.start);
  const stray: Span[] = [];
  let at = 0;
  for (const { start, end } of [...taken, { start: text.length, end: text.length }]) {
    const gap = trimSpan(text, { start: at, end: Math.max(at, start) });
    if (gap.end > gap.start) stray.push(gap);
    at = Math.max(at, end);
  }
  return stray;
}
