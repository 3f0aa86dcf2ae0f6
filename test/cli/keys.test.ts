import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Fault } from '../simulators/fault';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';
import { filesBelow, onlyRun, runFolders } from './runFiles';
import { SEED, startPlannedGemini } from './services';

const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';
/** So many characters of a key in a row are no accident. */
const TRACE = 10;

/** Any stretch of the key, as it is or as Base64 of it. */
const traces = [KEY, Buffer.from(KEY).toString('base64').replaceAll('=', '')].flatMap((text) =>
  Array.from({ length: text.length - TRACE + 1 }, (_, at) => text.slice(at, at + TRACE)),
);

function assertNoTrace(text: string, where: string): void {
  const found = traces.filter((trace) => text.includes(trace));
  assert.deepEqual(found, [], `the key is in ${where}`);
}

/** What a service and a proxy between may say of a request, with its key. */
const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 503, message: `overloaded; x-goog-api-key: ${KEY}`, retryAfterSeconds: 1 },
  { kind: 'error-mid-stream', message: `stream of ?key=${KEY}&alt=sse broke`, status: 500 },
  { kind: 'status', status: 429, message: `quota of ${encodeURIComponent(KEY)}`, retryAfterSeconds: 1 },
  { kind: 'reset', where: 'mid-stream' },
  { kind: 'malformed' },
];

describe('the key of a service', () => {
  const folder = useTestFolder();
  const simulators: Simulator[] = [];

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  });

  it('is in no file and no output of a run with faults, repairs and refills that stops and goes on', async () => {
    const count = 8;
    let stops = true;
    const { simulator, calls } = await startPlannedGemini({
      count,
      apiKey: KEY,
      wrong: ({ index, draw }) => (index === 2 && draw === 0 ? 9 : index % 3 === 1 ? 1 : 0),
      fault: (_, prompt) =>
        prompt >= 12 && stops
          ? { kind: 'status', status: 400, message: `API key ${KEY} expired`, reason: 'API_KEY_INVALID' }
          : FAULTS[prompt],
    });
    simulators.push(simulator);
    const service = ['--gemini-base-url', simulator.url, '--concurrency', '2'];
    const options = { cwd: folder.path, env: { GOOGLE_API_KEY: KEY, GEMINI_API_KEY: KEY } };
    writeFileSync(folder.join('vignette.config.json'), '{"generate": {"provider": "gemini"}}');

    const stopped = await runCli(
      ['generate', ...service, '--seed', String(SEED), '--count', String(count), '--out', 'set.jsonl'],
      options,
    );
    assert.notEqual(stopped.code, 0);
    const [path = ''] = runFolders(folder.join('.vignette', 'runs'));
    stops = false;
    const resumed = await runCli(['resume', path, ...service, '--json'], options);
    assert.equal(resumed.code, 0, resumed.stderr);

    const { journal, rejects, samples } = onlyRun(folder.join('.vignette', 'runs'));
    assert.equal(samples.length, count);
    assert.ok(calls.length > count && rejects.length > 0, 'a sample was drawn again');
    assert.ok(journal.some(({ kind }) => kind === 'repair'));
    assert.ok(journal.filter(({ error }) => error).length >= FAULTS.length, 'faults are in the journal');

    const files = filesBelow(folder.path);
    const names = ['journal.jsonl', 'samples.jsonl', 'rejects.jsonl', 'run.json', 'set.jsonl'];
    for (const name of names)
      assert.ok(
        files.some((file) => file.endsWith(name)),
        name,
      );
    for (const file of files) assertNoTrace(readFileSync(file, 'latin1'), file);
    for (const { stdout, stderr } of [stopped, resumed]) assertNoTrace(stdout + stderr, 'the output');
  });
});
