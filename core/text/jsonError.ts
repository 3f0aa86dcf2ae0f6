/** Where a text stops being JSON. A stack machine over tokens: no depth of nesting overflows it. */
import { type JsonToken, readJsonToken } from './jsonToken';
import type { Span } from './span';

export interface JsonError {
  readonly message: string;
  readonly span: Span;
}

type Bracket = '{' | '[';

/** What may come next. */
type State = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | 'after value';

const EXPECTED: Readonly<Record<Exclude<State, 'after value'>, string>> = {
  value: 'expected a value',
  'value or ]': 'expected a value or "]"',
  name: 'expected a property name in double quotes',
  'name or }': 'expected a property name in double quotes, or "}"',
  ':': 'expected ":" after the property name',
};

/** The first thing that makes `text` invalid JSON, with its place. `cause` is what `JSON.parse` threw. */
export function locateJsonError(text: string, cause: SyntaxError): JsonError {
  const open: Bracket[] = [];
  let state: State = 'value';
  let at = 0;
  for (;;) {
    const token = readJsonToken(text, at);
    const next: State | undefined = token.fault ? undefined : step(state, token, open);
    if (next === undefined) {
      return {
        message: token.fault?.message ?? expectation(state, open.at(-1), token, cause),
        span: visible(token.fault?.span ?? token.span, text.length),
      };
    }
    state = next;
    at = token.span.end;
  }
}

/** The state after a token, or undefined when the token may not stand here. */
function step(state: State, { kind }: JsonToken, open: Bracket[]): State | undefined {
  const close = (): State => {
    open.pop();
    return 'after value';
  };
  switch (state) {
    case ':':
      return kind === ':' ? 'value' : undefined;
    case 'name':
    case 'name or }':
      if (kind === 'string') return ':';
      return kind === '}' && state === 'name or }' ? close() : undefined;
    case 'after value': {
      const inside = open.at(-1);
      if (inside === undefined) return undefined;
      if (kind === ',') return inside === '{' ? 'name' : 'value';
      return kind === (inside === '{' ? '}' : ']') ? close() : undefined;
    }
    default:
      if (kind === 'string' || kind === 'scalar') return 'after value';
      if (kind === ']' && state === 'value or ]') return close();
      if (kind !== '{' && kind !== '[') return undefined;
      open.push(kind);
      return kind === '{' ? 'name or }' : 'value or ]';
  }
}

function expectation(
  state: State,
  inside: Bracket | undefined,
  token: JsonToken,
  cause: SyntaxError,
): string {
  if (state !== 'after value') return EXPECTED[state];
  if (inside !== undefined) return `expected "," or "${inside === '{' ? '}' : ']'}"`;
  // This machine and JSON.parse agree on what JSON is; should they ever not, JSON.parse has the last word.
  return token.kind === 'end' ? cause.message : 'expected the end of the line: one record to a line';
}

/** A range that can be seen: where the text ends too early, its last character. */
function visible({ start, end }: Span, length: number): Span {
  return start < end ? { start, end } : { start: Math.max(0, Math.min(start, length) - 1), end };
}
