/** What a comparison measures, sample by sample. */
import { MEASURES } from '../inspect/measure';

export type MetricId =
  | 'usable-first'
  | 'usable'
  | 'clean-first'
  | 'clean'
  | 'grounded'
  | 'abstention'
  | 'think-words'
  | 'think-steps'
  | 'latency'
  | 'input-tokens'
  | 'output-tokens'
  | 'cost';

/** `yes-no`: 0 or 1. `share`: from 0 to 1. `amount`: 0 and above, in `unit`. */
export type MetricKind = 'yes-no' | 'share' | 'amount';

export interface Metric {
  readonly id: MetricId;
  /** Fit for the head of a row, without its unit. */
  readonly title: string;
  readonly kind: MetricKind;
  /** Of an amount. */
  readonly unit?: 'words' | 'steps' | 's' | 'tokens' | 'US$';
  /** Which end is good; left out where neither is. */
  readonly better?: 'higher' | 'lower';
  /** How it is measured, one sentence. */
  readonly definition: string;
}

/** In the order of a report. */
export const METRICS: readonly Metric[] = [
  {
    id: 'usable-first',
    title: 'Usable at the first attempt',
    kind: 'yes-no',
    better: 'higher',
    definition: 'The first response that came can be read as the sample asked for.',
  },
  {
    id: 'usable',
    title: 'Usable after repair',
    kind: 'yes-no',
    better: 'higher',
    definition: 'A record could be made of a response, after repairs, without drawing another sample.',
  },
  {
    id: 'clean-first',
    title: 'Lint-clean at the first attempt',
    kind: 'yes-no',
    better: 'higher',
    definition: 'The record of the first response has neither errors nor warnings after safe fixes.',
  },
  {
    id: 'clean',
    title: 'Lint-clean after repair',
    kind: 'yes-no',
    better: 'higher',
    definition: 'The record has neither errors nor warnings, after repairs, without drawing another sample.',
  },
  { ...MEASURES.grounded, better: 'higher' },
  {
    id: 'abstention',
    title: 'Abstention correct',
    kind: 'yes-no',
    better: 'higher',
    definition: 'The answer abstains where its archetype must, and answers where it must.',
  },
  MEASURES['think-words'],
  MEASURES['think-steps'],
  {
    id: 'latency',
    title: 'Time of calls',
    kind: 'amount',
    unit: 's',
    better: 'lower',
    definition:
      'Time of all calls until the place in the plan was filled or given up, failed calls, repairs and samples drawn again included, waits between calls left out.',
  },
  {
    id: 'input-tokens',
    title: 'Tokens in',
    kind: 'amount',
    unit: 'tokens',
    better: 'lower',
    definition: 'Prompt tokens of the same calls.',
  },
  {
    id: 'output-tokens',
    title: 'Tokens out',
    kind: 'amount',
    unit: 'tokens',
    better: 'lower',
    definition: 'Answer and thinking tokens of the same calls.',
  },
  {
    id: 'cost',
    title: 'Cost',
    kind: 'amount',
    unit: 'US$',
    better: 'lower',
    definition: 'Price of the same calls, as it was when they were made.',
  },
];
