import { unsupportedNumber } from '../../../core/rules/answer/unsupported-number';
import { check, checkGood } from '../ruleCases';

const NO_THINK = { think: 'The context states it.' };

describe('answer/unsupported-number', () => {
  it('reports an amount that neither context, question nor think gives', () => {
    check(unsupportedNumber, { answer: 'The dose is ⟦25 mg⟧.' }, /gives 25 mg/);
    check(
      unsupportedNumber,
      { ...NO_THINK, answer: 'Median survival was ⟦14.5 months⟧ (95 % CI ⟦12.1⟧ to 20).' },
      /14\.5/,
    );
  });

  it('reports small counts that the context has otherwise', () => {
    const context =
      'Neutropenia occurred in 6 of 42 children. Two sites closed; 36 children came from four centres.';
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'In ⟦7 of 42⟧ children.' }, /counts otherwise/);
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'They came from ⟦nine centres⟧.' });
    checkGood(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'In six of 42 children, from 4 centres.' },
      { ...NO_THINK, context, answer: 'Not in 36 of 42 children.' },
      { ...NO_THINK, context, answer: 'There were three reasons.' },
      {
        context: 'At least 2 and up to 14 weeks passed.',
        answer: 'No less than 2 weeks and no more than 14.',
      },
    );
  });

  it('reads a unit from the name of a row or column', () => {
    const context = 'Values:\n| Test | Day 1 | Dose (mg) |\n|---|---|---|\n| ALT (U/L) | 58 | 12 |';
    checkGood(unsupportedNumber, { ...NO_THINK, context, answer: 'ALT was 58 U/L with 12 mg.' });
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'ALT was ⟦12.5 U/L⟧ with ⟦58 mL⟧.' });
  });

  it('takes no frequency from think that the source neither has nor changes to', () => {
    const context = 'ONC201 625 mg is given once weekly. Dexamethasone: 2 mg twice daily, macrogol nightly.';
    for (const [said, stated] of [
      ['ONC201 625 mg is given ⟦twice weekly⟧', 'once weekly'],
      ['ONC201 625 mg ⟦once daily⟧', 'once weekly'],
      ['dexamethasone 2 mg ⟦once daily⟧', 'twice daily'],
    ] as const) {
      const think = `The context says ${said.replace(/[⟦⟧]/g, '')}.`;
      check(unsupportedNumber, { context, think, answer: `It is ${said}.` }, new RegExp(`this "${stated}"`));
    }
    checkGood(
      unsupportedNumber,
      {
        context: `${context} From cycle 3 the schedule is changed to two consecutive days each week.`,
        think: 'Two days each week, i.e. ONC201 625 mg twice weekly.',
        answer: 'ONC201 625 mg twice weekly from cycle 3.',
      },
      {
        context,
        think: 'Dexamethasone is reduced from twice daily to once daily.',
        answer: 'It is then 2 mg once daily.',
      },
      { context, think: 'All day.', answer: 'Dexamethasone 2 mg every 12 hours (4 mg per day).' },
    );
  });

  it('reports how often a dose is given where the context says otherwise, or nothing', () => {
    const context =
      'Panobinostat 16 mg/m² three times a week, everolimus 4.5 mg/m² once daily and ONC201 625 mg once weekly were given. The steroid dose was 8 mg daily, then 2 mg twice daily.';
    check(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'ONC201 625 mg ⟦twice weekly⟧.' },
      /gives this "once weekly", not "twice weekly"/,
    );
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'Everolimus 4.5 mg/m² orally, ⟦BID⟧.' });
    check(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'The 2 mg ⟦daily⟧ came last.' },
      /"twice daily"/,
    );
    check(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'It was given ⟦four times a day⟧.' },
      /Neither the context nor the question says/,
    );
    checkGood(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'ONC201 625 mg every week, everolimus 4.5 mg/m² q.d.' },
      { ...NO_THINK, context, answer: 'From 8 mg/day to 4 mg/day (2 mg BID); ONC201 was 625 mg/week.' },
      { ...NO_THINK, context, question: 'Is 4.5 mg/m² twice daily right?', answer: 'Not twice daily.' },
      {
        context: 'Dexamethasone is given at 6 mg/day in 3 divided doses.',
        think: '6 mg / 3 = 2 mg per dose.',
        answer: '2 mg three times a day.',
      },
      { ...NO_THINK, context: 'Given on days 1, 8 and 15.', answer: 'Given once a week.' },
    );
  });

  it('takes shares of counts that a quote has, equal parts, and how many are listed', () => {
    const quoting = (stated: string, answer: string) => ({
      ...NO_THINK,
      context: stated,
      proof: `- "${stated}"`,
      answer,
    });
    const tumours = 'Of 24 tumours, 15 were H3.3-mutant, 6 were H3.1-mutant and 3 were wild-type.';
    const stopped = 'Five children stopped early: three for progression and two for toxicity.';
    checkGood(
      unsupportedNumber,
      quoting(tumours, 'H3.3 in 15 (62.5%), H3.1 in 6 (25%), wild-type in 3 (12.5%).'),
      quoting(stopped, 'Progression in 60% and toxicity in 40% of the five.'),
      quoting('It was 20 Gy in 10 fractions.', '10 fractions of 2 Gy.'),
      quoting('It measured 3.2 × 2.8 cm.', '32 mm × 28 mm.'),
      quoting('Given on days 1, 8 and 15.', 'On three days: 1, 8 and 15.'),
    );
    check(unsupportedNumber, quoting(tumours, 'H3.1 in ⟦26%⟧.'));
    check(unsupportedNumber, quoting('It was 20 Gy in 10 fractions.', '10 fractions of ⟦1.8 Gy⟧.'));
    check(unsupportedNumber, quoting('Given on days 1, 8 and 15.', 'On ⟦four days⟧.'));
  });

  it('comes to an end where a fraction is all of a number', () => {
    check(unsupportedNumber, { ...NO_THINK, answer: '⟦½ mg⟧ a day.' });
  });

  it('takes what context and question state', () => {
    checkGood(
      unsupportedNumber,
      { answer: '20 mg, reduced by 25 % after grade 3 toxicity.' },
      { question: 'Is 40 mg too much?', answer: 'Yes, 40 mg is more than 20 mg.' },
      { context: 'Platelets were 1,250/µL.', answer: '1250/µL.' },
      { context: 'He took ½ a tablet.', answer: '½' },
      { context: 'Doses of 50, 100 and 150 mg were tested.', answer: 'The lowest dose was 50 mg.' },
      { context: 'Children of 5 to 10 years took part.', answer: 'From 5 years on.' },
      { context: 'Platelets were 45 × 10⁹/L.', answer: 'Platelets: 45 × 10⁹/L.' },
      { context: 'Each cycle had 28 treatment days.', answer: 'A cycle of 28 days.' },
      { context: 'At week 6 the MRI was repeated.', answer: 'After 6 weeks.' },
      { context: 'Median PFS was 5.6 months (95% CI 4.1–7.2).', answer: 'From 4.1 to 7.2 months.' },
    );
  });

  it('compares amounts with their units', () => {
    check(unsupportedNumber, { context: 'ONC201 was given at 625 mg/m².', answer: '⟦625 mg⟧ weekly.' });
    check(unsupportedNumber, { context: 'The dose was 1.5 mg/kg.', ...NO_THINK, answer: '⟦5 mg/kg⟧.' });
    check(unsupportedNumber, {
      context: 'A cycle has days 1–5.',
      ...NO_THINK,
      answer: 'Panobinostat ⟦5 mg/m²⟧.',
    });
  });

  it('holds a result to the unit that think gives it', () => {
    const dose = { context: 'It was 1.8 Gy in 30 fractions.', think: '30 × 1.8 Gy = 54 Gy' };
    check(unsupportedNumber, { ...dose, answer: 'In all ⟦54 cGy⟧.' });
    checkGood(
      unsupportedNumber,
      { ...dose, answer: 'In all 54 Gy.' },
      {
        context: 'He took 20 mg/kg/day; he weighed 24 kg.',
        think: '20 × 24 = 480 mg',
        answer: '480 mg/day.',
      },
      { context: 'The product was 12 cm².', think: '12 × 1.25 = 15', answer: '15 cm².' },
    );
  });

  it('holds powers and grades to what is stated', () => {
    const context = 'It is stopped below 25 × 10⁹/L, or in 5 of 28 with grade 3 toxicity, less 50 %.';
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'Below ⟦25 × 10¹²/L⟧.' });
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'In grade ⟦≥ 2⟧, less 50 %, not in 5.' });
    checkGood(
      unsupportedNumber,
      { ...NO_THINK, context, answer: 'Below 25 x 10^9/L, at grade ≥ 3.' },
      { ...NO_THINK, context: 'Platelets were 25,000/µL.', answer: '25 × 10⁹/L.' },
    );
  });

  it('counts the time between dates', () => {
    const context =
      'Radiotherapy ended on 14 June 2021. It progressed on December 14, 2021, and again in 2023.';
    checkGood(unsupportedNumber, {
      ...NO_THINK,
      context,
      answer: 'After 6 months, or 183 days; then two years.',
    });
    check(unsupportedNumber, { ...NO_THINK, context, answer: 'After ⟦8 months⟧, or ⟦170 days⟧.' });
  });

  it('converts units and reads number words', () => {
    check(unsupportedNumber, { context: 'He took 20 mg/m² a day.', ...NO_THINK, answer: '⟦20 mg per kg⟧.' });
    check(unsupportedNumber, { context: 'He took 20 mg.', ...NO_THINK, answer: '⟦20 mg per square metre⟧.' });
    checkGood(
      unsupportedNumber,
      { context: 'He took 20 mg/m² a day.', answer: '20 mg per m².' },
      { context: 'He took 20 mg/m2 a day.', answer: 'Twenty milligrams per square metre.' },
      { context: 'He took twenty milligrams per square meter.', answer: '20 mg/m².' },
      { context: 'He took 20 mg per kilogram.', answer: '20 mg/kg.' },
      { context: 'He took 20 mg/kg/day.', answer: '20 mg/kg per day, or 20 mg per kg daily.' },
      { context: 'It was withheld for two weeks.', answer: '14 days.' },
      { context: 'It was withheld for 14 days.', answer: 'Two weeks.' },
      { context: 'Survival was one year.', answer: '12 months.' },
      { context: 'The bag held 0.5 g.', answer: '500 mg.' },
      { context: 'Half of the children responded.', answer: '50 %.' },
      { context: 'Twenty-eight children took part.', answer: '28 children.' },
    );
    check(unsupportedNumber, { context: 'It was withheld for two weeks.', answer: 'For ⟦three weeks⟧.' });
  });

  it('takes results of think, rounded to the digits shown', () => {
    checkGood(
      unsupportedNumber,
      { think: '20 mg × 0.75 = 15 mg', answer: '15 mg' },
      {
        think: 'BSA: √(3125/3600) ≈ 0.9317, and 20 mg × 0.9317 = 18.63',
        answer: 'About 18.6 mg at 0.93 m².',
      },
      { think: '20 mg x 0.75 = 15 mg, rounded to 14 mg', answer: '14 mg' },
      { think: 'Cutting 20 mg by 25 % leaves three quarters.', answer: '15 mg' },
    );
    check(unsupportedNumber, { think: 'The usual dose is 54 Gy.', answer: '⟦54 Gy⟧' });
    check(unsupportedNumber, { think: '1.8 Gy × 30 = 54 Gy', answer: '⟦54 Gy⟧' });
  });

  it('takes one step from what the sample mentions', () => {
    const context =
      'Median survival was 18 months against 12 months. The dose was 20 mg/m². 22 of 48 responded.';
    checkGood(
      unsupportedNumber,
      {
        context,
        proof: '- "Median survival was 18 months against 12 months."',
        answer: 'It was 6 months longer.',
      },
      { context, answer: 'It rose by 50 %, from 12 months to 18 months.' },
      { context: 'The dose of 20 mg/m² is reduced by 25 %.', answer: '15 mg/m² (20 mg/m² reduced by 25 %).' },
      { context: 'The dose is 20 mg/m². The area is 1.1 m².', answer: '22 mg (20 mg/m² at 1.1 m²).' },
      { context, answer: '22 of 48 children, or 45.8 %.' },
      { context: 'The hazard ratio was 0.62.', answer: 'With a hazard ratio of 0.62 the risk fell by 38 %.' },
      { context: 'The dose is 20 mg, for 3 days.', answer: 'It is 20 mg × 3 = 60 mg.' },
    );
    check(unsupportedNumber, {
      context: 'The dose of 20 mg/m² is reduced by 25 %.',
      ...NO_THINK,
      answer: '⟦5 mg/m²⟧ (reduced from 20 mg/m² by 25 %).',
    });
  });

  it('leaves list numbers and small bare numbers alone, but not grades', () => {
    checkGood(unsupportedNumber, { answer: '1. Stop for 2 reasons.\n2. Start at 20 mg.\n12. Stop.' });
    check(unsupportedNumber, { answer: 'After grade ⟦4⟧ toxicity.' });
    checkGood(unsupportedNumber, { answer: 'Use CYP3A4, ONC201, H3 K27M and NCT04567890.' });
  });

  it('says nothing without a context or an answer', () => {
    checkGood(unsupportedNumber, { user: 'How much?' }, { assistant: '25 mg' });
  });
});
