/** How findings speak of other records, and where they are shown. */
import type { DatasetRecords } from '../rules/rule';
import type { Range } from '../text/lineText';
import { rangesIn } from '../text/recordRanges';
import { member } from '../text/valueNode';
import type { RecordFacts } from './facts';

/** "Record 3", with its file where that is another than the file of record `from`. Numbers are 0-based. */
export function nameRecord({ files }: DatasetRecords, record: number, from: number): string {
  const fileOf = (index: number): DatasetRecords['files'][number] | undefined =>
    files.find(({ end }) => index < end);
  const file = fileOf(record);
  const number = `Record ${record - (file?.first ?? 0)}`;
  return file === fileOf(from) || !file ? number : `${number} of ${lastPart(file.name)}`;
}

/** Where a finding about a record as a whole is shown: its question, else its start. */
export function anchorOf(records: DatasetRecords, record: number): Range {
  const facts = records.facts[record];
  const known = facts && anchors.get(facts);
  if (known) return known;
  const { source, sample } = records.read(record);
  const { question } = sample?.parts ?? {};
  const anchor = rangesIn(source)(question ? question.content.toSource(question.span) : { start: 0, end: 1 });
  if (facts) anchors.set(facts, anchor);
  return anchor;
}

/** A record keeps its facts for as long as its text stands. */
const anchors = new WeakMap<RecordFacts, Range>();

/** Where a field of a record's metadata has its value. */
export function metadataRange(records: DatasetRecords, record: number, key: string): Range {
  const { source, sample } = records.read(record);
  const field = member(sample?.metadata, key);
  return field ? rangesIn(source)(field.span) : anchorOf(records, record);
}

function lastPart(name: string): string {
  const last = name.slice(name.search(/[^/\\]*$/));
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
