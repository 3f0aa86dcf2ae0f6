import assert from 'node:assert/strict';
import { arithmetic } from '../../../core/rules/think/arithmetic';
import { restarts } from '../../../core/rules/think/restarts';
import { unfinished } from '../../../core/rules/think/unfinished';
import { thinkUnsupportedNumber } from '../../../core/rules/think/unsupported-number';
import { cpuTime } from '../../core/cpuTime';
import { applied, check, checkGood, contentsOf, type Parts, recordOf } from '../ruleCases';

describe('think/arithmetic', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['20 × 0.75 = ⟦16⟧', '15'],
    ['2 × 3 = 6 = ⟦13⟧', '6'],
    ['3 × 28 days = 84 days = ⟦94⟧ days', '84'],
    ['2e6 × 20 = ⟦4e8⟧', '40000000'],
    ['New dose: 20 mg × 0.75 = ⟦16⟧ mg daily.', '15'],
    ['(125 × 25)/3600 = 3125/3600 ≈ ⟦0.968⟧', '0.868'],
    ['(125 × 25)/3600 = ⟦3025/3600⟧ ≈ 0.840', '0.868'],
    ['25 % of 115 mg = ⟦27.75⟧ mg', '28.75'],
    ['100% - 25% = ⟦70%⟧', '75%'],
    ['√0.868 ≈ ⟦0.952⟧ m²', '0.932'],
    ['12 - 3 = ⟦8⟧', '9'],
    ['9/20 = ⟦40%⟧', '45%'],
    ['40 mg - 25% = ⟦35⟧ mg', '30'],
    ['54 Gy / 30 fractions = ⟦1.9⟧ Gy', '1.8'],
    ['6 x 4 = ⟦26⟧', '24'],
    ['54 Gy plus 20 Gy equals ⟦84⟧ Gy', '74'],
    ['6 mg/day divided by 3 is equal to ⟦3⟧ mg', '2'],
    ['30 times 1.8 Gy = ⟦56⟧ Gy', '54'],
    ['⟦16⟧ mg = 20 mg × 0.75', '15'],
    ['5 + 5 + 5 = ⟦10⟧', '15'],
    ['BSA = √(3125/3600) = ⟦0.832⟧', '0.932'],
    ['20 mg – 5 mg = **⟦16⟧ mg** per administration', '15'],
    ['1,250 × 2 = ⟦2,600⟧', '2500'],
    ['2^3 = ⟦9⟧', '8'],
    ['3 ÷ 4 = ⟦0.9⟧; 3 · 4 = ⟦11⟧', '0.75'],
    ['10² = ⟦20⟧', '100'],
    ['sqrt(0.54) ≈ ⟦0.835⟧', '0.735'],
    ['The arms differ by 13.2 months - 10.3 months = ⟦2.1⟧ months', '2.9'],
    ['By weight: 10 mg/kg × 36 kg = ⟦362⟧ mg', '360'],
    ['8 / 20 = 0.4, and 0.4 × 100% = ⟦42%⟧', '40%'],
    ['A dose of 230 mg/m² × 1.12 m² = ⟦257.8⟧ mg', '257.6'],
    ['2 weeks + 7 weeks = 9 weeks, and 9 weeks + 34 weeks = ⟦45⟧ weeks', '43'],
  ];
  for (const [think, expected] of wrong) {
    it(`reports ${think}`, () => {
      const [finding] = check(arithmetic, { think });
      assert.match(finding?.message ?? '', new RegExp(` is ${expected.replace('.', '\\.')}, not `));
    });
  }

  it('says which side the result is wrong for', () => {
    const thinks = ['20 mg × 0.75 = ⟦16⟧ mg', '⟦16⟧ = 20 × 0.75'];
    const messages = thinks.map((think) => check(arithmetic, { think })[0]?.message);
    assert.deepEqual(messages, ['20 mg × 0.75 is 15, not 16.', '20 × 0.75 is 15, not 16.']);
  });

  const right = [
    '1e6 × 20 = 2e7',
    '3 × 28 = 84 = 12 weeks',
    '(12.8 − 8.96)/12.8 = 0.30 = 30%',
    '20 × 0.75 = 15',
    '(125 × 25)/3600 = 3125/3600 ≈ 0.868',
    'BSA = √[(height (cm) × weight (kg))/3600] = √[(125 × 25)/3600] = √(3125/3600) ≈ √0.868 ≈ 0.932 m².',
    '125 mg/m² × 0.932 m² ≈ 116.5 mg → rounded to 115 mg daily.',
    '115 mg × (1 – 0.25) = 115 mg × 0.75 = 86.25 mg → round to 87 mg daily.',
    'RDI = (reduced dose / original dose) × 100% = 0.75 × 100% = 75%.',
    '25 % of 115 mg = 28.75 mg; 100% - 25% = 75%',
    '5/20 = 25%, 5/20 × 100 = 25 %, 1 - 0.62 = 38%, 22/48 = 45.8%',
    '40 mg - 25% = 30 mg',
    '20/3 ≈ 6.7; 20/3 = 6.66; 20/3 = 6.67; 2893 + 1 ≈ 2900',
    '6 x 4 = 24; 6 * 4 = 24; 6 · 4 = 24; 6 × 4 = 24',
    '20 mg – 5 mg = **15 mg** per administration',
    '625 \\text{mg/m}^2 \\times (1 - 0.20) = 500',
    '−5 + 8 = 3',
    'BSA = sqrt((108 × 18)/3600) = sqrt(0.54) ≈ 0.735',
    '2⁴ = 16, 3² + 4² = 5²',
  ];
  for (const think of right) it(`takes ${think}`, () => checkGood(arithmetic, { think }));

  const noEquation = [
    'n = 45, p = 0.04, HR = 0.62',
    '54 = 55',
    '1 g = 1000 mg and 1 week = 7 days',
    '30 fractions of 1.8 Gy × 2 = 108 Gy',
    '60 divided by 20 × 2 = 6',
    '3 weeks + 4 days = 25 days',
    '0.5 g × 2 = 1000 mg',
    'dose × BSA = 32 mg',
    '20 mg × BSA = 32 mg',
    'scores 4-5 = 9',
    'H3K27M = 1 × mutation',
    '95 % CI 4.6–5.9 = narrow',
    'a = b = c',
    '8 + 4 = 12 to 16',
    '20 × 3 mg >= 50 mg',
    '= = = ≈',
    '5 × = 4 ) ( √ = %',
  ];
  for (const think of noEquation) it(`says nothing of ${think}`, () => checkGood(arithmetic, { think }));

  it('offers the right value', () => {
    const { source } = recordOf({ think: 'So 20 mg × 0.75 = 16 mg.' });
    const [finding] = check(arithmetic, { think: 'So 20 mg × 0.75 = ⟦16⟧ mg.' });
    assert.match(contentsOf(applied(source, finding?.fixes?.[0]))[1] ?? '', /20 mg × 0\.75 = 15 mg\./);
  });

  it('takes time in proportion to the text', () => {
    const think = '20 mg × 0.75 + '.repeat(4000);
    const started = cpuTime();
    checkGood(
      arithmetic,
      { think },
      { think: `${'word '.repeat(20_000)}= 5 × 4` },
      { think: `${'((('.repeat(9000)} = 2 × 3` },
    );
    assert.ok(cpuTime() - started < 10_000);
  });
});

