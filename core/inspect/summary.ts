/** What an inspection says in numbers, of all its records or of those that pass a filter. Plain JSON, and a contract with scripts. */
import { SEVERITIES, type Severity } from '../lint/problem';
import { complete, type Steps } from '../steps';
import { FACETS, type Facet } from './columns';
import { type Filter, selectRecords } from './filter';
import { type ColumnShape, type Histogram, histogramOf, shapeOfColumn } from './histogram';
import { type InspectedFile, type Inspection, STANDINGS, type Standing } from './inspection';
import { MEASURE_IDS, type MeasureId } from './measure';

export interface DatasetSummary {
  readonly records: number;
  /** Records in which no sample could be read: broken JSON, another shape. */
  readonly unreadable: number;
  /** Records by the worst that the lint says of them. */
  readonly standings: Readonly<Record<Standing, number>>;
  readonly files: readonly FileCount[];
  /** Those of the target mix first, in its order, whether there are any or not; then others, the most frequent first, of very many only those. */
  readonly archetypes: readonly ArchetypeCount[];
  readonly sources: ValueCounts;
  readonly templates: ValueCounts;
  readonly dialects: ValueCounts;
  /** What reviewers decided: `accepted`, `rejected`, or null where nobody did. */
  readonly reviews: ValueCounts;
  /** Most severe first, then most records first. */
  readonly rules: readonly RuleCount[];
  readonly duplicates: DuplicateCounts;
  /** One for each measure, in the order of `MEASURES`. */
  readonly histograms: readonly Histogram[];
  /** `isExact` false: most counts are estimated from the length of the text. */
  readonly tokens: { readonly total: number; readonly encoding: string; readonly isExact: boolean };
  /** First and last timestamp (ISO 8601, UTC); null when no record has one. */
  readonly time: { readonly first: string; readonly last: string } | null;
  /** What the records cost together; null when none says. */
  readonly cost: { readonly usd: number; readonly records: number } | null;
}

export interface FileCount {
  readonly file: string;
  readonly records: number;
}

export interface ArchetypeCount {
  /** `metadata.type`; null for records without one. */
  readonly archetype: string | null;
  readonly records: number;
  /** Share of the records that have a type, 0 to 1; null for those without, and where there are none. */
  readonly share: number | null;
  /** The share it should have, 0 to 1: of the mix that is configured, else the default; null for records without a type. */
  readonly target: number | null;
}

/** Most frequent first, of very many only the first. */
export interface ValueCounts {
  readonly values: readonly { readonly value: string | null; readonly records: number }[];
  /** What is not listed. */
  readonly more: { readonly values: number; readonly records: number };
}

export interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  /** How often it reports something: of the file around its records too, where the filter takes whole files. */
  readonly problems: number;
  /** How many records it reports something of. */
  readonly records: number;
}

export interface DuplicateCounts {
  /** Clusters with a record that passes the filter. */
  readonly clusters: number;
  /** Records of them that pass the filter. */
  readonly records: number;
  /** Those that repeat an earlier record: what would go if each cluster kept its first. */
  readonly repeats: number;
  /** Biggest first, of many only the first. */
  readonly biggest: readonly ClusterCount[];
  /** Clusters that are not listed. */
  readonly more: number;
}

export interface ClusterCount {
  /** The record that all others repeat; names the cluster in a filter. */
  readonly first: number;
  /** Records of the cluster that pass the filter. */
  readonly records: number;
  /** `exact`: all say the same but for white space and case. */
  readonly kind: 'exact' | 'near';
}

const MOST_VALUES = 50;
const MOST_CLUSTERS = 50;

/** The summary of the records that pass the filter; of all without one. */
export function summarise(inspection: Inspection, filter: Filter = []): DatasetSummary {
  const selected = selectRecords(inspection, filter);
  const records = countSelected(selected);
  const values = Object.fromEntries(
    FACETS.map((facet) => [facet, countValues(inspection, facet, selected)]),
  ) as Record<Facet, Map<string | null, number>>;
  const shapes = complete(prepareSummaries(inspection));
  const histograms = MEASURE_IDS.map((id) => histogramOf(id, shapes[id], selected));
  return {
    records,
    unreadable: values.dialect.get(null) ?? 0,
    standings: countStandings(inspection, selected),
    files: inspection.files.map(({ name, first, end }) => ({
      file: name,
      records: countSelected(selected.subarray(first, end)),
    })),
    archetypes: archetypeCounts(inspection, values.archetype, records),
    sources: listed(values.source),
    templates: listed(values.template),
    dialects: listed(values.dialect),
    reviews: listed(values.review),
    rules: countRules(inspection, selected, wholeFiles(inspection, filter)),
    duplicates: countDuplicates(inspection, selected),
    histograms,
    tokens: { total: histograms.find(({ measure }) => measure === 'tokens')?.sum ?? 0, ...inspection.tokens },
    time: timeSpan(inspection, selected),
    cost: costOf(inspection, selected),
  };
}

type Shapes = Readonly<Record<MeasureId, ColumnShape>>;

const known = new WeakMap<Inspection, Shapes>();

/** Works out what all summaries of an inspection share, which takes longer than any of them: some hundred ms for 100,000 records. */
export function* prepareSummaries(inspection: Inspection): Steps<Shapes> {
  let shapes = known.get(inspection);
  if (!shapes) {
    const made: Partial<Record<MeasureId, ColumnShape>> = {};
    for (const id of MEASURE_IDS) {
      made[id] = shapeOfColumn(id, inspection.measures[id]);
      yield;
    }
    shapes = made as Shapes;
    known.set(inspection, shapes);
  }
  return shapes;
}

