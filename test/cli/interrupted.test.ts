import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JournalEntry } from '../../core/generate/journal';
import { type PlannedSample, planSamples } from '../../core/generate/plan';
import { createRandom } from '../../core/generate/random';
import { recordOf } from '../generate/fakes';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import { callName } from './plannedAnswers';
import { type RunningCli, runCli, startCli } from './runCli';
import { onlyRun, type RunFiles, runFolders, wholeLines } from './runFiles';
import { SEED, startPlannedOllama } from './services';

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

/** Of some samples the first answers are wrong, of some so many that another has to be drawn. */
function wrongAnswers({ index, draw }: PlannedSample): number {
  if (index % 7 === 2 && draw < 2) return 9;
  return index % 4 === 1 ? 1 + (index % 2) : 0;
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
    this.timeout(400_000);
    const kills = await Promise.all([1, 2, 3, 4].map((lane) => killAgainAndAgain(lane, 90)));
    const total = kills.reduce((sum, number) => sum + number, 0);
    assert.ok(total >= 100, `${total} kills`);
  });

  /** Kills one run again and again and has it end at last; returns how often a process was ended by it. */
  async function killAgainAndAgain(lane: number, count: number): Promise<number> {
    const random = createRandom(lane);
    const cwd = folder.join(`lane-${lane}`);
    mkdirSync(cwd);
    const { simulator, calls } = await startPlannedOllama({ count, pieceBytes: 1500, wrong: wrongAnswers });
    simulators.push(simulator);
    writeFileSync(target(cwd), '{"mine": 1}');
    const service = ['--ollama-host', simulator.url, '--concurrency', String(lane)];
    const start = ['generate', '--seed', String(SEED), '--count', String(count), '--out', 'set.jsonl'];
    let kills = 0;
    for (let life = 0; life < 26; life++) {
      const [path] = runFolders(runsDir(cwd));
      const arrived = arrivedIn(runsDir(cwd));
      const from = calls.length;
      const running = startCli([...(path === undefined ? start : ['resume', path]), ...service], { cwd });
      await Promise.race([simulator.prompted(from + random.below(7)), running.done]);
      for (let turns = random.below(300); turns > 0; turns--) await nextTurn();
      await kill(running, 'SIGKILL');
      if ((await running.done).signal === 'SIGKILL') kills++;
      assertNotAgain(calls.slice(from), arrived);
    }
    const [path = ''] = runFolders(runsDir(cwd));
    const arrived = arrivedIn(runsDir(cwd));
    const from = calls.length;
    assert.ok(arrived.size < count, 'the run was over before it was killed for the last time');
    const { stdout, code } = await runCli(['resume', path, ...service], { cwd });
    assert.match(stdout, new RegExp(`^${count} of ${count} samples `));
    assert.equal(code, 0);
    assertNotAgain(calls.slice(from), arrived);
    const run = assertComplete(count, cwd);
    assert.ok(run.rejects.length > 0 && run.journal.some(({ kind }) => kind === 'repair'));
    assert.ok(readFileSync(target(cwd), 'utf8').startsWith('{"mine": 1}\n{"messages"'));
    return kills;
  }

  function assertNotAgain(calls: readonly string[], arrived: ReadonlySet<string>): void {
    for (const call of calls) assert.ok(!arrived.has(call), `${call} was paid for twice`);
  }

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
