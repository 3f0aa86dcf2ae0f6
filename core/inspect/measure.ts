/** What is measured of each record of a dataset. */
import type { TagName } from '../sample/tags';

export type MeasureId =
  | 'context-words'
  | 'question-words'
  | 'think-words'
  | 'proof-words'
  | 'answer-words'
  | 'tokens'
  | 'quotes'
  | 'grounded'
  | 'think-steps'
  | 'needle-depth'
  | 'problems';

/** `share`: from 0 to 1. `amount`: whole numbers from 0 on, in `unit`. */
export interface Measure {
  readonly id: MeasureId;
  /** Fit for the head of a plot, without its unit. */
  readonly title: string;
  readonly kind: 'share' | 'amount';
  /** Of an amount. */
  readonly unit?: 'words' | 'tokens' | 'quotes' | 'steps' | 'problems';
  /** How it is measured, one sentence. */
  readonly definition: string;
}

const lengthOf = <Part extends TagName>(part: Part, noun: string) =>
  ({
    id: `${part}-words` as const,
    title: `Length of ${noun}`,
    kind: 'amount',
    unit: 'words',
    definition: `Words in <${part}>.`,
  }) as const;

/** By id, in the order of a report. */
export const MEASURES = {
  'context-words': lengthOf('context', 'context'),
  'question-words': lengthOf('question', 'question'),
  'think-words': lengthOf('think', 'reasoning'),
  'proof-words': lengthOf('proof', 'proof'),
  'answer-words': lengthOf('answer', 'answer'),
  tokens: {
    id: 'tokens',
    title: 'Tokens',
    kind: 'amount',
    unit: 'tokens',
    definition: 'Tokens of all messages together, without what a chat template adds.',
  },
  quotes: {
    id: 'quotes',
    title: 'Quotes',
    kind: 'amount',
    unit: 'quotes',
    definition: 'Quotes in <proof>.',
  },
  grounded: {
    id: 'grounded',
    title: 'Grounded quotes',
    kind: 'share',
    definition:
      "Share of a record's quotes that stand in its context word for word or differ in typography only.",
  },
  'think-steps': {
    id: 'think-steps',
    title: 'Depth of reasoning',
    kind: 'amount',
    unit: 'steps',
    definition: 'Sentences and list items in <think>.',
  },
  'needle-depth': {
    id: 'needle-depth',
    title: 'Place of the evidence',
    kind: 'share',
    definition:
      'Where in <context> the first quote that stands there begins: 0 % is the start of the context, 100 % its end.',
  },
  problems: {
    id: 'problems',
    title: 'Problems',
    kind: 'amount',
    unit: 'problems',
    definition: 'Errors and warnings that the lint reports of a record.',
  },
} as const satisfies { readonly [Id in MeasureId]: Measure & { readonly id: Id } };

export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[];

/** Its title with its unit, where the title does not say that already: `Length of context, words`, `Tokens`. */
export function titleWithUnit(id: MeasureId): string {
  const { title, unit } = { unit: undefined, ...MEASURES[id] };
  return unit === undefined || title.toLowerCase() === unit ? title : `${title}, ${unit}`;
}
