/** A stretch of JSON Lines as it is once its records are fixed. */
import type { LintConfig } from '../lint/config';
import { fixRecord } from '../lint/fixRecord';
import { lintStretch, type StretchLint } from '../lint/lintStretch';
import { parseJsonlRecord } from '../sample/jsonl';
import { withoutReasons } from './rejection';

/** Plain data. */
export interface FixedStretch {
  /** Of the fixed records. Ranges are in their lines. */
  readonly lint: StretchLint;
  /** By record, counted from the start of the stretch: its line without its end, where it is another. */
  readonly fixed: ReadonlyMap<number, string>;
}

/** Applies safe fixes, and takes out the reasons why a record was sorted out before. */
export function fixStretch(lines: readonly string[], config: LintConfig): FixedStretch {
  const fixed = new Map<number, string>();
  let index = 0;
  const lint = lintStretch('jsonl', lines, config, (before) => {
    const source = withoutReasons(before.source);
    const linted = fixRecord(source === before.source ? before : parseJsonlRecord(source), config);
    if (linted.record.source !== before.source) fixed.set(index, linted.record.source);
    index++;
    return linted;
  });
  return { lint, fixed };
}
