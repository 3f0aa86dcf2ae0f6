import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_MIX, formatMix, type Mix, mixCounts, parseMix } from '../../core/generate/mix';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { assertProperty } from '../assertProperty';

function mixOf(text: string): Mix {
  const [reasoning = 0, refusal = 0, haystack = 0, anti_knowledge = 0] = text.split('/').map(Number);
  return { reasoning, refusal, haystack, anti_knowledge };
}

describe('mix: counts', () => {
  for (const [mix, count, expected] of [
    ['40/20/20/20', 0, '0/0/0/0'],
    ['40/20/20/20', 1, '0/0/0/1'],
    ['40/20/20/20', 2, '0/0/0/2'],
    ['40/20/20/20', 5, '2/1/1/1'],
    ['40/20/20/20', 9, '3/1/1/4'],
    ['40/20/20/20', 10, '4/2/2/2'],
    ['40/20/20/20', 99, '39/19/19/22'],
    ['2/1/1/1', 10, '4/2/2/2'],
    ['1/0/0/0', 7, '7/0/0/0'],
    ['0/0/0/1', 7, '0/0/0/7'],
    ['1/1/0/0', 3, '1/2/0/0'],
    ['0/1/1/0', 5, '0/2/3/0'],
    ['1/1/1/1', 3, '0/0/0/3'],
  ] as const) {
    it(`${mix} of ${count} is ${expected}`, () => {
      assert.equal(formatMix(mixCounts(mixOf(mix), count)), expected);
    });
  }

  it('sums to the count, gives nothing to a share of 0, and is never negative', () => {
    const share = fc.oneof(fc.constant(0), fc.nat(999_999));
    const shares = fc
      .tuple(share, share, share, share)
      .filter((four) => four.some((value) => value > 0))
      .map((four) => mixOf(four.join('/')));
    assertProperty(
      fc.property(shares, fc.nat(1_000_000), (mix, count) => {
        const counts = mixCounts(mix, count);
        const values = GENERATED_ARCHETYPES.map((name) => counts[name]);
        assert.equal(
          values.reduce((sum, value) => sum + value, 0),
          count,
        );
        for (const name of GENERATED_ARCHETYPES) {
          assert.ok(Number.isSafeInteger(counts[name]) && counts[name] >= 0, `${name}: ${counts[name]}`);
          if (mix[name] === 0) assert.equal(counts[name], 0, name);
        }
      }),
    );
  });
});

describe('mix: text form', () => {
  it('reads what it writes', () => {
    assert.deepEqual(parseMix('40/20/20/20'), DEFAULT_MIX);
    assert.equal(formatMix(parseMix(' 1 / 0/2/3')), '1/0/2/3');
    const withOwn = parseMix('0/0/2/3,missing_clause 10 , b-2 0');
    assert.equal(formatMix(withOwn), '0/0/2/3, missing_clause 10, b-2 0');
    assert.deepEqual(parseMix(formatMix(withOwn)), withOwn);
    assert.equal(mixCounts(withOwn, 15).missing_clause, 10);
    for (const wrong of ['1/1/1/1, x', '1/1/1/1,', '1/1/1/1, 3', '1/1/1/1, x 1234567'])
      assert.throws(() => parseMix(wrong), RangeError, wrong);
  });

  for (const text of ['', '1/2/3', '1/2/3/4/5', '1/2/3/-4', '1/2/3/x', '1/2/3/', '1.5/2/3/4', '1e3/1/1/1']) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseMix(text), { name: 'RangeError', message: /four whole numbers/ });
    });
  }

  it('refuses shares too large to be counted exactly', () => {
    assert.throws(() => parseMix('9007199254740993/1/1/1'), RangeError);
  });

  it('refuses a mix of nothing', () => {
    assert.throws(() => parseMix('0/0/0/0'), { message: /at least one share/ });
  });
});
