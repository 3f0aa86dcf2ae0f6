/** The YAML head of a Dotprompt file, read strictly: what the library would send as text is an error here. */
import { LineCounter, parseDocument } from 'yaml';
import { PromptError } from './promptError';

/** The library's own expression (dotprompt 1.1.2, `src/parse.ts`), with the parts that surround the YAML kept. */
const FRONT_MATTER = /^(---\s*(?:\r\n|\r|\n))([\s\S]*?)((?:\r\n|\r|\n)---\s*(?:\r\n|\r|\n))([\s\S]*)$/;

const FENCE_LINE = /^---[ \t]*$/;

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

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Line breaks of every kind the library knows. */
export function countLines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function rejectMisplaced(source: string): void {
  const lines = source.split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => FENCE_LINE.test(line));
  if (first === -1) return;
  const second = lines.findIndex((line, index) => index > first && FENCE_LINE.test(line));
  if (first === 0) {
    const what =
      second === -1
        ? 'the front matter is not closed: a line `---` is missing'
        : second === lines.length - 1
          ? 'a new line is missing after the `---` that closes the front matter'
          : 'the front matter is empty';
    throw new PromptError('front-matter', what, { line: 1 });
  }
  if (second !== -1 && TELLING_KEY.test(lines.slice(first + 1, second).join('\n'))) {
    throw new PromptError('front-matter', 'text stands before the front matter', { line: first + 1 });
  }
}

/**
 * Splits a template and decodes its front matter. A file without one is all body.
 * @throws PromptError `front-matter` for everything the library would silently send to the model as text
 */
export function readFrontMatter(source: string): FrontMatter {
  const match = FRONT_MATTER.exec(source);
  if (match === null) {
    rejectMisplaced(source);
    return { values: {}, body: source, bodyLine: 0 };
  }
  const [, open = '', yaml = '', close = '', body = ''] = match;
  const firstLine = countLines(open);
  if (yaml === '') throw new PromptError('front-matter', 'the front matter is empty', { line: 1 });

  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    const place = { line: firstLine + line, column: col - 1 };
    throw new PromptError(
      'front-matter',
      `the front matter is not valid YAML: ${error.message}`,
      place,
      error,
    );
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
  return { values: values ?? {}, body, bodyLine: firstLine + countLines(yaml) + countLines(close) };
}
