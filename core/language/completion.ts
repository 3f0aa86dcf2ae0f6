/** What can be typed at a place. */
import type { Position } from '../text/lineText';
import { completeMetadata } from './completeMetadata';
import { completeQuotes } from './completeQuotes';
import { completeTags } from './completeTags';
import type { Completion, CompletionOptions } from './completionItem';
import type { DatasetView } from './datasetView';

export function findCompletions(
  view: DatasetView,
  position: Position,
  options: CompletionOptions,
): Completion[] {
  const record = view.recordAt(position.line);
  if (!record) return [];
  const offset = record.offsetAt(position);
  const inMetadata = completeMetadata(record, position, options);
  if (inMetadata) return inMetadata;
  const tags = completeTags(record, offset, options);
  return tags.length > 0 ? tags : completeQuotes(record, offset);
}
