/**
 * Reads the body of a template into a tree, whatever state it is in. What Handlebars would refuse is listed in
 * `problems` at the place where it is, and the rest still stands in the tree.
 */
import { editDistance } from '../text/editDistance';
import type { Span } from '../text/span';
import { looksLikeJson, withSingleBraces } from './jsonInBraces';
import { isTag, type Piece, scanTags, spanOf } from './scanTags';
import type {
  Block,
  Call,
  CloseTag,
  Expression,
  HashPair,
  Inverse,
  Partial,
  PathExpression,
  PathPart,
  Statement,
  SyntaxProblem,
  Tag,
  TemplateTree,
  Token,
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

/** A block that is being read. */
interface Open {
  readonly tag: Tag;
  /** What opened it: for `{{else if}}`, the tag that the chain starts with. */
  readonly opener: Tag;
  readonly name: string;
  readonly outer: Open | undefined;
}

type Stop =
  | { readonly kind: 'end'; readonly tag: Tag; readonly close: CloseTag }
  | { readonly kind: 'else'; readonly tag: Tag }
  /** The block is not closed: an outer one is, or the text ends. */
  | { readonly kind: 'broken'; readonly at: number };

/** What closes a tag, by its braces. */
const CLOSERS = { '}}': /^~?\}\}/, '}}}': /^\}~?\}\}/, '}}}}': /^\}{4}/ } as const;

