import { RULES } from '../../../core/rules/all';
import { unmarked } from '../marked';
import { type Expectation, expectInBoth } from './expectRule';
import { GOOD, line } from './goodSample';

/** A record with this proof; marks may stand in its context too. */
const proof = (text: string, context = GOOD.context): string => line({ proof: text, context });

const PROOF_RULES = RULES.map(({ id }) => id).filter((id) => id.startsWith('proof/'));

/** A wrong quote must be one report of one rule; in `marked` it stands with its marks. */
function expectOnly(id: string, { marked, ...rest }: Expectation): void {
  expectInBoth(id, { marked, ...rest });
  for (const other of PROOF_RULES) {
    if (other !== id) expectInBoth(other, { marked: unmarked(marked), messages: [] });
  }
}

describe('rules of quotes on a good proof', () => {
  for (const id of PROOF_RULES) {
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

  it('shows other words, and what the context has instead', () => {
    expectOnly('proof/not-in-context', {
      marked: proof(
        '- "The ALDERNEY trial ⟦offered⟧ ilomerib at 1.5 mg/m² once weekly."',
        GOOD.context.replace('gave', '⟪gave⟫'),
      ),
      messages: [/says "offered" where the context says "gave"/],
      fixed: line(),
    });
    expectOnly('proof/not-in-context', {
      marked: proof(
        '- "Platelets ⟦were in fact⟧ <50 in 3 of 42 children."'.replace('were in fact', 'in fact'),
      ),
      messages: [/says "in fact" where the context says "were"/],
    });
    expectOnly('proof/not-in-context', {
      marked: proof('- "The ⟦Alderney⟧ trial gave ilomerib"'),
      messages: [/"Alderney" where the context says "ALDERNEY"/],
    });
  });

  it('is one report for a sentence that is mostly another', () => {
    expectOnly('proof/not-in-context', {
      marked: proof('- "⟦Platelets fell under 80 in 5 of 42 adults.⟧"'),
      messages: [/./],
    });
  });

  it('shows sentences that stand in another order', () => {
    expectOnly('proof/not-in-context', {
      marked: proof(
        '- "Platelets were <50 in 3 of 42 children. ⟦The ALDERNEY trial gave ilomerib at 1.5 mg/m² once weekly.⟧"',
      ),
      messages: [/in another order/],
      fixed: proof(
        '- "The ALDERNEY trial gave ilomerib at 1.5 mg/m² once weekly. Platelets were <50 in 3 of 42 children."',
      ),
    });
    expectOnly('proof/not-in-context', {
      marked: proof('- "in 3 of 42 children ⟦Platelets were <50⟧"'),
      messages: [/in another order/],
    });
  });

  it('shows the part of an elided quote that is invented', () => {
    expectOnly('proof/not-in-context', {
      marked: proof('- "The ALDERNEY trial gave ilomerib … ⟦and parents were very glad of it.⟧"'),
      messages: [/does not contain this part/],
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

  it('takes a number in another spelling for typography', () => {
    const context = 'It was 1,250 mg/m² at ≥ 45 × 10⁹/L.';
    for (const quote of [
      '1250 mg/m2 at >= 45 x 10^9/L.',
      '1\u2009250 mg/m^2 at ≥45 × 10⁹/L.',
      '1 250 mg/m² at ≥ 45 × 10⁹/L.',
    ]) {
      expectOnly('proof/inexact-quote', {
        marked: proof(`- "⟦It was ${quote}⟧"`, context),
        messages: [/typography/],
        fixed: proof(`- "${context}"`, context),
      });
    }
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
      marked: proof('- "Platelets ⟦were in⟧ 3 of 42 children."', GOOD.context.replace('<50', '⟪<50⟫')),
      messages: [/leaves out "<50"/],
    });
  });

  it('reads numbers and comparators in words', () => {
    const context =
      'At least three of twenty-five children had half the dose. More than 1\u2009250 mg were given twice.';
    const cases: readonly (readonly [quote: string, message: RegExp])[] = [
      ['⟦At most three⟧ of twenty-five children', /"At most three" where the context says "At least three"/],
      [
        'three of ⟦thirty-five children⟧ had half',
        /"thirty-five children" where the context says "twenty-five children"/,
      ],
      ['of twenty-five children had ⟦a third⟧ the dose', /"a third" where the context says "half"/],
      [
        '⟦Fewer than 1\u2009250 mg⟧ were given twice',
        /"Fewer than 1\u2009?\s?250 mg" where the context says "More than/,
      ],
      ['More than 1\u2009250 mg were given ⟦once⟧', /"once" where the context says "twice"/],
      ['⟦125 mg⟧ were given twice', /"125 mg" where the context says "More than 1.250 mg"/],
      ['⟦1\u2009250 mg⟧ were given twice', /leaves out "More than"/],
      ['⟦five⟧ children had half the dose', /"five children" where the context says "twenty-five children"/],
    ];
    for (const [quote, message] of cases) {
      expectOnly('proof/number-mismatch', {
        marked: proof(`- "${quote.replace('⟦five⟧ children', '⟦five children⟧')}"`, context),
        messages: [message],
      });
    }
  });

  it('shows a number cut at the edge', () => {
    expectInBoth('proof/number-mismatch', {
      marked: proof('- "⟦5 mg/m²⟧ once weekly"'),
      messages: [/"5 mg\/m²" where the context says "1.5 mg\/m²"/],
    });
  });
});

describe('proof/negation-mismatch', () => {
  it('shows a negation that is left out', () => {
    expectOnly('proof/negation-mismatch', {
      marked: proof('- "It ⟦did improve⟧ survival."', GOOD.context.replace('not', '⟪not⟫')),
      messages: [/leaves out "not"/],
      fixed: proof('- "It did not improve survival."'),
    });
    expectOnly('proof/negation-mismatch', {
      marked: proof('- "⟦improve⟧ survival"', GOOD.context.replace('not', '⟪not⟫')),
      messages: [/leaves out "not"/],
      fixed: proof('- "not improve survival"'),
    });
    expectOnly('proof/negation-mismatch', {
      marked: proof(
        '- "It ⟦improved⟧ survival."',
        GOOD.context.replace('did not improve', '⟪did not improve⟫'),
      ),
      messages: [/"improved" where the context says "did not improve"/],
    });
  });

  it('shows a negation that is put in', () => {
    expectOnly('proof/negation-mismatch', {
      marked: proof('- "The ALDERNEY trial ⟦never⟧ gave ilomerib at 1.5 mg/m² once weekly."'),
      messages: [/says "never"; the context does not/],
      fixed: line(),
    });
    expectOnly('proof/negation-mismatch', {
      marked: proof('- "It ⟦didn’t⟧ help survival."', 'It did help survival.'),
      messages: [/"didn’t" where the context says "did"/],
    });
  });

  it('shows words that say the opposite', () => {
    const context = 'Survival was longer with radiotherapy. Diffusion was unrestricted. The ratio increased.';
    const cases: readonly (readonly [quote: string, message: RegExp])[] = [
      ['Survival was ⟦shorter⟧ with radiotherapy.', /"shorter" where the context says "longer"/],
      ['Survival was longer ⟦without⟧ radiotherapy.', /"without" where the context says "with"/],
      ['Diffusion was ⟦restricted⟧.', /"restricted" where the context says "unrestricted"/],
      ['The ratio ⟦decreased⟧.', /"decreased" where the context says "increased"/],
    ];
    for (const [quote, message] of cases) {
      expectOnly('proof/negation-mismatch', { marked: proof(`- "${quote}"`, context), messages: [message] });
    }
  });

  it('is not told of a negation that only moved', () => {
    expectOnly('proof/not-in-context', {
      marked: proof('- "⟦Deaths were not⟧ reported in 2021."', 'No deaths were reported in 2021.'),
      messages: [/./],
    });
  });
});

describe('proof/entity-mismatch', () => {
  it('shows a drug, a gene and a trial', () => {
    const context =
      'Panobinostat was combined with ONC201 in NCT04099797. H3 K27M and ACVR1 were mutated. DRD3 was not.';
    const cases: readonly (readonly [quote: string, message: RegExp])[] = [
      ['⟦Vorinostat⟧ was combined with ONC201', /"Vorinostat" where the context says "Panobinostat"/],
      ['Panobinostat was combined with ⟦ONC206⟧', /"ONC206" where the context says "ONC201"/],
      ['combined with ONC201 in ⟦NCT04099799⟧', /"NCT04099799" where the context says "NCT04099797"/],
      ['⟦H3 G34R⟧ and ACVR1 were mutated.', /"H3 G34R" where the context says "H3 K27M"/],
      ['H3 K27M and ⟦ACVR2⟧ were mutated.', /"ACVR2" where the context says "ACVR1"/],
      [
        'Panobinostat was combined with ⟦placebo⟧ in NCT04099797',
        /"placebo" where the context says "ONC201"/,
      ],
    ];
    for (const [quote, message] of cases) {
      expectOnly('proof/entity-mismatch', {
        marked: proof(`- "${quote}"`, context),
        messages: [message],
      });
    }
  });

  it('takes another name of the same thing for other words', () => {
    expectOnly('proof/not-in-context', {
      marked: proof(
        '- "⟦Dordaviprone⟧ was given weekly to all of the children."',
        'ONC201 was given weekly to all of the children.',
      ),
      messages: [/"Dordaviprone" where the context says "ONC201"/],
    });
  });
});

describe('proof/ellipsis', () => {
  it('shows an ellipsis that leaves out a negation', () => {
    expectOnly('proof/ellipsis', {
      marked: proof('- "It did ⟦…⟧ improve survival."', GOOD.context.replace(' not ', '⟪ not ⟫')),
      messages: [/leaves out a negation: "not"/],
      fixed: proof('- "It did not improve survival."'),
    });
  });

  it('shows an ellipsis between numbers of two statements', () => {
    expectOnly('proof/ellipsis', {
      marked: proof('- "Arm A got ⟦[...]⟧ 20 mg daily."', 'Arm A got 15 mg. Arm B got 20 mg daily.'),
      messages: [/leaves out a number: "15 mg. Arm B got"/],
    });
  });

  it('shows an ellipsis that gives a value to what another one was said of', () => {
    const stated = 'Survival was 14.2 months (95 % CI 12 to 16 months) with ilomerib and 10.6 months alone';
    expectOnly('proof/ellipsis', {
      marked: proof('- "Survival was 14.2 months (95 % CI 12 to 16 months) with ⟦…⟧ alone"', `${stated}.`),
      messages: [/leaves out a number: "ilomerib and 10.6 months"/],
    });
    expectInBoth('proof/ellipsis', {
      marked: proof('- "Survival was 14.2 months … with ilomerib"', `${stated}.`),
      messages: [],
    });
  });

  it('shows parts in another order', () => {
    expectOnly('proof/ellipsis', {
      marked: proof('- "It did not improve survival ⟦…⟧ The ALDERNEY trial gave ilomerib"').replace(
        '⟦…⟧ The ALDERNEY trial gave ilomerib',
        '… ⟦The ALDERNEY trial gave ilomerib⟧',
      ),
      messages: [/stands before the part/],
      fixed: proof('- "The ALDERNEY trial gave ilomerib … It did not improve survival"'),
    });
  });

  it('leaves what is wrong in one part to the rule for it', () => {
    expectOnly('proof/number-mismatch', {
      marked: proof('- "The ALDERNEY trial … at ⟦15 mg/m²⟧ once weekly."'),
      messages: [/"15 mg\/m²" where the context says "1.5 mg\/m²"/],
      fixed: proof('- "The ALDERNEY trial … at 1.5 mg/m² once weekly."'),
    });
    expectOnly('proof/negation-mismatch', {
      marked: proof('- "The ALDERNEY trial gave ilomerib … it ⟦did improve⟧ survival"'),
      messages: [/leaves out "not"/],
    });
  });
});

describe('proof/no-quote', () => {
  it('is one report for a proof of remarks', () => {
    expectOnly('proof/no-quote', {
      marked: proof('⟦The report describes a dose.\n- Parents were told of it.⟧'),
      messages: [/has no quote/],
      fixed: null,
    });
    expectOnly('proof/no-quote', { marked: proof('⟦- …⟧'), messages: [/has no quote/] });
  });

  it('is silent about lines of the context without quotation marks', () => {
    expectOnly('proof/number-mismatch', {
      marked: proof('- Platelets were <50 in ⟦4⟧ of 42 children.'),
      messages: [/"4" where/],
    });
  });
});
