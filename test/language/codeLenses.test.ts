import assert from 'node:assert/strict';
import { describeLens, describePassRate, findRecordLenses } from '../../core/language/codeLenses';
import { DatasetView } from '../../core/language/datasetView';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import type { Diagnostic } from '../../core/lint/diagnostic';
import { lintOnce } from '../../core/lint/lintFiles';
import { splitLines } from '../../core/text/lineText';
import { jsonlOf, vignetteOf } from './marked';

describe('code lenses', () => {
  for (const [format, write] of [
    ['jsonl', jsonlOf],
    ['vignette', vignetteOf],
  ] as const) {
    it(`stand above each record in ${format} and say what is wrong with it`, () => {
      const text = [
        write({}),
        write({ type: 'haystack', answer: 'That was 3 mg.', proof: '- "Gone entirely away."' }),
      ].join(format === 'jsonl' ? '\n\n' : '');
      const lines = splitLines(text);
      const view = new DatasetView(format, lines);
      const { diagnostics } = lintOnce(format, lines, {
        ...DEFAULT_CONFIG,
        severities: { 'dataset/near-duplicate': 'off', 'metadata/duplicate-id': 'off' },
      });
      const lenses = findRecordLenses(view);
      assert.deepEqual(
        lenses.map(({ line }) => lines[line]?.slice(0, 3)),
        format === 'jsonl' ? ['{"m', '{"m'] : ['---', '---'].map((rule) => rule),
      );
      const titles = lenses.map((lens) => describeLens(view, lens, diagnostics));
      assert.match(titles[0] ?? '', /^Record 0 · reasoning(?: · 1 warning)?$/);
      assert.match(titles[1] ?? '', /^Record 1 · haystack · 2 errors, \d warnings?$/);
    });
  }

  it('say how many records pass, once that is known', () => {
    const found = (record: number | null, severity: 'error' | 'warning' | 'hint') =>
      ({ record, severity }) as Diagnostic;
    const diagnostics = [found(0, 'error'), found(0, 'warning'), found(1, 'hint'), found(null, 'error')];
    assert.equal(describePassRate(3, 3, diagnostics), '2 of 3 records pass (67 %)');
    assert.equal(describePassRate(3, 2, diagnostics), '2 of 3 records linted');
  });

  it('say why the run that made a sample rejected it', () => {
    const provenance = {
      rejected: ['proof/no-quote: None.', 'proof/no-quote: None here.', 'It never ended.'],
    };
    const line = JSON.stringify({ messages: [], metadata: { type: 'refusal', provenance } });
    assert.equal(
      describeLens(new DatasetView('jsonl', [line]), { line: 0, record: 0 }, []),
      'Record 0 · refusal · rejected: proof/no-quote, It never ended.',
    );
  });

  it('say what a person decided, which goes before what the run said', () => {
    const metadata = { type: 'refusal', provenance: { rejected: ['x'] }, review: { decision: 'accepted' } };
    const line = JSON.stringify({ messages: [], metadata });
    assert.equal(
      describeLens(new DatasetView('jsonl', [line]), { line: 0, record: 0 }, []),
      'Record 0 · refusal · accepted',
    );
  });

  it('name a line that is no record by its number', () => {
    const view = new DatasetView('jsonl', ['{"messages": [\n']);
    assert.equal(describeLens(view, { line: 0, record: 0 }, []), 'Record 0');
  });

  it('are none in a file that nobody scrolls through', () => {
    assert.deepEqual(findRecordLenses(new DatasetView('jsonl', new Array<string>(5_001).fill('{}\n'))), []);
  });
});
