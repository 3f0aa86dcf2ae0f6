/** YAML as its entries, each with the places of its key and value in the file. */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { lineStart } from '../text/lineText';
import { type Span, shift } from '../text/span';
import { describeYamlError, type YamlMistake } from './yamlMistakes';

export interface YamlValue {
  readonly span: Span;
  /** As `yaml` decodes it; undefined where an alias cannot be resolved. */
  readonly value: unknown;
  /** Undefined for anything but a mapping. */
  readonly entries?: readonly YamlEntry[];
  /** Undefined for anything but a list. */
  readonly items?: readonly YamlValue[];
  /** Whether the text stands in the file letter by letter, without escapes or folding. */
  readonly plain: boolean;
}

export interface YamlEntry {
  readonly key: string;
  /** The key, its quotes not counted. */
  readonly keySpan: Span;
  readonly value: YamlValue;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface YamlReading {
  /** Undefined for an empty text. */
  readonly root?: YamlValue;
  readonly problems: readonly YamlMistake[];
}

/** Reads YAML that stands at `base` of its file. Never fails; what is malformed is in `problems`. */
export function readYaml(text: string, base: number): YamlReading {
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: 'silent' });
  const problems = new Map<number, YamlMistake>();
  // Of several on one line the first says most.
  for (const error of document.errors) {
    const mistake = describeYamlError(text, error);
    const line = lineStart(text, mistake.span.start);
    if (!problems.has(line)) problems.set(line, moved(mistake, base));
  }
  const { contents } = document;
  if (contents === null) return { problems: [...problems.values()] };
  const reader = new Reader(document, text, base);
  const root = reader.value(contents);
  return { root, problems: problems.size > 0 ? [...problems.values()] : reader.problems };
}

function moved({ fix, span, ...mistake }: YamlMistake, by: number): YamlMistake {
  const edits = fix?.edits.map((edit) => ({ ...edit, span: shift(edit.span, by) }));
  return { ...mistake, span: shift(span, by), ...(fix && edits && { fix: { ...fix, edits } }) };
}

function clamp({ start, end }: Span, base: number, length: number): Span {
  const last = base + length;
  return { start: Math.min(start, last), end: Math.min(Math.max(end, start), last) };
}

/** Aliases may repeat a node without end. */
const DEEPEST = 64;

/** An alias may stand for a node with aliases in it, and so on: `yaml` itself takes no more than this. */
const MOST_ALIASES = 100;

class Reader {
  /** What shows only when the values are worked out. */
  readonly problems: YamlMistake[] = [];
  #aliases = 0;

  constructor(
    private readonly document: Document,
    private readonly text: string,
    private readonly base: number,
  ) {}

  value(node: Node | null, fallback: Span = { start: this.base, end: this.base }, depth = 0): YamlValue {
    if (node === null || depth > DEEPEST) return { span: fallback, value: null, plain: false };
    const [start, end] = node.range ?? [fallback.start - this.base, fallback.end - this.base];
    const span = clamp({ start: this.base + start, end: this.base + end }, this.base, this.text.length);
    if (isAlias(node)) return { ...this.#anchored(node, span, depth), span, plain: false };
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) =>
        this.#entry(key as Node | null, value as Node | null, span, depth),
      );
      return { span, value: this.#decode(node), entries, plain: false };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.value(item as Node | null, span, depth + 1));
      return { span, value: this.#decode(node), items, plain: false };
    }
    const value = isScalar(node) ? node.value : undefined;
    const inner = innerSpan(this.text, span, this.base);
    const plain = this.text.slice(inner.start - this.base, inner.end - this.base) === String(value);
    return { span, value, plain };
  }

  /** What an alias stands for; entries have their places at the anchor. */
  #anchored(node: Alias, span: Span, depth: number): Pick<YamlValue, 'value' | 'entries' | 'items'> {
    if (++this.#aliases > MOST_ALIASES) return { value: this.#decode(node) };
    const anchored = node.resolve(this.document);
    if (!anchored) {
      this.problems.push({ message: `there is no anchor &${node.source} before this alias`, span });
      return { value: undefined };
    }
    return this.value(anchored, undefined, depth + 1);
  }

  #entry(key: Node | null, value: Node | null, around: Span, depth: number): YamlEntry {
    const read = this.value(key, { start: around.start, end: around.start }, depth + 1);
    const keySpan = innerSpan(this.text, read.span, this.base);
    const after = afterColon(this.text, read.span.end - this.base) + this.base;
    const found = this.value(value, { start: after, end: after }, depth + 1);
    const span = { start: read.span.start, end: Math.max(read.span.end, found.span.end) };
    return { key: String(read.value ?? ''), keySpan, value: found, span };
  }

  #decode(node: Node): unknown {
    try {
      return node.toJS(this.document);
    } catch {
      // An alias without its anchor, or with too many of them; the problems say so.
      return undefined;
    }
  }
}

function afterColon(text: string, from: number): number {
  const colon = /^\s*:/.exec(text.slice(from));
  return from + (colon?.[0].length ?? 0);
}

/** Without the quotes around it. */
function innerSpan(text: string, { start, end }: Span, base: number): Span {
  const first = text[start - base];
  const quoted = end - start >= 2 && (first === '"' || first === "'") && text[end - base - 1] === first;
  return quoted ? { start: start + 1, end: end - 1 } : { start, end };
}

export function entryOf(value: YamlValue | undefined, key: string): YamlEntry | undefined {
  return value?.entries?.find((entry) => entry.key === key);
}

/** The value under a path of keys. */
export function valueAt(value: YamlValue | undefined, ...path: readonly string[]): YamlValue | undefined {
  let found = value;
  for (const key of path) found = entryOf(found, key)?.value;
  return found;
}

/** The text of a scalar without the quotes around it. */
export function textSpan({ span, value }: YamlValue): Span {
  const quoted = span.end - span.start === String(value).length + 2;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}
