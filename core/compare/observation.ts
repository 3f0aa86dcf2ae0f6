/** One sample of a run or a dataset, measured. */
import { stanceOf } from '../clinical/abstention';
import { type DatasetFormat, parseRecord } from '../dataset/records';
import type { TokenUsage } from '../generate/provider';
import { measureSample, type SampleMeasures } from '../inspect/measureSample';
import type { LintConfig } from '../lint/config';
import { lintRecord } from '../lint/lintRecord';
import { archetypeOf, withOwnArchetypes } from '../sample/archetype';
import type { Sample } from '../sample/record';
import { metadataField, textOf, typeOf } from '../sample/sampleText';
import type { MetricId } from './metric';

/** Measured values; what could not be measured is left out and never counted as 0. */
export type Measures = Readonly<Partial<Record<MetricId, number>>>;

export interface Observation {
  /** 0-based: of a run's planned sample, or of a dataset's record. */
  readonly index: number;
  readonly archetype: string;
  /** The seed that the sample was asked for with. */
  readonly seed?: number;
  /** `metadata.id`. */
  readonly id?: string;
  readonly measures: Measures;
  /** The record, as its file holds it. */
  readonly record?: string;
  /** What came instead, where no record could be made of it. */
  readonly response?: string;
  /** What is wrong with it, one line each: problems of the lint, or of the response. */
  readonly problems: readonly string[];
}

export interface MeasuredRecord {
  readonly archetype: string | undefined;
  readonly id: string | undefined;
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly clean: boolean;
  readonly problems: readonly string[];
  /** What the text of the record says by itself. */
  readonly measures: Measures;
}

/** Measures the text of one record. Never throws: of what cannot be read, nothing is measured. */
export function measureRecord(format: DatasetFormat, source: string, config: LintConfig): MeasuredRecord {
  const record = parseRecord(format, source);
  const { sample } = record;
  const problems = lintRecord(record, config)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ rule, message }) => `${rule}: ${message}`);
  const id = sample && metadataField(sample, 'id');
  const provenance = sample && metadataField(sample, 'provenance');
  return {
    archetype: sample && typeOf(sample),
    id: typeof id === 'string' ? id : undefined,
    provenance: typeof provenance === 'object' && provenance !== null ? { ...provenance } : {},
    clean: problems.length === 0,
    problems,
    measures: sample ? { ...pick(measureSample(sample)), ...measureStance(sample, config) } : {},
  };
}

/** Those of what is measured of a record that a comparison shows. */
function pick(measures: SampleMeasures): Measures {
  const { grounded, 'think-words': words, 'think-steps': steps } = measures;
  return {
    ...(grounded !== undefined && { grounded }),
    ...(words !== undefined && { 'think-words': words }),
    ...(steps !== undefined && { 'think-steps': steps }),
  };
}

function measureStance(sample: Sample, { archetypes }: LintConfig): Measures {
  const expected = archetypeOf(sample, withOwnArchetypes(archetypes))?.abstains;
  const answer = textOf(sample, 'answer');
  if (expected === undefined || answer === '') return {};
  const stance = stanceOf(answer);
  const correct = stance === 'partly' || stance === (expected ? 'abstains' : 'answers');
  return { abstention: correct ? 1 : 0 };
}

/** Tokens of one sample's calls; nothing where the service counted none. */
export function measureTokens({ input, output, thinking }: TokenUsage): Measures {
  const out = output + thinking;
  return { ...(input > 0 && { 'input-tokens': input }), ...(out > 0 && { 'output-tokens': out }) };
}
