import assert from 'node:assert/strict';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';
import { INEXACT, recordLine, WRONG_NUMBER } from './records';
import { runCli } from './runCli';

describe('vignette clean', () => {
  const folder = useTestFolder();
  const run = (...args: readonly string[]) => runCli(['clean', ...args], { cwd: folder.path });
  const write = (name: string, ...lines: readonly string[]): void =>
    writeFileSync(folder.join(name), lines.map((line) => `${line}\n`).join(''));
  const read = (name: string): string => readFileSync(folder.join(name), 'utf8');

  it('keeps what is fit, fixed, and says of the rest what is wrong with it', async () => {
    write('raw.jsonl', recordLine(), WRONG_NUMBER, INEXACT, '{"messages": [');
    const { code, stdout, stderr } = await run('raw.jsonl', '--out', 'good.jsonl');
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal(
      stderr,
      [
        'Kept 2 of 4 records, 1 of them fixed, in good.jsonl.',
        'Rejected 2, with the reasons, in good.rejects.jsonl:',
        '  proof/number-mismatch  1 record',
        '  json/invalid-line      1 record',
        'Next: vignette split good.jsonl',
        '',
      ].join('\n'),
    );
    const lint = await runCli(['lint', 'good.jsonl'], { cwd: folder.path });
    assert.equal(lint.stdout, '0 errors and 0 warnings in 2 records of 1 file.\n');
    assert.match(
      read('good.rejects.jsonl'),
      /"rejected":\["proof\/number-mismatch: .*\n.*"content":"\{\\"messages\\": \["/,
    );
  });

  it('says what it would do as JSON, and does nothing', async () => {
    write('vignette.config.json', '{"mix": {"reasoning": 1, "refusal": 1}}');
    write('raw.jsonl', recordLine(), recordLine(), recordLine().replace('"reasoning"', '"haystack"'));
    const { code, stdout, stderr } = await run('raw.jsonl', '--dry-run', '--balance', '--no-fix', '--json');
    assert.deepEqual([code, stderr], [0, '']);
    const outcome = JSON.parse(stdout);
    assert.deepEqual(
      [outcome.records, outcome.kept, outcome.rejected, outcome.dryRun, outcome.absent],
      [3, 2, 1, true, ['refusal']],
    );
    assert.deepEqual(outcome.archetypes, {
      reasoning: { records: 2, kept: 2 },
      haystack: { records: 1, kept: 0 },
    });
    assert.deepEqual(Object.values(outcome.reasons), [1]);
  });

  it('writes the same in threads, and of several files', async () => {
    // Two processes, of which one starts threads, beside whatever else runs.
    const records = [...benchRecords(420, 15)];
    write('a.jsonl', ...records.slice(0, 400));
    write('b.jsonl', ...records.slice(390));
    const [one, three] = await Promise.all(
      ['1', '3'].map((threads) =>
        run('a.jsonl', 'b.jsonl', '--out', `${threads}.jsonl`, '--threads', threads),
      ),
    );
    assert.match(one?.stderr ?? '', /dataset\/duplicate/);
    assert.equal(three?.stderr.replaceAll('3.', '1.'), one?.stderr.replaceAll('3.', '1.'));
    assert.equal(read('3.jsonl'), read('1.jsonl'));
    assert.equal(read('3.rejects.jsonl'), read('1.rejects.jsonl'));
  });

  it('is one line about wrong use, and replaces nothing unasked', async () => {
    write('raw.jsonl', WRONG_NUMBER);
    write('there.jsonl', 'precious');
    write('sample.vignette', 'x');
    symlinkSync(folder.join('raw.jsonl'), folder.join('link.jsonl'));
    for (const [args, message] of [
      [['raw.jsonl'], /--out FILE/],
      [['raw.jsonl', '--out', 'there.jsonl'], /^there\.jsonl is there already/],
      [['raw.jsonl', '--out', 'x.jsonl', '--rejects', 'there.jsonl'], /^there\.jsonl is there already/],
      [['raw.jsonl', '--out', 'x.jsonl', '--rejects', './x.jsonl'], /x\.jsonl is written with --out itself/],
      [['raw.jsonl', '--out', 'link.jsonl', '--force'], /^raw\.jsonl is cleaned itself/],
      [['-', '--out', 'x.jsonl'], /Standard input cannot be read twice/],
      [['sample.vignette', '--out', 'x.jsonl'], /vignette convert sample\.vignette/],
      [['raw.jsonl', '--out', 'x.jsonl', '--mix', '1/2'], /four whole numbers/],
    ] as const) {
      const { code, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.split('\n').length, 2);
    }
    assert.equal(existsSync(folder.join('x.jsonl')), false);
    assert.equal(read('there.jsonl'), 'precious\n');
    const none = await run('raw.jsonl', '--out', 'there.jsonl', '--force', '--quiet');
    assert.deepEqual([none.code, none.stderr, read('there.jsonl')], [1, '', '']);
  });
});
