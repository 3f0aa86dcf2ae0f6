import assert from 'node:assert/strict';
import { DEFAULT_CONFIG, type LintConfig } from '../../../core/lint/config';
import type { Diagnostic } from '../../../core/lint/diagnostic';
import { FileLinter } from '../../../core/lint/lintFile';
import { LintOfFiles, lintOnce } from '../../../core/lint/lintFiles';
import { formatCanonicalRecord, type SampleText } from '../../../core/sample/jsonl';
import { complete } from '../../../core/steps';
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
      return complete(linter.lintDataset()).map(({ rule, record: index }) => `${index} ${rule}`);
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

describe('dataset/archetype-balance', () => {
  /** As many records as the letters say: r(easoning), f (refusal), h(aystack), a(nti_knowledge), t(rap), - (no type). */
  const balance = (letters: string, config: LintConfig = DEFAULT_CONFIG): readonly Diagnostic[] => {
    const types: Readonly<Record<string, string>> = {
      r: 'reasoning',
      f: 'refusal',
      h: 'haystack',
      a: 'anti_knowledge',
      t: 'trap',
    };
    const lines = [...letters].map(
      (letter, i) => `{"messages":[],"metadata":{"id":"${i}","type":${JSON.stringify(types[letter])}}}\n`,
    );
    const { diagnostics } = lintOnce(
      'jsonl',
      splitLines(lines.join('').replaceAll('"type":undefined', '"x":1')),
      config,
    );
    return diagnostics.filter(({ rule }) => rule === 'dataset/archetype-balance');
  };
  const MIX = 'rrrrffhhaa'.repeat(4);

  it('is silent at the target, within the tolerance, and on few records', () => {
    assert.deepEqual(balance(MIX), []);
    assert.deepEqual(balance('rrrrrffhaa'.repeat(4)), []);
    assert.deepEqual(balance('r'.repeat(39)), []);
    assert.deepEqual(balance('r'.repeat(39) + '-'.repeat(100)), []);
  });

  it('reports once, at the first record of what there is too much of', () => {
    const [found, ...others] = balance(`fh${'r'.repeat(38)}`);
    assert.deepEqual(others, []);
    assert.equal(
      found?.message,
      'Of 40 records, 95 % reasoning (target 40 %), 3 % refusal (target 20 %), 3 % haystack (target 20 %), 0 % anti_knowledge (target 20 %).',
    );
    assert.equal(found?.record, 2);
    assert.deepEqual(found?.range.start, { line: 2, character: 43 });
  });

  it('takes target, tolerance and minimum from the configuration', () => {
    const config = (tolerance: number): LintConfig => ({
      ...DEFAULT_CONFIG,
      mix: { trap: 1, reasoning: 3 },
      options: { 'dataset/archetype-balance': { tolerance, minimum: 4 } },
    });
    assert.deepEqual(balance('rrrt', config(0)), []);
    assert.match(balance('rrrrt', config(0))[0]?.message ?? '', /80 % reasoning \(target 75 %\)/);
    assert.deepEqual(balance('rrrrt', config(0.05)), []);
    assert.match(balance('rrrtff', config(0.1))[0]?.message ?? '', /33 % refusal \(target 0 %\)/);
  });
});

describe('files that are linted together', () => {
  const together = (...files: readonly { readonly config?: LintConfig; readonly text: string }[]) => {
    const lint = new LintOfFiles();
    for (const [i, { text, config = DEFAULT_CONFIG }] of files.entries())
      lint.add(`/data/${i}.jsonl`, 'jsonl', splitLines(`${text}\n`), config);
    return complete(lint.finish()).map(({ diagnostics }) => diagnostics);
  };

  it('share duplicates and ids, each reported in the later file with the place in the earlier', () => {
    const [first, second] = together(
      { text: `${record('a', OTHER)}\n${record('b')}` },
      { text: record('b') },
    );
    assert.deepEqual(first, []);
    assert.deepEqual(
      second?.map(({ rule, message, record: at, related }) => [
        rule,
        message,
        at,
        related[0]?.file,
        related[0]?.range.start.line,
      ]),
      [
        ['dataset/duplicate', 'Record 1 of 0.jsonl says the same.', 0, '/data/0.jsonl', 1],
        ['metadata/duplicate-id', 'Record 1 of 0.jsonl has the id "b" too.', 0, '/data/0.jsonl', 1],
      ],
    );
  });

  it('are each judged by their own configuration, against the records of all', () => {
    const text = record('b');
    const off: LintConfig = { severities: { 'dataset/duplicate': 'off', 'metadata/duplicate-id': 'info' } };
    const [, second, third] = together({ text }, { text, config: off }, { text });
    assert.deepEqual(
      second?.map(({ rule, severity }) => [rule, severity]),
      [['metadata/duplicate-id', 'info']],
    );
    assert.deepEqual(
      third?.map(({ rule, message }) => [rule, message.slice(0, 19)]),
      [
        ['dataset/duplicate', 'Record 0 of 0.jsonl'],
        ['metadata/duplicate-id', 'Record 0 of 0.jsonl'],
      ],
    );
  });

  it('have near-duplicates by the options of the file', () => {
    const near = record('b', { context: CONTEXT.replace('nine', 'ten') });
    const rules = (config: LintConfig): unknown =>
      together({ text: record('a') }, { text: near, config })[1]?.map(({ rule }) => rule);
    assert.deepEqual(rules(DEFAULT_CONFIG), ['dataset/near-duplicate']);
    const options = { 'dataset/near-duplicate': { similarity: 1, needleSimilarity: 1 } };
    assert.deepEqual(
      rules({ severities: {}, options }),
      ['dataset/near-duplicate'],
      'the needle is the same',
    );
    const needle = { severities: { 'dataset/near-duplicate': 'off' as const }, options };
    assert.deepEqual(rules(needle), []);
  });

  it('keep their balance apart', () => {
    const text = Array.from(
      { length: 40 },
      (_, i) => `{"messages":[],"metadata":{"id":"${i}","type":"haystack"}}`,
    ).join('\n');
    assert.deepEqual(
      together({ text }, { text }).map(
        (found) => found.filter(({ rule }) => rule === 'dataset/archetype-balance').length,
      ),
      [1, 1],
    );
  });
});
