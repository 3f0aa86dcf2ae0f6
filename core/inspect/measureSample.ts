/** What the text of one record says by itself, in numbers. */
import { groundingOf } from '../grounding/sampleQuotes';
import type { Sample } from '../sample/record';
import { textOf } from '../sample/sampleText';
import { splitSentencesOfLines } from '../text/sentences';
import { countWords } from '../text/words';
import type { MeasureId } from './measure';

/** Those that need nothing but the record. */
export const SAMPLE_MEASURES = [
  'context-words',
  'question-words',
  'think-words',
  'proof-words',
  'answer-words',
  'quotes',
  'grounded',
  'think-steps',
  'needle-depth',
] as const satisfies readonly MeasureId[];

export type SampleMeasures = Partial<Record<(typeof SAMPLE_MEASURES)[number], number>>;

/** What cannot be measured is left out and never counted as 0: words of a part that is not there, the share of no quotes. */
export function measureSample(sample: Sample): SampleMeasures {
  const measures: SampleMeasures = measureQuotes(sample);
  for (const part of ['context', 'question', 'think', 'proof', 'answer'] as const) {
    const text = textOf(sample, part);
    if (text !== '') measures[`${part}-words`] = countWords(text);
  }
  const think = textOf(sample, 'think');
  if (think !== '') measures['think-steps'] = splitSentencesOfLines(think).length;
  return measures;
}

function measureQuotes(sample: Sample): SampleMeasures {
  const grounding = groundingOf(sample);
  if (!grounding) return {};
  const { quotes, context } = grounding;
  if (quotes.length === 0) return { quotes: 0 };
  let grounded = 0;
  let first: number | undefined;
  for (const { match } of quotes) {
    if (match.kind === 'verbatim' || match.kind === 'typographic') {
      grounded++;
      first ??= match.span.start;
    } else if (match.kind === 'elided') first ??= match.spans[0]?.start;
  }
  return {
    quotes: quotes.length,
    grounded: grounded / quotes.length,
    ...(first !== undefined && { 'needle-depth': first / context.text.length }),
  };
}
