/** One record with its safe fixes. */
import { parseRecord } from '../dataset/records';
import type { ParsedRecord } from '../sample/record';
import { applyEdits, safeEdits } from './applyFixes';
import type { LintConfig } from './config';
import { lintRecord } from './lintRecord';
import { place } from './place';
import type { Problem } from './problem';

/** A record, and what the lint says of it. */
export interface LintedRecord {
  readonly record: ParsedRecord;
  readonly problems: readonly Problem[];
}

/** A fix may uncover the next; more rounds than this means that two fixes undo each other. */
export const FIX_ROUNDS = 10;

/** Applies safe fixes until none is left; a record that needs none is handed back as it is. */
export function fixRecord(record: ParsedRecord, config: LintConfig): LintedRecord {
  let fixed = record;
  let problems = lintRecord(fixed, config);
  for (let round = 0; round < FIX_ROUNDS; round++) {
    const { source, format } = fixed;
    const hasFix = problems.some(({ fixes }) => fixes.some(({ kind }) => kind === 'safe'));
    if (!hasFix) break;
    const edits = safeEdits(place(problems, 0, { source, startLine: 0 }));
    fixed = parseRecord(format, applyEdits(source, edits));
    problems = lintRecord(fixed, config);
  }
  return { record: fixed, problems };
}
