import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ContextMatcher } from '../../../core/grounding/match';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { markedText } from '../marked';
import { CONTEXTS } from './contexts';

/** Matches a quote with a context in which the expected stretches are marked. */
function match(marked: string, quote: string) {
  const { text, spans } = markedText(marked);
  return { found: new ContextMatcher(text).match(quote), spans, text };
}

describe('quote matching', () => {
  const same: readonly (readonly [kind: string, marked: string, quote: string])[] = [
    ['verbatim', 'In A: ⟦54 Gy in 30 fractions⟧.', '54 Gy in 30 fractions'],
    ['verbatim', 'It was 15 mg/m². ⟦It was 15 mg⟧.', 'It was 15 mg'],
    ['verbatim', 'It was unresectable, later ⟦resectable⟧.', 'resectable'],
    ['verbatim', '⟦H3 K27M⟧ was found.', 'H3 K27M'],
    ['verbatim', 'Platelets were ⟦<50⟧.', '<50'],
    ['verbatim', 'It lasted ⟦7–10 days⟧.', '7–10 days'],
    ['verbatim', '⟦患者は三人⟧でした', '患者は三人'],
    ['typographic', 'A ⟦7‑year‑old boy⟧ came.', '7-year-old boy'],
    ['typographic', '⟦The dose was 15 mg⟧ daily.', 'the dose was 15\u00a0mg'],
    ['typographic', 'He said ⟦“stop” twice.⟧', '"stop" twice.'],
    ['typographic', 'The cafe\u0301: ⟦na\u00efve cells⟧ grew.', 'nai\u0308ve cells'],
    ['typographic', 'It ⟦was ﬁxed⟧ and cut.', 'was fixed'],
    ['typographic', 'on MRI⟦, at 5 µM⟧, it', ', at 5 μM'],
  ];
  for (const [kind, marked, quote] of same) {
    it(`finds ${JSON.stringify(quote)} in ${JSON.stringify(marked)} (${kind})`, () => {
      const { found, spans } = match(marked, quote);
      assert.deepEqual(found, { kind, span: spans[0] });
    });
  }

  const elided: readonly (readonly [marked: string, quote: string])[] = [
    ['⟦The dose was 15 mg⟧, given in two parts, ⟦once weekly⟧.', 'The dose was 15 mg … once weekly'],
    ['⟦ONC201⟧, an imipridone, ⟦was well tolerated.⟧', 'ONC201 ... was well tolerated.'],
    ['Then ⟦the dose was 15 mg⟧ daily.', '...the dose was 15 mg...'],
    [
      '⟦The dose was 15 mg⟧ for most. Visits were not frequent. ⟦Counts were checked weekly⟧.',
      'The dose was 15 mg … Counts were checked weekly',
    ],
    ['⟦A biopsy was taken⟧. It was safe. ⟦All went home⟧.', 'A biopsy was taken [...] All went home'],
    ['A dose was not given. Later ⟦a dose⟧ of 5 mg ⟦was given daily⟧.', 'a dose … was given daily'],
  ];
  for (const [marked, quote] of elided) {
    it(`takes the elision ${JSON.stringify(quote)}`, () => {
      const { found, spans } = match(marked, quote);
      assert.deepEqual(found, { kind: 'elided', spans });
    });
  }

  /** Marked: the stretch that the quote is held against, and in it the words it leaves out. */
  const turned: readonly (readonly [marked: string, quote: string])[] = [
    ['ONC201 did ⟦⟦not⟧ improve survival⟧.', 'improve survival'],
    ['There was ⟦⟦no evidence of⟧ progression⟧.', 'progression'],
    ['It was ⟦⟦not yet⟧ approved for children⟧.', 'approved for children'],
    ['Two grew ⟦⟦without⟧ ClpP in culture⟧.', 'clpP in culture'],
    ['The tumour was ⟦⟦non-⟧responsive to steroids⟧.', 'responsive to steroids'],
    ['Platelets were ⟦⟦less than⟧ 50 × 10⁹/L⟧.', '50 × 10⁹/L'],
    ['It lasted ⟦⟦up to⟧ 12 cycles⟧.', '12 cycles'],
    ['⟦The drug was⟦ not ⟧effective in mice⟧.', 'The drug was … effective in mice'],
    ['⟦Arm A got⟦ 15 mg. Arm B got ⟧20 mg daily⟧.', 'Arm A got … 20 mg daily'],
    ['⟦The⟦ dose of steroids caused ⟧harm⟧.', 'The … harm'],
  ];
  for (const [marked, quote] of turned) {
    it(`sees what ${JSON.stringify(quote)} leaves out of ${JSON.stringify(marked)}`, () => {
      const { found, spans } = match(marked, quote);
      assert.ok(found.kind === 'altered', found.kind);
      assert.deepEqual(found.span, spans[0]);
      const [difference, ...others] = found.differences;
      assert.deepEqual(others, []);
      assert.equal(difference?.said, '');
      assert.deepEqual(difference?.actual, spans[1]);
    });
  }

  it('reads "didn’t" as a negation', () => {
    assert.equal(match('It didn’t respond to steroids.', 'respond to steroids').found.kind, 'altered');
  });

  it('takes the same words where nothing turns them', () => {
    const { found, spans } = match('It did not help at first. Later ⟦help⟧ came.', 'help');
    assert.deepEqual(found, { kind: 'verbatim', span: spans[0] });
  });

  const cut: readonly (readonly [context: string, quote: string])[] = [
    ['They got 15 mg.', '5 mg'],
    ['They got 1.5 mg.', '5 mg'],
    ['They got 1,500 mg.', '500 mg'],
    ['They got 1,500 mg.', 'They got 1'],
    ['They got 15 mg/m² weekly.', 'They got 15 mg'],
    ['They got 15 mg weekly.', 'They got 15'],
    ['It was <50.', '50'],
    ['It was ≤ 50 mL.', '50 mL'],
    ['It fell by −5 %.', '5 %'],
    ['It lasted 7–10 days.', '10 days'],
    ['It lasted 7-10 days.', 'It lasted 7'],
    ['It lasted 7 to 10 days.', '10 days'],
    ['It was 5%-10% of all.', 'It was 5%'],
    ['Counts of 10⁶ cells.', 'Counts of 10'],
    ['It was unresectable.', 'resectable'],
    ['It was methylated.', 'It was methyl'],
    ['The K27M mutation.', '27M mutation'],
    ['The cafe\u0301.', 'The cafe'],
  ];
  for (const [context, quote] of cut) {
    it(`does not take ${JSON.stringify(quote)} out of ${JSON.stringify(context)}`, () => {
      const { kind } = new ContextMatcher(context).match(quote);
      assert.ok(kind === 'altered' || kind === 'absent', kind);
    });
  }

  /** Marked: the stretch of the context most like the quote, and the quantity in it that differs. */
  const numbers: readonly (readonly [marked: string, quote: string, quoted: string | undefined])[] = [
    ['⟦Patients received ⟦1.5 mg⟧ once daily⟧.', 'Patients received 15 mg once daily', '15 mg'],
    ['⟦Patients received ⟦15 mg⟧ once daily⟧.', 'Patients received 15 µg once daily', '15 µg'],
    ['⟦Platelets were ⟦<50⟧ at day 8⟧.', 'Platelets were >50 at day 8', '>50'],
    ['⟦Platelets were ⟦<50⟧ at day 8⟧.', 'Platelets were 50 at day 8', '50'],
    ['⟦A total of ⟦54 Gy⟧ in 30 fractions⟧.', 'A total of 56 Gy in 30 fractions', '56 Gy'],
    ['⟦A total of 54 Gy in ⟦30 fractions⟧⟧.', 'A total of 54 Gy in 33 fractions', '33 fractions'],
    ['⟦Survival was ⟦9.6%⟧ at 2 years⟧.', 'Survival was 96% at 2 years', '96%'],
  ];
  for (const [marked, quote, quoted] of numbers) {
    it(`says which number of ${JSON.stringify(quote)} differs`, () => {
      const { found, spans } = match(marked, quote);
      assert.ok(found.kind === 'altered', found.kind);
      const [difference, ...others] = found.differences;
      assert.deepEqual(others, []);
      assert.equal(difference?.kind, 'quantity');
      assert.deepEqual(difference?.actual, spans[1]);
      assert.equal(quote.slice(difference?.quoted.start, difference?.quoted.end), quoted);
      assert.ok(found.span.start === spans[0]?.start && found.span.end >= (spans[1]?.end ?? 0));
    });
  }

  it('finds nothing like an invented quote', () => {
    const matcher = new ContextMatcher(CONTEXTS[0] as string);
    assert.equal(matcher.match('Most parents found the hospital food agreeable.').kind, 'absent');
  });

  it('accepts every stretch of whole clauses, and keeps spans in the context for any quote', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '…',
        ' ... ',
        ' ',
        '“',
        '"',
        '-',
        '–',
        '15 mg',
        '<',
        '1.5',
        'not ',
        '\n',
        '²',
        'e\u0301',
        '\u00ad',
      ),
      fc.constantFrom(...CONTEXTS.flatMap((context) => context.split(' '))).map((word) => `${word} `),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));
    assertProperty(
      fc.property(text, text, (context, quote) => {
        const found = new ContextMatcher(context).match(quote);
        const spans =
          found.kind === 'absent'
            ? []
            : found.kind === 'elided'
              ? found.spans
              : [
                  found.span,
                  ...(found.kind === 'altered' ? found.differences.map(({ actual }) => actual) : []),
                ];
        for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= context.length);
        if (found.kind === 'verbatim') assert.equal(context.slice(found.span.start, found.span.end), quote);
        if (found.kind === 'altered') {
          assert.ok(found.differences.length > 0);
          const { quoted } = found;
          for (const { quoted: words, said } of found.differences) {
            assert.ok(quoted.start <= words.start && words.start <= words.end && words.end <= quoted.end);
            assert.ok(said === '' || said === quote.slice(words.start, words.end));
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('is bounded on hostile texts', () => {
    const big = 'abc defg 12 '.repeat(9_000);
    const cases: [string, string][] = [
      [big, `${'abd defh 13 '.repeat(5_000)}`],
      ['…'.repeat(50_000), `a${'…a'.repeat(20_000)}`],
      ['not '.repeat(30_000), 'not not '.repeat(1_000)],
      ['1'.repeat(100_000), '1'.repeat(1_000)],
      ['a… '.repeat(40_000), 'a … a … b'],
    ];
    for (const [context, quote] of cases) {
      const started = cpuTime();
      new ContextMatcher(context).match(quote);
      const took = cpuTime() - started;
      assert.ok(took < 15_000, `${took} ms: ${quote.slice(0, 20)}`);
    }
    const started = cpuTime();
    const matcher = new ContextMatcher(big);
    for (let i = 0; i < 5_000; i++) matcher.match(`xyz ${i} uvw qqqq ${i} rrr`);
    assert.ok(cpuTime() - started < 12_000, `${cpuTime() - started} ms for 5,000 quotes`);
  });
});
