/** Writing down what a person decided about a record, in the record: `metadata.review`. */
import { type ReviewDecision, reviewOf } from '../sample/reviewDecision';
import type { DatasetView, RecordView } from './datasetView';
import { editJson, editYaml, type MetadataEdit, proven } from './metadataEdit';

/** Left out, `decision` takes back what was decided. Undefined where the record has no place for it, or nothing would change. */
export function decide(record: RecordView, decision: ReviewDecision | undefined): MetadataEdit | undefined {
  if (!record.sample || (!decision && !reviewOf(record.sample))) return undefined;
  const change = record.format === 'jsonl' ? editJson : editYaml;
  const edit = change(record, ['review'], decision);
  return proven(record, edit, ({ sample }) => {
    const now = sample && reviewOf(sample);
    return now?.decision === decision?.decision && now?.reason === decision?.reason;
  });
}

/** The first line of the next record after a line that nobody decided about, from the top again after the last. */
export function nextUndecided(view: DatasetView, line: number): number | undefined {
  let first: number | undefined;
  for (const record of view.all()) {
    if (!record.sample || reviewOf(record.sample)) continue;
    if (record.startLine > line) return record.startLine;
    first ??= record.startLine;
  }
  return first;
}
