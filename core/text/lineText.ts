/** A text kept as lines, so that an edit costs what it changes and not what the document holds. */

/** 0-based line, and UTF-16 offset in it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/g;

/** Cuts a text into lines that keep their terminators; the last has none and may be empty. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  if (!text.includes('\r')) {
    for (let start = 0, newline = 0; newline !== -1; start = newline + 1) {
      newline = text.indexOf('\n', start);
      lines.push(text.slice(start, newline === -1 ? text.length : newline + 1));
    }
    return lines;
  }
  for (const [line] of text.matchAll(LINE)) {
    lines.push(line);
    if (!endsLine(line)) break;
  }
  return lines;
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !endsLine(text[start - 1] as string)) start--;
  return start;
}

/** The line without its terminator. */
export function stripLineEnd(line: string): string {
  if (line.endsWith('\r\n')) return line.slice(0, -2);
  return endsLine(line) ? line.slice(0, -1) : line;
}

function endsLine(line: string): boolean {
  return line.endsWith('\n') || line.endsWith('\r');
}

export class LineText {
  #lines: string[];

  constructor(text: string) {
    this.#lines = splitLines(text);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  toString(): string {
    return this.#lines.join('');
  }

  /** Replaces a range, clamped to the document as the language server protocol asks. */
  replace(range: Range, text: string): void {
    const [start, end] = inOrder(this.#clamp(range.start), this.#clamp(range.end));
    const before = (this.#lines[start.line] as string).slice(0, start.character);
    const after = (this.#lines[end.line] as string).slice(end.character);
    let first = start.line;
    let joined = before + text + after;
    // A "\n" typed right after a lone "\r" belongs to that line's end.
    const previous = this.#lines[first - 1];
    if (joined.startsWith('\n') && previous?.endsWith('\r')) {
      first--;
      joined = previous + joined;
    }
    let last = end.line;
    if (joined.endsWith('\r') && this.#lines[last + 1]?.startsWith('\n')) {
      last++;
      joined += this.#lines[last];
    }
    const replacement = splitLines(joined);
    // The text between the lines before and after ends with a line end, unless it is the last.
    if (last < this.#lines.length - 1) replacement.pop();
    if (replacement.length > 10_000) {
      this.#lines = [...this.#lines.slice(0, first), ...replacement, ...this.#lines.slice(last + 1)];
    } else {
      this.#lines.splice(first, last - first + 1, ...replacement);
    }
  }

  #clamp({ line, character }: Position): Position {
    if (line >= this.#lines.length) {
      const last = this.#lines.length - 1;
      return { line: last, character: stripLineEnd(this.#lines[last] as string).length };
    }
    const length = stripLineEnd(this.#lines[line] as string).length;
    return { line, character: Math.max(0, Math.min(character, length)) };
  }
}

function inOrder(a: Position, b: Position): [Position, Position] {
  const reversed = a.line > b.line || (a.line === b.line && a.character > b.character);
  return reversed ? [b, a] : [a, b];
}
