import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';
import { recordLine, WRONG_NUMBER } from './records';
import { runCli } from './runCli';

describe('vignette export', () => {
  const folder = useTestFolder();
  const run = (...args: readonly string[]) => runCli(['export', ...args], { cwd: folder.path });
  const write = (name: string, ...lines: readonly string[]): void =>
    writeFileSync(folder.join(name), lines.map((line) => `${line}\n`).join(''));
  const read = (name: string): string => readFileSync(folder.join(name), 'utf8');

  it('writes records without errors, and says what it left out', async () => {
    write('a.jsonl', recordLine(), WRONG_NUMBER, recordLine());
    const { code, stdout, stderr } = await run('a.jsonl', '--to', 'openai', '--out', 'x.jsonl');
    assert.deepEqual([code, stdout], [1, '']);
    assert.equal(
      stderr,
      [
        'Exported 2 of 3 records as openai.',
        '  x.jsonl  2 records',
        'Left out 1:',
        '  proof/number-mismatch  1 record',
        'The first: a.jsonl:2',
        'vignette clean sorts them out; --allow-errors exports records with errors too.',
        '',
      ].join('\n'),
    );
    assert.deepEqual(Object.keys(JSON.parse(read('x.jsonl').split('\n')[0] ?? '')), ['messages']);
    const all = await run(
      'a.jsonl',
      '--to',
      'grpo',
      '--out',
      'x.jsonl',
      '--allow-errors',
      '--force',
      '--json',
    );
    const { exported, errors, reasons } = JSON.parse(all.stdout);
    assert.deepEqual([all.code, exported, errors, reasons], [0, 3, 1, {}]);
  });

  it('makes a folder to publish, a split for each file', async () => {
    const records = [...benchRecords(30, 0)];
    write('a.train.jsonl', ...records.slice(0, 24), WRONG_NUMBER);
    write('a.test.jsonl', ...records.slice(23));
    const args = [
      'a.train.jsonl',
      'a.test.jsonl',
      '--to',
      'huggingface',
      '--out',
      'hub',
      '--license',
      'cc-by-4.0',
    ];
    const { code, stderr } = await run(...args, '--title', 'Doses: a "set"');
    assert.equal(code, 1);
    assert.match(stderr, /Exported 30 of 32 records/);
    assert.match(stderr, /hub\/data\/train\.jsonl {2}23 records\n {2}hub\/data\/test\.jsonl {2}7 records/);
    assert.match(stderr, /1 group of near-duplicates in several splits/);
    const [, frontMatter = '', body = ''] = /^---\n(.*?)---\n(.*)$/s.exec(read('hub/README.md')) ?? [];
    const { pretty_name, license, size_categories, configs } = parse(frontMatter);
    assert.deepEqual([pretty_name, license, size_categories], ['Doses: a "set"', 'cc-by-4.0', ['n<1K']]);
    assert.deepEqual(configs[0].data_files, [
      { split: 'train', path: 'data/train.jsonl' },
      { split: 'test', path: 'data/test.jsonl' },
    ]);
    assert.match(body, /\| train \| 23 \|\n\| test \| 7 \|/);
    assert.match(body, /\| reasoning \| \d+ \|/);
    assert.match(
      body,
      /- 1 records were not exported: metadata\/duplicate-id\n- 1 records were not exported: proof\/number-mismatch/,
    );
    for (const [, path = ''] of body.matchAll(/!\[.*?\]\((.*?)\)/g))
      assert.match(read(`hub/${path}`), /^<svg/);
    const again = await run(...args);
    assert.deepEqual([again.code, again.stderr.split(':')[0]], [2, 'hub/data/test.jsonl is there already']);
  });

  it('adds what a profile asks for', async () => {
    write('a.jsonl', recordLine());
    const { stderr } = await run('a.jsonl', '--to', 'openai', '--out', 'x.jsonl', '--profile', 'upstream');
    assert.match(stderr, /Exported 0 of 1 record as openai.*upstream\/provenance/s);
  });

  it('is one line about wrong use', async () => {
    write('a.jsonl', recordLine());
    for (const [args, message] of [
      [['a.jsonl', '--out', 'x.jsonl'], /--to/],
      [['a.jsonl', '--to', 'parquet', '--out', 'x'], /'parquet' is invalid/],
      [['a.jsonl', '--to', 'openai', '--out', 'x'], /give --out FILE\.jsonl/],
      [['a.jsonl', '--to', 'openai', '--out', 'a.jsonl', '--force'], /a\.jsonl is exported itself/],
    ] as const) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.split('\n').length, 2);
    }
    assert.equal(existsSync(folder.join('x')), false);
  });
});
