import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry } from '../../core/generate/journal';
import { planSamples } from '../../core/generate/plan';
import { createRandom } from '../../core/generate/random';
import { recordOf } from '../generate/fakes';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import type { KilledRuns } from './killedRun';
import { callName } from './plannedAnswers';
import { type RunningCli, runCli, startCli } from './runCli';
import { onlyRun, type RunFiles, runFolders, wholeLines } from './runFiles';
import { SEED, startPlannedOllama } from './services';
import { wrongAnswers } from './wrongAnswers';

const WORKER = join(__dirname, 'killedRun.js');

/** The calls whose responses are whole in a journal that a crash may have torn. */
function arrivedIn(runsDir: string): Set<string> {
  const [path] = runFolders(runsDir);
  if (path === undefined || sizeOf(join(path, 'journal.jsonl')) === 0) return new Set();
  const lines = readFileSync(join(path, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
  return namesOf(lines.map((line) => JSON.parse(line) as JournalEntry));
}

/** The answered calls of a journal, by what they were for; fails when one was answered twice. */
function namesOf(journal: readonly JournalEntry[]): Set<string> {
  const answers = new Map<string, number>();
  const names = journal.flatMap(({ sample, draw, kind, response }) => {
    if (!response) return [];
    const number = answers.get(`${sample}/${draw}`) ?? 0;
    answers.set(`${sample}/${draw}`, number + 1);
    assert.equal(kind, number === 0 ? 'ask' : 'repair', `answer ${number} for sample ${sample}`);
    return [callName(sample, draw, number)];
  });
  assert.equal(new Set(names).size, names.length);
  return new Set(names);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

interface Life {
  /** Those that were made, in order, by the run that made them: `callName`. */
  readonly calls: readonly (readonly string[])[];
  readonly killed: boolean;
}

/** A life of the process that carries out runs: it is killed some turns after it made `enough` calls. */
async function liveUntil(runs: KilledRuns, enough: number, turns: number): Promise<Life> {
  const args = [WORKER, JSON.stringify(runs)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  const made = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      if (told.split('\n').length > enough) resolve();
    });
  });
  const closed = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  await Promise.race([made, closed]);
  for (let left = turns; left > 0 && child.exitCode === null; left--) await nextTurn();
  child.kill('SIGKILL');
  const [code, signal] = await closed;
  assert.ok(signal === 'SIGKILL' || code === 0, `exit status ${code}`);
  const lines = told
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '));
  return {
    calls: runs.runs.map((_, i) => lines.flatMap(([run, call = '']) => (run === String(i) ? [call] : []))),
    killed: signal === 'SIGKILL',
  };
}

async function kill({ child, done }: RunningCli, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  await done;
}

