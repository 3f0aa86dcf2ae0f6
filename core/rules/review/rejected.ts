import { reviewOf } from '../../sample/reviewDecision';
import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const rejected: Rule = {
  id: 'review/rejected',
  summary: 'A record that a reviewer rejected',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A record with `"decision": "rejected"` in `metadata.review`, where **Reject Sample** writes it, with the reason.',
    why: 'What a person found wrong is not to be trained on, whatever else the lint says: `vignette clean` sorts it out, and `vignette export` refuses it.',
    bad: '"review": {"decision": "rejected", "reason": "the dose is of another child"}',
    good: '"review": {"decision": "accepted"}',
    misses: 'Records that nobody has looked at.',
  },
  sample(sample, report) {
    const review = reviewOf(sample);
    const node = review?.decision === 'rejected' && member(sample.metadata, 'review');
    if (!node) return;
    const { by, reason } = review;
    report({
      message: `Rejected in review${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '.' : `: ${reason}`}`,
      span: node.span,
    });
  },
};