function countSelected(selected: Uint8Array): number {
  let counted = 0;
  for (let record = 0; record < selected.length; record++) counted += selected[record] as number;
  return counted;
}

function countStandings({ standings }: Inspection, selected: Uint8Array): Record<Standing, number> {
  const counts = { clean: 0, warning: 0, error: 0 };
  for (let record = 0; record < selected.length; record++)
    if (selected[record]) counts[STANDINGS[standings[record] as number] as Standing]++;
  return counts;
}

/** Values that some selected record has. */
function countValues({ facets }: Inspection, facet: Facet, selected: Uint8Array): Map<string | null, number> {
  const { values, codes } = facets[facet];
  const counts = new Uint32Array(values.length);
  for (let record = 0; record < codes.length; record++) {
    const code = codes[record] as number;
    if (selected[record]) counts[code] = (counts[code] as number) + 1;
  }
  return new Map(
    values.map((value, code) => [value, counts[code] as number] as const).filter(([, n]) => n > 0),
  );
}

function listed(counts: ReadonlyMap<string | null, number>): ValueCounts {
  const all = [...counts]
    .map(([value, records]) => ({ value, records }))
    .sort((a, b) => b.records - a.records);
  const rest = all.slice(MOST_VALUES);
  return { values: all.slice(0, MOST_VALUES), more: { values: rest.length, records: sumOf(rest) } };
}

function sumOf(counts: readonly { readonly records: number }[]): number {
  return counts.reduce((sum, { records }) => sum + records, 0);
}

function archetypeCounts(
  { mix }: Inspection,
  counts: ReadonlyMap<string | null, number>,
  records: number,
): ArchetypeCount[] {
  const targets = new Map<string | null, number>(Object.entries(mix));
  const whole = [...targets.values()].reduce((sum, share) => sum + share, 0);
  const typed = records - (counts.get(null) ?? 0);
  const others = listed(counts).values.flatMap(({ value }) => (targets.has(value) ? [] : [value]));
  return [...targets.keys(), ...others].map((archetype) => ({
    archetype,
    records: counts.get(archetype) ?? 0,
    share: archetype === null || typed === 0 ? null : (counts.get(archetype) ?? 0) / typed,
    target: archetype === null ? null : (targets.get(archetype) ?? 0) / whole,
  }));
}

/** The files that a filter takes as a whole: all without one, none where it asks for anything but files. */
function wholeFiles({ files }: Inspection, filter: Filter): readonly InspectedFile[] {
  if (!filter.every((mark) => 'file' in mark)) return [];
  return filter.length === 0
    ? files
    : files.filter(({ name }) => filter.some((mark) => 'file' in mark && mark.file === name));
}

function countRules(
  { rules, problems }: Inspection,
  selected: Uint8Array,
  whole: readonly InspectedFile[],
): RuleCount[] {
  const counts = rules.map((rule) => ({ ...rule, problems: 0, records: 0, last: -1 }));
  const countOne = (code: number, record: number | undefined): void => {
    const rule = counts[code];
    if (!rule) return;
    rule.problems++;
    if (record === undefined || rule.last === record) return;
    rule.last = record;
    rule.records++;
  };
  for (const { problems } of whole) for (const code of problems) countOne(code, undefined);
  let at = 0;
  for (let record = 0; record < selected.length; record++) {
    const end = problems.ends[record] as number;
    if (selected[record]) for (let i = at; i < end; i++) countOne(problems.rules[i] as number, record);
    at = end;
  }
  const order = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return counts
    .filter(({ problems }) => problems > 0)
    .sort(
      (a, b) =>
        order(a.severity) - order(b.severity) ||
        b.records - a.records ||
        b.problems - a.problems ||
        (a.rule < b.rule ? -1 : 1),
    )
    .map(({ last: _, ...rule }) => rule);
}

function countDuplicates({ clusters, copies }: Inspection, selected: Uint8Array): DuplicateCounts {
  const found = new Map<number, { records: number; kind: ClusterCount['kind'] }>();
  let repeats = 0;
  for (let record = 0; record < clusters.length; record++) {
    const first = clusters[record] as number;
    if (first === -1) continue;
    const cluster = found.get(first) ?? { records: 0, kind: 'exact' };
    found.set(first, cluster);
    if (record !== first && copies[record] === 0) cluster.kind = 'near';
    if (!selected[record]) continue;
    cluster.records++;
    if (record !== first) repeats++;
  }
  const all = [...found]
    .flatMap(([first, cluster]) => (cluster.records > 0 ? [{ first, ...cluster }] : []))
    .sort((a, b) => b.records - a.records || a.first - b.first);
  return {
    clusters: all.length,
    records: sumOf(all),
    repeats,
    biggest: all.slice(0, MOST_CLUSTERS),
    more: Math.max(0, all.length - MOST_CLUSTERS),
  };
}

function timeSpan({ times }: Inspection, selected: Uint8Array): DatasetSummary['time'] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let record = 0; record < times.length; record++) {
    const time = times[record] as number;
    if (!selected[record] || Number.isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return first > last ? null : { first: new Date(first).toISOString(), last: new Date(last).toISOString() };
}

function costOf({ costs }: Inspection, selected: Uint8Array): DatasetSummary['cost'] {
  let [usd, records] = [0, 0];
  for (let record = 0; record < costs.length; record++) {
    const cost = costs[record] as number;
    if (!selected[record] || Number.isNaN(cost)) continue;
    usd += cost;
    records++;
  }
  return records === 0 ? null : { usd, records };
}
