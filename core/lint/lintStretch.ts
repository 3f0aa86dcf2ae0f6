/** The lint of a stretch of a file, which can be worked out apart from the others, also in another thread. */
import { factsOf, type RecordFacts } from '../dataset/facts';
import { type PackedFacts, packFacts } from '../dataset/packedFacts';
import { type DatasetFormat, findRecords, parseRecord } from '../dataset/records';
import type { ParsedRecord } from '../sample/record';
import type { LintConfig } from './config';
import type { Diagnostic } from './diagnostic';
import { type StretchShape, shapeOf } from './fileShape';
import type { LintedRecord } from './fixRecord';
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

/** A record with what the lint says of it. */
export function lintAsItIs(record: ParsedRecord, config: LintConfig): LintedRecord {
  return { record, problems: lintRecord(record, config) };
}

/**
 * `lines` are whole records, with the terminators of their lines. `lint` is handed each record, may lint another in its
 * place, and sees it while what the rules worked out of it is still known.
 */
export function lintStretch(
  format: DatasetFormat,
  lines: readonly string[],
  config: LintConfig,
  lint = lintAsItIs,
): StretchLint {
  const records = findRecords(format, lines);
  const facts: RecordFacts[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { source, startLine }] of records.entries()) {
    const { record, problems } = lint(parseRecord(format, source), config);
    if (problems.length > 0)
      diagnostics.push(...place(problems, index, { source: record.source, startLine }));
    facts.push(factsOf(record));
  }
  return {
    shape: shapeOf(format, lines),
    startLines: records.map(({ startLine }) => startLine),
    diagnostics,
    facts: packFacts(facts),
  };
}