describe('vignette: an interrupted run', () => {
  const folder = useTestFolder();
  const simulators: Simulator[] = [];

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  });

  const runsDir = (of = folder.path) => join(of, '.vignette', 'runs');
  const target = (of = folder.path) => join(of, 'set.jsonl');

  /** Exactly the samples of the plan, each once, each line whole, in the run and in the dataset. */
  function assertComplete(count: number, of = folder.path): RunFiles {
    const all = Array.from({ length: count }, (_, i) => i);
    const run = onlyRun(runsDir(of));
    const ofRun = run.samples.map(({ metadata }) => metadata.provenance.sample);
    assert.deepEqual(
      ofRun.toSorted((a, b) => a - b),
      all,
    );
    const lines = wholeLines(target(of)).filter((line) => !line.startsWith('{"mine"'));
    const delivered = lines.map((line) => recordOf(line).metadata.provenance.sample);
    assert.deepEqual(
      delivered.toSorted((a, b) => a - b),
      all,
    );
    namesOf(run.journal);
    const rejected = run.rejects.map(({ sample, draw }) => `${sample}/${draw}`);
    assert.equal(new Set(rejected).size, rejected.length, 'a sample was rejected twice');
    const kinds = run.samples.map(({ metadata }) => metadata.type);
    assert.deepEqual(
      kinds.toSorted(),
      planSamples(run.plan)
        .map(({ archetype }) => archetype)
        .toSorted(),
    );
    return run;
  }

  for (const [signal, concurrency] of [
    ['SIGINT', 1],
    ['SIGTERM', 3],
  ] as const) {
    it(`by ${signal} keeps what came in, says how to go on, and goes on`, async () => {
      const held = new AbortController();
      const { simulator, asked } = await startPlannedOllama({
        count: 8,
        before: async (_, prompt) => {
          if (prompt >= 4) await (held.signal.aborted || once(held.signal, 'abort'));
          return undefined;
        },
      });
      simulators.push(simulator);
      const running = startCli(
        [
          ...['generate', '--ollama-host', simulator.url, '--seed', String(SEED), '--count', '8'],
          ...['--out', 'set.jsonl', '--concurrency', String(concurrency)],
        ],
        { cwd: folder.path },
      );
      await simulator.prompted(4);
      while (arrivedIn(runsDir()).size < 4) await nextTurn();
      running.child.kill(signal);
      const { stdout, stderr, code } = await running.done;
      const { path, samples, rejects, ends } = onlyRun(runsDir());
      assert.equal(samples.length, 4);
      assert.deepEqual(
        ends.map(({ end }) => end),
        ['cancelled'],
      );
      assert.deepEqual(rejects, []);
      assert.match(stdout, /^4 of 8 samples /);
      assert.ok(stdout.includes(`Not finished. To go on: vignette resume ${JSON.stringify(path)}\n`), stdout);
      assert.match(stderr, /Cancelling; what came in is kept/);
      assert.equal(code, 1);
      assert.equal(wholeLines(target()).length, 4);

      const before = [...asked];
      held.abort();
      const resumed = await runCli(['resume', path, '--ollama-host', simulator.url], { cwd: folder.path });
      assert.match(resumed.stdout, /^8 of 8 samples .*\nAppended 4 to /);
      assert.equal(resumed.code, 0);
      assertComplete(8);
      const arrived = new Set(samples.map(({ metadata }) => metadata.provenance.sample));
      const later = asked.slice(before.length);
      assert.equal(later.length, 4);
      assert.ok(later.every((sample) => !arrived.has(sample)));
    });
  }

  it('ends at once at the second Ctrl+C', async () => {
    const { simulator } = await startPlannedOllama({
      count: 1,
      fault: () => ({ kind: 'stall', where: 'before-headers' }),
    });
    simulators.push(simulator);
    const running = startCli(
      ['generate', '--ollama-host', simulator.url, '--seed', String(SEED), '--count', '1'],
      { cwd: folder.path },
    );
    await simulator.prompted(0);
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    const { code, signal } = await running.done;
    assert.ok(signal === 'SIGINT' || code === 1);
  });

  it('by kill -9 a hundred times, repairs and refills among it, ends with exactly the planned samples', async function () {
    this.timeout(200_000);
    const random = createRandom(7);
    const count = 60;
    const kills = 34;
    const places = [1, 2, 4].map((concurrency) => {
      const cwd = folder.join(`runs-${concurrency}`);
      mkdirSync(cwd);
      writeFileSync(target(cwd), '{"mine": 1}');
      return { cwd, runsDir: runsDir(cwd), target: target(cwd), concurrency };
    });
    /** Three runs in one process, so that each kill cuts three of them. */
    const live = async (answered: number, turns: number): Promise<boolean> => {
      const arrived = places.map(({ runsDir }) => arrivedIn(runsDir));
      const runs = places.map((place) => ({ ...place, folder: runFolders(place.runsDir)[0] }));
      const { calls, killed } = await liveUntil({ count, answered, runs }, answered, turns);
      for (const [i, ofRun] of calls.entries())
        for (const call of ofRun) assert.ok(!arrived[i]?.has(call), `${call} was paid for twice`);
      return killed;
    };
    for (let i = 0; i < kills; i++) assert.ok(await live(random.below(9), random.below(60)));
    assert.ok(kills * places.length >= 100);
    for (const { runsDir } of places) assert.ok(arrivedIn(runsDir).size < count, 'cut until the last kill');

    assert.equal(await live(Number.MAX_SAFE_INTEGER, 0), false);
    for (const { cwd } of places) {
      const run = assertComplete(count, cwd);
      assert.ok(run.rejects.length > 0 && run.journal.some(({ kind }) => kind === 'repair'));
      assert.ok(readFileSync(target(cwd), 'utf8').startsWith('{"mine": 1}\n{"messages"'));
    }
  });

  it('by kill -9 on the command line asks for nothing again that had come over the wire', async function () {
    this.timeout(60_000);
    const random = createRandom(3);
    const count = 12;
    const { simulator, calls } = await startPlannedOllama({ count, pieceBytes: 1500, wrong: wrongAnswers });
    simulators.push(simulator);
    const options = { cwd: folder.path };
    const service = ['--ollama-host', simulator.url, '--concurrency', '3', '--quiet'];
    const start = ['generate', '--seed', String(SEED), '--count', String(count), '--out', 'set.jsonl'];
    for (let kills = 0; ; kills++) {
      const [path] = runFolders(runsDir());
      const arrived = arrivedIn(runsDir());
      const from = calls.length;
      const running = startCli([...(path === undefined ? start : ['resume', path]), ...service], options);
      if (kills < 4) {
        await Promise.race([simulator.prompted(from + random.below(4)), running.done]);
        for (let turns = random.below(300); turns > 0; turns--) await nextTurn();
        await kill(running, 'SIGKILL');
      }
      const { code, signal } = await running.done;
      for (const call of calls.slice(from)) assert.ok(!arrived.has(call), `${call} was paid for twice`);
      if (signal === 'SIGKILL') continue;
      assert.equal(code, 0);
      assertComplete(count);
      return;
    }
  });

  it('is extended by resume --count, and the samples it has are left alone', async () => {
    const { simulator, calls } = await startPlannedOllama({ count: 12, extendedFrom: [5] });
    simulators.push(simulator);
    const service = ['--ollama-host', simulator.url];
    await runCli(['generate', '--seed', String(SEED), '--count', '5', '--out', 'set.jsonl', ...service], {
      cwd: folder.path,
    });
    const before = readFileSync(target(), 'utf8');
    const { path } = onlyRun(runsDir());
    const { stdout, code } = await runCli(['resume', path, '--count', '12', ...service], {
      cwd: folder.path,
    });
    assert.match(stdout, /^12 of 12 samples .*\nAppended 7 to /);
    assert.equal(code, 0);
    assert.equal(calls.length, 12);
    assert.ok(readFileSync(target(), 'utf8').startsWith(before));
    assert.deepEqual(assertComplete(12).plan.extendedFrom, [5]);
    const fewer = await runCli(['resume', path, '--count', '9', ...service], { cwd: folder.path });
    assert.match(fewer.stderr, /^The run has 12 samples in its plan, more than 9\. .*\n$/);
    assert.equal(fewer.code, 2);
  });

  it('shares a dataset with another run, and no line is torn or lost', async () => {
    const args = ['generate', '--provider', 'offline', '--count', '40', '--out', 'set.jsonl'];
    const runs = await Promise.all(
      ['one', 'two', 'three'].map((name) => runCli([...args, '--runs-dir', name], { cwd: folder.path })),
    );
    assert.deepEqual(
      runs.map(({ code }) => code),
      [0, 0, 0],
    );
    const ids = wholeLines(target()).map((line) => recordOf(line).metadata.id);
    assert.equal(new Set(ids).size, 120);
  });

  it('by kill -9 while it writes as fast as it can ends with exactly the planned samples', async () => {
    const random = createRandom(9);
    const count = 100;
    const options = { cwd: folder.path };
    const service = ['--concurrency', '8'];
    const args = ['generate', '--provider', 'offline', '--count', String(count), '--out', 'set.jsonl'];
    let running = startCli([...args, ...service], options);
    for (let kills = 0; kills < 4; kills++) {
      if (kills > 0) running = startCli(['resume', runFolders(runsDir())[0] as string, ...service], options);
      let ended = false;
      void running.done.then(() => {
        ended = true;
      });
      const journal = () => sizeOf(join(runFolders(runsDir())[0] ?? '', 'journal.jsonl'));
      const until = journal() + 1 + random.below(60_000);
      while (!ended && journal() < until) await nextTurn();
      await kill(running, 'SIGKILL');
    }
    const { code } = await runCli(['resume', runFolders(runsDir())[0] as string, ...service], options);
    assert.equal(code, 0);
    assertComplete(count);
  });

  for (const names of [['journal.jsonl', 'samples.jsonl'], ['samples.jsonl'], ['set.jsonl']]) {
    it(`is mended when ${names.join(' and ')} end inside a line`, async () => {
      const args = ['generate', '--provider', 'offline', '--count', '6', '--seed', '1', '--out', 'set.jsonl'];
      await runCli(args, { cwd: folder.path });
      const { path } = onlyRun(runsDir());
      for (const name of names) {
        const file = name === 'set.jsonl' ? target() : join(path, name);
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.subarray(0, bytes.length - 300));
      }
      // As a crash leaves it: before the dataset was written to, or while it was.
      if (names.includes('set.jsonl')) writeFileSync(join(path, 'delivery.json'), '{"size":0}');
      else writeFileSync(target(), '');
      const { stdout, code } = await runCli(['resume', path], { cwd: folder.path });
      assert.match(
        stdout,
        new RegExp(`^6 of 6 samples .*\nAppended ${names.includes('set.jsonl') ? 1 : 6} to `),
      );
      assert.equal(code, 0);
      assertComplete(6);
    });
  }

  it('is not resumed twice at the same time', async () => {
    const { simulator } = await startPlannedOllama({
      count: 2,
      fault: () => ({ kind: 'stall', where: 'before-headers' }),
    });
    simulators.push(simulator);
    const running = startCli(
      ['generate', '--ollama-host', simulator.url, '--seed', String(SEED), '--count', '2'],
      { cwd: folder.path },
    );
    await simulator.prompted(0);
    const path = runFolders(runsDir())[0] as string;
    const second = await runCli(['resume', path, '--ollama-host', simulator.url], { cwd: folder.path });
    assert.match(
      second.stderr,
      new RegExp(`^The run in .* is being carried out by process ${running.child.pid}\\.`),
    );
    assert.equal(second.code, 2);
    assert.equal(simulator.prompts.length, 1);
    await kill(running, 'SIGINT');
  });

  it('has nothing to do when it is finished', async () => {
    await runCli(['generate', '--provider', 'offline', '--count', '3', '--out', 'set.jsonl'], {
      cwd: folder.path,
    });
    const before = readFileSync(target(), 'utf8');
    const { stdout, code } = await runCli(['resume', onlyRun(runsDir()).path], { cwd: folder.path });
    assert.match(stdout, /^3 of 3 samples/);
    assert.doesNotMatch(stdout, /Appended/);
    assert.equal(code, 0);
    assert.equal(readFileSync(target(), 'utf8'), before);
  });
});
