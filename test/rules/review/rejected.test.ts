import { rejected } from '../../../core/rules/review/rejected';
import { check, checkGood } from '../ruleCases';

describe('review/rejected', () => {
  it('reports what a reviewer rejected, with the reason', () => {
    check(
      rejected,
      {
        metadata: '{"review":⟦{"decision":"rejected","reason":"the dose is of another child","by":"A. B."}⟧}',
      },
      /^Rejected in review by A\. B\.: the dose is of another child$/,
    );
    check(rejected, { metadata: '{"review":⟦{"decision":"rejected"}⟧}' }, /^Rejected in review\.$/);
  });

  it('takes what was accepted, what nobody decided about, and what is no decision', () => {
    checkGood(
      rejected,
      { metadata: '{"review":{"decision":"accepted"}}' },
      { metadata: '{"id":"a"}' },
      { metadata: '{"review":"rejected"}' },
    );
  });
});
