import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bootstrapMeans, mean } from '../../core/statistics/bootstrap';
import { agreementShare, cohensKappa } from '../../core/statistics/kappa';
import { mcnemarExact } from '../../core/statistics/mcnemar';
import { pairedDifference } from '../../core/statistics/newcombe';
import { normalCdf, normalQuantile } from '../../core/statistics/normal';
import { wilsonInterval } from '../../core/statistics/wilson';
import { assertProperty } from '../assertProperty';

function isNear(actual: number | undefined, expected: number, tolerance: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('normal distribution', () => {
  it('has the values of the tables', () => {
    for (const [z, p] of [
      [0, 0.5],
      [1, 0.8413447460685429],
      [1.96, 0.9750021048517795],
      [-1.6448536269514722, 0.05],
      [-3, 0.0013498980316300933],
      [-6, 9.865876450376946e-10],
    ] as const) {
      isNear(normalCdf(z), p, 1e-14);
      isNear(normalQuantile(p), z, 1e-7);
    }
    isNear(normalQuantile(0.975), 1.959963984540054, 1e-14);
    isNear(normalQuantile(1e-20), -9.262340089798409, 1e-12);
  });

  it('goes there and back', () => {
    assertProperty(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) =>
        isNear(normalCdf(normalQuantile(p)), p, 1e-13),
      ),
    );
  });
});

describe("McNemar's exact test", () => {
  it('gives the p of worked examples', () => {
    // Armitage and Berry (1994), Statistical Methods in Medical Research, p. 127: two media for cultures.
    isNear(mcnemarExact(12, 2).p, 0.0129, 5e-5);
    isNear(mcnemarExact(12, 5).p, 0.1435, 5e-5);
    isNear(mcnemarExact(0, 6).p, 2 / 64, 1e-12);
  });

  it('says nothing where nothing differs, and stays exact for many pairs', () => {
    assert.equal(mcnemarExact(0, 0).p, 1);
    assert.equal(mcnemarExact(7, 7).p, 1);
    // Normal approximation with continuity correction, good to three digits here.
    const z = (5200 - 4800 - 1) / Math.sqrt(10_000);
    isNear(mcnemarExact(5200, 4800).p, 2 * normalCdf(-z), 1e-6);
  });

  it('does not care which side comes first', () => {
    assertProperty(
      fc.property(fc.nat(300), fc.nat(300), (b, c) => {
        const { p } = mcnemarExact(b, c);
        isNear(mcnemarExact(c, b).p, p, 1e-12);
        assert.ok(p > 0 && p <= 1);
      }),
    );
  });
});

describe('Wilson interval', () => {
  it('gives the interval of a worked example', () => {
    // Newcombe (1998), Statistics in Medicine 17, 857–872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for (const [successes, trials, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const interval = wilsonInterval(successes, trials, 0.95);
      isNear(interval.low, low, 5e-5);
      isNear(interval.high, high, 5e-5);
    }
  });
});

describe('difference of paired shares', () => {
  const difference = (both: number, onlyFirst: number, onlySecond: number, neither: number) =>
    pairedDifference({ both, onlyFirst, onlySecond, neither }, 0.95);

  it('gives the interval of worked examples', () => {
    // Armitage and Berry's cultures again; limits as StatsDirect gives them.
    const cultures = difference(20, 2, 12, 16);
    isNear(cultures.value, 0.2, 1e-12);
    isNear(cultures.low, 0.056156, 5e-7);
    isNear(cultures.high, 0.329207, 5e-7);
    // Cavo et al. (2012) in Fagerland, Lydersen and Laake's contingencytables: −0.0621 (−0.1186 to −0.0046).
    const response = difference(59, 16, 6, 80);
    isNear(response.value, -0.0621, 5e-5);
    isNear(response.low, -0.1186, 5e-5);
    isNear(response.high, -0.0046, 5e-5);
  });

  it('is not certain where no pair disagrees, and turns with the sides', () => {
    const none = difference(12, 0, 0, 0);
    assert.ok((none.low ?? 0) < -0.2 && (none.high ?? 0) > 0.2);
    const few = fc.nat(40);
    assertProperty(
      fc.property(few, few, few, few, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const there = difference(a, b, c, d);
        const back = difference(a, c, b, d);
        isNear(back.low, -(there.high ?? Number.NaN), 1e-12);
        assert.ok((there.low ?? 2) <= there.value + 1e-12 && there.value <= (there.high ?? -2) + 1e-12);
      }),
    );
  });
});

