import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { FACETS } from '../../core/inspect/columns';
import { type Filter, type Mark, matching } from '../../core/inspect/filter';
import type { Histogram } from '../../core/inspect/histogram';
import type { Inspection } from '../../core/inspect/inspection';
import { MEASURE_IDS, type MeasureId } from '../../core/inspect/measure';
import { readRow } from '../../core/inspect/recordRow';
import { type DatasetSummary, summarise } from '../../core/inspect/summary';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { complete } from '../../core/steps';
import { LintCache } from '../../storage/lint/lintCache';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { assertProperty } from '../assertProperty';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';
import { inspectTexts, LETTERS, sampleLine } from './samples';

/** Nine records: two that repeat one, errors, a warning, other archetypes and sources, and what is no sample. */
const ALPHA = sampleLine('alpha');
const LINES = [
  ALPHA,
  sampleLine('beta', { proof: '- "The dose was 3 mg once daily."' }, { type: 'haystack' }),
  sampleLine('gamma', {}, { source: 'synthetic-ollama/gpt-oss:120b-cloud' }),
  ALPHA.replaceAll('"alpha"', '"delta"'),
  sampleLine(
    'epsilon',
    { proof: '- “The dose was 2 mg  once daily.”' },
    { review: { decision: 'accepted' } },
  ),
  sampleLine(
    'zeta',
    {},
    { provenance: { provider: 'ollama', model: 'gpt-oss:120b-cloud', template: 'dose', cost: 0.25 } },
  ),
  '{"id": 1',
  '{"other": "shape"}',
  sampleLine('eta', { think: '' }, { type: undefined, timestamp: '2026-03-01T12:00:00+02:00' }),
];

function histogram({ histograms }: DatasetSummary, id: MeasureId): Histogram {
  return histograms.find(({ measure }) => measure === id) as Histogram;
}

