/** Sparing a record a rule: adding to its `metadata.lint.ignore`, whichever way the record is written. */
import { ignoredRules } from '../sample/ignoredRules';
import { metadataField } from '../sample/sampleText';
import type { RecordView } from './datasetView';
import { editJson, editYaml, type MetadataEdit, proven, type Replacement } from './metadataEdit';

/** Undefined where the record has no place for it, or asks for it already. */
export function ignoreRule(record: RecordView, rule: string): MetadataEdit | undefined {
  const before = ignoredRules(record.parsed);
  if (!record.sample || before?.has(rule)) return undefined;
  const edit =
    record.format === 'jsonl' ? editJson(record, ['lint', 'ignore', -1], rule) : inYaml(record, rule);
  return proven(record, edit, (after) => {
    const now = ignoredRules(after);
    return now?.has(rule) === true && [...(before ?? [])].every((other) => now.has(other));
  });
}

function inYaml(record: RecordView, rule: string): Replacement | undefined {
  const lint = record.sample && metadataField(record.sample, 'lint');
  if (lint === undefined) return editYaml(record, 'lint', { ignore: [rule] });
  if (typeof lint !== 'object' || lint === null || Array.isArray(lint)) return undefined;
  const { ignore = [] } = lint as { readonly ignore?: unknown };
  if (!Array.isArray(ignore)) return undefined;
  return editYaml(record, 'lint', { ...lint, ignore: [...ignore, rule] });
}
