import type { DatasetFormat } from '../dataset/records';
import { splitLines } from '../text/lineText';
import { applyEdits, safeEdits } from './applyFixes';
import type { LintConfig } from './config';
import { type FileLint, FileLinter } from './lintFile';

/** A fix may uncover the next; more rounds than this means that two fixes undo each other. */
const ROUNDS = 10;

/** Applies safe fixes until none is left. Returns the text and what the lint still says of it. */
export function fixText(
  format: DatasetFormat,
  text: string,
  config: LintConfig,
): { readonly text: string; readonly lint: FileLint } {
  const linter = new FileLinter(format);
  let current = text;
  let lint = linter.lint(splitLines(current), config);
  for (let round = 0; round < ROUNDS; round++) {
    const edits = safeEdits(lint.diagnostics);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    lint = linter.lint(splitLines(current), config);
  }
  return { text: current, lint };
}
