/** The syntax tree of a template's body. Spans are UTF-16 offsets in the whole file. */
import type { Span } from '../text/span';

export interface PathPart {
  /** Without the brackets of `[a b]`. */
  readonly name: string;
  readonly span: Span;
}

/** A variable as written: `name`, `a.b`, `../a`, `this`, `@index`. */
export interface PathExpression {
  readonly kind: 'path';
  readonly span: Span;
  /** Written with `@`. */
  readonly data: boolean;
  /** How many `../` it starts with. */
  readonly depth: number;
  /** Starts with `this`, `.` or `..`, and so can be neither a helper nor a block parameter. */
  readonly scoped: boolean;
  readonly parts: readonly PathPart[];
  /** What a helper or partial is looked up by: the parts, with "." or "/" between them as it is written. */
  readonly name: string;
}

export interface Literal {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'undefined';
  readonly value: string | number | boolean | null | undefined;
  readonly span: Span;
}

export interface HashPair {
  readonly key: PathPart;
  readonly value: Expression;
  readonly span: Span;
}

/** What may be called: a name with what it is given. */
export interface Call {
  readonly callee: Expression;
  readonly params: readonly Expression[];
  readonly hash: readonly HashPair[];
}

/** A call in parentheses. */
export interface SubExpression extends Call {
  readonly kind: 'call';
  readonly span: Span;
}

export type Expression = PathExpression | Literal | SubExpression;

export interface Text {
  readonly kind: 'text';
  readonly span: Span;
  /** Starts with braces that a backslash in front made text. */
  readonly escaped: boolean;
}

export interface Comment {
  readonly kind: 'comment';
  readonly span: Span;
}

export interface Mustache extends Call {
  readonly kind: 'mustache';
  readonly span: Span;
  /** `{{* name}}`. */
  readonly decorator: boolean;
}

/** The `{{else}}` part of a block. That of `{{else if x}}` holds one block, which the outer one closes. */
export interface Inverse {
  readonly tag: Span;
  readonly body: readonly Statement[];
  readonly span: Span;
}

export interface Block extends Call {
  readonly kind: 'block';
  readonly span: Span;
  readonly open: Span;
  /** `{{^name}}`: the body is the other branch. */
  readonly inverted: boolean;
  /** `{{#*inline "name"}}`. */
  readonly decorator: boolean;
  readonly blockParams: readonly PathPart[];
  readonly body: readonly Statement[];
  readonly bodySpan: Span;
  readonly inverse?: Inverse;
  /** Absent where it is not closed, and in a chain, which closes once. */
  readonly close?: CloseTag;
  /** Made by `{{else name}}`. */
  readonly chained: boolean;
}

export interface Partial {
  readonly kind: 'partial';
  readonly span: Span;
  readonly open: Span;
  readonly name: Expression;
  readonly params: readonly Expression[];
  readonly hash: readonly HashPair[];
  /** `{{#> name}}…{{/name}}`: what is rendered where there is no such partial. */
  readonly fallback?: { readonly body: readonly Statement[]; readonly span: Span; readonly close?: CloseTag };
}

/** `{{{{name}}}}…{{{{/name}}}}`. */
export interface RawBlock extends Call {
  readonly kind: 'raw';
  readonly span: Span;
  readonly content: Span;
}

export interface CloseTag {
  readonly span: Span;
  readonly name: Span;
}

export type Statement = Text | Comment | Mustache | Block | Partial | RawBlock;

export interface SyntaxProblem {
  readonly message: string;
  readonly span: Span;
  /** Set where things stand too deep within each other: Handlebars takes minutes to read such a text, and is not given it. */
  readonly tooDeep?: true;
  /** What would mend it. */
  readonly fix?: { readonly title: string; readonly span: Span; readonly newText: string };
}

export interface TemplateTree {
  readonly body: readonly Statement[];
  /** Every tag in order of place, those that fit nowhere too. */
  readonly tags: readonly Tag[];
  readonly problems: readonly SyntaxProblem[];
}

export type TokenKind =
  | 'id'
  | 'separator'
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'data'
  | 'equals'
  | 'open'
  | 'close'
  | 'as'
  | 'pipe'
  | 'invalid';

export interface Token {
  readonly kind: TokenKind;
  readonly span: Span;
  readonly text: string;
}

export type TagKind =
  | 'mustache'
  | 'decorator'
  | 'block'
  | 'inverted'
  | 'inline'
  | 'partial'
  | 'partial-block'
  | 'end'
  | 'else'
  | 'else-chain'
  | 'raw'
  | 'raw-end'
  | 'comment';

/** Everything between `{{` and `}}`. */
export interface Tag {
  readonly kind: TagKind;
  readonly span: Span;
  /** What stands between the braces and marks; where tokens are. */
  readonly inner: Span;
  readonly tokens: readonly Token[];
  /** False when the text, or another tag, comes before its end. */
  readonly closed: boolean;
}

/** The name that a call goes by; undefined for what can name nothing. */
export function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'path') return expression.data ? undefined : expression.name;
  return expression.kind === 'call' ? undefined : String(expression.value);
}

/** A plain name that may be a helper's: neither a path nor `this`. */
export function simpleName(expression: Expression): string | undefined {
  if (expression.kind === 'path')
    return expression.data || expression.scoped || expression.parts.length !== 1
      ? undefined
      : expression.parts[0]?.name;
  return expression.kind === 'call' ? undefined : String(expression.value);
}

/** Every statement, parents first, with the blocks around it, innermost last. */
export function* statementsOf(
  body: readonly Statement[],
  around: readonly Statement[] = [],
): Generator<{ readonly statement: Statement; readonly around: readonly Statement[] }> {
  for (const statement of body) {
    yield { statement, around };
    const inside = [...around, statement];
    if (statement.kind === 'block') {
      yield* statementsOf(statement.body, inside);
      if (statement.inverse) yield* statementsOf(statement.inverse.body, inside);
    } else if (statement.kind === 'partial' && statement.fallback) {
      yield* statementsOf(statement.fallback.body, inside);
    }
  }
}

/** Every call of a tree with what it stands in: tags, and calls in parentheses. */
export function* callsOf(
  body: readonly Statement[],
): Generator<{ readonly call: Call; readonly span: Span; readonly as: 'inline' | 'block' | 'expression' }> {
  for (const { statement } of statementsOf(body)) {
    if (statement.kind === 'text' || statement.kind === 'comment' || statement.kind === 'raw') continue;
    if (statement.kind === 'mustache') {
      if (!statement.decorator) yield { call: statement, span: statement.span, as: 'inline' };
    } else if (statement.kind === 'block' && !statement.decorator) {
      yield { call: statement, span: statement.open, as: 'block' };
    }
    yield* subExpressions([...statement.params, ...statement.hash.map(({ value }) => value)]);
    if (statement.kind === 'partial') yield* subExpressions([statement.name]);
  }
}

function* subExpressions(
  expressions: readonly Expression[],
): Generator<{ readonly call: Call; readonly span: Span; readonly as: 'expression' }> {
  for (const expression of expressions) {
    if (expression.kind !== 'call') continue;
    yield { call: expression, span: expression.span, as: 'expression' };
    yield* subExpressions([...expression.params, ...expression.hash.map(({ value }) => value)]);
  }
}