describe('bootstrap of means', () => {
  const settings = { resamples: 100_000, seed: 1, level: 0.95 };

  it("gives the BCa interval of R's boot", () => {
    // The reference of SciPy's own tests: boot.ci with a million resamples gives BCa (32.31, 91.43).
    const values = [10, 12, 12.5, 12.5, 13.9, 15, 21, 22, 23, 34, 50, 81, 89, 121, 134, 213];
    const [{ value, low, high } = { value: Number.NaN }] = bootstrapMeans([values], settings);
    isNear(value, mean(values), 1e-12);
    isNear(low, 32.31, 0.01 * 32.31);
    isNear(high, 91.43, 0.01 * 91.43);
  });

  it('is the same for the same seed, and another for another', () => {
    const column = Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
    const once = bootstrapMeans([column], { ...settings, resamples: 500 });
    assert.deepEqual(bootstrapMeans([column], { ...settings, resamples: 500 }), once);
    assert.notDeepEqual(bootstrapMeans([column], { ...settings, resamples: 500, seed: 2 }), once);
  });

  it('keeps rows together, and gives no interval where it sees no spread', () => {
    const a = [1, 5, 2, 8, 3, 9];
    const b = a.map((value) => value + 2);
    const [, , difference] = bootstrapMeans([a, b, b.map((value, i) => value - (a[i] as number))], settings);
    assert.deepEqual(difference, { value: 2 });
  });

  it('holds the mean between its ends, inside the range of the values, and moves with them', () => {
    const few = { ...settings, resamples: 400 };
    assertProperty(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }), (values) => {
        const [first, moved] = bootstrapMeans([values, values.map((value) => value + 7)], few);
        const { value, low = value, high = value } = first ?? { value: Number.NaN };
        assert.ok(low >= Math.min(...values) && high <= Math.max(...values) && low <= high);
        isNear(moved?.low ?? moved?.value, low + 7, 1e-9);
        isNear(moved?.high ?? moved?.value, high + 7, 1e-9);
      }),
    );
  });

  it('has no interval for one value, and no mean of none', () => {
    assert.deepEqual(bootstrapMeans([[4]], settings), [{ value: 4 }]);
    assert.throws(() => bootstrapMeans([[]], settings), RangeError);
  });
});

describe("Cohen's kappa", () => {
  it('gives the value and the standard error of worked examples', () => {
    // Reference of R's statpsych::ci.kappa(.05, 31, 12, 4, 58), after Fleiss and Paik (2003).
    const kappa = cohensKappa({ both: 58, onlyFirst: 4, onlySecond: 12, neither: 31 }, 0.95);
    isNear(kappa?.value, 0.6756757, 5e-8);
    isNear(kappa?.standardError, 0.07344761, 5e-9);
    isNear(kappa?.low, 0.531721, 5e-7);
    isNear(kappa?.high, 0.8196303, 5e-8);
    // Sim and Wright (2005), Physical Therapy 85, 257–268: lateral shift, two clinicians.
    isNear(cohensKappa({ both: 22, onlyFirst: 2, onlySecond: 4, neither: 11 }, 0.95)?.value, 0.67, 5e-3);
  });

  it('is undefined where chance agrees always', () => {
    assert.equal(cohensKappa({ both: 9, onlyFirst: 0, onlySecond: 0, neither: 0 }, 0.95), undefined);
    assert.equal(cohensKappa({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 }, 0.95), undefined);
  });

  it('is 1 for full agreement and 0 for agreement by chance', () => {
    isNear(cohensKappa({ both: 3, onlyFirst: 0, onlySecond: 0, neither: 9 }, 0.95)?.value, 1, 1e-12);
    isNear(cohensKappa({ both: 4, onlyFirst: 8, onlySecond: 2, neither: 4 }, 0.95)?.value, 0, 1e-12);
    assert.equal(agreementShare({ both: 4, onlyFirst: 1, onlySecond: 1, neither: 4 }), 0.8);
  });
});