describe('the summary of a dataset', () => {
  const inspection = inspectTexts({ 'a.jsonl': LINES });
  const summary = summarise(inspection);

  it('counts records by what the lint says of them', () => {
    assert.deepEqual([summary.records, summary.unreadable], [9, 2]);
    assert.deepEqual(summary.standings, { clean: 3, warning: 2, error: 4 });
    assert.deepEqual(
      summary.rules.map(({ rule, severity, problems, records }) => [rule, severity, problems, records]),
      [
        ['json/invalid-line', 'error', 1, 1],
        ['proof/number-mismatch', 'error', 1, 1],
        ['record/unknown-shape', 'error', 1, 1],
        ['tags/empty', 'error', 1, 1],
        ['archetype/haystack-too-short', 'warning', 1, 1],
        ['dataset/duplicate', 'warning', 1, 1],
        ['proof/inexact-quote', 'warning', 1, 1],
      ],
    );
  });

  it('holds the archetypes against the target mix', () => {
    const shown = summary.archetypes.map(({ archetype, records, share, target }) => [
      archetype,
      records,
      share && Math.round(share * 100),
      target,
    ]);
    assert.deepEqual(shown, [
      ['reasoning', 5, 83, 0.4],
      ['refusal', 0, 0, 0.2],
      ['haystack', 1, 17, 0.2],
      ['anti_knowledge', 0, 0, 0.2],
      [null, 3, null, null],
    ]);
    const own = summarise(
      inspectTexts({ 'a.jsonl': LINES }, { severities: {}, mix: { reasoning: 1, quiz: 3 } }),
    );
    assert.deepEqual(
      own.archetypes.map(({ archetype, target }) => [archetype, target]),
      [
        ['reasoning', 0.25],
        ['quiz', 0.75],
        [null, null],
        ['haystack', 0],
      ],
    );
  });

  it('says who made the records, when, and what they cost', () => {
    assert.deepEqual(summary.sources.values, [
      { value: 'handwritten', records: 5 },
      { value: 'ollama/gpt-oss:120b-cloud', records: 2 },
      { value: null, records: 2 },
    ]);
    assert.deepEqual(summary.templates.values, [
      { value: null, records: 8 },
      { value: 'dose', records: 1 },
    ]);
    assert.deepEqual(summary.reviews.values, [
      { value: null, records: 8 },
      { value: 'accepted', records: 1 },
    ]);
    assert.deepEqual(summary.time, { first: '2026-01-01T00:00:00.000Z', last: '2026-03-01T10:00:00.000Z' });
    assert.deepEqual(summary.cost, { usd: 0.25, records: 1 });
  });

  it('gathers duplicates of duplicates in one cluster', () => {
    const { duplicates } = summarise(inspectTexts({ 'a.jsonl': [...LINES, ALPHA], 'b.jsonl': [ALPHA] }));
    assert.deepEqual(duplicates, {
      clusters: 1,
      records: 4,
      repeats: 3,
      biggest: [{ first: 0, records: 4, kind: 'exact' }],
      more: 0,
    });
  });

  it('measures lengths, quotes and where the evidence stands', () => {
    const { bins, ...words } = histogram(summary, 'context-words');
    assert.deepEqual(words, {
      measure: 'context-words',
      count: 7,
      missing: 2,
      sum: 105,
      mean: 15,
      quantiles: { min: 15, p5: 15, p50: 15, p95: 15, max: 15 },
    });
    assert.deepEqual(bins, [{ from: 15, to: 16, count: 7 }]);
    const grounded = histogram(summary, 'grounded');
    assert.deepEqual([grounded.count, grounded.missing, grounded.mean], [7, 2, 6 / 7]);
    assert.deepEqual(
      grounded.bins.filter(({ count }) => count > 0),
      [
        { from: 0, to: 0.1, count: 1 },
        { from: 1, to: null, count: 6 },
      ],
    );
    const depth = histogram(summary, 'needle-depth').quantiles;
    const context = 'Nine children took part in the eta trial. The dose was 2 mg once daily.';
    assert.equal(depth?.min, context.indexOf('The dose') / context.length);
    assert.deepEqual(histogram(summary, 'think-words').missing, 3);
    assert.deepEqual(histogram(summary, 'problems').quantiles?.max, 2);
    assert.deepEqual(summary.tokens, {
      total: histogram(summary, 'tokens').sum,
      encoding: 'letters',
      isExact: true,
    });
  });

  it('lists records with the worst that is said of them', () => {
    const file = {
      format: 'jsonl',
      config: DEFAULT_CONFIG,
      lineAt: (line: number) => LINES[line] ?? '',
    } as const;
    const row = (record: number) => readRow(inspection, record, () => file);
    assert.deepEqual(row(1), {
      record: 1,
      file: 'a.jsonl',
      line: 1,
      id: 'beta',
      archetype: 'haystack',
      question: 'Which dose did the beta trial give?',
      standing: 'error',
      problems: 2,
      worst: row(1).worst,
    });
    assert.equal(row(1).worst?.severity, 'error');
    assert.deepEqual(row(3).worst, {
      rule: 'dataset/duplicate',
      severity: 'warning',
      message: 'A record that says the same as an earlier one.',
    });
    assert.deepEqual([row(6).question, row(6).standing, row(6).id], ['', 'error', null]);
    // The file has changed since, or is gone.
    const gone = readRow(inspection, 8, () => undefined);
    assert.deepEqual([gone.line, gone.question, gone.standing], [8, '', 'error']);
  });

  it('is sensible of nothing, and of files without records', () => {
    for (const files of [{}, { 'empty.jsonl': [] }, { 'blank.jsonl': ['', '  '] }]) {
      const { records, histograms, standings, time, cost } = summarise(inspectTexts(files));
      assert.deepEqual([records, time, cost], [0, null, null]);
      assert.deepEqual(standings, { clean: 0, warning: 0, error: 0 });
      assert.ok(histograms.every(({ bins, quantiles }) => bins.length === 0 && quantiles === null));
    }
  });

  it('counts what is said of files among the rules of whole files only', () => {
    const spaced = inspectTexts({
      'a.jsonl': [ALPHA, '', sampleLine('beta')],
      'b.jsonl': [sampleLine('gamma')],
    });
    const blank = (filter: Filter): unknown =>
      summarise(spaced, filter).rules.map(({ rule, problems, records }) => [rule, problems, records]);
    assert.deepEqual(blank([]), [['json/blank-line', 1, 0]]);
    assert.deepEqual(blank([{ file: 'a.jsonl' }]), [['json/blank-line', 1, 0]]);
    assert.deepEqual(blank([{ file: 'b.jsonl' }]), []);
    assert.deepEqual(blank([{ archetype: 'reasoning' }]), []);
  });
});

