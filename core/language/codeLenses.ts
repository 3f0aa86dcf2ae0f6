/** The quiet line above each record: which it is, of what kind, and what is wrong with it. */
import { ruleOfReason } from '../generate/runSummary';
import { countProblems, type Diagnostic } from '../lint/diagnostic';
import type { Sample } from '../sample/record';
import { reviewOf, standingReviewOf } from '../sample/reviewDecision';
import { metadataField, typeOf } from '../sample/sampleText';
import type { DatasetView } from './datasetView';

/**
 * More records than this are none that a person scrolls through, and an editor would ask for a lens of each after
 * every key.
 */
const MOST_LENSES = 5_000;

export interface RecordLens {
  /** 0-based. */
  readonly line: number;
  /** 0-based number of the record. */
  readonly record: number;
}

/** Where the lenses of a document are; reads no record. */
export function findRecordLenses(view: DatasetView): RecordLens[] {
  const lenses: RecordLens[] = [];
  for (const { start } of view.spans()) {
    if (lenses.length === MOST_LENSES) return [];
    lenses.push({ line: start, record: lenses.length });
  }
  return lenses;
}

/** "Record 3 · haystack · rejected: proof/no-quote · 1 error, 2 warnings". `diagnostics`: those of the document. */
export function describeLens(
  view: DatasetView,
  { line, record }: RecordLens,
  diagnostics: readonly Diagnostic[],
): string {
  const sample = view.recordAt(line)?.sample;
  const type = sample && typeOf(sample);
  const { errors, warnings } = countProblems(diagnostics.filter((found) => found.record === record));
  const problems = [count(errors, 'error'), count(warnings, 'warning')].filter((text) => text !== '');
  return [
    `Record ${record}`,
    type ?? '',
    sample ? (decisionOn(sample) ?? rejection(sample)) : '',
    problems.join(', '),
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

/**
 * "3 of 5 records pass (60 %)": those without an error or a warning. `linted`: of how many records `diagnostics` tells all.
 */
export function describePassRate(
  records: number,
  linted: number,
  diagnostics: readonly Diagnostic[],
): string {
  if (linted < records) return `${linted} of ${records} records linted`;
  const failing = diagnostics.filter(
    ({ severity, record }) => record !== null && (severity === 'error' || severity === 'warning'),
  );
  const passing = records - new Set(failing.map(({ record }) => record)).size;
  return `${passing} of ${records} records pass (${Math.round((100 * passing) / records)} %)`;
}

function decisionOn(sample: Sample): string | undefined {
  const decision = reviewOf(sample)?.decision;
  return decision && !standingReviewOf(sample) ? `${decision}, changed since` : decision;
}

/** Why the run that made a sample rejected it, whatever became of it since. */
function rejection(sample: Sample): string {
  const provenance = metadataField(sample, 'provenance') as
    | { readonly rejected?: unknown }
    | null
    | undefined;
  const reasons = provenance?.rejected;
  if (!Array.isArray(reasons)) return '';
  const named = reasons.map((reason) => ruleOfReason(String(reason)) ?? String(reason));
  return `rejected: ${[...new Set(named)].join(', ')}`;
}

function count(number: number, noun: string): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
