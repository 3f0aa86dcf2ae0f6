import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findQuantities, sameQuantity } from '../../../core/grounding/quantities';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { markedText } from '../marked';

/** How a quantity reads: comparator, value, unit. */
function read(text: string): string[] {
  return findQuantities(text).map(
    ({ comparator, value, unit }) => `${comparator}${Number(value.toPrecision(12))}${unit && ` ${unit}`}`,
  );
}

describe('quantities', () => {
  /** Each ⟦stretch⟧ is one quantity. */
  const table: readonly (readonly [marked: string, ...expected: string[]])[] = [
    ['⟦15 mg⟧', '15 mg'],
    ['⟦15mg⟧', '15 mg'],
    ['⟦15-mg⟧ tablets', '15 mg'],
    ['⟦15 mg⟧.', '15 mg'],
    ['⟦15 milligrams⟧', '15 mg'],
    ['⟦1.5 mg/m²⟧', '1.5 mg/m²'],
    ['⟦1.5 mg/m2⟧', '1.5 mg/m²'],
    ['⟦20 mg/m²/day⟧', '20 mg/m²/day'],
    ['⟦12.5 mg/kg/day⟧', '12.5 mg/kg/day'],
    ['⟦0,5 mg⟧', '0.5 mg'],
    ['⟦.5 mg⟧', '0.5 mg'],
    ['⟦1,250⟧ cases', '1250'],
    ['⟦1\u202f250⟧', '1250'],
    ['⟦1,234,567.89 mL⟧', '1234567.89 mL'],
    ['⟦45,000/µL⟧', '45000 /μL'],
    ['⟦45,000/μL⟧', '45000 /μL'],
    ['⟦50⟧ × ⟦10⁹/L⟧', '50', '1000000000 /L'],
    ['⟦10⁻³⟧', '0.001'],
    ['⟦1e5 cells⟧', '100000 cell'],
    ['⟦½⟧ a ⟦2½ mL⟧', '0.5', '2.5 mL'],
    ['⟦<50⟧', '<50'],
    ['⟦< 50 mL⟧', '<50 mL'],
    ['⟦≤56 Gy⟧', '≤56 Gy'],
    ['⟦<=56 Gy⟧', '≤56 Gy'],
    ['⟦≥ 75⟧', '≥75'],
    ['⟦>=75⟧', '≥75'],
    ['⟦~30%⟧', '≈30 %'],
    ['⟦12⟧ ⟦± 0.5 mm⟧', '12', '±0.5 mm'],
    ['p⟦ < 0.001⟧'.replace('p⟦ <', 'p ⟦<'), '<0.001'],
    ['p=⟦0.05⟧', '0.05'],
    ['by ⟦-5 °C⟧', '-5 °C'],
    ['by ⟦−5%⟧', '-5 %'],
    ['⟦7⟧–⟦10 days⟧', '7', '10 day'],
    ['⟦7⟧-⟦10 days⟧', '7', '10 day'],
    ['⟦5%⟧-⟦10%⟧', '5 %', '10 %'],
    ['⟦7-year⟧-old', '7 year'],
    ['⟦54 Gy⟧ in ⟦30 fractions⟧', '54 Gy', '30 fraction'],
    ['⟦15 per cent⟧ and ⟦15 percent⟧', '15 %', '15 %'],
    ['⟦140⟧/⟦90 mmHg⟧', '140', '90 mmHg'],
    ['⟦3 T⟧ MRI', '3 T'],
    ['⟦10 µM⟧, ⟦10 mM⟧, ⟦10 M⟧', '10 μM', '10 mM', '10 M'],
    ['⟦15  mg⟧', '15 mg'],
    ['⟦15\nmg⟧', '15 mg'],
    ['grade ⟦3⟧ toxicity', '3'],
    ['(⟦5⟧)', '5'],
  ];
  for (const [marked, ...expected] of table) {
    it(`reads ${JSON.stringify(marked)}`, () => {
      const { text, spans } = markedText(marked);
      assert.deepEqual(read(text), expected);
      assert.deepEqual(
        findQuantities(text).map(({ span }) => span),
        spans,
      );
    });
  }

  for (const name of [
    'H3 K27M',
    'H3K27M',
    'H3.3 K27M',
    'H3K27me3',
    'ONC201',
    'ONC-201',
    'NCT04567890',
    'COVID-19',
    'IL-6',
    'TP53',
    'GSK-J4',
    'AZD0156',
    'ACVR1',
    'v1.2.3',
    '1.2.3',
    '18F-FDG',
    '3D',
    '2nd',
    'CD8+',
    'B7‑H3',
    'x_5',
  ]) {
    it(`finds none in the name ${name}`, () => assert.deepEqual(read(`The ${name} marker`), []));
  }

  const different: readonly (readonly [string, string])[] = [
    ['15 mg', '1.5 mg'],
    ['15 mg', '15 g'],
    ['15 mg', '15 mg/m²'],
    ['15 mg', '15'],
    ['<50', '>50'],
    ['<50', '50'],
    ['<50', '≤50'],
    ['10⁹', '109'],
    ['10⁹/L', '10⁶/L'],
    ['5 mM', '5 µM'],
    ['5 Mb', '5 kb'],
    ['-5', '5'],
    ['± 5', '5'],
    ['1,250', '1.250'],
  ];
  for (const [a, b] of different) {
    it(`${a} is not ${b}`, () => {
      const [one, other] = [findQuantities(a)[0], findQuantities(b)[0]];
      assert.ok(one && other && !sameQuantity(one, other));
    });
  }

  for (const [a, b] of [
    ['15 mg', '15.0 mg'],
    ['1,250 mL', '1250 ml'],
    ['5 μg', '5 mcg'],
    ['≤ 5', '<=5'],
    ['6 weeks', '6-week'],
    ['0.5', '½'],
    ['15 mg/m2', '15 mg/m²'],
  ] as const) {
    it(`${a} is ${b}`, () => {
      const [one, other] = [findQuantities(a)[0], findQuantities(b)[0]];
      assert.ok(one && other && sameQuantity(one, other));
    });
  }

  it('stay in the text, in order, apart from each other, whatever the text', () => {
    const piece = fc.constantFrom(
      '1',
      '0',
      '9',
      '.',
      ',',
      ' ',
      '-',
      '–',
      '<',
      '≥',
      '±',
      'mg',
      'm²',
      '/',
      'K',
      '⁹',
      '½',
      'e',
      '%',
      '\u202f',
    );
    assertProperty(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const { span, value } of findQuantities(text)) {
          assert.ok(span.start >= end && span.end > span.start && span.end <= text.length, text);
          assert.ok(Number.isFinite(value) || value === Infinity, text);
          end = span.end;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('reads the value that a number was written from', () => {
    const value = fc.oneof(
      fc.nat(99_999),
      fc.nat(9_999).map((n) => n / 100),
    );
    assertProperty(
      fc.property(
        value,
        fc.constantFrom('mg', 'Gy', '%', 'mL', 'weeks'),
        fc.boolean(),
        (n, unit, grouped) => {
          const written = grouped ? n.toLocaleString('en-US', { maximumFractionDigits: 2 }) : String(n);
          const [found, ...others] = findQuantities(`It was ${written} ${unit}.`);
          assert.deepEqual(others, []);
          assert.equal(found?.value, n);
          assert.notEqual(found?.unit, '');
        },
      ),
    );
  });

  it('take linear time', () => {
    for (const unit of ['1,', '1.', '1', '<', '1 ', '- ', '1 mg/', '⁹', '1 a', 'a1']) {
      const text = unit.repeat(200_000 / unit.length);
      const started = cpuTime();
      findQuantities(text);
      const took = cpuTime() - started;
      assert.ok(took < 10_000, `${JSON.stringify(unit)}: ${took} ms`);
    }
  });
});
