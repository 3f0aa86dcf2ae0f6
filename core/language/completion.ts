/** What can be typed at a place. */
import type { Position } from '../text/lineText';
import { completeMetadata } from './completeMetadata';
import { completeQuotes } from './completeQuotes';
import { completeTags } from './completeTags';
import type { Completion, CompletionOptions } from './completionItem';
import type { DatasetView } from './datasetView';

/** `trigger`: the character that had the editor ask by itself. */
export function findCompletions(
  view: DatasetView,
  position: Position,
  options: CompletionOptions,
  trigger?: string,
): Completion[] {
  const record = view.recordAt(position.line);
  if (!record) return [];
  const offset = record.offsetAt(position);
  const inMetadata = completeMetadata(record, position, options);
  if (inMetadata) return inMetadata;
  const tags = completeTags(record, offset, options);
  // A slash that closes no tag stands in a unit or a path.
  return tags.length > 0 || trigger === '/' ? tags : completeQuotes(record, offset);
}
