import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { groundedAnswer } from '../simulators/groundedAnswers';
import { startOllamaSimulator } from '../simulators/ollama';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';
import { onlyRun, runFolders } from './runFiles';
import { SEED, startPlannedGemini, startPlannedOllama } from './services';

const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';

describe('vignette generate: what a run costs', () => {
  const folder = useTestFolder();
  const simulators: Simulator[] = [];
  const runsDir = () => folder.join('.vignette', 'runs');

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  });

  /** Where nobody can be asked: standard input is no terminal. */
  async function gemini(count: number, ...args: string[]) {
    const { simulator } = await startPlannedGemini({ count, apiKey: KEY });
    simulators.push(simulator);
    const result = await runCli(
      [
        ...['generate', '--provider', 'gemini', '--gemini-base-url', simulator.url, '--quiet'],
        ...['--seed', String(SEED), '--count', String(count), ...args],
      ],
      { cwd: folder.path, env: { GOOGLE_API_KEY: KEY } },
    );
    return { ...result, prompts: simulator.prompts.length };
  }

  it('is agreed to before anything is asked for: --yes, or a budget below the limit', async () => {
    const refused = await gemini(200);
    assert.match(
      refused.stderr,
      /^200 samples from gemini-2\.5-pro, about 250 calls and \d+k tokens: about \$\d+\.\d\d at .* Add --yes to agree\.\n$/,
    );
    assert.deepEqual([refused.code, refused.prompts, runFolders(runsDir())], [2, 0, []]);
    const small = await gemini(3);
    assert.deepEqual([small.code, small.prompts], [0, 3]);
  });

  it('is at the prices of the configuration', async () => {
    writeFileSync(
      folder.join('vignette.config.json'),
      '{"prices": {"gemini-2.5-pro": {"input": 1000, "output": 5000}}}',
    );
    const refused = await gemini(2);
    assert.match(refused.stderr, /^2 samples .* Add --yes to agree\.\n$/);
    assert.equal(refused.prompts, 0);
    const agreed = await gemini(2, '--yes');
    assert.equal(agreed.code, 0);
    const { journal } = onlyRun(runsDir());
    for (const { response, cost } of journal) {
      assert.ok(response);
      const { input, output, thinking } = response.usage;
      assert.ok(Math.abs((cost ?? 0) - (1000 * input + 5000 * (output + thinking)) / 1e6) < 1e-9);
    }
  });

  it('stops the run before it goes over the budget, and goes on with a higher one', async () => {
    const count = 12;
    writeFileSync(
      folder.join('vignette.config.json'),
      '{"prices": {"gemini-2.5-pro": {"input": 1000, "output": 1000}}}',
    );
    const { simulator, asked } = await startPlannedGemini({ count, apiKey: KEY });
    simulators.push(simulator);
    const service = ['--gemini-base-url', simulator.url, '--quiet', '--concurrency', '3'];
    const inFolder = { cwd: folder.path, env: { GOOGLE_API_KEY: KEY } };
    // A call is reckoned with about $3, and costs less than $1 here.
    const budget = 5;
    const stopped = await runCli(
      [
        ...['generate', '--provider', 'gemini', ...service, '--seed', String(SEED)],
        ...['--count', String(count), '--budget', String(budget), '--yes'],
      ],
      inFolder,
    );
    assert.equal(stopped.code, 2, stopped.stderr);
    assert.match(
      stopped.stderr,
      /could cost more than is left of the budget: \$\d+\.\d\d of \$5\.00 are spent/,
    );
    assert.match(stopped.stderr, /To go on: vignette resume ".+" --budget USD\n$/);
    const [end] = onlyRun(runsDir()).ends;
    assert.deepEqual([end?.end, end?.advice], ['budget-reached', 'Go on with a higher budget.']);
    const spent = (): number => onlyRun(runsDir()).journal.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
    assert.ok(spent() > 0 && spent() <= budget, `${spent()}`);
    assert.ok(asked.length > 0 && asked.length < count, `${asked.length}`);

    const resumed = await runCli(
      ['resume', ...service, '--budget', '10000', '--yes', onlyRun(runsDir()).path],
      inFolder,
    );
    assert.equal(resumed.code, 0, resumed.stderr);
    assert.equal(onlyRun(runsDir()).samples.length, count);
    assert.equal(new Set(asked).size, asked.length);
  });

  it('has a template of one’s own in the place of the shipped one for its archetype', async () => {
    const { simulator } = await startPlannedOllama({ count: 5 });
    simulators.push(simulator);
    writeFileSync(
      folder.join('mine.prompt'),
      '---\nvignette.archetype: refusal\n---\nMY OWN WORDS. Write one as JSON.\n',
    );
    const { code, stderr } = await runCli(
      [
        ...['generate', '--ollama-host', simulator.url, '--seed', String(SEED), '--count', '5'],
        ...['--template', 'mine.prompt', '--quiet'],
      ],
      { cwd: folder.path },
    );
    assert.equal(code, 0, stderr);
    const { samples } = onlyRun(runsDir());
    const mine = simulator.prompts.filter(({ body }) => JSON.stringify(body).includes('MY OWN WORDS'));
    assert.equal(mine.length, samples.filter(({ metadata }) => metadata.type === 'refusal').length);
    assert.ok(mine.length > 0 && mine.length < 5);
  });

  it('has a template of one’s own for an archetype of one’s own, or says that there is none', async () => {
    const service = await startOllamaSimulator({ answer: () => groundedAnswer('reasoning', 0) });
    simulators.push(service);
    const configure = (generate: object) =>
      writeFileSync(
        folder.join('vignette.config.json'),
        JSON.stringify({ mix: { reasoning: 1, clause: 1 }, archetypes: { clause: {} }, generate }),
      );
    const run = (...more: readonly string[]) =>
      runCli(
        ['generate', '--ollama-host', service.url, '--count', '2', '--out', 'set.jsonl', '--quiet', ...more],
        { cwd: folder.path },
      );
    configure({});
    const refused = await run();
    assert.match(
      refused.stderr,
      /^No template makes samples of clause: name yours under "generate": \{"templates": \[…\]\} .*\n$/,
    );
    assert.deepEqual([refused.code, runFolders(runsDir())], [2, []]);
    writeFileSync(
      folder.join('clause.prompt'),
      '---\nvignette.archetype: clause\n---\nMY OWN CLAUSE. Write one as JSON.\n',
    );
    configure({ templates: ['clause.prompt'] });
    const { code, stderr } = await run();
    assert.equal(code, 0, stderr);
    const types = onlyRun(runsDir()).samples.map(({ metadata }) => metadata.type);
    assert.deepEqual(types.toSorted(), ['clause', 'reasoning']);
    const mine = service.prompts.filter(({ body }) => JSON.stringify(body).includes('MY OWN CLAUSE'));
    assert.equal(mine.length, 1);

    writeFileSync(
      folder.join('clause.prompt'),
      '---\nvignette.archetype: clause\n---\nWrite one of {{parties}} about {{topic}} in {{setting}}.\n',
    );
    const empty = await run();
    assert.match(
      empty.stderr,
      /^Nothing gives \{\{parties}}, \{\{topic}} a value in the template for clause: .*\n$/,
    );
    const own = (): ReturnType<typeof run> => run('--template', 'clause.prompt', '--out', 'law.jsonl');
    const without = await own();
    assert.equal(
      without.stderr,
      'Nothing gives {{parties}}, {{topic}} a value. Write clause.cases.jsonl with lines such as {"name": "…", "input": {…}}.\n',
    );
    assert.deepEqual([empty.code, without.code, runFolders(runsDir()).length], [2, 2, 1]);
    writeFileSync(
      folder.join('clause.cases.jsonl'),
      '{"input": {"parties": "TWO HEIRS", "topic": "a will"}}\n',
    );
    const filled = await own();
    assert.equal(filled.code, 0, filled.stderr);
    const asked = service.prompts.filter(({ body }) =>
      JSON.stringify(body).includes('TWO HEIRS about a will'),
    );
    assert.equal(asked.length, 2);
    assert.match((await run('--template', 'clause.prompt', '--mix', '50/50/0/0')).stderr, /leave --mix out/);
  });
});
