/** Positions and edits of the protocol, worked out anew and slowly, to hold the server's against. */
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol/node';

/** Lines without their ends. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

export function offsetAt(text: string, { line, character }: Position): number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  if (line >= starts.length) return text.length;
  return (starts[line] as number) + Math.min(character, (linesOf(text)[line] as string).length);
}

export function positionAt(text: string, offset: number): Position {
  const before = linesOf(text.slice(0, offset));
  return { line: before.length - 1, character: (before.at(-1) as string).length };
}

/** The range of the only occurrence of some words. */
export function rangeOf(text: string, words: string): Range {
  const start = text.indexOf(words);
  if (start === -1 || text.includes(words, start + 1)) throw new Error(`"${words}" is not there once`);
  return { start: positionAt(text, start), end: positionAt(text, start + words.length) };
}

export function applyEdit(text: string, { range, newText }: { range: Range; newText: string }): string {
  return text.slice(0, offsetAt(text, range.start)) + newText + text.slice(offsetAt(text, range.end));
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => offsetAt(text, b.range.start) - offsetAt(text, a.range.start));
  return backwards.reduce(applyEdit, text);
}

/** The edits of the one document that a workspace edit changes, and the version it is for. */
export function editsOf(edit: WorkspaceEdit | undefined): {
  readonly uri: string;
  readonly version: number | null;
  readonly edits: readonly TextEdit[];
} {
  const [change, ...others] = edit?.documentChanges ?? [];
  if (change === undefined || others.length > 0 || !('textDocument' in change))
    throw new Error('not an edit of one document');
  return { ...change.textDocument, edits: change.edits as TextEdit[] };
}

export function isInside(text: string, { start, end }: Range): boolean {
  const lines = linesOf(text);
  const exists = ({ line, character }: Position): boolean =>
    line >= 0 && line < lines.length && character >= 0 && character <= (lines[line] as string).length;
  return exists(start) && exists(end) && offsetAt(text, start) <= offsetAt(text, end);
}