class Assembly {
  readonly problems: SyntaxProblem[] = [];
  #next = 0;
  #stop: Stop | undefined;

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
    if (!closes) {
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
    const open = { tag, opener: tag, name: openName(this.source, call.callee), outer };
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
      const block = this.#block({ ...open, tag }, call, blockParams, true);
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
    const text = this.source.slice(tag.span.start, tag.span.end);
    const braces: keyof typeof CLOSERS = tag.kind.startsWith('raw')
      ? '}}}}'
      : /^\{\{~?\{/.test(text)
        ? '}}}'
        : '}}';
    if (tag.closed) this.#checkBraces(tag, braces);
    else {
      const end = tag.span.start + text.trimEnd().length;
      this.#missingBraces({ start: tag.span.start, end }, braces);
    }
  }

  /** Handlebars reads as many closing braces as there are, whatever it has opened. */
  #checkBraces({ kind, span, inner }: Tag, braces: keyof typeof CLOSERS): void {
    const rest = this.source.slice(inner.end, inner.end + 5);
    if (!CLOSERS[braces].test(rest)) {
      const place = { start: inner.end, end: inner.end + 4 };
      if (!rest.startsWith('~}}}')) this.#missingBraces(span, braces);
      else
        this.#problem('Of three braces the "~" stands after the first.', place, 'Write }~}}', place, '}~}}');
      return;
    }
    if (kind === 'else' || kind.startsWith('raw')) return;
    const written = /^\}*/.exec(rest)?.[0] ?? '';
    const taken = Math.min(written.length, 4);
    if (taken <= braces.length) return;
    const end = inner.end + taken;
    const place = { start: inner.end + braces.length, end: inner.end + braces.length };
    const message = `${written.slice(0, taken)} does not close ${'{'.repeat(braces.length)}: put a space between.`;
    this.#problem(message, { start: inner.end, end }, 'Put a space between the braces', place, ' ');
  }

  #missingBraces({ start, end }: Span, braces: string): void {
    const place = { start: end, end };
    const message = `The braces are not closed: ${braces} is missing.`;
    this.#problem(message, { start, end }, `Close them with ${braces}`, place, braces);
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

/** Reads the expressions of one tag. */
class TagReader {
  #at = 0;

  constructor(
    private readonly tag: Tag,
    private readonly problems: SyntaxProblem[],
  ) {}

  call(): Call | undefined {
    const callee = this.#expression();
    if (callee?.kind === 'call' && !this.tag.kind.startsWith('partial')) this.#notCallable(callee);
    if (!callee) {
      const message = this.tag.tokens.length === 0 ? 'There is nothing between the braces.' : undefined;
      if (this.tag.closed || message === undefined) this.#unexpected(message);
      return undefined;
    }
    return { callee, ...this.#arguments() };
  }

  blockParams(): PathPart[] {
    if (this.#peek()?.kind !== 'as') return [];
    this.#at++;
    const names: PathPart[] = [];
    while (this.#peek()?.kind === 'id') names.push(partOf(this.#take()));
    if (this.#peek()?.kind === 'pipe') {
      if (names.length === 0) this.#unexpected('A name is missing between the bars.');
      this.#at++;
    } else this.#unexpected('The block parameters are not closed: | is missing.');
    return names;
  }

  expectEnd(): void {
    if (this.#at < this.tag.tokens.length) this.#unexpected();
  }

  #arguments(): Pick<Call, 'params' | 'hash'> {
    const params: Expression[] = [];
    const hash: HashPair[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.kind === 'id' && this.tag.tokens[this.#at + 1]?.kind === 'equals') {
        if (this.tag.tokens[this.#at + 2]?.kind === 'equals') {
          params.push(this.#compared());
          continue;
        }
        this.#at += 2;
        const value = this.#expression();
        if (!value) {
          this.#unexpected(`A value is missing after ${token.text}=.`);
          break;
        }
        const span = { start: token.span.start, end: value.span.end };
        hash.push({ key: partOf(token), value, span });
        continue;
      }
      const param = this.#expression();
      if (!param) break;
      if (hash.length > 0) this.#report('Named arguments come last.', param.span);
      params.push(param);
    }
    return { params, hash };
  }

  /** What stands before a `==`, as other languages compare; what stands after it is passed over. */
  #compared(): Expression {
    const left = this.#path() as Expression;
    const first = this.#take();
    let last = first;
    while (this.#peek()?.kind === 'equals') last = this.#take();
    const span = { start: first.span.start, end: last.span.end };
    this.#report('Handlebars compares otherwise: write {{#ifEquals a b}}.', span);
    this.#expression();
    return left;
  }

  #expression(): Expression | undefined {
    const token = this.#peek();
    switch (token?.kind) {
      case 'open':
        return this.#subExpression();
      case 'data':
      case 'id':
        return this.#path();
      case 'string':
        this.#at++;
        return { kind: 'string', value: unquote(token.text), span: token.span };
      case 'number':
        this.#at++;
        return { kind: 'number', value: Number(token.text), span: token.span };
      case 'boolean':
        this.#at++;
        return { kind: 'boolean', value: token.text === 'true', span: token.span };
      case 'null':
        this.#at++;
        return { kind: 'null', value: null, span: token.span };
      case 'undefined':
        this.#at++;
        return { kind: 'undefined', value: undefined, span: token.span };
      default:
        return undefined;
    }
  }

  #subExpression(): Expression | undefined {
    const open = this.#take();
    const callee = this.#expression();
    if (!callee) {
      this.#unexpected('There is no call between the parentheses.');
      return undefined;
    }
    if (callee.kind === 'call') this.#notCallable(callee);
    const args = this.#arguments();
    const last = this.tag.tokens[this.#at];
    if (last?.kind === 'close') this.#at++;
    else if (this.tag.closed) this.#report('The parenthesis is not closed.', open.span);
    const end = (this.tag.tokens[this.#at - 1] ?? open).span.end;
    return { kind: 'call', callee, ...args, span: { start: open.span.start, end } };
  }

  #notCallable({ span }: Expression): void {
    this.#report('What a call returns cannot be called: a name must stand here.', span);
  }

  #path(): PathExpression | undefined {
    const first = this.#peek() as Token;
    const data = first.kind === 'data';
    if (data) this.#at++;
    const parts: PathPart[] = [];
    let depth = 0;
    let scoped = false;
    let last = first;
    while (this.#peek()?.kind === 'id') {
      const token = this.#take();
      last = token;
      const special = token.text === '..' || token.text === '.' || token.text === 'this';
      if (special && parts.length > 0) {
        this.#report(`"${token.text}" can stand at the start of a path only.`, token.span);
      } else if (special) {
        scoped = true;
        if (token.text === '..') depth++;
      } else parts.push(partOf(token));
      const separator = this.#peek();
      // A path has no spaces in it, as far as anyone writes them.
      if (separator?.kind !== 'separator') break;
      this.#at++;
      last = separator;
      if (this.#peek()?.kind === 'id') continue;
      if (this.tag.closed) this.#unexpected(`A name is missing after "${separator.text}".`);
      break;
    }
    if (data && parts.length === 0 && this.tag.closed && !scoped) {
      this.#report('A name is missing after "@".', first.span);
    }
    return {
      kind: 'path',
      span: { start: first.span.start, end: last.span.end },
      data,
      depth,
      scoped,
      parts,
    };
  }

  #unexpected(message?: string): void {
    const token = this.#peek();
    const text = message ?? (token ? `"${token.text}" is not expected here.` : 'Something is missing here.');
    this.#report(text, token?.span ?? (this.tag.tokens.at(-1)?.span || this.tag.span));
  }

  #report(message: string, span: Span): void {
    this.problems.push({ message, span });
  }

  #peek(): Token | undefined {
    return this.tag.tokens[this.#at];
  }

  #take(): Token {
    return this.tag.tokens[this.#at++] as Token;
  }
}

function partOf({ text, span }: Token): PathPart {
  const bracketed = text.startsWith('[');
  return { name: bracketed ? text.slice(1, -1).replaceAll('\\]', ']') : text, span };
}

function unquote(text: string): string {
  const quote = text[0] as string;
  return text.slice(1, -1).replaceAll(`\\${quote}`, quote);
}
