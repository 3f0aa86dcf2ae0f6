import { type Amount, findAmounts } from '../../clinical/amounts';
import { isSameAmount, isSameKind } from '../../clinical/ties';
import { isBare, isCount } from '../../clinical/unitFamilies';
import { AmountSupport } from '../../grounding/amountSupport';
import type { Part } from '../../sample/record';
import { partSource, textOf } from '../../sample/sampleText';
import { splitSentencesOfLines } from '../../text/sentences';
import { shift } from '../../text/span';
import type { Rule } from '../rule';
import { equationsOf } from './equationsOf';

export const thinkUnsupportedNumber: Rule = {
  id: 'think/unsupported-number',
  summary: 'A calculation with a number that comes from nowhere',
  severity: 'error',
  fix: null,
  docs: {
    what: 'An amount with a unit that an equation in `<think>` works with, where neither context nor question has it, nothing before it gives it, and the context has another amount of its kind. Numbers that convert units (7 days, 60 minutes, 1000 mg) and what an example or an assumption introduces are free.',
    why: 'A dose worked out without a slip from a weight that nobody measured is a wrong dose.',
    bad: 'context: …the child weighs 24 kg.\nthink: 2 mg/kg × 42 kg = 84 mg',
    good: 'context: …the child weighs 24 kg.\nthink: 2 mg/kg × 24 kg = 48 mg',
    misses:
      'Numbers without a unit, counts, numbers outside equations or on the right of them, and amounts of a kind that the context has none of: what is taken from general knowledge is not told from what is made up.',
  },
  sample(sample, report) {
    const { think, context } = sample.parts;
    if (!think || !context) return;
    const { text } = think;
    const question = textOf(sample, 'question');
    const operands = operandsOf(think, `${context.text}\n${question}`);
    if (operands.length === 0) return;
    const texts = { context: context.text, question, proof: '', answer: text };
    const source = new AmountSupport({ ...texts, think: '' });
    for (const amount of operands) {
      if (source.states(amount) || CASE.test(text.slice(text.lastIndexOf('\n', amount.span.start) + 1)))
        continue;
      if (!source.hasKind(amount)) continue;
      const before = new AmountSupport({ ...texts, think: text.slice(0, amount.span.start) });
      if (before.supports(amount) || isSaidBeside(amount, text, source)) continue;
      report({
        message: `Neither the context nor what stands before gives ${text.slice(amount.span.start, amount.span.end)}.`,
        span: partSource(think, amount.span),
      });
    }
  },
};

/** A line that leaves what is given on purpose. */
const CASE = /^[^\n]*\b(?:if|suppose|assum\w*|hypothetical\w*|for example|e\.g\.|say,)/i;

/** By unit, amounts that are as many of a smaller one. */
const CONVERSIONS: Readonly<Record<string, readonly number[]>> = {
  day: [7, 14, 28, 30, 30.4, 365, 365.25],
  week: [4, 4.3, 4.33, 4.345, 52],
  month: [12],
  hour: [24],
  minute: [60, 1440],
  second: [60],
};

/** Whether a sentence before has the amount beside one of its kind that has a source: "Half of the 30 mg is 15 mg." */
function isSaidBeside(amount: Amount, text: string, source: AmountSupport): boolean {
  return splitSentencesOfLines(text, { start: 0, end: amount.span.start }).some((sentence) => {
    const alike = findAmounts(text.slice(sentence.start, sentence.end))
      .map(({ span, ...rest }) => ({ ...rest, span: shift(span, sentence.start) }))
      .filter((other) => isSameKind(other, amount));
    return alike.some((other) => isSameAmount(other, amount)) && alike.some((other) => source.states(other));
  });
}

/** The amounts with units that the equations calculate with, where the source has not all of their digits. */
function operandsOf(think: Part, source: string): Amount[] {
  const { text } = think;
  const sides = equationsOf(think)
    .map(({ left }) => left)
    .filter(({ start, end }) => {
      const numbers = text.slice(start, end).match(/\d+(?:[.,]\d+)*/g) ?? [];
      return numbers.some((digits) => !new RegExp(`(?<![\\d.,])${digits}(?!\\d|[.,]\\d)`).test(source));
    });
  if (sides.length === 0) return [];
  return findAmounts(text).filter(
    ({ span, value, unit }) =>
      !isBare(unit) &&
      !isCount(unit) &&
      !Number.isInteger(Math.log10(value)) &&
      !CONVERSIONS[unit]?.includes(value) &&
      sides.some(({ start, end }) => start <= span.start && span.start < end),
  );
}
