import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalEntry, StorageError } from '../../core/generate/journal';
import { RunFolder } from '../../storage/runFolder';
import { lockRun } from '../../storage/runLock';
import { SHIPPED_MATERIALS } from '../../storage/runMaterials';
import { planOf, responseOf } from '../generate/fakes';
import { useTestFolder } from './folder';

function entryOf(sample: number): JournalEntry {
  const startedAt = '2026-01-02T03:04:05.678Z';
  return {
    sample,
    draw: 0,
    attempt: 1,
    kind: 'ask',
    request: 'r',
    startedAt,
    latencyMs: 1,
    response: responseOf('größer 🧬'),
  };
}

function recordOf(sample: number): string {
  return JSON.stringify({ messages: [], metadata: { id: `id-${sample}`, provenance: { sample } } });
}

describe('RunFolder: making one', () => {
  const runs = useTestFolder();

  it('holds the plan and an empty list of samples', async () => {
    const { folder, plan } = await RunFolder.create(runs.join('deep', 'runs'), planOf(), SHIPPED_MATERIALS);
    assert.equal(folder.path, runs.join('deep', 'runs', 'run-1'));
    assert.deepEqual(JSON.parse(readFileSync(join(folder.path, 'run.json'), 'utf8')), plan);
    assert.equal(readFileSync(folder.samplesPath, 'utf8'), '');
    assert.deepEqual(readdirSync(folder.path).toSorted(), ['run.json', 'samples.jsonl', 'templates']);
  });

  it('takes the next free number when the name is taken', async () => {
    mkdirSync(runs.join('run-1'));
    writeFileSync(runs.join('run-1-2'), '');
    const third = await RunFolder.create(runs.path, planOf(), SHIPPED_MATERIALS);
    const fourth = await RunFolder.create(runs.path, planOf(), SHIPPED_MATERIALS);
    assert.deepEqual([third.plan.id, fourth.plan.id], ['run-1-3', 'run-1-4']);
    assert.equal((await RunFolder.open(fourth.folder.path)).plan.id, 'run-1-4');
  });

  it('gives each of many that start together a folder of its own', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => RunFolder.create(runs.path, planOf(), SHIPPED_MATERIALS)),
    );
    assert.equal(new Set(made.map(({ folder }) => folder.path)).size, 20);
  });
});

