/** Changing one key of a record's metadata, whichever way the record is written; all else stays as it is. */
import { modify } from 'jsonc-parser';
import { parseRecord } from '../dataset/records';
import type { ParsedRecord } from '../sample/record';
import { isRule } from '../sample/vignette/split';
import { metadataLine } from '../sample/vignette/write';
import { type Range, splitLines } from '../text/lineText';
import type { Span } from '../text/span';
import type { RecordView } from './datasetView';

export interface MetadataEdit {
  readonly range: Range;
  readonly newText: string;
}

/** In a record's text. */
export interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

/** Where a value goes in metadata: a key, what is under it, and -1 for the end of a list. */
export type MetadataPath = readonly [key: string, ...under: (string | number)[]];

/** Puts a value at a place in the metadata of a line of JSON; undefined takes away what is there. */
export function editJson(
  { text, parsed, sample }: RecordView,
  path: MetadataPath,
  value: unknown,
): Replacement | undefined {
  // Other dialects keep their metadata beside the sample, and metadata of its own would hide it.
  const isBeside = sample?.dialect !== 'messages' && !parsed.root?.member('metadata');
  return modifyJson(text, isBeside ? path : ['metadata', ...path], value);
}

/** As `editJson`, in the metadata of a `.vignette` sample: the line of a key is written anew, and no digit of it is lost. */
export function editYaml(
  record: RecordView,
  [key, ...under]: MetadataPath,
  value: unknown,
): Replacement | undefined {
  const old = record.sample?.metadata?.member(key);
  if (under.length === 0 || !old)
    return setYaml(record, key, value === undefined ? undefined : JSON.stringify(nest(under, value)));
  const edit = modifyJson(old.json, under, value);
  return edit && setYaml(record, key, replaced(old.json, edit));
}

/** The value at a place of its own: `nest(['ignore', -1], 'a')` is `{ignore: ['a']}`. */
function nest(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduceRight((inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }), value);
}

function modifyJson(
  json: string,
  path: readonly (string | number)[],
  value: unknown,
): Replacement | undefined {
  try {
    const [edit] = modify(json, [...path], value, { isArrayInsertion: path.at(-1) === -1 });
    return edit && { span: { start: edit.offset, end: edit.offset + edit.length }, newText: edit.content };
  } catch {
    // Something else stands in the way, such as metadata that is a text.
    return undefined;
  }
}

function replaced(text: string, { span, newText }: Replacement): string {
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

/** Gives a key a value, as JSON, on a line of its own; undefined takes the key away. */
function setYaml(
  { text, sample }: RecordView,
  key: string,
  json: string | undefined,
): Replacement | undefined {
  const present = sample?.metadata?.properties().findLast((property) => property.key === key);
  const lines = splitLines(text);
  const newline = lines[0]?.endsWith('\r\n') ? '\r\n' : '\n';
  if (present) {
    const { start } = present.keySpan;
    const end = start + text.slice(start, present.value.span.end).trimEnd().length;
    if (json !== undefined) return { span: { start, end }, newText: metadataLine(key, json) };
    const lineEnd = /^[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0].length;
    return lineEnd === undefined ? undefined : { span: { start, end: end + lineEnd }, newText: '' };
  }
  if (json === undefined) return undefined;
  const line = metadataLine(key, json);
  if (!isRule(lines[0] ?? ''))
    return { span: { start: 0, end: 0 }, newText: ['---', line, '---', ''].join(newline) };
  const close = lines.findIndex((other, i) => i > 0 && isRule(other));
  if (close === -1) return undefined;
  const at = lines.slice(0, close).join('').length;
  return { span: { start: at, end: at }, newText: line + newline };
}

/**
 * The edit of the document; undefined where the record would then not be `asWanted`, or would not say what it says: an edit
 * is proven by reading what comes of it.
 */
export function proven(
  record: RecordView,
  edit: Replacement | undefined,
  asWanted: (after: ParsedRecord) => boolean,
): MetadataEdit | undefined {
  if (!edit) return undefined;
  const { span, newText } = edit;
  const after = parseRecord(record.format, replaced(record.text, edit));
  const texts = ({ sample }: ParsedRecord): readonly string[] =>
    sample?.messages.map(({ content }) => content.value) ?? [];
  const [old, kept] = [texts(record.parsed), texts(after)];
  if (old.length !== kept.length || !old.every((text, i) => text === kept[i]) || !asWanted(after))
    return undefined;
  return { range: record.rangeOf(span), newText };
}
