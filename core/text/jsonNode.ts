/**
 * A lazy view of JSON text. `JSON.parse` has the last word on validity and does the decoding; the view adds
 * where each value stands, and looks only at the levels that are asked for. Strings are skipped with
 * `indexOf`, so a record costs little more than its `JSON.parse`, and no depth of nesting overflows a stack.
 */
import { type MappedText, type OffsetShifts, ShiftedText } from './mappedText';
import type { Span } from './span';
import type { PropertyNode, ValueKind, ValueNode } from './valueNode';

/** Reads one JSON value. Throws SyntaxError exactly when `JSON.parse` does. `base`: offset of `text` in the source. */
export function parseJsonNode(text: string, base = 0): ValueNode {
  const value: unknown = JSON.parse(text);
  const view = { text, base, bracketEnds: new Map<number, number>() };
  const start = skipSpace(text, 0);
  return new JsonNode(view, start, skipValue(view, start), value);
}

/** `value` as the inside of a JSON string, without the quotes. */
export function encodeJsonText(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** The text that the nodes of one value share. */
interface View {
  readonly text: string;
  readonly base: number;
  /** Where brackets that were skipped end: each is looked for once, however deep it stands. */
  readonly bracketEnds: Map<number, number>;
}

/** The value of a node that JSON.parse dropped for a later one of its key: decoded when asked for. */
const NOT_DECODED = Symbol('not decoded');

class JsonNode implements ValueNode {
  readonly kind: ValueKind;
  #properties: readonly PropertyNode[] | undefined;
  #items: readonly ValueNode[] | undefined;
  #text: MappedText | undefined;

  constructor(
    private readonly view: View,
    private readonly start: number,
    private readonly end: number,
    private decoded: unknown,
  ) {
    this.kind = kindOf(view.text[start] as string);
  }

  get value(): unknown {
    if (this.decoded === NOT_DECODED) this.decoded = JSON.parse(this.json);
    return this.decoded;
  }

  get span(): Span {
    return { start: this.view.base + this.start, end: this.view.base + this.end };
  }

  get json(): string {
    return this.view.text.slice(this.start, this.end);
  }

  properties(): readonly PropertyNode[] {
    this.#properties ??= this.kind === 'object' ? this.#readProperties() : [];
    return this.#properties;
  }

  items(): readonly ValueNode[] {
    this.#items ??= this.kind === 'array' ? this.#readItems() : [];
    return this.#items;
  }

  text(): MappedText | undefined {
    if (this.kind !== 'string') return undefined;
    const { start, end } = this;
    const { text, base } = this.view;
    this.#text ??= new ShiftedText(
      this.value as string,
      { start: base + start + 1, end: base + end - 1 },
      () => escapeShifts(text, start + 1, end - 1),
      encodeJsonText,
    );
    return this.#text;
  }

  #readProperties(): PropertyNode[] {
    const { text, base } = this.view;
    const found: { key: string; keySpan: Span; start: number; end: number }[] = [];
    const last = new Map<string, number>();
    let at = skipSpace(text, this.start + 1);
    while (text[at] !== '}') {
      const keyEnd = skipString(text, at);
      const key = JSON.parse(text.slice(at, keyEnd)) as string;
      const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
      const end = skipValue(this.view, start);
      last.set(key, found.length);
      found.push({ key, keySpan: { start: base + at, end: base + keyEnd }, start, end });
      at = this.#afterComma(end);
    }
    return found.map(({ key, keySpan, start, end }, i) => {
      const value = last.get(key) === i ? this.#childValue(key) : NOT_DECODED;
      return { key, keySpan, value: new JsonNode(this.view, start, end, value) };
    });
  }

  #readItems(): ValueNode[] {
    const { text } = this.view;
    const found: ValueNode[] = [];
    let at = skipSpace(text, this.start + 1);
    while (text[at] !== ']') {
      const end = skipValue(this.view, at);
      found.push(new JsonNode(this.view, at, end, this.#childValue(found.length)));
      at = this.#afterComma(end);
    }
    return found;
  }

  #childValue(key: string | number): unknown {
    if (this.decoded === NOT_DECODED) return NOT_DECODED;
    return (this.decoded as Readonly<Record<string | number, unknown>>)[key];
  }

  #afterComma(end: number): number {
    const { text } = this.view;
    const at = skipSpace(text, end);
    return text[at] === ',' ? skipSpace(text, at + 1) : at;
  }
}

/** JSON's kinds differ in their first character. */
function kindOf(first: string): ValueKind {
  switch (first) {
    case '{':
      return 'object';
    case '[':
      return 'array';
    case '"':
      return 'string';
    case 't':
    case 'f':
      return 'boolean';
    default:
      return first === 'n' ? 'null' : 'number';
  }
}

// The scanners below run on text that JSON.parse accepted, so they need not look for errors.

function skipSpace(text: string, at: number): number {
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) i++;
    else return i;
  }
}

/** The offset after the string that opens at `at`. */
export function skipString(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function skipValue({ text, bracketEnds }: View, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first === '{' || first === '[') return bracketEnds.get(at) ?? skipBrackets(text, at, bracketEnds);
  let i = at;
  while (i < text.length && !',]} \n\r\t'.includes(text[i] as string)) i++;
  return i;
}

function skipBrackets(text: string, at: number, ends: Map<number, number>): number {
  const open: number[] = [];
  let i = at;
  for (;;) {
    const char = text[i];
    if (char === '"') {
      i = skipString(text, i);
      continue;
    }
    if (char === '{' || char === '[') open.push(i);
    i++;
    if (char === '}' || char === ']') {
      ends.set(open.pop() as number, i);
      if (open.length === 0) return i;
    }
  }
}

/** An escape is two source units (`\n`) or six (`\u00b5`) for one decoded unit. */
function escapeShifts(source: string, start: number, end: number): OffsetShifts {
  const value: number[] = [];
  const shift: number[] = [];
  let extra = 0;
  let at = source.indexOf('\\', start);
  while (at !== -1 && at < end) {
    const length = source[at + 1] === 'u' ? 6 : 2;
    const decoded = at - start - extra;
    extra += length - 1;
    value.push(decoded + 1);
    shift.push(extra);
    at = source.indexOf('\\', at + length);
  }
  return { value, shift };
}
