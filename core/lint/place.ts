import type { RecordLines } from '../dataset/records';
import { rangesIn } from '../text/recordRanges';
import type { Diagnostic } from './diagnostic';
import type { Problem } from './problem';

/** Problems of a record as diagnostics of its file. */
export function place(
  problems: readonly Problem[],
  index: number,
  { source, startLine }: Pick<RecordLines, 'source' | 'startLine'>,
): Diagnostic[] {
  const toRange = rangesIn(source, startLine);
  return problems.map(({ rule, severity, message, span, fixes, related }) => ({
    rule,
    severity,
    message,
    range: toRange(span),
    record: index,
    fixes: fixes.map(({ kind, title, edits }) => ({
      kind,
      title,
      edits: edits.map((edit) => ({ range: toRange(edit.span), newText: edit.newText })),
    })),
    related: related.map((place) =>
      'file' in place ? place : { range: toRange(place.span), message: place.message },
    ),
  }));
}
