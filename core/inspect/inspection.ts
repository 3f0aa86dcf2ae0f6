/** A dataset of any size as columns: what was measured of each record, and what the lint says of it. */
import type { DuplicateMatch } from '../curate/duplicates';
import { duplicatesAmong } from '../dataset/matches';
import { DEFAULT_MIX } from '../generate/mix';
import { DEFAULT_CONFIG, type LintConfig, type TargetMix } from '../lint/config';
import type { Diagnostic } from '../lint/diagnostic';
import type { FileLint } from '../lint/lintFile';
import type { Severity } from '../lint/problem';
import { configuredThresholds } from '../rules/dataset/near-duplicate';
import type { DatasetRecords } from '../rules/rule';
import type { Steps } from '../steps';
import { joinColumns, type NumberColumn, type RecordColumns } from './columns';
import type { MeasureId } from './measure';
import { countTokensOf, type TokenCounts, type Tokenizer } from './tokens';

/** The worst that the lint says of a record, by the codes that `Inspection.standings` holds. */
export const STANDINGS = ['clean', 'warning', 'error'] as const;

/** `clean`: neither errors nor warnings. */
export type Standing = (typeof STANDINGS)[number];

/** Records of all files are counted through, from 0. Plain data. */
export interface Inspection {
  readonly files: readonly InspectedFile[];
  readonly records: number;
  /** Of each record the line of its file that it starts on, 0-based. */
  readonly lines: Uint32Array<ArrayBuffer>;
  readonly facets: RecordColumns['facets'];
  readonly measures: Readonly<Record<MeasureId, NumberColumn>>;
  /** In ms since 1970. */
  readonly times: NumberColumn;
  /** In USD. */
  readonly costs: NumberColumn;
  /** The rules that report something. */
  readonly rules: readonly RuleOfSeverity[];
  readonly problems: ProblemLists;
  /** Of each record a code of `STANDINGS`. */
  readonly standings: Uint8Array<ArrayBuffer>;
  /** Of each record the first record of the cluster of duplicates that it is in, itself where it is the first; -1 for none. */
  readonly clusters: Int32Array<ArrayBuffer>;
  /** Which records say word for word the same as an earlier one. */
  readonly copies: Uint8Array<ArrayBuffer>;
  /** What share of the records each archetype should have; only ratios count. */
  readonly mix: TargetMix;
  readonly tokens: Pick<TokenCounts, 'encoding' | 'isExact'>;
}

export interface InspectedFile {
  /** As the face that inspects names it. */
  readonly name: string;
  /** Its first record, and the one after its last. */
  readonly first: number;
  readonly end: number;
  /** How many lines it has. */
  readonly lines: number;
  /** Of the file around its records: of each problem the index of its rule. */
  readonly problems: readonly number[];
}

export interface RuleOfSeverity {
  readonly rule: string;
  readonly severity: Severity;
}

