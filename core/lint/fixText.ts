import type { DatasetFormat } from '../dataset/records';
import { splitLines } from '../text/lineText';
import { applyEdits, safeEdits } from './applyFixes';
import type { LintConfig } from './config';
import { FIX_ROUNDS } from './fixRecord';
import { type FileLint, FileLinter } from './lintFile';

/** Applies safe fixes until none is left. Returns the text and what the lint still says of it. */
export function fixText(
  format: DatasetFormat,
  text: string,
  config: LintConfig,
): { readonly text: string; readonly lint: FileLint } {
  const linter = new FileLinter(format);
  let current = text;
  let lint = linter.lint(splitLines(current), config);
  for (let round = 0; round < FIX_ROUNDS; round++) {
    const edits = safeEdits(lint.diagnostics);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    lint = linter.lint(splitLines(current), config);
  }
  return { text: current, lint };
}
