/** The YAML head of a Dotprompt file: where it is, and whether the library would take it as one. */
import { LineCounter, parseDocument } from 'yaml';
import { type Span, shift } from '../text/span';
import { PromptError } from './promptError';
import { describeYamlError } from './yamlMistakes';

/** The library's own expression (dotprompt 1.1.2, `src/parse.ts`), with the parts that surround the YAML kept. */
const FRONT_MATTER = /^(---\s*(?:\r\n|\r|\n))([\s\S]*?)((?:\r\n|\r|\n)---\s*(?:\r\n|\r|\n))([\s\S]*)$/;

const FENCE_LINE = /^---[ \t]*$/;
const INDENTED_FENCE = /^[ \t]+(?=---[ \t]*$)/;

/** A fence with text after it on its line. */
const GLUED_FENCE = /^---(?!-)/;

/** Keys that only a front matter has; enough to tell one from a horizontal rule in a text. */
const TELLING_KEY =
  /^(?:config|description|input|model|name|output|toolDefs|tools|variant|version|[\w-]+\.[\w.-]+)\s*:/m;

export interface FrontMatter {
  /** The decoded YAML mapping; empty where the file has no front matter. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Everything after the front matter, untrimmed. */
  readonly body: string;
  /** Lines of the file before `body`. */
  readonly bodyLine: number;
}

/** Why the library would send the front matter to the model as text. */
export type FrontMatterFault = 'unclosed' | 'empty' | 'no-newline' | 'text-before';

export interface FrontMatterSplit {
  /** The YAML, without its fences. Undefined where the file has none. Also found where the library finds none. */
  readonly yaml?: Span;
  /** From the first `---` to the end of the last, or of the YAML where that is missing. */
  readonly whole?: Span;
  /** Where the body starts. */
  readonly body: number;
  readonly fault?: { readonly kind: FrontMatterFault; readonly span: Span };
}

export const FAULTS: Readonly<Record<FrontMatterFault, string>> = {
  unclosed: 'the front matter is not closed: a line `---` is missing',
  empty: 'the front matter is empty',
  'no-newline': 'a new line is missing after the `---` that closes the front matter',
  'text-before': 'something stands before the front matter',
};

/** Whether the front matter of a template says that the answer is text and no JSON. Throws PromptError. */
export function wantsText(source: string): boolean {
  const { output } = readFrontMatter(source).values;
  return isMapping(output) && output.format === 'text';
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Line breaks of every kind the library knows. */
export function countLines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Finds the front matter of a file. Never fails: what the library would not take has a `fault`. */
export function splitFrontMatter(source: string): FrontMatterSplit {
  const bom = source.startsWith('\uFEFF') ? 1 : 0;
  const match = FRONT_MATTER.exec(source.slice(bom));
  if (match === null) return splitMisplaced(source, bom);
  const [, open = '', yaml = '', close = ''] = match;
  const start = bom + open.length;
  const end = start + yaml.length;
  const fence = end + close.search(/-/) + 3;
  const split = { yaml: { start, end }, whole: { start: bom, end: fence }, body: end + close.length };
  return yaml === '' ? { ...split, fault: { kind: 'empty', span: split.whole } } : split;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function linesOf(source: string, from: number): Line[] {
  const lines: Line[] = [];
  let start = from;
  for (const { index, 0: end } of source.slice(from).matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: source.slice(start, from + index), start, end: from + index });
    start = from + index + end.length;
  }
  lines.push({ text: source.slice(start), start, end: source.length });
  return lines;
}

