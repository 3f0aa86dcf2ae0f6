import { type Amount, findAmounts, findWordedAmounts } from '../../clinical/amounts';
import { findFrequencies } from '../../clinical/frequencies';
import { isBare } from '../../clinical/unitFamilies';
import { AmountSupport } from '../../grounding/amountSupport';
import { findOtherCounts } from '../../grounding/counts';
import { findOtherFrequencies } from '../../grounding/otherFrequencies';
import { partSource, textOf } from '../../sample/sampleText';
import { contains } from '../../text/span';
import type { Rule } from '../rule';

export const unsupportedNumber: Rule = {
  id: 'answer/unsupported-number',
  summary: 'A number in the answer that comes from nowhere',
  severity: 'error',
  fix: null,
  docs: {
    what: 'An amount in `<answer>` that neither the context nor the question states and that nothing works out from them. Amounts compare with their units ("two weeks" is 14 days, 625 mg is not 625 mg/m²). A result counts when think reaches it in an equation, when the answer shows the calculation, or when it is one step away from amounts the sample mentions: a sum or difference, a reduction by a percentage, a share. Small counts where the context counts the same whole or things otherwise ("7 of 42" for its "6 of 42"), and how often something is given, where the context has the dose with another frequency, or the frequency nowhere ("twice weekly" for its "once weekly"). Think saying so too is no excuse, unless the context speaks of a change to this frequency or think shows one ("reduced from twice to once daily").',
    why: 'A dose or a survival time that the context does not hold is knowledge from elsewhere or an invention; the model learns that both are fine.',
    bad: 'context: …the starting dose was 20 mg.\nanswer: The dose is 25 mg.',
    good: 'context: …the starting dose was 20 mg, to be reduced by 25 %.\nthink: 20 mg × 0.75 = 15 mg\nanswer: The new dose is 15 mg.',
    misses:
      'A number that the context states about something else (unless `answer/contradicts-proof` sees it); numbers in think that come from nowhere and are worked with; dates whose parts the context has; a step whose result happens to be right; tasks without thinking, which need not show how a number is worked out; bare numbers up to ten without a unit or a word such as "grade", where the context does not count the same otherwise; shares written as words ("half"); a frequency of something without a dose, where the context has it of something else.',
  },
  sample(sample, report) {
    const { answer, context } = sample.parts;
    if (!answer || !context || (sample.dialect === 'task' && !sample.parts.think)) return;
    const { text } = answer;
    const source = `${context.text}\n${textOf(sample, 'question')}`;
    for (const { span } of findOtherCounts(text, source, textOf(sample, 'think'))) {
      report({
        message: `The context counts otherwise: nothing gives ${text.slice(span.start, span.end)}.`,
        span: partSource(answer, span),
      });
    }
    let known: AmountSupport | undefined;
    const support = (): AmountSupport => {
      known ??= new AmountSupport({
        context: context.text,
        question: textOf(sample, 'question'),
        think: textOf(sample, 'think'),
        proof: textOf(sample, 'proof'),
        answer: text,
      });
      return known;
    };
    const amounts = [...findAmounts(text), ...findWordedAmounts(text)];
    const frequencies = findFrequencies(text);
    for (const { span, stated } of findOtherFrequencies(frequencies, text, source, textOf(sample, 'think'))) {
      // "Every 3 months" may be said as "after 3 months, …".
      const interval = amounts.find((amount) => contains(span, amount.span));
      if (stated === undefined && interval && support().states(interval)) continue;
      const written = text.slice(span.start, span.end);
      report({
        message:
          stated === undefined
            ? `Neither the context nor the question says "${written}".`
            : `The context gives this "${stated}", not "${written}".`,
        span: partSource(answer, span),
      });
    }
    for (const amount of amounts) {
      if (frequencies.some(({ span }) => contains(span, amount.span)) || !mustBeSupported(amount, text))
        continue;
      if (isLabel(amount, text) ? support().states(amount) : support().supports(amount)) continue;
      const written = text.slice(amount.span.start, amount.span.end);
      report({
        message: `Neither the context nor a calculation in <think> gives ${written}.`,
        span: partSource(answer, amount.span),
      });
    }
  },
};

/** Words that make a small number a statement: "grade 3", "day 15". */
const CLINICAL_LABEL =
  /\b(?:grade|phase|level|stage|day|week|month|cycle|arm|cohort|score|aged?)\s*[≥≤<>]?\s*$/i;

/** Words before a number that is never worked out. */
const LABEL = /\b(?:grade|phase|level|stage|arm|cohort)\s*[≥≤<>]?\s*$/i;

function isLabel({ span, unit }: Amount, text: string): boolean {
  return isBare(unit) && LABEL.test(text.slice(Math.max(0, span.start - 20), span.start));
}

/** A list's own number, a reference: "2. ", "(1)", "[3]", "Step 2". */
const ENUMERATION = /(?:^|\n)[\s\-*•]*$/;

/** "95 % CI": the level that everyone uses. */
const CONFIDENCE = /^\s*(?:CI\b|confidence)/i;

function mustBeSupported({ span, value, unit, worded }: Amount, text: string): boolean {
  if (worded) return value > 1;
  const before = text.slice(Math.max(0, span.start - 20), span.start);
  const after = text.slice(span.end, span.end + 14);
  if (unit === '%' && CONFIDENCE.test(after)) return false;
  if (!isBare(unit)) return true;
  if (ENUMERATION.test(before) && /^[.)]/.test(after)) return false;
  return value > 10 || !Number.isInteger(value) || CLINICAL_LABEL.test(before);
}
