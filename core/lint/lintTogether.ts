/** What the dataset-wide rules say of the records of one file, or of several files that are linted together. */
import type { DuplicateTrackers } from '../curate/duplicateTracker';
import type { RecordFacts } from '../dataset/facts';
import type { DatasetRecords, Rule } from '../rules/rule';
import type { ParsedRecord } from '../sample/record';
import type { Steps } from '../steps';
import { moveDown } from '../text/recordRanges';
import { type ActiveRule, activeRules } from './activeRules';
import type { LintConfig } from './config';
import type { Diagnostic, RelatedPlace } from './diagnostic';

/** A file whose records have been linted one by one. */
export interface ComparedFile {
  /** As the face that lints names it. */
  readonly name: string;
  readonly config: LintConfig;
  /** Of each record the line it starts on. */
  readonly startLines: ArrayLike<number>;
  /** Of each record. */
  readonly facts: readonly RecordFacts[];
  /** A record, read again. */
  read(record: number): ParsedRecord;
}

/** The records of files as one list. `trackers`: of the versions before, if these are a version. */
export function gatherRecords(files: readonly ComparedFile[], trackers?: DuplicateTrackers): DatasetRecords {
  let end = 0;
  const ends = files.map(({ facts: { length } }) => (end += length));
  return {
    facts: files.flatMap((file) => file.facts),
    files: files.map(({ name, facts: { length } }, i) => {
      const end = ends[i] as number;
      return { name, first: end - length, end };
    }),
    ...(trackers && { trackers }),
    read(record) {
      const { file, index } = placeOf(record, this.files, files);
      return file.read(index);
    },
  };
}

/**
 * The diagnostics of each file, in the order of the files, whose `records` as `gatherRecords` gives them are what is
 * looked at. A file's own configuration says which rules look at it and how.
 */
export function* lintTogether(
  files: readonly ComparedFile[],
  records: DatasetRecords,
): Steps<Diagnostic[][]> {
  const place = (record: number): Place => placeOf(record, records.files, files);
  const result = files.map((): Diagnostic[] => []);

  for (const { active, config } of datasetRules(files)) {
    const { rule, severity, context } = active;
    const steps = rule.dataset?.(
      records,
      (record, { message, range, related }) => {
        const { file, of, index } = place(record);
        if (file.config !== config || records.facts[record]?.ignored?.has(rule.id)) return;
        result[of]?.push({
          rule: rule.id,
          severity,
          message,
          range: moveDown(range, file.startLines[index] ?? 0),
          record: index,
          fixes: [],
          related: related.map((other): RelatedPlace => {
            const elsewhere = place(other.record);
            return {
              ...(elsewhere.file !== file && { file: elsewhere.file.name }),
              range: moveDown(other.range, elsewhere.file.startLines[elsewhere.index] ?? 0),
              message: other.message,
            };
          }),
        });
      },
      context,
    );
    if (steps) yield* steps;
  }
  return result;
}

/** Where a record of all stands: its file, with that file's index, and its own index there. */
interface Place {
  readonly of: number;
  readonly file: ComparedFile;
  readonly index: number;
}

function placeOf(record: number, bounds: DatasetRecords['files'], files: readonly ComparedFile[]): Place {
  const of = bounds.findLastIndex(({ first }) => first <= record);
  return { of, file: files[of] as ComparedFile, index: record - (bounds[of]?.first ?? 0) };
}

/** Each rule that looks at datasets, once for each configuration that turns it on; a rule's runs follow each other. */
function* datasetRules(
  files: readonly ComparedFile[],
): Generator<{ readonly active: ActiveRule; readonly config: LintConfig }> {
  const byRule = new Map<Rule, { active: ActiveRule; config: LintConfig }[]>();
  for (const config of new Set(files.map((file) => file.config))) {
    for (const active of activeRules(config)) {
      if (active.rule.dataset)
        byRule.set(active.rule, [...(byRule.get(active.rule) ?? []), { active, config }]);
    }
  }
  for (const runs of byRule.values()) yield* runs;
}
