import { inContent, partSource } from '../../sample/sampleText';
import { replaceFix } from '../fixes';
import type { Rule } from '../rule';
import { equationsOf } from './equationsOf';

export const arithmetic: Rule = {
  id: 'think/arithmetic',
  summary: 'An equation that does not hold',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'Equations in `<think>` are worked out: `+ - × · ÷ / √ %`, brackets, powers, units after the numbers, chains such as `(125 × 25)/3600 = 3125/3600 ≈ 0.868`. A result may be rounded or cut off to the digits it shows; rounded numbers within the calculation are allowed for.',
    why: 'A dose that comes from a wrong calculation is a wrong dose, and the model learns that calculations need not come out.',
    bad: '20 mg × 0.75 = 16 mg',
    good: '20 mg × 0.75 = 15 mg',
    misses:
      'What cannot be read as an equation is not one: calculations with words or letters in place of numbers, or with other words than "plus", "minus", "times", "multiplied by", "divided by" and "equals" in place of signs, sides in different units of one kind ("2 h = 100 min"), thousands set apart by a plain space, fractions in LaTeX, a second rounding in a chain ("= 13.98 ≈ 15 mg"), ranges, results in words, and rounding that is announced in words ("rounded to 115 mg").',
  },
  sample({ parts: { think } }, report) {
    if (!think) return;
    for (const { left, right, wrong } of equationsOf(think)) {
      if (!wrong) continue;
      const { span, expected } = wrong;
      const other = span === right ? left : right;
      const at = inContent(think, span);
      report({
        message: `${think.text.slice(other.start, other.end)} is ${expected}, not ${think.text.slice(span.start, span.end)}.`,
        span: partSource(think, span),
        fixes: replaceFix('suggestion', `Write ${expected}`, think.content, at, expected),
      });
    }
  },
};
