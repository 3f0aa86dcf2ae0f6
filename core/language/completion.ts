/** What can be typed at a place. */
import type { Position, Range } from '../text/lineText';
import { completeMetadata } from './completeMetadata';
import { completeQuotes } from './completeQuotes';
import { completeTags } from './completeTags';
import type { DatasetView } from './datasetView';

export interface Completion {
  readonly kind: 'tag' | 'archetype' | 'key' | 'value' | 'sentence';
  readonly label: string;
  /** Beside the label, dimmed. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What the typed text of `range` is held against. */
  readonly filterText: string;
  /** Orders the list. */
  readonly sortText: string;
  /** What is replaced: one line, around the position. */
  readonly range: Range;
  readonly newText: string;
  /** Whether `newText` is a snippet, with `$0` where to type on. */
  readonly snippet: boolean;
  /** Whether the editor should ask for completions again after it. */
  readonly retrigger?: boolean;
}

export interface CompletionOptions {
  /** Whether the editor understands snippets. */
  readonly snippets: boolean;
}

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
