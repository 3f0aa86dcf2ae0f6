import assert from 'node:assert/strict';
import { DEFAULT_CONFIG } from '../../../core/lint/config';
import type { Diagnostic } from '../../../core/lint/diagnostic';
import { FileLinter, lintOnce } from '../../../core/lint/lintFile';
import { formatCanonicalRecord, type SampleText } from '../../../core/sample/jsonl';
import { splitLines } from '../../../core/text/lineText';

const CONTEXT =
  'The VALE trial gave ilomerib to nine children with recurrent tumours of the pons. Each child received 1.5 mg/m² once weekly.';

function record(id: string, changes: Partial<SampleText> = {}): string {
  return formatCanonicalRecord({
    context: CONTEXT,
    question: 'How much ilomerib did each child of the VALE trial receive, and how often was it given?',
    think: 'The second sentence gives both.',
    proof: '- "Each child received 1.5 mg/m² once weekly."',
    answer: '1.5 mg/m² once weekly.',
    metadata: { id, type: 'reasoning', source: 'handwritten', timestamp: '2026-01-01T00:00:00Z' },
    ...changes,
  });
}

const OTHER: Partial<SampleText> = {
  context:
    'In the ORCHARD registry, fourteen of twenty families reported that clinic visits on Mondays suited them best.',
  question: 'Which day of the week suited most of the families in the ORCHARD registry for their visits?',
  think: 'The registry names the day.',
  proof: '- "fourteen of twenty families reported that clinic visits on Mondays suited them best"',
  answer: 'Monday.',
};

/** The diagnostics of dataset-wide rules: record, rule, and the words they mark. */
function lint(...records: readonly string[]): (Diagnostic & { readonly marked: string })[] {
  const lines = splitLines(records.map((line) => `${line}\n`).join(''));
  return lintOnce('jsonl', lines, DEFAULT_CONFIG)
    .diagnostics.filter(({ rule }) => rule.startsWith('dataset/') || rule === 'metadata/duplicate-id')
    .map((diagnostic) => {
      const { start, end } = diagnostic.range;
      return { ...diagnostic, marked: (lines[start.line] as string).slice(start.character, end.character) };
    });
}

describe('dataset-wide rules', () => {
  it('say nothing of different records', () => {
    assert.deepEqual(lint(record('a'), record('b', OTHER)), []);
  });

  it('metadata/duplicate-id marks the later id and points at the first', () => {
    const [found, ...others] = lint(
      record('a'),
      record('b', OTHER),
      record('a', {
        ...OTHER,
        context: `${OTHER.context} It rained.`,
        question: 'Did it rain on the registry, and if so how much, and who noted it down that day?',
        proof: '- "It rained."',
      }),
    );
    assert.deepEqual(others, []);
    assert.equal(found?.rule, 'metadata/duplicate-id');
    assert.equal(found?.record, 2);
    assert.equal(found?.marked, '"a"');
    assert.equal(found?.related[0]?.range.start.line, 0);
  });

  it('dataset/duplicate marks the question of the later record', () => {
    const [found, ...others] = lint(
      record('a'),
      record('b', OTHER),
      record('c', { context: CONTEXT.replace(/ /g, '  ') }),
    );
    assert.deepEqual(others, []);
    assert.equal(found?.rule, 'dataset/duplicate');
    assert.equal(found?.record, 2);
    assert.match(found?.marked ?? '', /^How much ilomerib/);
    assert.equal(found?.message, 'Record 0 says the same.');
  });

  it('dataset/near-duplicate says how much is alike', () => {
    const [found, ...others] = lint(
      record('a'),
      record('b', { answer: 'Each received 1.5 mg/m² once weekly.' }),
    );
    assert.deepEqual(others, []);
    assert.equal(found?.rule, 'dataset/near-duplicate');
    assert.match(found?.message ?? '', /^Record 0 is \d+ % like this one/);
  });

  it('follow edits', () => {
    const linter = new FileLinter('jsonl');
    const rules = (...records: readonly string[]): string[] => {
      linter.lint(splitLines(records.map((line) => `${line}\n`).join('')), DEFAULT_CONFIG);
      return linter.lintDataset().map(({ rule, record: index }) => `${index} ${rule}`);
    };
    assert.deepEqual(rules(record('a'), record('b')), ['1 dataset/duplicate']);
    assert.deepEqual(rules(record('x', OTHER), record('a'), record('b')), ['2 dataset/duplicate']);
    assert.deepEqual(rules(record('x', OTHER), record('b')), []);
  });

  it('can be spared in a record and turned off', () => {
    const twice = record('b', { metadata: { id: 'b', lint: { ignore: ['dataset/duplicate'] } } });
    assert.deepEqual(lint(record('a'), twice), []);
    const lines = splitLines(`${record('a')}\n${record('b')}\n`);
    const config = { severities: { 'dataset/duplicate': 'off' } } as const;
    assert.deepEqual(lintOnce('jsonl', lines, config).diagnostics, []);
  });
});
