/** The lint of a stretch of a file, which can be worked out apart from the others, also in another thread. */
import { factsOf, type RecordFacts } from '../dataset/facts';
import { type PackedFacts, packFacts } from '../dataset/packedFacts';
import { type DatasetFormat, findRecords, parseRecord } from '../dataset/records';
import type { ParsedRecord } from '../sample/record';
import type { LintConfig } from './config';
import type { Diagnostic } from './diagnostic';
import { type StretchShape, shapeOf } from './fileShape';
import { lintRecord } from './lintRecord';
import { place } from './place';

/** Plain data. Lines and records count from the start of the stretch. */
export interface StretchLint {
  readonly shape: StretchShape;
  /** Of each record the line it starts on. */
  readonly startLines: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: PackedFacts;
}

/**
 * `lines` are whole records, with the terminators of their lines. `onRecord` sees each record right after its lint, while
 * what the rules worked out of it is still known.
 */
export function lintStretch(
  format: DatasetFormat,
  lines: readonly string[],
  config: LintConfig,
  onRecord: (record: ParsedRecord) => void = () => {},
): StretchLint {
  const records = findRecords(format, lines);
  const facts: RecordFacts[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, lines] of records.entries()) {
    const record = parseRecord(format, lines.source);
    const problems = lintRecord(record, config);
    if (problems.length > 0) diagnostics.push(...place(problems, index, lines));
    onRecord(record);
    facts.push(factsOf(record));
  }
  return {
    shape: shapeOf(format, lines),
    startLines: records.map(({ startLine }) => startLine),
    diagnostics,
    facts: packFacts(facts),
  };
}
