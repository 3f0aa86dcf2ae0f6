import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';

describe('linting a large dataset again', () => {
  const folder = useTestFolder();
  const cache = (): string => folder.join('.vignette', 'cache', 'lint');
  const lint = (...args: string[]) => runCli(['lint', 'large.jsonl', ...args], { cwd: folder.path });
  // Large and quickly linted.
  const record = (id: number): string =>
    `${JSON.stringify({ messages: [], metadata: { id: `r${id}`, note: 'x'.repeat(900_000) } })}\n`;

  it('prints the same, from what was kept beside the runs, also for two at once', async () => {
    writeFileSync(folder.join('large.jsonl'), Array.from({ length: 10 }, (_, i) => record(i)).join(''));
    const plain = await lint('--no-cache');
    assert.equal(plain.code, 1);
    assert.match(plain.stdout, /10 records/);
    assert.ok(!existsSync(folder.join('.vignette')));
    assert.deepEqual(await Promise.all([lint(), lint()]), [plain, plain]);
    const kept = readdirSync(cache());
    assert.ok(kept.length > 10, kept.join());
    assert.equal(readFileSync(`${cache()}/.gitignore`, 'utf8'), '*\n');
    assert.deepEqual(await lint(), plain);
    assert.deepEqual(readdirSync(cache()), kept);
    for (const name of kept) truncateSync(`${cache()}/${name}`, 40);
    assert.deepEqual(await lint(), plain);
  });

  it('keeps nothing of a small dataset', async () => {
    writeFileSync(folder.join('large.jsonl'), record(1));
    await lint();
    assert.ok(!existsSync(folder.join('.vignette')));
  });
});
