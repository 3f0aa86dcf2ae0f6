/**
 * Reads the body of a template into a tree, whatever state it is in. What Handlebars would refuse is listed in
 * `problems` at the place where it is, and the rest still stands in the tree.
 */
import { editDistance } from '../text/editDistance';
import type { Span } from '../text/span';
import { looksLikeJson, withSingleBraces } from './jsonInBraces';
import { isTag, type Piece, scanTags, spanOf } from './scanTags';
import { findBraceProblem } from './tagBraces';
import { TagReader } from './tagReader';
import type {
  Block,
  Call,
  CloseTag,
  Expression,
  Inverse,
  Partial,
  PathPart,
  Statement,
  SyntaxProblem,
  Tag,
  TagKind,
  TemplateTree,
} from './tree';

/** Parses `source` from offset `start` on; spans are offsets in `source`. */
export function parseTemplate(source: string, start: number): TemplateTree {
  const pieces = scanTags(source, start);
  const assembly = new Assembly(source, pieces);
  const body = assembly.body(undefined);
  return {
    body,
    tags: pieces.filter(isTag),
    problems: assembly.problems.sort((a, b) => a.span.start - b.span.start),
  };
}

/** Blocks deeper than this within each other are not read: whoever walks the tree goes as deep as it does. */
const DEEPEST = 200;

/** A block that is being read. */
interface Open {
  readonly tag: Tag;
  /** What opened it: for `{{else if}}`, the tag that the chain starts with. */
  readonly opener: Tag;
  readonly name: string;
  readonly outer: Open | undefined;
  readonly depth: number;
}

const OPENING: readonly TagKind[] = ['block', 'inverted', 'inline', 'partial-block'];

type Stop =
  | { readonly kind: 'end'; readonly tag: Tag; readonly close: CloseTag }
  | { readonly kind: 'else'; readonly tag: Tag }
  /** The block is not closed: an outer one is, or the text ends. */
  | { readonly kind: 'broken'; readonly at: number };

class Assembly {
  readonly problems: SyntaxProblem[] = [];
  #next = 0;
  #stop: Stop | undefined;
  /** Blocks that were passed over because they stand too deep, and are not closed yet. */
  #passed = 0;

  constructor(
    private readonly source: string,
    private readonly pieces: readonly Piece[],
  ) {}

  /** Statements up to the end of `open`; what ended them is left in `#stop`. */
  body(open: Open | undefined): Statement[] {
    const statements: Statement[] = [];
    this.#stop = undefined;
    while (this.#next < this.pieces.length) {
      const piece = this.pieces[this.#next] as Piece;
      if (!isTag(piece)) {
        statements.push(piece);
        this.#next++;
        continue;
      }
      if (this.#passes(piece, open)) continue;
      if (piece.kind === 'end' && this.#ends(piece, open)) return statements;
      if (piece.kind === 'else' || piece.kind === 'else-chain') {
        if (open && takesElse(open, piece)) {
          this.#next++;
          this.#checkClosed(piece);
          this.#stop = { kind: 'else', tag: piece };
          return statements;
        }
        if (open?.outer) {
          this.#unclosed(open, piece.span.start);
          return statements;
        }
        const where = open ? 'has no place in this block' : 'stands outside every block';
        this.#problem(`{{else}} ${where}.`, piece.span);
        this.#next++;
        continue;
      }
      this.#next++;
      const statement = this.#statement(piece, open);
      if (statement) statements.push(statement);
    }
    if (open) this.#unclosed(open, this.source.length);
    return statements;
  }

  /** Passes over what stands too deep. */
  #passes(tag: Tag, open: Open | undefined): boolean {
    if ((open?.depth ?? 0) < DEEPEST) return false;
    const opens = OPENING.includes(tag.kind);
    const passed = opens || tag.kind === 'else-chain' || this.#passed > 0;
    if (!passed) return false;
    if (opens) this.#passed++;
    else if (tag.kind === 'end') this.#passed--;
    else if (tag.kind !== 'else-chain' && tag.kind !== 'else') return false;
    if (!this.problems.some(({ tooDeep }) => tooDeep)) {
      const message = `Blocks stand more than ${DEEPEST} deep within each other: move some of them into a partial.`;
      this.problems.push({ message, span: tag.span, tooDeep: true });
    }
    this.#next++;
    return true;
  }

  #ends(tag: Tag, open: Open | undefined): boolean {
    const name = closeName(this.source, tag);
    const close = { span: tag.span, name: spanOf(tag.tokens) ?? tag.inner };
    if (!open) {
      this.#next++;
      this.#problem(`{{/${name}}} closes nothing.`, tag.span, 'Remove it', tag.span, '');
      return false;
    }
    const closes = name === open.name;
    const elsewhere = !closes && isOpen(open.outer, name);
    if (elsewhere) {
      this.#unclosed(open, tag.span.start);
      return true;
    }
    this.#next++;
    if (!closes && (tag.closed || !open.name.startsWith(name))) {
      const title = `Write {{/${open.name}}}`;
      const near = name === '' || editDistance(name, open.name, 2) <= 2;
      this.#problem(
        `{{/${name}}} does not close {{#${open.name}}}.`,
        tag.span,
        title,
        tag.tokens.length > 0 ? close.name : { start: tag.inner.start, end: tag.inner.end },
        open.name,
      );
      if (!near && tag.closed) return false;
    }
    this.#checkClosed(tag);
    this.#stop = { kind: 'end', tag, close };
    return true;
  }

