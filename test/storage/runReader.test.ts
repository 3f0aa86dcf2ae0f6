import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { StorageError } from '../../core/generate/journal';
import { lockRun } from '../../storage/runLock';
import { listRuns, RunReader } from '../../storage/runReader';
import { planOf } from '../generate/fakes';
import { useTestFolder } from './folder';

const folder = useTestFolder();

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function sample(index: number): string {
  return line({ messages: [], metadata: { provenance: { sample: index } } });
}

function call(index: number, more: object = {}): string {
  const usage = { input: 10, output: 5, thinking: 2, cached: 0 };
  return line({
    sample: index,
    draw: 0,
    attempt: 1,
    startedAt: 'T',
    response: { usage },
    cost: 0.5,
    ...more,
  });
}

function reject(index: number, draw: number): string {
  return line({ sample: index, draw, archetype: 'reasoning', repairs: 0, reasons: ['proof/no-quote: none'] });
}

describe('a run as its folder tells of it', () => {
  beforeEach(() => {
    mkdirSync(folder.join('run'));
    writeFileSync(folder.join('run', 'run.json'), JSON.stringify(planOf({ count: 2, refills: 1 })));
  });

  const file = (name: string): string => folder.join('run', `${name}.jsonl`);

  it('is followed while it grows, line by whole line', async () => {
    const reader = new RunReader(folder.join('run'));
    assert.deepEqual((await reader.read()).standing, { kind: 'interrupted' });
    appendFileSync(file('journal'), call(0));
    appendFileSync(file('samples'), sample(0).slice(0, 20));
    let summary = await reader.read();
    assert.equal(summary.accepted, 0);
    assert.equal(summary.spent.calls, 1);
    appendFileSync(file('samples'), sample(0).slice(20));
    appendFileSync(file('journal'), `{"broken\n${call(1)}`);
    appendFileSync(file('rejects'), reject(1, 0));
    summary = await reader.read();
    assert.equal(summary.accepted, 1);
    assert.equal(summary.spent.calls, 2);
    assert.equal(summary.spent.cost, 1);
    assert.equal(summary.spent.usage.input, 20);
    assert.deepEqual(summary.rejects, [
      { sample: 1, draw: 0, archetype: 'reasoning', reasons: ['proof/no-quote: none'] },
    ]);
    assert.equal(summary.standing.kind, 'interrupted');
    appendFileSync(file('rejects'), reject(1, 1));
    assert.deepEqual((await reader.read()).standing, { kind: 'finished' }, 'no draw is left for the second');
  });

  it('is read anew when a review has replaced its samples', async () => {
    const reader = new RunReader(folder.join('run'));
    writeFileSync(file('samples'), sample(0) + sample(1));
    assert.equal((await reader.read()).accepted, 2);
    writeFileSync(file('new'), sample(1));
    renameSync(file('new'), file('samples'));
    assert.equal((await reader.read()).accepted, 1);
  });

  it('says what stopped it', async () => {
    const error = { kind: 'auth', action: 'stop', message: 'Who are you?' };
    writeFileSync(file('journal'), call(0, { response: undefined, error }));
    const { standing, spent } = await new RunReader(folder.join('run')).read();
    assert.deepEqual(standing, {
      kind: 'stopped',
      cause: 'auth',
      reason: 'Who are you?',
      advice: undefined,
    });
    assert.equal(spent.failedCalls, 1);
  });

  it('says why it ended, until it goes on', async () => {
    const reader = new RunReader(folder.join('run'));
    const told = { message: 'No money.', advice: 'Get some.' };
    writeFileSync(file('journal'), call(0) + line({ end: 'budget-reached', at: 'T', ...told }));
    const { standing, spent } = await reader.read();
    const [reason, advice] = [told.message, told.advice];
    assert.deepEqual(standing, { kind: 'stopped', cause: 'budget-reached', reason, advice });
    assert.equal(spent.calls, 1);
    appendFileSync(file('journal'), call(1));
    assert.deepEqual((await reader.read()).standing, { kind: 'interrupted' });
    appendFileSync(file('journal'), line({ end: 'cancelled', at: 'T' }));
    assert.deepEqual((await reader.read()).standing, { kind: 'cancelled' });
    appendFileSync(file('samples'), sample(0) + sample(1));
    assert.deepEqual((await reader.read()).standing, { kind: 'finished' });
  });

  it('is running while somebody holds it', async () => {
    const reader = new RunReader(folder.join('run'));
    const unlock = await lockRun(folder.join('run'));
    assert.deepEqual((await reader.read()).standing, { kind: 'running' });
    await unlock();
    assert.deepEqual((await reader.read()).standing, { kind: 'interrupted' });
  });

  it('is listed with what is no run, which cannot be read', async () => {
    mkdirSync(folder.join('other'));
    writeFileSync(folder.join('a-file'), '');
    assert.deepEqual((await listRuns(folder.path)).sort(), [folder.join('other'), folder.join('run')]);
    assert.deepEqual(await listRuns(folder.join('nowhere')), []);
    await assert.rejects(new RunReader(folder.join('other')).read(), StorageError);
  });
});
