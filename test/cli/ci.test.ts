import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import packageJson from '../../package.json';
import { runCli } from './runCli';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}

/** Asserts that the program has the command and each of its options. */
async function assertKnown(command: string, options: readonly string[]): Promise<void> {
  const { code, stdout } = await runCli([command, '--help'], { cwd: process.cwd() });
  assert.equal(code, 0, command);
  for (const option of options) assert.ok(stdout.includes(option), `${command} ${option}`);
}

describe('the hooks for pre-commit', () => {
  const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Hook[];

  it('run commands that the installed package has', async () => {
    assert.deepEqual(
      hooks.map(({ id }) => id),
      ['vignette-lint', 'vignette-fix'],
    );
    for (const { entry, language } of hooks) {
      assert.equal(language, 'node');
      const [program, command = ''] = entry.split(' ');
      assert.equal(program, 'vignette');
      await assertKnown(command, []);
    }
    for (const file of Object.values(packageJson.bin))
      assert.match(readFileSync(file, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    assert.ok(packageJson.files.includes('dist/*.js'), 'the program is packed');
    assert.equal(packageJson.scripts.prepare, packageJson.scripts.build, 'and built before it is');
  });

  it('look at datasets only', () => {
    for (const { files } of hooks) {
      for (const [path, isDataset] of [
        ['data/a.jsonl', true],
        ['a.ndjson', true],
        ['b/review.vignette', true],
        ['vignette.config.json', false],
      ] as const)
        assert.equal(new RegExp(files).test(path), isDataset, path);
    }
  });
});

describe('docs/ci.md', () => {
  const text = readFileSync('docs/ci.md', 'utf8');

  it('names hooks and commands that there are', async () => {
    const blocks = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => parse(yaml) as object);
    assert.equal(blocks.length, 2);
    const ids = [...text.matchAll(/id: ([\w-]+)/g)].map(([, id]) => id);
    assert.deepEqual(ids, ['vignette-fix', 'vignette-lint']);
    const commands = [...text.matchAll(/vignette (lint|fix)((?: --[\w-]+(?: [a-z0-9]+)?)*)/g)];
    assert.equal(commands.length, 3);
    for (const [, command = '', options = ''] of commands)
      await assertKnown(command, options.match(/--[\w-]+/g) ?? []);
  });
});
