import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatReview, ReviewError, readPartialReview } from '../../../core/sample/vignette/review';
import { splitLines, stripLineEnd } from '../../../core/text/lineText';
import { assertProperty } from '../../assertProperty';
import { line } from '../rules/goodSample';

/** Records that each say which they are; JSON with spaces, a broken line and a blank one between them. */
const LINES = [
  ...['a', 'b'].map((id) => `${line({ metadata: { id } })}\n`),
  `${line({ metadata: { id: 'c' } }).replace('{', '{ ')}\r\n`,
  '\n',
  '{"messages": \n',
  line({ metadata: { id: 'f' } }),
];
const RECORDS = [0, 1, 2, 4, 5];

describe('a review of some records', () => {
  const previous = LINES.join('');
  const review = (shown: readonly number[]): string =>
    formatReview(shown.map((place) => `${stripLineEnd(LINES[place] ?? '')}\n`).join(''));

  it('leaves every line as it is that was not edited, shown or not', () => {
    assertProperty(
      fc.property(fc.subarray(RECORDS, { minLength: 1 }), (shown) => {
        assert.equal(readPartialReview(review(shown), previous, shown), previous);
      }),
    );
  });

  it('writes what was edited to its own line', () => {
    assertProperty(
      fc.property(fc.subarray([0, 1, 2, 5], { minLength: 1 }), fc.nat(), (shown, n) => {
        const edited = shown[n % shown.length] as number;
        const id = 'abc  f'[edited];
        const text = review(shown).replace(`id: ${id}\n`, 'id: edited\n');
        const after = splitLines(readPartialReview(text, previous, shown));
        for (const [i, now] of after.entries()) {
          if (i === edited) assert.equal(now.trimEnd(), line({ metadata: { id: 'edited' } }));
          else assert.equal(now, LINES[i]);
        }
      }),
    );
  });

  it('is refused when samples were added or taken out', () => {
    for (const [text, shown] of [
      [review([0]), [0, 1]],
      [review([0, 1]), [0]],
      [review([0]), [9]],
    ] as const) {
      assert.throws(() => readPartialReview(text, previous, shown), ReviewError);
    }
  });
});
