/** Sparing a record a rule: adding to its `metadata.lint.ignore`, whichever way the record is written. */
import { ignoredRules } from '../sample/ignoredRules';
import type { RecordView } from './datasetView';
import { editJson, editYaml, type MetadataEdit, proven } from './metadataEdit';

/** Undefined where the record has no place for it, or asks for it already. */
export function ignoreRule(record: RecordView, rule: string): MetadataEdit | undefined {
  const before = ignoredRules(record.parsed);
  if (!record.sample || before?.has(rule)) return undefined;
  const change = record.format === 'jsonl' ? editJson : editYaml;
  const edit = change(record, ['lint', 'ignore', -1], rule);
  return proven(record, edit, (after) => {
    const now = ignoredRules(after);
    return now?.has(rule) === true && [...(before ?? [])].every((other) => now.has(other));
  });
}