/** Of each record the problems, each as the index of its rule. */
export interface ProblemLists {
  /** Where the problems of each record end in `rules`. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly rules: Uint16Array<ArrayBuffer>;
}

/** What is known of one file when all its records have been looked at. */
export interface FileToInspect {
  readonly name: string;
  readonly config: LintConfig;
  /** Of each record the line it starts on. */
  readonly startLines: readonly number[];
  /** How many lines the file has. */
  readonly lines: number;
  readonly lint: FileLint;
}

/**
 * Puts together what is known of files that were linted together. `columns`: of their stretches, in their order; `records`:
 * all of theirs. The mix and the thresholds of duplicates are those of the first file.
 */
export function* buildInspection(
  files: readonly FileToInspect[],
  columns: readonly RecordColumns[],
  records: DatasetRecords,
  tokenizer: Tokenizer,
): Steps<Inspection> {
  const { units, ...joined } = joinColumns(columns);
  const config = files[0]?.config ?? DEFAULT_CONFIG;
  const matches = yield* duplicatesAmong(records, configuredThresholds(config));
  const textsOf = (record: number): string[] =>
    records.read(record).sample?.messages.map(({ content }) => content.value) ?? [];
  const { counts: tokenCounts, ...tokens } = yield* countTokensOf(units, textsOf, tokenizer);
  const rules = new RuleCodes();
  const inspected: InspectedFile[] = [];
  const ofRecords: number[][] = [];
  for (const { name, lines, lint } of files) {
    const first = ofRecords.length;
    for (let i = 0; i < lint.records; i++) ofRecords.push(NONE);
    const around: number[] = [];
    for (const diagnostic of lint.diagnostics) {
      const code = rules.of(diagnostic);
      if (diagnostic.record === null) around.push(code);
      else addTo(ofRecords, first + diagnostic.record, code);
    }
    inspected.push({ name, first, end: ofRecords.length, lines, problems: around });
  }
  const problems = packLists(ofRecords);
  const { standings, counts } = judgeRecords(problems, rules.all);
  return {
    ...joined,
    files: inspected,
    lines: Uint32Array.from(files.flatMap(({ startLines }) => startLines)),
    measures: { ...joined.measures, tokens: tokenCounts, problems: counts },
    rules: rules.all,
    problems,
    standings,
    ...clustersOf(matches, joined.records),
    mix: config.mix ?? DEFAULT_MIX,
    tokens,
  };
}

/** Shared by all records without a problem. */
const NONE: number[] = [];

function addTo(lists: number[][], at: number, value: number): void {
  const list = lists[at];
  if (list && list !== NONE) list.push(value);
  else lists[at] = [value];
}

function packLists(lists: readonly (readonly number[])[]): ProblemLists {
  const ends = new Uint32Array(lists.length);
  let length = 0;
  for (const [i, list] of lists.entries()) ends[i] = length += list.length;
  const rules = new Uint16Array(length);
  for (const [i, list] of lists.entries()) rules.set(list, (ends[i] as number) - list.length);
  return { ends, rules };
}

class RuleCodes {
  readonly all: RuleOfSeverity[] = [];
  readonly #codes = new Map<string, number>();

  of({ rule, severity }: Diagnostic): number {
    const key = `${severity} ${rule}`;
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.all.length;
      this.#codes.set(key, code);
      this.all.push({ rule, severity });
    }
    return code;
  }
}

/** Of each record how it stands, and how many errors and warnings it has. */
function judgeRecords(
  { ends, rules }: ProblemLists,
  known: readonly RuleOfSeverity[],
): { standings: Uint8Array<ArrayBuffer>; counts: NumberColumn } {
  const weights = known.map(({ severity }) =>
    Math.max(0, (STANDINGS as readonly string[]).indexOf(severity)),
  );
  const standings = new Uint8Array(ends.length);
  const counts = new Float64Array(ends.length);
  let at = 0;
  for (let record = 0; record < ends.length; record++) {
    for (const end = ends[record] as number; at < end; at++) {
      const weight = weights[rules[at] as number] as number;
      if (weight > 0) counts[record] = (counts[record] as number) + 1;
      if (weight > (standings[record] as number)) standings[record] = weight;
    }
  }
  return { standings, counts };
}

/** A record that repeats one which repeats another is in that one's cluster. */
function clustersOf(
  matches: readonly (DuplicateMatch | undefined)[],
  records: number,
): { clusters: Int32Array<ArrayBuffer>; copies: Uint8Array<ArrayBuffer> } {
  const clusters = new Int32Array(records).fill(-1);
  const copies = new Uint8Array(records);
  for (const [record, match] of matches.entries()) {
    if (!match) continue;
    if (clusters[match.of] === -1) clusters[match.of] = match.of;
    clusters[record] = clusters[match.of] as number;
    if (match.kind === 'same') copies[record] = 1;
  }
  return { clusters, copies };
}
