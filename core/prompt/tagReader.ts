import type { Span } from '../text/span';
import type { Call, Expression, HashPair, PathExpression, PathPart, SyntaxProblem, Tag, Token } from './tree';

const DEEPEST = 100;

/** What other languages write between such braces. */
const OTHERWISE: Readonly<Record<string, string>> = {
  '&': 'Handlebars has no "and": put an {{#if}} inside of another.',
  '|': 'Handlebars has no filters: give the value as it is to be written.',
  '<': 'Handlebars has no comparisons but {{#ifEquals a b}}: give the answer as an input.',
  '>': 'Handlebars has no comparisons but {{#ifEquals a b}}: give the answer as an input.',
  '!': 'Handlebars has no "not": write {{#unless a}} or {{#unlessEquals a b}}.',
};

/** Reads the expressions of one tag; what has no place there is added to `problems`. */
export class TagReader {
  #at = 0;
  #depth = 0;
  #gaveUp = false;

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
    this.#report('Handlebars has no comparisons: write {{#ifEquals a b}}.', span);
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
    if (++this.#depth > DEEPEST) {
      const message = `Parentheses stand more than ${DEEPEST} deep within each other: take some of them away.`;
      this.problems.push({ message, span: open.span, tooDeep: true });
      this.#at = this.tag.tokens.length;
      this.#gaveUp = true;
      return undefined;
    }
    const callee = this.#expression();
    if (!callee) {
      this.#unexpected('There is no call between the parentheses.');
      return undefined;
    }
    if (callee.kind === 'call') this.#notCallable(callee);
    const args = this.#arguments();
    this.#depth--;
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
    let name = '';
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
        name += token.text;
      } else {
        const part = partOf(token);
        parts.push(part);
        name += part.name;
      }
      const separator = this.#peek();
      // A path has no spaces in it, as far as anyone writes them.
      if (separator?.kind !== 'separator') break;
      this.#at++;
      last = separator;
      name += separator.text;
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
      name,
    };
  }

  #unexpected(message?: string): void {
    const token = this.#peek();
    if (message === undefined && token?.kind === 'invalid' && this.#lacksQuote(token)) return;
    const other = token && OTHERWISE[token.text];
    const text =
      message ?? other ?? (token ? `"${token.text}" is not expected here.` : 'Something is missing here.');
    this.#report(text, token?.span ?? (this.tag.tokens.at(-1)?.span || this.tag.span));
  }

  /** Reports a quotation mark that has no other; false where there is none. */
  #lacksQuote({ span: { start } }: Token): boolean {
    const rest = this.tag.tokens.slice(this.#at);
    const next = rest.findIndex((token, index) => token.span.start !== (rest[index - 1]?.span.end ?? start));
    const word = rest.slice(0, next === -1 ? undefined : next);
    const text = word.map((token) => token.text).join('');
    const [quote] = /["']/.exec(text) ?? [];
    if (quote === undefined) return false;
    const opens = text.startsWith(quote);
    const span = { start, end: opens ? (rest.at(-1)?.span.end ?? start) : start + text.length };
    const place = opens ? span.end : start;
    this.#report(`The other quotation mark ${quote} is missing.`, span, {
      title: 'Add the quotation mark',
      span: { start: place, end: place },
      newText: quote,
    });
    return true;
  }

  /** A tag that is not closed is still being written: what is wrong in it is not told yet. */
  #report(message: string, span: Span, fix?: SyntaxProblem['fix']): void {
    if (this.#gaveUp || !this.tag.closed) return;
    this.problems.push({ message, span, ...(fix && { fix }) });
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
