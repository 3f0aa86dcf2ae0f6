/** Writing down what a person decided about a record, in the record: `metadata.review`. */
import { type ReviewDecision, reviewOf, standingReviewOf, textDigest } from '../sample/reviewDecision';
import type { DatasetView, RecordView } from './datasetView';
import { editJson, editYaml, type MetadataEdit, proven } from './metadataEdit';

/**
 * Left out, `decision` takes back what was decided. An acceptance is of the texts as they are now. Undefined where the record
 * has no place for it, or nothing would change.
 */
export function decide(record: RecordView, decision: ReviewDecision | undefined): MetadataEdit | undefined {
  const { sample } = record;
  if (!sample || (!decision && !reviewOf(sample))) return undefined;
  const review = decision?.decision === 'accepted' ? { ...decision, text: textDigest(sample) } : decision;
  const change = record.format === 'jsonl' ? editJson : editYaml;
  const edit = change(record, ['review'], review);
  return proven(record, edit, ({ sample }) => {
    const now = sample && reviewOf(sample);
    return now?.decision === decision?.decision && now?.reason === decision?.reason;
  });
}

/** The first line of the next record after a line that is to be decided about, from the top again after the last. */
export function nextUndecided(view: DatasetView, line: number): number | undefined {
  let first: number | undefined;
  for (const record of view.all()) {
    if (!record.sample || standingReviewOf(record.sample)) continue;
    if (record.startLine > line) return record.startLine;
    first ??= record.startLine;
  }
  return first;
}
