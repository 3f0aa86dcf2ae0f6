import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../core/grounding/fold';
import { assertProperty } from '../../assertProperty';

describe('fold', () => {
  for (const [a, b] of [
    ['“a”', '"a"'],
    ['7‑year', '7-year'],
    ['25 %', '25%'],
    ['a  b', 'a b'],
    ['a\n b', 'a b'],
    ['e\u0301', '\u00e9'],
    ['5 µM', '5 μM'],
    ['co\u00adoperate', 'cooperate'],
    ['wait…', 'wait...'],
    [' a ', 'a'],
  ] as const) {
    it(`${JSON.stringify(a)} is ${JSON.stringify(b)}`, () => assert.equal(fold(a).value, fold(b).value));
  }

  for (const [a, b] of [
    ['no table', 'notable'],
    ['1 5', '15'],
    ['<5', '>5'],
    ['10²', '102'],
    ['a-b', 'ab'],
    ['Mg', 'mg'],
    ['1.5', '15'],
    ['e', '\u00e9'],
  ] as const) {
    it(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`, () =>
      assert.notEqual(fold(a).value, fold(b).value));
  }

  it('maps stretches to stretches that fold to them', () => {
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom('“', '…', ' ', '\u00ad', 'e\u0301', '\u0301', '–', '5', 'a', '\n', 'ﬁ', '👩‍👧'),
          fc.string({ unit: 'binary', maxLength: 2 }),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    assertProperty(
      fc.property(text, fc.nat(), fc.nat(), (original, a, b) => {
        const folded = fold(original);
        const [start = 0, end = 0] = [a, b].map((n) => n % (folded.value.length + 1)).sort((x, y) => x - y);
        const span = folded.toOriginal({ start, end });
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= original.length);
        // A character that folds to several ("…") comes back whole, so the stretch may be wider, never narrower.
        assert.ok(
          fold(original.slice(span.start, span.end)).value.includes(folded.value.slice(start, end).trim()),
        );
      }),
      { numRuns: 3000 },
    );
  });
});
