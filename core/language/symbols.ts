/** The outline: each record with its blocks. */
import type { Range } from '../text/lineText';
import { sourceOf } from '../text/mappedText';
import { moveDown } from '../text/recordRanges';
import { member } from '../text/valueNode';
import type { DatasetView, RecordView } from './datasetView';
import { RecordMemo } from './recordMemo';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'record' | 'metadata' | 'message' | 'block' | 'more';
  readonly range: Range;
  /** Within `range`: what is selected when one goes there. */
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** Records shown with their blocks, and records shown at all. Beyond, an outline helps no one. */
export interface OutlineLimits {
  readonly detailed: number;
  readonly listed: number;
}

export const OUTLINE_LIMITS: OutlineLimits = { detailed: 500, listed: 3_000 };

/** How much of a block stands beside its name. */
const DETAIL = 60;

/** `memo` outlives the versions of a document: only records that are new are read. */
export function findSymbols(
  view: DatasetView,
  limits: OutlineLimits = OUTLINE_LIMITS,
  memo: RecordMemo<RecordOutline> = new RecordMemo(),
): DocumentSymbol[] {
  memo.startPass();
  const symbols: DocumentSymbol[] = [];
  let first: RecordView | undefined;
  let last: RecordView | undefined;
  let more = 0;
  for (const record of view.all()) {
    if (symbols.length < limits.listed)
      symbols.push(recordSymbol(record, symbols.length, limits.detailed, memo));
    else {
      first ??= record;
      last = record;
      more++;
    }
  }
  if (first && last) {
    const start = first.rangeOf(first.span).start;
    symbols.push({
      name: `${more} more records`,
      detail: '',
      kind: 'more',
      range: { start, end: last.rangeOf(last.span).end },
      selection: { start, end: start },
      children: [],
    });
  }
  return symbols;
}

function recordSymbol(
  record: RecordView,
  index: number,
  detailed: number,
  memo: RecordMemo<RecordOutline>,
): DocumentSymbol {
  const range = record.rangeOf(record.span);
  const { detail, children } =
    index < detailed
      ? memo.get(record.text, () => recordOutline(record.atTop()))
      : { detail: '', children: [] };
  return {
    name: `Record ${index}`,
    detail,
    kind: 'record',
    range,
    selection: { start: range.start, end: range.start },
    children: children.map((child) => moved(child, record.startLine)),
  };
}

/** What an outline shows of a record, its lines counted from the record's first. */
export interface RecordOutline {
  readonly detail: string;
  readonly children: readonly DocumentSymbol[];
}

function recordOutline(record: RecordView): RecordOutline {
  return { detail: recordDetail(record), children: recordChildren(record) };
}

/** Children of children there are none. */
function moved(symbol: DocumentSymbol, lines: number): DocumentSymbol {
  return { ...symbol, range: moveDown(symbol.range, lines), selection: moveDown(symbol.selection, lines) };
}

function recordDetail({ parsed: { sample, error } }: RecordView): string {
  if (error) return 'cannot be read';
  const values = ['type', 'id'].map((key) => member(sample?.metadata, key)?.value);
  return values.filter((value) => typeof value === 'string' && value !== '').join(' ');
}

function recordChildren(record: RecordView): DocumentSymbol[] {
  const { sample } = record;
  if (!sample) return [];
  const children: DocumentSymbol[] = [];
  for (const message of sample.messages) {
    const { content, role, tags, field } = message;
    if (!content.exact) continue;
    if (tags.blocks.length === 0) {
      const range = record.rangeOf(sourceOf(content));
      const selection = { start: range.start, end: range.start };
      children.push({
        name: field ?? role,
        detail: shorten(content.value),
        kind: field ? 'block' : 'message',
        range,
        selection,
        children: [],
      });
    }
    for (const block of tags.blocks) {
      if (block.parent) continue;
      const { open, close, inner, content: text } = block;
      children.push({
        name: block.name,
        detail: shorten(content.value.slice(text.start, text.end)),
        kind: 'block',
        range: record.rangeIn(message, { start: open.span.start, end: close?.span.end ?? inner.end }),
        selection: record.rangeIn(message, open.span),
        children: [],
      });
    }
  }
  const { metadata } = sample;
  if (metadata && metadata.properties().length > 0) {
    const range = record.rangeOf(metadata.span);
    const selection = { start: range.start, end: range.start };
    children.push({ name: 'metadata', detail: '', kind: 'metadata', range, selection, children: [] });
  }
  return children.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function shorten(text: string): string {
  const line = text
    .slice(0, 4 * DETAIL)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > DETAIL ? `${line.slice(0, DETAIL - 1).trimEnd()}…` : line;
}
