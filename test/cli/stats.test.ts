import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetSummary } from '../../core/inspect/summary';
import { benchRecords } from '../bench/dataset';
import { sampleLine } from '../inspect/samples';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';

interface Stats {
  readonly measures: readonly {
    readonly id: string;
    readonly unit: string | null;
    readonly definition: string;
  }[];
  readonly files: readonly { readonly path: string; readonly summary: DatasetSummary }[];
  readonly together: DatasetSummary;
}

describe('vignette stats', () => {
  const folder = useTestFolder();
  const stats = (...args: readonly string[]) => runCli(['stats', ...args], { cwd: folder.path });
  const write = (name: string, ...lines: readonly string[]): void =>
    writeFileSync(folder.join(name), lines.map((line) => `${line}\n`).join(''));

  it('prints what a dataset is made of, within a terminal, and judges nothing', async () => {
    write(
      'a.jsonl',
      sampleLine('alpha'),
      sampleLine('beta', { proof: '- "The dose was 3 mg once daily."' }, { source: 'synthetic-ollama/x' }),
      sampleLine('alpha', {}, { id: 'again' }),
      '{',
    );
    const { code, stdout, stderr } = await stats('a.jsonl');
    assert.deepEqual([code, stderr], [0, '']);
    for (const line of stdout.split('\n')) assert.ok([...line].length <= 82, line);
    assert.match(stdout, /^a\.jsonl {2}4 records · 1 unreadable · \d+ tokens · 2026-01-01\n/);
    assert.match(stdout, /█ 1 clean \(25 %\) {3}▓ 1 with warnings \(25 %\) {3}▒ 2 with errors \(50 %\)/);
    assert.match(stdout, /^ {2}reasoning +3 +100 % +40 % {2}█+│█+$/m);
    assert.match(stdout, /^ {2}proof\/number-mismatch +error +1 +1 {2}█+/m);
    assert.match(stdout, /^ {2}Grounded quotes +67 % +100 % +100 % +0 %/m);
    assert.match(stdout, /^ {2}2 records {2}say the same as {2}record 0$/m);
    assert.match(stdout, /^ {2}ollama\/x +1 {2}█+$/m);
    assert.ok(!stdout.includes('\u001b'));
  });

  it('prints the summary of each file and of all together as JSON', async () => {
    write('a.jsonl', sampleLine('alpha'));
    write('b.jsonl', sampleLine('beta', {}, { type: 'quiz' }), sampleLine('alpha', {}, { id: 'again' }));
    write('other.jsonl', '{"none": "of ours"}');
    const { code, stdout, stderr } = await stats('--json', '.');
    assert.deepEqual([code, stderr], [0, '']);
    const { measures, files, together } = JSON.parse(stdout) as Stats;
    assert.deepEqual(
      files.map(({ path, summary }) => [path, summary.records, summary.duplicates.repeats]),
      [
        ['a.jsonl', 1, 0],
        ['b.jsonl', 2, 1],
      ],
    );
    assert.deepEqual([together.records, together.duplicates.clusters, together.tokens.isExact], [3, 1, true]);
    const documented = readFileSync(join(__dirname, '..', '..', 'docs', 'stats.md'), 'utf8');
    for (const key of [...measures.map(({ id }) => id), ...Object.keys(together)])
      assert.ok(documented.includes(`\`${key}\``), `${key} is not documented`);
    assert.deepEqual(measures[0], {
      unit: 'words',
      id: 'context-words',
      title: 'Length of context',
      kind: 'amount',
      definition: 'Words in <context>.',
    });
    assert.deepEqual(
      together.histograms.map(({ measure }) => measure),
      measures.map(({ id }) => id),
    );
    const text = await stats('a.jsonl', 'b.jsonl');
    assert.match(text.stdout, /^ {2}b\.jsonl +2 +0 +\d +\d+\n\nTogether {2}3 records/m);
  });

  it('says the same of a file that is read in threads', async () => {
    write('a.jsonl', ...benchRecords(30, 30));
    const [here, inThreads] = await Promise.all(
      ['1', '2'].map((threads) => stats('a.jsonl', '--json', '--threads', threads)),
    );
    assert.equal(here?.code, 0);
    assert.deepEqual(inThreads, here);
  });

  it('is sensible of nothing, of what is no dataset, and of what cannot be read', async () => {
    write('empty.jsonl');
    write('other.jsonl', '{"none": "of ours"}');
    const empty = await stats('empty.jsonl');
    assert.deepEqual([empty.code, empty.stdout], [0, 'empty.jsonl  no records\n']);
    const other = await stats('other.jsonl');
    assert.match(other.stdout, /^other\.jsonl {2}1 record · 1 unreadable\n/);
    const none = await stats('*.jsonl');
    assert.deepEqual([none.code, none.stdout], [0, '']);
    assert.match(none.stderr, /^No dataset was found: [^\n]+\n$/);
    const gone = await stats('gone.jsonl');
    assert.deepEqual([gone.code, gone.stdout], [2, '']);
    assert.match(gone.stderr, /^Cannot read gone\.jsonl: [^\n]+\n$/);
  });
});