  #unclosed({ opener, name }: Open, at: number): void {
    const title = `Close it with {{/${name}}}`;
    const place = { start: at, end: at };
    const message = `{{#${name}}} is not closed: {{/${name}}} is missing.`;
    this.#problem(message, opener.span, title, place, `{{/${name}}}`);
    this.#stop = { kind: 'broken', at };
  }

  #statement(tag: Tag, outer: Open | undefined): Statement | undefined {
    if (tag.kind === 'comment') {
      if (!tag.closed) this.#problem('The comment is not closed.', tag.span);
      return { kind: 'comment', span: tag.span };
    }
    if (tag.kind === 'end') return undefined;
    if (tag.kind === 'raw' || tag.kind === 'raw-end') return this.#raw(tag);
    const before = this.problems.length;
    this.#checkClosed(tag);
    const reader = new TagReader(tag, this.problems);
    const call = reader.call();
    if (!call) return undefined;
    if (tag.kind === 'mustache' || tag.kind === 'decorator') {
      reader.expectEnd();
      if (this.problems.length > before && tag.closed && looksLikeJson(tag.tokens)) {
        this.problems.splice(before);
        const single = withSingleBraces(this.source.slice(tag.span.start, tag.span.end));
        this.#problem(
          'Handlebars takes this JSON for a tag.',
          tag.span,
          'Write single braces',
          tag.span,
          single,
        );
      }
      return { kind: 'mustache', span: tag.span, decorator: tag.kind === 'decorator', ...call };
    }
    if (tag.kind === 'partial') {
      reader.expectEnd();
      const { callee, params, hash } = call;
      return { kind: 'partial', span: tag.span, open: tag.span, name: callee, params, hash };
    }
    const blockParams = reader.blockParams();
    reader.expectEnd();
    const depth = (outer?.depth ?? 0) + 1;
    const open = { tag, opener: tag, name: openName(this.source, call.callee), outer, depth };
    return tag.kind === 'partial-block'
      ? this.#partialBlock(open, call)
      : this.#block(open, call, blockParams, false);
  }

  #partialBlock(open: Open, { callee, params, hash }: Call): Partial {
    const { span } = open.tag;
    const body = this.body(open);
    const [end, close] = this.#endOf();
    const inside = { start: span.end, end: close?.span.start ?? end };
    return {
      kind: 'partial',
      span: { start: span.start, end },
      open: span,
      name: callee,
      params,
      hash,
      fallback: { body, span: inside, ...(close && { close }) },
    };
  }

  #block(open: Open, call: Call, blockParams: readonly PathPart[], chained: boolean): Block {
    const { tag } = open;
    const body = this.body(open);
    const stop = this.#stop as Stop | undefined;
    const bodyEnd = stop?.kind === 'else' || stop?.kind === 'end' ? stop.tag.span.start : this.#endOf()[0];
    const inverse = stop?.kind === 'else' ? this.#inverse(stop.tag, open) : undefined;
    const [end, close] = this.#endOf();
    return {
      kind: 'block',
      span: { start: tag.span.start, end },
      open: tag.span,
      inverted: tag.kind === 'inverted',
      decorator: tag.kind === 'inline',
      ...call,
      blockParams,
      body,
      bodySpan: { start: tag.span.end, end: bodyEnd },
      ...(inverse && { inverse }),
      ...(close && !chained && { close }),
      chained,
    };
  }

  #inverse(tag: Tag, open: Open): Inverse {
    const reader = new TagReader(tag, this.problems);
    const call = tag.kind === 'else-chain' ? reader.call() : undefined;
    if (call) {
      const blockParams = reader.blockParams();
      reader.expectEnd();
      // What closes the chain is the name that opened it.
      const block = this.#block({ ...open, tag, depth: open.depth + 1 }, call, blockParams, true);
      return { tag: tag.span, body: [block], span: { start: tag.span.start, end: block.span.end } };
    }
    const body = this.body(open);
    while (this.#stop?.kind === 'else') {
      this.#problem('A block has one {{else}} only.', this.#stop.tag.span);
      body.push(...this.body(open));
    }
    const [end, close] = this.#endOf();
    return { tag: tag.span, body, span: { start: tag.span.end, end: close?.span.start ?? end } };
  }

  /** The end of the block that has just been read. */
  #endOf(): readonly [end: number, close: CloseTag | undefined] {
    const stop = this.#stop;
    if (stop?.kind === 'end') return [stop.tag.span.end, stop.close];
    return [stop?.kind === 'broken' ? stop.at : this.source.length, undefined];
  }

  #raw(tag: Tag): Statement | undefined {
    if (tag.kind === 'raw-end') {
      this.#problem('This closes no raw block.', tag.span);
      return undefined;
    }
    this.#checkClosed(tag);
    const call = new TagReader(tag, this.problems).call();
    const content = { start: tag.span.end, end: tag.span.end };
    let { end } = tag.span;
    const text = this.pieces[this.#next];
    if (text && !isTag(text) && tag.closed) {
      content.end = text.span.end;
      end = content.end;
      this.#next++;
    }
    const close = this.pieces[this.#next];
    if (close && isTag(close) && close.kind === 'raw-end') {
      end = close.span.end;
      this.#next++;
    } else if (tag.closed) this.#problem('The raw block is not closed.', tag.span);
    return call && { kind: 'raw', span: { start: tag.span.start, end }, content, ...call };
  }

  #checkClosed(tag: Tag): void {
    const problem = findBraceProblem(this.source, tag);
    if (problem) this.problems.push(problem);
  }

  #problem(message: string, span: Span, title?: string, place: Span = span, newText = ''): void {
    this.problems.push({ message, span, ...(title && { fix: { title, span: place, newText } }) });
  }
}

function isOpen(open: Open | undefined, name: string): boolean {
  return open !== undefined && (open.name === name || isOpen(open.outer, name));
}

/** Partials and decorators have one branch; `{{^name}}` has two, but no chain of them. */
function takesElse({ tag }: Open, { kind }: Tag): boolean {
  if (tag.kind === 'partial-block' || tag.kind === 'inline') return false;
  return tag.kind !== 'inverted' || kind === 'else';
}

function openName(source: string, callee: Expression): string {
  return source.slice(callee.span.start, callee.span.end).replace(/\s+/g, '');
}

function closeName(source: string, { tokens, inner }: Tag): string {
  const { start, end } = spanOf(tokens) ?? { start: inner.start, end: inner.start };
  return source.slice(start, end).replace(/\s+/g, '');
}