describe('think/unsupported-number', () => {
  const context =
    'Dexamethasone is given at 0.25 mg/kg/day in 3 doses, at most 30 mg. The girl weighs 24 kg. It took 6 weeks.';
  const thinks = (think: string): Parts => ({ context, think });

  it('reports what a calculation takes from nowhere', () => {
    check(
      thinkUnsupportedNumber,
      thinks('With 42 kg: 0.25 mg/kg/day × ⟦42 kg⟧ = 10.5 mg/day, and 10.5 mg / 3 = 3.5 mg.'),
      /gives 42 kg/,
    );
    check(thinkUnsupportedNumber, thinks('⟦0.5 mg/kg/day⟧ × 24 kg = 12 mg/day.'));
    check(thinkUnsupportedNumber, thinks('It took ⟦8 weeks⟧ × 7 days = 56 days.'));
  });

  it('takes what the context has, what was worked out, conversions and assumptions', () => {
    checkGood(
      thinkUnsupportedNumber,
      thinks('0.25 mg/kg/day × 24 kg = 6 mg/day. 6 mg ÷ 3 = 2 mg. 2 mg × 7 days = 14 mg.'),
      thinks('Half of the 30 mg is 15 mg. 15 mg × 2 = 30 mg.'),
      thinks('6 weeks × 7 days = 42 days; 42 days × 24 hours = 1008 hours.'),
      thinks('If she weighed 30 kg, it would be 0.25 mg/kg/day × 30 kg = 7.5 mg/day.'),
      thinks('5 Gy × 5 = 25 Gy. The rest is stated.'),
      { ...thinks('0.25 mg/kg/day × 26 kg = 6.5 mg/day'), question: 'And with 26 kg?' },
      { ...thinks('The weight is 24,000 g: 0.25 mg/kg/day × 24 kg = 6 mg/day') },
    );
  });
});

describe('think/unfinished', () => {
  it('reports an end that asks for more', () => {
    check(unfinished, { think: 'So the new dose ⟦is⟧' });
    check(unfinished, { think: 'The counts are⟦:⟧' });
    check(unfinished, { think: 'Platelets fell⟦...⟧' });
    check(unfinished, { think: 'Platelets fell⟦…⟧' });
    check(unfinished, { think: '20 mg × 0.75 ⟦=⟧' });
    check(unfinished, { think: 'It is reduced ⟦because⟧' });
    check(unfinished, { think: 'Platelets fell⟦,⟧' });
  });

  it('takes ends of statements', () => {
    checkGood(
      unfinished,
      { think: '20 mg × 0.75 = 15 mg' },
      { think: 'The answer is 75%.' },
      { think: '- the target is not met' },
      { think: 'Hepatitis A' },
      { think: 'It says "…"' },
      { think: 'Grade 3-' },
      { assistant: '<think>\nSo the dose is' },
    );
  });
});

describe('think/restarts', () => {
  it('reports false starts', () => {
    check(restarts, { think: 'It is 20 mg. ⟦Wait⟧, that is old. ⟦Hmm⟧, no.\n⟦Let me re-check⟧ that.' });
    check(restarts, { think: '⟦Actually, no⟧: it is 15 mg. ⟦Hold on⟧. ⟦Scratch that⟧.' });
  });

  it('leaves other words alone', () => {
    checkGood(restarts, {
      think:
        'Wait times were long. Patients wait. Wait-and-see was chosen. Let me check the dose. Actually, it is 15 mg.',
    });
  });
});