describe('a histogram', () => {
  const lengths = (...words: readonly number[]): Histogram =>
    histogram(
      summarise(
        inspectTexts({
          'a.jsonl': words.map((count, i) => sampleLine(`r${i}`, { answer: 'word '.repeat(count) })),
        }),
      ),
      'answer-words',
    );

  it('has round edges, and a bin for each number where there are few', () => {
    const { bins } = lengths(3, 3, 5, 6, 6, 6);
    assert.deepEqual(bins, [
      { from: 3, to: 4, count: 2 },
      { from: 4, to: 5, count: 0 },
      { from: 5, to: 6, count: 1 },
      { from: 6, to: 7, count: 3 },
    ]);
    const wide = lengths(12, 48, 97, 130, 171).bins;
    assert.deepEqual([wide[0]?.from, wide.at(-1)?.to, wide.length], [0, 200, 4]);
  });

  it('gathers what is far out in a last bin without an end', () => {
    const { bins, quantiles } = lengths(...Array.from({ length: 20 }, (_, i) => 10 + i), 900);
    assert.equal(quantiles?.max, 900);
    assert.deepEqual(bins.at(-1), { from: 30, to: null, count: 1 });
    assert.equal(bins[0]?.from, 10);
  });
});

/** Every mark that a summary shows, with how many of its records it says there are. */
function marksOf(summary: DatasetSummary): (readonly [Mark, number])[] {
  return [
    ...summary.archetypes.map(({ archetype, records }) => [{ archetype }, records] as const),
    ...summary.sources.values.map(({ value, records }) => [{ source: value }, records] as const),
    ...summary.templates.values.map(({ value, records }) => [{ template: value }, records] as const),
    ...summary.dialects.values.map(({ value, records }) => [{ dialect: value }, records] as const),
    ...summary.reviews.values.map(({ value, records }) => [{ review: value }, records] as const),
    ...summary.files.map(({ file, records }) => [{ file }, records] as const),
    ...summary.rules.map(({ rule, records }) => [{ rule }, records] as const),
    ...(['clean', 'warning', 'error'] as const).map(
      (standing) => [{ standing }, summary.standings[standing]] as const,
    ),
    ...summary.duplicates.biggest.map(({ first, records }) => [{ cluster: first }, records] as const),
    ...summary.histograms.flatMap(({ measure, bins, missing }) => [
      ...bins.map(({ from, to, count }) => [{ measure, from, to }, count] as const),
      [{ measure, from: null, to: null }, missing] as const,
    ]),
  ];
}

