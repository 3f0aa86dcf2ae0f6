/** One record in another dialect, or why not. */
import { dialectOf } from '../../sample/dialects/dialect';
import { DIALECTS } from '../../sample/record';
import { vignetteToJsonl } from '../../sample/vignette/read';
import { jsonlToVignette } from '../../sample/vignette/write';
import { locateJsonError } from '../../text/jsonError';
import { parseJsonNode } from '../../text/jsonNode';
import { stripLineEnd } from '../../text/lineText';
import { minifyJson } from '../../text/minifyJson';
import type { ValueNode } from '../../text/valueNode';
import { type DatasetFormat, findRecords, isBlank } from '../records';
import { ConversionError } from './conversionError';
import { fromMessages } from './fromMessages';
import { toMessages } from './toMessages';

/** What records can be converted to. */
export const TARGETS = [...DIALECTS, 'vignette'] as const;

export type Target = (typeof TARGETS)[number];

/** A record after its conversion. */
export type Conversion =
  /** A line without its end, or the text of a sample. */
  | { readonly text: string }
  /** Why it cannot be converted, one sentence. The record as a line of JSON, as far as it is one. */
  | { readonly reason: string; readonly record: string };

/** `source`: a line of JSON, or the text of a `.vignette` sample. Never throws. */
export function convertRecord(format: DatasetFormat, source: string, target: Target): Conversion {
  const line = format === 'vignette' ? vignetteToJsonl(source) : stripLineEnd(source).replace(/^\uFEFF/, '');
  if (typeof line !== 'string') return { reason: `It cannot be read: ${line.message}.`, record: source };
  try {
    return { text: convertLine(line, target) };
  } catch (error) {
    if (error instanceof ConversionError) return { reason: error.message, record: line };
    if (error instanceof SyntaxError)
      return { reason: `It is not JSON: ${locateJsonError(line, error).message}.`, record: line };
    throw error;
  }
}

function convertLine(line: string, target: Target): string {
  const root = parseJsonNode(line);
  const dialect = dialectOf(root);
  if (!dialect) throw new ConversionError('It is no sample in any dialect.');
  if (dialect === target && dialect !== 'messages') return line;
  const canonical = toMessages(root, dialect);
  if (target === 'messages') return canonical;
  return target === 'vignette' ? jsonlToVignette(canonical) : fromMessages(canonical, target);
}

/** A record of a file with its conversion. */
export interface ConvertedRecord {
  /** 0-based line that the record starts on. */
  readonly line: number;
  readonly conversion: Conversion;
}

/**
 * The records of a file in another dialect, one after the other. `lines` keep their terminators. A file that is one
 * JSON value over all its lines, an array of records or a record with line ends in it, is read as one.
 */
export function* convertRecords(
  format: DatasetFormat,
  lines: readonly string[],
  target: Target,
): Generator<ConvertedRecord> {
  const records = (format === 'jsonl' && recordsOfDocument(lines)) || findRecords(format, lines);
  for (const { startLine, source } of records)
    yield { line: startLine, conversion: convertRecord(format, source, target) };
}

/** The records of a file that is one JSON value, each as a line of its own; undefined for any other file. */
function recordsOfDocument(
  lines: readonly string[],
): { readonly startLine: number; readonly source: string }[] | undefined {
  const first = lines.find((line) => !isBlank(line)) ?? '';
  if (!/^\uFEFF?\s*(?:\[|\{\s*$)/.test(first)) return undefined;
  const text = lines.join('').replace(/^\uFEFF/, ' ');
  let root: ValueNode;
  try {
    root = parseJsonNode(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const ends = Array.from(text.matchAll(/\r\n?|\n/g), ({ index }) => index);
  let startLine = 0;
  return (root.kind === 'array' ? root.items() : [root]).map((record) => {
    while ((ends[startLine] ?? Number.POSITIVE_INFINITY) < record.span.start) startLine++;
    return { startLine, source: minifyJson(record.json) };
  });
}

/** The text of a file made of converted records. */
export function joinRecords(target: Target, texts: readonly string[]): string {
  // A sample ends its own last line; an empty line between two is for the eye.
  return target === 'vignette' ? texts.join('\n') : texts.map((text) => `${text}\n`).join('');
}
