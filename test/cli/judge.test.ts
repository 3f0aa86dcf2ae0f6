import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Judgement } from '../../core/judge/judgement';
import { verdictBlocks, verdictText } from '../judge/answers';
import { startGeminiSimulator } from '../simulators/gemini';
import { startOllamaSimulator } from '../simulators/ollama';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';
import { wholeLines } from './runFiles';

const EXAMPLES = readFileSync('examples/dataset.jsonl', 'utf8').trimEnd().split('\n').slice(0, 3);

describe('vignette judge', () => {
  const folder = useTestFolder();
  const simulators: Simulator[] = [];

  beforeEach(() => writeFileSync(folder.join('set.jsonl'), `${EXAMPLES.join('\n')}\n`));

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  });

  async function judge(simulator: Simulator, ...args: string[]) {
    const service = ['--ollama-host', simulator.url];
    return runCli(['judge', 'set.jsonl', ...service, ...args], { cwd: folder.path });
  }

  async function start(answer: (index: number) => string): Promise<Simulator> {
    const simulator = await startOllamaSimulator({ answer: (_, index) => answer(index) });
    simulators.push(simulator);
    return simulator;
  }

  const verdicts = () =>
    wholeLines(folder.join('verdicts.jsonl')).map((line) => JSON.parse(line) as Judgement);

  it('writes a verdict for each record and shows the agreement with the lint', async () => {
    const simulator = await start((index) => verdictText({ safety: index === 1 ? 2 : 5 }));
    const { stdout, stderr, code } = await judge(simulator, '--out', 'verdicts.jsonl');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^# set\.jsonl, judged by ollama\/gpt-oss:120b-cloud\n/);
    assert.match(stdout, /3 of 3 records judged\./);
    assert.match(stdout, /Judge and lint agree on 66\.7 %/);
    assert.deepEqual(
      verdicts().map(({ record, status, reject }) => [record, status, reject]),
      [
        [0, 'judged', false],
        [1, 'judged', true],
        [2, 'judged', false],
      ],
    );
    assert.ok((verdicts()[0]?.judge?.usage.input ?? 0) > 0);
  });

  it('reads verdicts in blocks, where those are asked for', async () => {
    const simulator = await start(() => verdictBlocks({ safety: 2 }));
    const { stdout, code } = await judge(simulator, '--form', 'tags', '--json');
    assert.equal(code, 0, stdout);
    const printed = JSON.parse(stdout) as { verdicts: Judgement[] };
    assert.deepEqual(
      printed.verdicts.map(({ reject }) => reject),
      [true, true, true],
    );
  });

  it('pays for nothing twice, and counts what is no verdict', async () => {
    const simulator = await start((index) => (index === 1 ? 'Fine by me.' : verdictText()));
    const first = await judge(simulator, '--json');
    assert.equal(first.code, 1);
    assert.equal(simulator.prompts.length, 3);
    writeFileSync(folder.join('set.jsonl'), `${EXAMPLES.toReversed().join('\n')}\n`);
    const again = await judge(simulator, '--json', '--out', 'verdicts.jsonl');
    assert.equal(simulator.prompts.length, 3);
    const printed = JSON.parse(again.stdout) as Record<string, unknown>;
    assert.deepEqual(
      [printed.judged, printed.unparseable, printed.records, printed.end],
      [2, 1, 3, 'finished'],
    );
    assert.deepEqual(
      verdicts().map(({ status, response }) => [status, response]),
      [
        ['judged', undefined],
        ['unparseable', 'Fine by me.'],
        ['judged', undefined],
      ],
    );
  });

  it('says in one line what is in its way, and goes on by the same command', async () => {
    const simulator = await startOllamaSimulator({
      answer: () => verdictText(),
      faults: [undefined, { kind: 'status', status: 401 }],
    });
    simulators.push(simulator);
    const stopped = await judge(simulator, '--out', 'verdicts.jsonl', '--quiet');
    assert.equal(stopped.code, 2);
    assert.match(stopped.stderr, /^[^\n]+The same command goes on; what was answered is kept\.\n$/);
    assert.equal((await judge(simulator, '--out', 'verdicts.jsonl', '--quiet')).code, 0);
    assert.equal(simulator.prompts.length, 4);
    assert.ok(verdicts().every(({ status }) => status === 'judged'));
  });

  it('asks before it may cost much, reckoning with what the service counts', async () => {
    const apiKey = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';
    const simulator = await startGeminiSimulator({ apiKey, answer: () => verdictText() });
    simulators.push(simulator);
    writeFileSync(
      folder.join('vignette.config.json'),
      '{"prices": {"gemini-2.5-pro": {"input": 1000, "output": 1000}}}',
    );
    const args = ['judge', 'set.jsonl', '--provider', 'gemini', '--gemini-base-url', simulator.url];
    const inFolder = { cwd: folder.path, env: { GOOGLE_API_KEY: apiKey } };
    const refused = await runCli(args, inFolder);
    assert.match(
      refused.stderr,
      /^Judging up to 3 records with gemini-2\.5-pro: about \$\d+\.\d\d\. Add --yes to agree\.\n$/,
    );
    assert.deepEqual([refused.code, simulator.prompts.length], [2, 0]);
    const stopped = await runCli([...args, '--budget', '0.5'], inFolder);
    assert.match(stopped.stderr, /could cost more than is left of the budget: \$0\.00 of \$0\.50 are spent/);
    assert.equal(simulator.prompts.length, 0);
  });

  it('refuses what it cannot judge or judge with', async () => {
    for (const [args, message] of [
      [['judge', 'set.txt'], /^set\.txt is not a dataset: give a \.jsonl or \.vignette file\.\n$/],
      [['judge', 'none.jsonl'], /^Cannot read none\.jsonl \(ENOENT\)\./],
      [['judge', 'set.jsonl', '--provider', 'offline'], /Allowed choices are ollama, gemini/],
      [['judge', 'set.jsonl', '--provider', 'gemini'], /key/],
      [
        ['judge', 'set.jsonl', '--model', 'unpriced', '--provider', 'gemini', '--budget', '1'],
        /key|no price/,
      ],
    ] as const) {
      const { stderr, code } = await runCli(args, { cwd: folder.path });
      assert.match(stderr, message);
      assert.equal(code, 2);
    }
    assert.equal(existsSync(folder.join('.vignette')), false);
  });
});
