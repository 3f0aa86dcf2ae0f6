/** What lights up with the word at the cursor: a quote and its source, a tag and its other half. */
import type { Position, Range } from '../text/lineText';
import type { DatasetView, RecordView } from './datasetView';
import { touches } from './quotePlaces';
import { findQuotedWords } from './references';

export interface Highlight {
  readonly range: Range;
  /** `source`: words of the context. `use`: a quote of them. `tag`: one of a pair. */
  readonly kind: 'source' | 'use' | 'tag';
}

export function findHighlights(view: DatasetView, position: Position): Highlight[] {
  const record = view.recordAt(position.line);
  if (!record) return [];
  const tags = pairAt(record, record.offsetAt(position));
  if (tags.length > 0) return tags.map((range) => ({ range, kind: 'tag' }));
  const words = findQuotedWords(view, position);
  return [
    ...(words?.context ?? []).map((range) => ({ range, kind: 'source' as const })),
    ...(words?.quotes ?? []).map((range) => ({ range, kind: 'use' as const })),
  ];
}

/** The opening and closing tag of the block one of whose tags is at the offset. */
function pairAt(record: RecordView, offset: number): Range[] {
  const place = record.messageAt(offset);
  if (!place) return [];
  const { message } = place;
  for (const { open, close } of message.tags.blocks) {
    const tokens = close && close !== open ? [open, close] : [open];
    if (tokens.some(({ span }) => touches(span, place.offset)))
      return tokens.map(({ span }) => record.rangeIn(message, span));
  }
  return [];
}
