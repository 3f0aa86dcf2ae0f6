// @ts-check
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runInServer } from '../../scripts/hostRun.mjs';
import { ROOT } from '../../scripts/paths.mjs';

describe('a run inside VS Code that goes wrong', () => {
  const suites = join(ROOT, 'test', 'product', 'suites');
  const extension = join(ROOT, 'test', 'host', 'installed', 'extension');

  it('counts a crash of the extension host as a failure', async () => {
    const counts = await runInServer({ name: 'crash', extension, suite: join(suites, 'crash.cjs') });
    assert.equal(counts.failed, 1);
    assert.match(counts.failures[0]?.message ?? '', /^its tests were not run to the end; .*SIGKILL/);
  });

  it('ends a suite that hangs and counts it as a failure', async () => {
    const suite = join(suites, 'hang.cjs');
    const counts = await runInServer({ name: 'hang', extension, suite, limitMs: 12_000 });
    assert.equal(counts.failed, 1);
    assert.match(counts.failures[0]?.message ?? '', /^it was still running after 12 s/);
  });
});
