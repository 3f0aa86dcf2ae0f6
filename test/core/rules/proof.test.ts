import { expectInBoth } from './expectRule';
import { GOOD, line } from './goodSample';

/** A record with this proof; marks may stand in its context too. */
const proof = (text: string, context = GOOD.context): string => line({ proof: text, context });

describe('rules of quotes on a good proof', () => {
  for (const id of ['proof/not-in-context', 'proof/inexact-quote', 'proof/number-mismatch']) {
    it(`${id} is silent`, () => {
      expectInBoth(id, { marked: line(), messages: [] });
      expectInBoth(id, {
        marked: proof('- "Platelets were <50 in 3 of 42 children."\n- It did not improve survival.'),
        messages: [],
      });
      expectInBoth(id, { marked: proof('Report A: "The ALDERNEY trial … once weekly."'), messages: [] });
    });
  }
});

describe('proof/not-in-context', () => {
  it('shows an invented quote', () => {
    expectInBoth('proof/not-in-context', {
      marked: proof('- "⟦Parents found the hospital food agreeable.⟧"\n- ⟦Nobody asked the nurses.⟧'),
      messages: [/does not contain this quote/, /neither a quote nor in the context/],
      fixed: null,
    });
  });

  it('shows a changed quote with the nearest words', () => {
    expectInBoth('proof/not-in-context', {
      marked: proof(
        '- "⟦It did improve survival.⟧"',
        GOOD.context.replace('It did not improve survival.', '⟪It did not improve survival.⟫'),
      ),
      messages: [/something like them/],
      fixed: proof('- "It did not improve survival."'),
    });
  });

  it('shows what a quote leaves out', () => {
    expectInBoth('proof/not-in-context', {
      marked: proof('- "⟦improve survival⟧"', GOOD.context.replace('not', '⟪not⟫')),
      messages: [/leaves out "not"/],
      fixed: proof('- "not improve survival"'),
    });
    expectInBoth('proof/not-in-context', {
      marked: proof('- "⟦It did … improve survival.⟧"', GOOD.context.replace(' not ', '⟪ not ⟫')),
      messages: [/leaves out "not"/],
      fixed: proof('- "It did not improve survival."'),
    });
  });

  it('points at words beside an escaped line of a .vignette', () => {
    expectInBoth('proof/not-in-context', {
      marked: proof(
        '---\n- "⟦Nobody asked\nthe nurses at all.⟧"\n\\---\n- "⟦And nobody asked the doctors.⟧"',
      ),
      messages: [/does not contain/, /does not contain/],
    });
  });

  it('points at words behind escapes of all kinds', () => {
    const text = 'a\\"b\\u0041\\n🧠 "⟦Nobody asked⟧"'
      .replace('\\u0041', 'A')
      .replace('a\\"b', '\t«It did not improve survival.» é');
    expectInBoth('proof/not-in-context', {
      marked: proof(text.replace('\\n', '\n')),
      messages: [/does not contain/],
    });
  });
});

describe('proof/inexact-quote', () => {
  it('replaces a quote with the exact words', () => {
    expectInBoth('proof/inexact-quote', {
      marked: proof(
        '- "⟦it did not improve survival⟧"',
        GOOD.context.replace('It did not improve survival.', '⟪It did not improve survival⟫.'),
      ),
      messages: [/typography or spacing/],
      fixed: proof('- "It did not improve survival"'),
    });
    expectInBoth('proof/inexact-quote', {
      marked: proof('- “⟦Platelets were <50 in 3 of 42\u00a0children⟧”'),
      messages: [/typography/],
      fixed: proof('- “Platelets were <50 in 3 of 42 children”'),
    });
  });

  it('keeps a quote whole whose exact words hold quotation marks', () => {
    const context = 'The so-called "wash-out" phase - after steroids - lasted 7 days.';
    expectInBoth('proof/inexact-quote', {
      marked: proof('- "⟦The so-called “wash-out” phase – after steroids – lasted 7 days.⟧"', context),
      messages: [/typography/],
      fixed: proof('- "The so-called "wash-out" phase - after steroids - lasted 7 days."', context),
    });
  });
});

describe('proof/number-mismatch', () => {
  it('shows the number and what the context says', () => {
    expectInBoth('proof/number-mismatch', {
      marked: proof(
        '- "The ALDERNEY trial gave ilomerib at ⟦15 mg/m²⟧ once weekly."',
        GOOD.context.replace('1.5 mg/m²', '⟪1.5 mg/m²⟫'),
      ),
      messages: [/says "15 mg\/m²" where the context says "1.5 mg\/m²"/],
      fixed: line(),
    });
  });

  it('shows a unit, a comparator, and two numbers', () => {
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "Platelets were ⟦>50⟧ in 3 of 42 children."'),
      messages: [/">50" where the context says "<50"/],
    });
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "gave ilomerib at ⟦1.5 mg/kg⟧ once weekly"'),
      messages: [/1.5 mg\/kg/],
    });
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "Platelets were <50 in ⟦4⟧ of ⟦24 children⟧."'),
      messages: [/"4" where the context says "3"/, /"24 children" where the context says "42 children"/],
    });
  });

  it('shows a quote that leaves a number out', () => {
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "⟦Platelets were in 3 of 42 children.⟧"'),
      messages: [/leaves out "<50"/],
    });
  });

  it('shows a number cut at the edge', () => {
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "⟦5 mg/m²⟧ once weekly"'),
      messages: [/"5 mg\/m²" where the context says "1.5 mg\/m²"/],
    });
  });
});