describe('a filter', () => {
  const some = [...benchRecords(40, 60)];
  const inspection: Inspection = inspectTexts({
    'a.jsonl': [...LINES, ...some.slice(0, 25)],
    'b.jsonl': [...some.slice(20), 'nothing', ALPHA],
  });
  const marks = marksOf(summarise(inspection)).map(([mark]) => mark);
  const filter = fc.array(fc.constantFrom(...marks), { maxLength: 3 });
  const select = (...chosen: readonly Mark[]): number[] => [...matching(inspection, chosen)];

  it('by a mark gives as many records as the mark stands for, under any other filter', () => {
    assertProperty(
      fc.property(filter, (chosen) => {
        const summary = summarise(inspection, chosen);
        assert.equal(summary.records, select(...chosen).length);
        const within = new Set(select(...chosen));
        for (const [mark, count] of marksOf(summary))
          assert.equal(
            select(mark).filter((record) => within.has(record)).length,
            count,
            JSON.stringify(mark),
          );
      }),
      { numRuns: 60 },
    );
  });

  it('unites marks of one facet, and intersects those of different ones', () => {
    const facetOf = (mark: Mark): string => ('measure' in mark ? mark.measure : (Object.keys(mark)[0] ?? ''));
    assertProperty(
      fc.property(fc.constantFrom(...marks), fc.constantFrom(...marks), (a, b) => {
        const [inA, inB] = [new Set(select(a)), new Set(select(b))];
        const isExpected = (record: number): boolean =>
          facetOf(a) === facetOf(b) ? inA.has(record) || inB.has(record) : inA.has(record) && inB.has(record);
        assert.deepEqual(select(a, b), select().filter(isExpected));
      }),
    );
    assert.deepEqual(select({ archetype: 'no such thing' }), []);
    assert.equal(select().length, inspection.records);
  });

  it('leaves every bin where it is, and no record out of all bins', () => {
    const edges = ({ histograms }: DatasetSummary): unknown =>
      histograms.map(({ bins }) => bins.map(({ from, to }) => [from, to]));
    const whole = edges(summarise(inspection));
    assertProperty(
      fc.property(filter, (chosen) => {
        const summary = summarise(inspection, chosen);
        assert.deepEqual(edges(summary), whole);
        for (const { bins, missing, count } of summary.histograms) {
          assert.equal(
            bins.reduce((sum, bin) => sum + bin.count, 0),
            count,
          );
          assert.equal(count + missing, summary.records);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a file inspected in stretches', () => {
  const folder = useTestFolder();

  async function inspectFile(
    bytes: string | Uint8Array,
    stretchBytes: number,
    cache?: LintCache,
  ): Promise<Inspection> {
    const path = folder.join('a.jsonl');
    writeFileSync(path, bytes);
    const stored = new StoredLint(threadsFor(0), cache, { work: 'inspect', stretchBytes });
    await stored.add({ name: 'a', path, format: 'jsonl', config: DEFAULT_CONFIG, isOurs: () => true });
    const inspection = complete(stored.inspect(LETTERS));
    stored.close();
    return inspection;
  }

  it('is the file inspected as a whole', async () => {
    const text = `${[...LINES, ...benchRecords(30, 50), '', ALPHA].join('\n')}`;
    const whole = await inspectFile(text, 1 << 20);
    assert.ok(whole.records > 30);
    for (const bytes of [1, 500, 9_000, 40_000]) assert.deepEqual(await inspectFile(text, bytes), whole);
  });

  it('is the same when it was inspected before, as a whole or in part', async () => {
    const lines = [...LINES, ...benchRecords(12, 50)];
    const inspect = (count: number, cache?: LintCache): Promise<Inspection> =>
      inspectFile(lines.slice(0, count).join('\n'), 6_000, cache);
    const cached = (count: number): Promise<Inspection> =>
      inspect(count, new LintCache(folder.join('cache')));
    assert.deepEqual(await cached(15), await inspect(15));
    assert.deepEqual(await cached(15), await inspect(15));
    assert.deepEqual(await cached(21), await inspect(21));
  });

  it('is summed up whatever its bytes are', async () => {
    const lines = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom(...LINES).map((line) => Buffer.from(line)),
        fc.json().map((json) => Buffer.from(json)),
        fc
          .tuple(fc.constantFrom(...LINES), fc.nat(600), fc.nat(600))
          .map(([line, from, length]) => Buffer.from(line.slice(0, from) + line.slice(from + length))),
      ),
      { maxLength: 8 },
    );
    await assertProperty(
      fc.asyncProperty(lines, async (written) => {
        const bytes = Buffer.concat(written.flatMap((line) => [line, Buffer.from('\n')]));
        const inspection = await inspectFile(bytes, 300);
        const { records, standings, histograms } = summarise(inspection);
        assert.equal(records, inspection.lines.length);
        assert.equal(standings.clean + standings.warning + standings.error, records);
        assert.deepEqual(
          histograms.map(({ measure }) => measure),
          MEASURE_IDS,
        );
        for (const facet of FACETS) assert.equal(inspection.facets[facet].codes.length, records);
      }),
      { numRuns: 60 },
    );
  });
});
