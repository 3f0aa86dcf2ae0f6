import { hasNegation } from '../../clinical/negation';
import type { Difference } from '../../grounding/differences';
import { findStatedQuantities } from '../../grounding/statedQuantities';
import type { Rule } from '../rule';
import { reportDifferences, shorten } from './reportDifferences';

export const ellipsis: Rule = {
  id: 'proof/ellipsis',
  summary: 'An ellipsis that changes what the context says',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'The parts of a quote with an ellipsis must stand in the context in this order, and what is left out must not turn what they say: no negation or contrast, no number between a number and its unit, no second value to which the rest belongs, no seam between the middles of two sentences, no parts of a word or two that any text has.',
    why: 'With the right gap a quote can say the opposite of its source, word for word.',
    bad: 'context: …did not improve survival.\nproof: - "did … improve survival"',
    good: 'context: …given orally, in two parts, once weekly.\nproof: - "given orally … once weekly"',
    misses:
      'Gaps that leave out a condition without one of the words that turn a sentence. A part that is not in the context is reported by the rule for its difference.',
  },
  sample(sample, report) {
    reportDifferences(sample, ['elision', 'elided-order'], describe, report);
  },
};

function describe({ kind, said, stated }: Difference): string {
  if (kind === 'elided-order')
    return `In the context "${shorten(said)}" stands before the part that it follows here.`;
  const left = `"${shorten(stated)}"`;
  if (hasNegation(stated)) return `The ellipsis leaves out a negation: ${left}.`;
  if (findStatedQuantities(stated).length > 0) return `The ellipsis leaves out a number: ${left}.`;
  return `The ellipsis leaves out ${left}, which may change what the quote says.`;
}
