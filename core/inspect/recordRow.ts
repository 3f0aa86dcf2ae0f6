/** One record of an inspection as a list shows it. */
import { type DatasetFormat, parseRecord } from '../dataset/records';
import type { LintConfig } from '../lint/config';
import { joinRecord } from '../lint/lintFiles';
import { lintRecord } from '../lint/lintRecord';
import { SEVERITIES, type Severity } from '../lint/problem';
import { RULES } from '../rules/all';
import { metadataField, textOf } from '../sample/sampleText';
import {
  type InspectedFile,
  type Inspection,
  type RuleOfSeverity,
  STANDINGS,
  type Standing,
} from './inspection';

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

/**
 * A record of the inspection, read again. One that has changed since is shown as it is now, with what was said of it then; of
 * one that is gone, what is known of it.
 */
export function readRow(
  inspection: Inspection,
  record: number,
  fileOf: (file: string) => RereadFile | undefined,
): RecordRow {
  const { files, lines, facets, standings } = inspection;
  const file = files.find(({ first, end }) => record >= first && record < end) as InspectedFile;
  const line = lines[record] as number;
  const end = record + 1 < file.end ? (lines[record + 1] as number) : file.lines;
  const again = fileOf(file.name);
  const parsed = again && parseRecord(again.format, joinRecord(again.format, line, end, again.lineAt));
  const id = parsed?.sample && metadataField(parsed.sample, 'id');
  const [worst, ...others] = problemsOf(inspection, record);
  const found = worst && parsed && lintRecord(parsed, again.config).find(({ rule }) => rule === worst.rule);
  return {
    record,
    file: file.name,
    line,
    id: typeof id === 'string' ? id : null,
    archetype: facets.archetype.values[facets.archetype.codes[record] as number] as string | null,
    question: parsed?.sample ? firstLine(textOf(parsed.sample, 'question')) : '',
    standing: STANDINGS[standings[record] as number] as Standing,
    problems: worst ? others.length + 1 : 0,
    worst: worst ? { ...worst, message: found?.message ?? summaryOf(worst.rule) } : null,
  };
}

function firstLine(text: string): string {
  const line = text.slice(0, 2 * MOST_UNITS).split('\n', 1)[0] ?? '';
  return line.length > MOST_UNITS ? `${line.slice(0, MOST_UNITS)}…` : line;
}

/** The most severe first. */
function problemsOf({ rules, problems }: Inspection, record: number): RuleOfSeverity[] {
  const start = record === 0 ? 0 : problems.ends[record - 1];
  const own = problems.rules.subarray(start, problems.ends[record]);
  return Array.from(own, (code) => rules[code] as RuleOfSeverity).sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

/** Of a rule that compares records: what it says of this one takes all of them. */
function summaryOf(id: string): string {
  return `${RULES.find((rule) => rule.id === id)?.summary ?? id}.`;
}
