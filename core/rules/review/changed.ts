import { reviewOf, standingReviewOf } from '../../sample/reviewDecision';
import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const changed: Rule = {
  id: 'review/changed',
  summary: 'A record whose texts changed after a reviewer accepted it',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A record with `"decision": "accepted"` in `metadata.review` whose texts are no longer those that were accepted, as `text`, their digest, says. Typography and metadata may change.',
    why: 'It says that somebody has read it, and nobody has read what it says now. **Accept Sample** accepts it anew, **Take Back Decision** makes it an undecided one.',
    bad: '"review": {"decision": "accepted", "text": "0f3a…"} beside an answer that was edited since',
    good: '"review": {"decision": "accepted", "text": "…"} with the digest of the texts as they are',
    misses: 'Records that were accepted before the digest was kept, or by hand without one.',
  },
  sample(sample, report) {
    const node = member(sample.metadata, 'review');
    const review = node && reviewOf(sample);
    if (!review || standingReviewOf(sample)) return;
    const by = review.by === undefined ? '' : ` by ${review.by}`;
    report({
      message: `Changed since it was accepted${by}: read it again, and accept it or take the decision back.`,
      span: node.span,
    });
  },
};
