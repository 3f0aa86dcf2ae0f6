import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchRecords } from '../bench/dataset';
import { runCli } from './runCli';

describe('lint in threads', () => {
  let folder: string;
  before(() => {
    // Just more than one stretch in the first file.
    folder = mkdtempSync(join(tmpdir(), 'vignette-'));
    const records = [...benchRecords(480, 15)];
    writeFileSync(join(folder, 'a.jsonl'), `${records.slice(0, 400).join('\n')}\n\n`);
    writeFileSync(
      join(folder, 'b.jsonl'),
      [...records.slice(400), ...records.slice(100, 110), '{'].join('\r\n'),
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const format of ['text', 'json', 'sarif']) {
    it(`prints the same as in one, as ${format}`, async () => {
      // Two processes, of which one starts three threads, beside whatever else runs.
      const run = (threads: number) =>
        runCli(['lint', '.', '--format', format, '--threads', String(threads)], { cwd: folder });
      const one = await run(1);
      assert.equal(one.code, 1);
      assert.match(one.stdout, /dataset\/duplicate/);
      assert.deepEqual(await run(3), one);
    });
  }
});
