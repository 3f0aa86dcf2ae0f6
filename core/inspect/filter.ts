/** Choosing records of an inspection by what a reader clicks on. */
import { FACETS, type Facet } from './columns';
import { type Inspection, STANDINGS, type Standing } from './inspection';
import type { MeasureId } from './measure';

/** What one mark of a picture stands for. `null` is the value of records that have none. Plain JSON. */
export type Mark =
  | { readonly archetype: string | null }
  /** Provider and model, or what else `metadata.source` says. */
  | { readonly source: string | null }
  /** The name of the template that a record was asked for with. */
  | { readonly template: string | null }
  /** `null`: the record could not be read. */
  | { readonly dialect: string | null }
  /** `accepted` or `rejected`; null where nobody decided. */
  | { readonly review: string | null }
  | { readonly file: string }
  | { readonly rule: string }
  /** How the lint stands on the record: by the worst that it says. */
  | { readonly standing: Standing }
  | MeasureMark
  /** The first record of a cluster of duplicates. */
  | { readonly cluster: number };

/** Records with `from` ≤ value < `to`; no upper end when `to` is null. `from` null: records without a value. */
export interface MeasureMark {
  readonly measure: MeasureId;
  readonly from: number | null;
  readonly to: number | null;
}

/** Marks of one facet unite, those of different facets intersect; each measure is a facet. None: all records. */
export type Filter = readonly Mark[];

type Test = (record: number) => boolean;

/** Of each record 1 when it passes the filter, else 0. Values that no record has match none. */
export function selectRecords(inspection: Inspection, filter: Filter): Uint8Array<ArrayBuffer> {
  const selected = new Uint8Array(inspection.records).fill(1);
  for (const marks of byFacet(filter)) {
    const test = testOf(inspection, marks);
    for (let record = 0; record < selected.length; record++)
      if (selected[record] === 1 && !test(record)) selected[record] = 0;
  }
  return selected;
}

/** The records that pass the filter, in their order. */
export function matching(inspection: Inspection, filter: Filter): Uint32Array<ArrayBuffer> {
  const selected = selectRecords(inspection, filter);
  const records = new Uint32Array(inspection.records);
  let count = 0;
  for (let record = 0; record < selected.length; record++) if (selected[record]) records[count++] = record;
  return records.slice(0, count);
}

function byFacet(filter: Filter): (readonly Mark[])[] {
  const facets = new Map<string, Mark[]>();
  for (const mark of filter) {
    const facet = 'measure' in mark ? mark.measure : (Object.keys(mark)[0] as string);
    facets.set(facet, [...(facets.get(facet) ?? []), mark]);
  }
  return [...facets.values()];
}

/** Whether a record has one of the marks, which are of one facet. */
function testOf(inspection: Inspection, marks: readonly Mark[]): Test {
  const tests = marks.map((mark) => testOfMark(inspection, mark));
  const [first] = tests;
  return tests.length === 1 && first ? first : (record) => tests.some((test) => test(record));
}

function testOfMark(inspection: Inspection, mark: Mark): Test {
  if ('measure' in mark) return testOfMeasure(inspection, mark);
  if ('cluster' in mark) return (record) => inspection.clusters[record] === mark.cluster;
  if ('standing' in mark) {
    const code = STANDINGS.indexOf(mark.standing);
    return (record) => inspection.standings[record] === code;
  }
  if ('rule' in mark) return testOfRule(inspection, mark.rule);
  if ('file' in mark) {
    const files = inspection.files.filter(({ name }) => name === mark.file);
    return (record) => files.some(({ first, end }) => record >= first && record < end);
  }
  for (const facet of FACETS)
    if (facet in mark) return testOfFacet(inspection, facet, facetValue(mark, facet));
  return () => false;
}

function facetValue(mark: Mark, facet: Facet): string | null {
  return (mark as Readonly<Partial<Record<Facet, string | null>>>)[facet] ?? null;
}

function testOfFacet({ facets }: Inspection, facet: Facet, value: string | null): Test {
  const { values, codes } = facets[facet];
  const code = values.indexOf(value);
  return (record) => codes[record] === code;
}

function testOfRule({ rules, problems }: Inspection, wanted: string): Test {
  const isWanted = rules.map(({ rule }) => rule === wanted);
  return (record) => {
    const start = record === 0 ? 0 : (problems.ends[record - 1] as number);
    for (let at = start; at < (problems.ends[record] as number); at++)
      if (isWanted[problems.rules[at] as number]) return true;
    return false;
  };
}

function testOfMeasure({ measures }: Inspection, { measure, from, to }: MeasureMark): Test {
  const column = measures[measure];
  if (!column) return () => false;
  if (from === null) return (record) => Number.isNaN(column[record]);
  const end = to ?? Number.POSITIVE_INFINITY;
  return (record) => {
    const value = column[record] as number;
    return value >= from && (value < end || to === null);
  };
}
