import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bar, columns } from '../../cli/reporters/blocks';
import { binLabel } from '../../core/inspect/binLabel';
import { MEASURE_IDS } from '../../core/inspect/measure';
import { summarise } from '../../core/inspect/summary';
import { measureTable, mixTable, problemTable, sourceTable } from '../../core/inspect/summaryMarkdown';
import { plotHistograms, plotMix } from '../../core/inspect/summaryPlot';
import { countTokensOf } from '../../core/inspect/tokens';
import { complete } from '../../core/steps';
import { countWords } from '../../core/text/words';
import { assertProperty } from '../assertProperty';
import { inspectTexts, sampleLine } from './samples';

const HOSTILE = 'a|b <b>"&';

describe('a summary as Markdown and SVG', () => {
  const summary = summarise(
    inspectTexts({
      'a.jsonl': [
        sampleLine('alpha'),
        sampleLine('beta', { answer: 'It was 2 mg.' }, { type: HOSTILE, source: HOSTILE }),
        sampleLine('gamma', { proof: '' }),
      ],
    }),
  );

  it('has the mix, the measures, the problems and the sources as tables', () => {
    assert.equal(
      mixTable(summary),
      [
        '| Archetype | Records | Share | Target |',
        '| --- | ---: | ---: | ---: |',
        '| reasoning | 2 | 66.7 % | 40 % |',
        '| refusal | 0 | 0 % | 20 % |',
        '| haystack | 0 | 0 % | 20 % |',
        '| anti\\_knowledge | 0 | 0 % | 20 % |',
        '| a\\|b \\<b>"& | 1 | 33.3 % | 0 % |',
        '',
      ].join('\n'),
    );
    const measures = measureTable(summary);
    assert.match(measures, /^\| Length of answer, words \| 4 \| 4 \| 4 \| 4 \| 4 \| 4 \|$/m);
    assert.match(measures, /^\| Grounded quotes \| 100 % \|/m);
    assert.match(measures, /^\| Tokens \| /m);
    assert.match(problemTable(summary), /^\| `tags\/empty` \(error\) \| 1 \| 1 \|$/m);
    assert.match(sourceTable(summary), /^\| handwritten \| 2 \|\n\| a\\\|b \\<b>"& \| 1 \|$/m);
    assert.equal(problemTable(summarise(inspectTexts({ 'a.jsonl': [sampleLine('alpha')] }))), '');
  });

  it('draws the mix and histograms, and says them in words', () => {
    const mix = plotMix(summary);
    assert.match(mix, /^<svg [^>]*aria-label="Archetypes: reasoning 2, 66.7 % \(target 40 %\); /);
    assert.ok(!mix.includes('<b>'));
    assert.equal(mix.match(/<rect /g)?.length, 5);
    assert.equal(mix.match(/class="target"/g)?.length, 4);
    const lengths = plotHistograms(summary, MEASURE_IDS) ?? '';
    assert.match(lengths, /Length of answer: 4 words: 3\./);
    assert.match(lengths, /Grounded quotes: 100 %: 2\./);
    assert.equal(plotHistograms(summarise(inspectTexts({})), MEASURE_IDS), undefined);
  });

  it('names bins as people read them', () => {
    assert.equal(binLabel('context-words', { from: 1480, to: 1500 }), '1\u202f480 to 1\u202f499 words');
    assert.equal(binLabel('think-steps', { from: 1, to: 2 }), '1 step');
    assert.equal(binLabel('tokens', { from: 880, to: null }), '880 tokens and more');
    assert.equal(binLabel('needle-depth', { from: 0.9, to: null }), '90 to 100 %');
    assert.equal(binLabel('grounded', { from: 0.3, to: 0.4 }), '30 to 40 %');
    assert.equal(binLabel('grounded', { from: 1, to: null }), '100 %');
    assert.equal(binLabel('quotes', { from: null, to: null }), 'no value');
  });
});

describe('pictures in block characters', () => {
  it('are bars to an eighth of a column, never wider than they may be', () => {
    assert.deepEqual(
      [bar(0, 10), bar(0.5, 10), bar(1, 3), bar(0.0001, 10), bar(0.2, 8)],
      ['', '█████', '███', '▏', '█▋'],
    );
    assertProperty(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 100 }),
        (share, width) => [...bar(share, width)].length <= width,
      ),
    );
  });

  it('are columns in which whatever is above 0 is seen', () => {
    assert.equal(columns([0, 1, 50, 100]), ' ▁▄█');
    assert.equal(columns([]), '');
  });
});

describe('words', () => {
  it('are what stands between white space and has a letter or a digit', () => {
    assert.equal(countWords('Dose: 1.5 mg/m² – once \u00a0(weekly)…\n- «Ärzte»'), 6);
    const text = fc.string({
      unit: fc.constantFrom(...'aÄ9½ \u00a0\u3000\n\t\u0085\u200b\ufeff-–𝟙🧬漢²,\u001f'),
    });
    assertProperty(
      fc.property(text, (text) => {
        assert.equal(countWords(text), text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('tokens of many records', () => {
  const texts = Array.from({ length: 3000 }, (_, i) => 'x'.repeat(i % 7 === 3 ? 0 : 2000));
  const units = Float64Array.from(texts, (text) => text.length || Number.NaN);
  const count = (take: number): ReturnType<typeof countTokensOf> =>
    countTokensOf(units.slice(0, take), (record) => [texts[record] ?? ''], {
      encoding: 'quarters',
      countTokens: (text) => text.length / 4,
    });

  it('are counted where that is quick', () => {
    const { counts, isExact } = complete(count(1000));
    assert.equal(isExact, true);
    assert.deepEqual([counts[0], counts[3], counts[999]], [500, Number.NaN, 500]);
  });

  it('are estimated from a sample where it is not', () => {
    const steps = count(3000);
    let rests = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) rests++;
    assert.equal(step.value.isExact, false);
    assert.deepEqual([step.value.counts[1], step.value.counts[3]], [500, Number.NaN]);
    assert.ok(rests > 300 && rests < 1000, `${rests} counted`);
  });
});
