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
  const start = skipSpace(text, 0);
  return new JsonNode(text, start, skipValue(text, start), value, base);
}

/** `value` as the inside of a JSON string, without the quotes. */
export function encodeJsonText(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

class JsonNode implements ValueNode {
  readonly kind: ValueKind;
  #properties: readonly PropertyNode[] | undefined;
  #items: readonly ValueNode[] | undefined;
  #text: MappedText | undefined;

  constructor(
    private readonly source: string,
    private readonly start: number,
    private readonly end: number,
    readonly value: unknown,
    private readonly base: number,
  ) {
    this.kind = kindOf(value);
  }

  get span(): Span {
    return { start: this.base + this.start, end: this.base + this.end };
  }

  get json(): string {
    return this.source.slice(this.start, this.end);
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
    if (typeof this.value !== 'string') return undefined;
    const { source, start, end, base } = this;
    this.#text ??= new ShiftedText(
      this.value,
      { start: base + start + 1, end: base + end - 1 },
      () => escapeShifts(source, start + 1, end - 1),
      encodeJsonText,
    );
    return this.#text;
  }

  #readProperties(): PropertyNode[] {
    const decoded = this.value as Readonly<Record<string, unknown>>;
    const found: { key: string; keySpan: Span; start: number; end: number }[] = [];
    const last = new Map<string, number>();
    let at = skipSpace(this.source, this.start + 1);
    while (this.source[at] !== '}') {
      const keyEnd = skipString(this.source, at);
      const key = JSON.parse(this.source.slice(at, keyEnd)) as string;
      const start = skipSpace(this.source, skipSpace(this.source, keyEnd) + 1);
      const end = skipValue(this.source, start);
      last.set(key, found.length);
      found.push({ key, keySpan: { start: this.base + at, end: this.base + keyEnd }, start, end });
      at = this.#afterComma(end);
    }
    return found.map(({ key, keySpan, start, end }, i) => {
      const overridden = last.get(key) !== i;
      const value: unknown = overridden ? JSON.parse(this.source.slice(start, end)) : decoded[key];
      return { key, keySpan, value: new JsonNode(this.source, start, end, value, this.base) };
    });
  }

  #readItems(): ValueNode[] {
    const decoded = this.value as readonly unknown[];
    const found: ValueNode[] = [];
    let at = skipSpace(this.source, this.start + 1);
    while (this.source[at] !== ']') {
      const end = skipValue(this.source, at);
      found.push(new JsonNode(this.source, at, end, decoded[found.length], this.base));
      at = this.#afterComma(end);
    }
    return found;
  }

  #afterComma(end: number): number {
    const at = skipSpace(this.source, end);
    return this.source[at] === ',' ? skipSpace(this.source, at + 1) : at;
  }
}

function kindOf(value: unknown): ValueKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'object' | 'string' | 'number' | 'boolean';
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

function skipString(text: string, at: number): number {
  let quote = text.indexOf('"', at + 1);
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}

function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first === '{' || first === '[') return skipBrackets(text, at);
  let i = at;
  while (i < text.length && !',]} \n\r\t'.includes(text[i] as string)) i++;
  return i;
}

function skipBrackets(text: string, at: number): number {
  let depth = 0;
  let i = at;
  for (;;) {
    const char = text[i];
    if (char === '"') {
      i = skipString(text, i);
      continue;
    }
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    i++;
    if (depth === 0) return i;
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