describe('RunFolder: going on', () => {
  const runs = useTestFolder();

  async function folderWith(...samples: readonly number[]): Promise<RunFolder> {
    const { folder } = await RunFolder.create(runs.path, planOf(), SHIPPED_MATERIALS);
    for (const sample of samples) {
      await folder.appendJournal(entryOf(sample));
      await folder.appendSample(recordOf(sample));
    }
    return folder;
  }

  it('reads what was appended', async () => {
    const { path } = await folderWith(0, 2);
    const { folder, plan, state } = await RunFolder.open(path);
    await folder.appendReject({ sample: 1, draw: 2, archetype: 'refusal', repairs: 0, reasons: ['why'] });
    const again = await RunFolder.open(path);
    assert.deepEqual(plan, planOf());
    assert.deepEqual(state.journal, [entryOf(0), entryOf(2)]);
    assert.deepEqual([...state.accepted], [0, 2]);
    assert.deepEqual([...again.state.accepted], [0, 2]);
    assert.deepEqual([...again.state.rejected], [[1, 2]]);
    assert.deepEqual(await folder.readSamples(), [recordOf(0), recordOf(2)]);
  });

  it('keeps all that came of a template that it tries, once, also what a person made of it', async () => {
    const plan = planOf({ trialOf: runs.join('mine.prompt') });
    const { folder } = await RunFolder.create(runs.path, plan, SHIPPED_MATERIALS);
    const reject = {
      sample: 1,
      draw: 0,
      archetype: 'refusal',
      repairs: 2,
      reasons: ['a/b: why'],
      response: 'Sorry.',
    };
    await folder.appendSample(recordOf(0));
    await folder.appendReject(reject);
    const review = join(folder.path, 'review.jsonl');
    const [first, second] = readFileSync(review, 'utf8').split('\n');
    assert.equal(first, recordOf(0));
    const { messages, metadata } = JSON.parse(second ?? '');
    assert.deepEqual(messages, [{ role: 'assistant', content: 'Sorry.' }]);
    assert.deepEqual([metadata.type, metadata.provenance.rejected], ['refusal', ['a/b: why']]);

    const edited = `${recordOf(0).replace('"messages"', '"mine":1,"messages"')}\nhalf a li`;
    writeFileSync(review, edited);
    const again = await RunFolder.open(folder.path);
    await again.folder.appendSample(recordOf(0));
    await again.folder.appendReject(reject);
    assert.equal(readFileSync(review, 'utf8'), `${edited}\n${second}\n`);
    assert.deepEqual(await again.folder.readSamples(), [recordOf(0), recordOf(0)]);
  });

  it('appends one line after the other when many are asked for at once', async () => {
    const folder = await folderWith();
    await Promise.all(Array.from({ length: 50 }, (_, i) => folder.appendJournal(entryOf(i))));
    const lines = readFileSync(join(folder.path, 'journal.jsonl'), 'utf8').split('\n');
    assert.deepEqual(
      lines.slice(0, -1).map((line) => JSON.parse(line).sample),
      Array.from({ length: 50 }, (_, i) => i),
    );
  });

  for (const name of ['journal.jsonl', 'samples.jsonl']) {
    const line = name.startsWith('journal') ? JSON.stringify(entryOf(1)) : recordOf(1);
    const bytes = Buffer.from(line);
    for (const cut of [1, Math.floor(bytes.length / 2), bytes.length - 1]) {
      it(`cuts off a line of ${name} that a crash tore after ${cut} bytes`, async () => {
        const { path } = await folderWith(0);
        const file = join(path, name);
        const before = readFileSync(file, 'utf8');
        appendFileSync(file, bytes.subarray(0, cut));
        const { folder, state } = await RunFolder.open(path);
        assert.equal(readFileSync(file, 'utf8'), before);
        assert.equal(state.journal.length, 1);
        assert.deepEqual([...state.accepted], [0]);
        await folder.appendJournal(entryOf(1));
        await folder.appendSample(recordOf(1));
        const again = await RunFolder.open(path);
        assert.equal(again.state.journal.length, 2);
        assert.deepEqual([...again.state.accepted], [0, 1]);
      });
    }

    it(`keeps a last line of ${name} that lacks nothing but its end`, async () => {
      const { path } = await folderWith(0);
      const file = join(path, name);
      appendFileSync(file, line);
      const { folder, state } = await RunFolder.open(path);
      assert.equal(name.startsWith('journal') ? state.journal.length : state.accepted.size, 2);
      await folder.appendJournal(entryOf(2));
      await folder.appendSample(recordOf(2));
      const again = await RunFolder.open(path);
      assert.equal(name.startsWith('journal') ? again.state.journal.length : again.state.accepted.size, 3);
    });
  }

  it('cuts off zeros that a power failure left', async () => {
    const { path } = await folderWith(0);
    appendFileSync(join(path, 'journal.jsonl'), Buffer.alloc(4096));
    assert.equal((await RunFolder.open(path)).state.journal.length, 1);
    assert.match(readFileSync(join(path, 'journal.jsonl'), 'utf8'), /^[^\0]+\n$/);
  });

  it('says which line is broken when it is not the last', async () => {
    const { path } = await folderWith(0);
    appendFileSync(join(path, 'journal.jsonl'), `{"sample":\n${JSON.stringify(entryOf(1))}\n`);
    await assert.rejects(RunFolder.open(path), (error) => {
      assert.ok(error instanceof StorageError);
      assert.match(error.message, /^Line 2 of .*journal\.jsonl is not valid JSON\.$/);
      return true;
    });
  });

  it('leaves records alone that a person put among the samples', async () => {
    const { path } = await folderWith(0);
    appendFileSync(join(path, 'samples.jsonl'), '{"messages":[]}\nnull\n');
    assert.deepEqual([...(await RunFolder.open(path)).state.accepted], [0]);
  });

  for (const [what, text] of [
    ['cut off', '{"id": "x"'],
    ['empty', ''],
    ['of another kind', '{"name": "vignette", "version": "1.0.0"}'],
    ['null', 'null'],
  ]) {
    it(`refuses a plan that is ${what}`, async () => {
      const { path } = await folderWith();
      writeFileSync(join(path, 'run.json'), text as string);
      await assert.rejects(RunFolder.open(path), {
        name: 'StorageError',
        message: /run\.json is not the plan/,
      });
    });
  }

  it('says when there is no run', async () => {
    await assert.rejects(RunFolder.open(runs.path), {
      name: 'StorageError',
      message: /run\.json \(ENOENT\)/,
    });
  });
});

describe('lockRun', () => {
  const runs = useTestFolder();

  it('lets one in at a time', async () => {
    const unlock = await lockRun(runs.path);
    await assert.rejects(lockRun(runs.path), {
      name: 'StorageError',
      message: new RegExp(`process ${process.pid}\\.$`),
    });
    await unlock();
    assert.equal(existsSync(runs.join('lock')), false);
    await (await lockRun(runs.path))();
  });

  it('takes over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(runs.join('lock'), String(pid));
    await (await lockRun(runs.path))();
  });

  it('takes over from a crash that left an empty lock', async () => {
    writeFileSync(runs.join('lock'), '');
    await (await lockRun(runs.path))();
  });
});