function splitMisplaced(source: string, bom: number): FrontMatterSplit {
  const lines = linesOf(source, bom);
  const indent = INDENTED_FENCE.exec(lines[0]?.text ?? '')?.[0].length ?? 0;
  if (indent > 0 && TELLING_KEY.test(source)) {
    const start = bom + indent;
    const rest = splitFrontMatter(source.slice(start));
    if (rest.yaml && rest.whole && !rest.fault) {
      return {
        yaml: shift(rest.yaml, start),
        whole: shift(rest.whole, start),
        body: rest.body + start,
        fault: { kind: 'text-before', span: { start: bom, end: start } },
      };
    }
  }
  const first = lines.findIndex(({ text }) => FENCE_LINE.test(text));
  const open = lines[first];
  if (!open) return { body: bom };
  const second = lines.findIndex(({ text }, index) => index > first && FENCE_LINE.test(text));
  const close = lines[second];
  const yamlStart = lines[first + 1]?.start ?? source.length;
  if (first > 0) {
    const yaml = { start: yamlStart, end: Math.max(yamlStart, lines[second - 1]?.end ?? yamlStart) };
    if (!close || !TELLING_KEY.test(source.slice(yaml.start, yaml.end))) return { body: bom };
    const whole = { start: open.start, end: close.end };
    const span = { start: bom, end: open.start };
    return {
      yaml,
      whole,
      body: lines[second + 1]?.start ?? source.length,
      fault: { kind: 'text-before', span },
    };
  }
  if (!close) {
    const body = unclosedEnd(lines);
    const end = Math.max(
      yamlStart,
      (lines[lines.findIndex(({ start }) => start === body) - 1] ?? lines.at(-1))?.end ?? 0,
    );
    if (GLUED_FENCE.test(source.slice(body))) {
      const fence = { start: body, end: body + 3 };
      const fault = { kind: 'no-newline', span: fence } as const;
      return {
        yaml: { start: yamlStart, end },
        whole: { start: bom, end: fence.end },
        body: fence.end,
        fault,
      };
    }
    const fault = { kind: 'unclosed', span: { start: open.start, end: open.end } } as const;
    return { yaml: { start: yamlStart, end }, whole: { start: bom, end }, body, fault };
  }
  const whole = { start: bom, end: close.end };
  const body = lines[second + 1]?.start ?? source.length;
  const kind = second === lines.length - 1 && second > 1 ? 'no-newline' : 'empty';
  const span = kind === 'empty' ? whole : { start: close.start, end: close.end };
  const yaml = { start: yamlStart, end: Math.max(yamlStart, lines[second - 1]?.end ?? yamlStart) };
  return { yaml, whole, body, fault: { kind, span } };
}

/** Where the body of a file begins whose front matter has no end: at the first line that is no YAML of ours. */
function unclosedEnd(lines: readonly Line[]): number {
  const end = lines.findIndex(
    ({ text }, index) =>
      index > 0 &&
      text.trim() !== '' &&
      (GLUED_FENCE.test(text) ||
        /^-{4,}\s*$/.test(text) ||
        !/^(?:\s|#|-\s|["']?[\w.?*()-]+["']?\s*(?::|$))/.test(text)),
  );
  return lines[end]?.start ?? (lines.at(-1) as Line).end;
}

/**
 * Splits a template and decodes its front matter. A file without one is all body.
 * @throws PromptError `front-matter` for everything the library would silently send to the model as text
 */
export function readFrontMatter(source: string): FrontMatter {
  const { yaml, body, fault } = splitFrontMatter(source);
  if (fault !== undefined) {
    const line = fault.kind === 'text-before' ? 1 + countLines(source.slice(0, fault.span.end)) : 1;
    throw new PromptError('front-matter', FAULTS[fault.kind], { line });
  }
  if (!yaml) return { values: {}, body: source, bodyLine: 0 };
  const firstLine = countLines(source.slice(0, yaml.start));
  const lineCounter = new LineCounter();
  const document = parseDocument(source.slice(yaml.start, yaml.end), {
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { message, span } = describeYamlError(source.slice(yaml.start, yaml.end), error);
    const { line, col } = lineCounter.linePos(span.start);
    const place = { line: firstLine + line, column: col - 1 };
    throw new PromptError('front-matter', `the YAML of the front matter is wrong: ${message}`, place, error);
  }
  let values: unknown;
  try {
    values = document.toJS();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PromptError('front-matter', `the front matter cannot be read: ${reason}`, { line: 1 }, cause);
  }
  if (values !== null && !isMapping(values)) {
    throw new PromptError('front-matter', 'the front matter is not a mapping of keys to values', { line: 1 });
  }
  return {
    values: values ?? {},
    body: source.slice(body),
    bodyLine: countLines(source.slice(0, body)),
  };
}
