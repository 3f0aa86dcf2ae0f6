import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';

describe('vignette split', () => {
  const folder = useTestFolder();
  const run = (...args: readonly string[]) => runCli(['split', ...args], { cwd: folder.path });
  const records = [...benchRecords(40, 0)];
  beforeEach(() => writeFileSync(folder.join('data.jsonl'), records.map((line) => `${line}\n`).join('')));
  const linesOf = (name: string): number => readFileSync(folder.join(name), 'utf8').split('\n').length - 1;

  it('writes the parts beside the dataset, and shows what they hold', async () => {
    const { code, stdout, stderr } = await run('data.jsonl', '--train', 'rest', '--test', '20%');
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(stderr, /^Split 40 records into 2 parts\.\n\n +records +anti_knowledge +haystack/);
    assert.match(stderr, /\ntrain +32 .*\ntest +8 /);
    assert.match(stderr, /\ndata\.train\.jsonl\ndata\.test\.jsonl\n$/);
    assert.deepEqual([linesOf('data.train.jsonl'), linesOf('data.test.jsonl')], [32, 8]);
    const again = await run('data.jsonl', '--train', 'rest', '--test', '20%');
    assert.deepEqual([again.code, again.stderr.split(':')[0]], [2, 'data.train.jsonl is there already']);
  });

  it('says what it would do as JSON, and writes nothing', async () => {
    const { code, stdout, stderr } = await run('data.jsonl', '--out-dir', 'parts', '--dry-run', '--json');
    assert.deepEqual([code, stderr], [0, '']);
    const { parts, records, seed, dryRun } = JSON.parse(stdout);
    assert.deepEqual([records, seed, dryRun], [40, 0, true]);
    assert.deepEqual(
      parts.map(({ name, path, records }: Record<string, unknown>) => [name, path, records]),
      [
        ['train', 'parts/data.train.jsonl', 36],
        ['validation', 'parts/data.validation.jsonl', 2],
        ['test', 'parts/data.test.jsonl', 2],
      ],
    );
    assert.equal(existsSync(folder.join('parts')), false);
  });

  it('names the parts that stay empty', async () => {
    writeFileSync(folder.join('few.jsonl'), records.slice(0, 4).join('\n'));
    const { stderr } = await run('few.jsonl', '--dry-run');
    assert.match(
      stderr,
      /\nNo record for validation and test: give a number of records, such as --train rest --test 1\.\n/,
    );
    const { stdout } = await run('few.jsonl', '--dry-run', '--json');
    assert.deepEqual(JSON.parse(stdout).empty, ['validation', 'test']);
  });

  it('is one line about wrong use', async () => {
    writeFileSync(folder.join('other.jsonl'), `${records[0]}\n`);
    for (const [args, message] of [
      [['data.jsonl', '--train', '30', '--test', '5'], /take 35 of 40 records: give one of them the rest/],
      [['data.jsonl', '--train', 'most'], /Give a share such as 0\.9/],
      [['.'], /is 2 datasets: split one/],
      [['none.jsonl'], /there is no such file/],
    ] as const) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.split('\n').length, 2);
    }
  });
});
