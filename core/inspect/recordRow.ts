/** One record of an inspection as a list shows it. */
import type { DatasetFormat } from '../dataset/records';
import { parseRecord } from '../dataset/records';
import type { LintConfig } from '../lint/config';
import { joinRecord } from '../lint/lintFiles';
import { lintRecord } from '../lint/lintRecord';
import type { Severity } from '../lint/problem';
import { RULES } from '../rules/all';
import { metadataField, textOf } from '../sample/sampleText';
import { type Inspection, STANDINGS, type Standing } from './inspection';

/** Plain JSON. */
export interface RecordRow {
  /** Counted from 0 through all files of the inspection. */
  readonly record: number;
  readonly file: string;
  /** 0-based: of its file, where the record starts. */
  readonly line: number;
  /** `metadata.id`. */
  readonly id: string | null;
  readonly archetype: string | null;
  /** The first line of its question, cut where it is very long; empty where it has none. */
  readonly question: string;
  readonly standing: Standing;
  /** How many problems the lint reports of it, of any severity. */
  readonly problems: number;
  /** The most severe of them, the first of several; null when there is none. */
  readonly worst: { readonly rule: string; readonly severity: Severity; readonly message: string } | null;
}

const MOST_UNITS = 300;

/** A file of an inspection, whose lines can be read again. */
export interface RereadFile {
  readonly format: DatasetFormat;
  readonly config: LintConfig;
  readonly lineAt: (line: number) => string;
}

/** Reads a record again. One that has changed since, or is gone, is shown as far as it is there. */
export function readRow(
  inspection: Inspection,
  record: number,
  fileOf: (file: string) => RereadFile | undefined,
): RecordRow {
  const { files, lines, facets, standings, problems } = inspection;
  const file = files.find(({ first, end }) => record >= first && record < end);
  const line = lines[record] ?? 0;
  const end = file && record + 1 < file.end ? (lines[record + 1] as number) : (file?.lines ?? line);
  const again = fileOf(file?.name ?? '');
  const parsed = again && parseRecord(again.format, joinRecord(again.format, line, end, again.lineAt));
  const id = parsed?.sample && metadataField(parsed.sample, 'id');
  const archetype = facets.archetype.values[facets.archetype.codes[record] ?? 0] ?? null;
  const worst = worstOf(inspection, record);
  const message =
    parsed && worst && lintRecord(parsed, again.config).find(({ rule }) => rule === worst.rule)?.message;
  const [start, stop] = boundsOf(inspection, record);
  return {
    record,
    file: file?.name ?? '',
    line,
    id: typeof id === 'string' ? id : null,
    archetype,
    question: parsed?.sample ? firstLine(textOf(parsed.sample, 'question')) : '',
    standing: STANDINGS[standings[record] ?? 0] ?? 'clean',
    problems: problems.ends.length > record ? stop - start : 0,
    worst: worst ? { ...worst, message: message ?? summaryOf(worst.rule) } : null,
  };
}

function firstLine(text: string): string {
  const line = text.slice(0, 2 * MOST_UNITS).split('\n', 1)[0] ?? '';
  return line.length > MOST_UNITS ? `${line.slice(0, MOST_UNITS)}…` : line;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

function worstOf(inspection: Inspection, record: number): Inspection['rules'][number] | undefined {
  const { rules, problems } = inspection;
  const own = Array.from(
    problems.rules.subarray(...boundsOf(inspection, record)),
    (code) => rules[code] as Inspection['rules'][number],
  );
  return own.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))[0];
}

function boundsOf({ problems: { ends } }: Inspection, record: number): [number, number] {
  return [record === 0 ? 0 : (ends[record - 1] ?? 0), ends[record] ?? 0];
}

/** Of a rule that compares records: what it says of this one takes all of them. */
function summaryOf(id: string): string {
  return `${RULES.find((rule) => rule.id === id)?.summary ?? id}.`;
}
