import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planSamples } from '../../core/generate/plan';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { recordOf } from '../generate/fakes';
import type { Simulator } from '../simulators/simulator';
import { useTestFolder } from '../storage/folder';
import { type CliOptions, runCli } from './runCli';
import { filesBelow, onlyRun, type RunFiles, runFolders, wholeLines, withoutRun } from './runFiles';
import { SEED, startPlannedGemini, startPlannedOllama } from './services';

const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';

describe('vignette generate', () => {
  const folder = useTestFolder();
  const simulators: Simulator[] = [];

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.close();
  });

  const generate = (args: readonly string[], options: Partial<CliOptions> = {}) =>
    runCli(['generate', ...args], { cwd: folder.path, ...options });
  const runsDir = () => folder.join('.vignette', 'runs');

  describe('offline', () => {
    const offline = (...args: string[]) => generate(['--provider', 'offline', ...args]);

    it('makes the samples, keeps the run, and says where', async () => {
      const { stdout, stderr, code } = await offline('--count', '10', '--seed', '7', '--out', 'set.jsonl');
      const run = onlyRun(runsDir());
      assert.equal(
        stdout,
        `10 of 10 samples from offline/offline; seed 7.\n` +
          `Appended 10 to ${folder.join('set.jsonl')}\nRun folder: ${run.path}\n`,
      );
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.deepEqual(wholeLines(folder.join('set.jsonl')).map(recordOf), run.samples);
      assert.deepEqual(readdirSync(run.path).toSorted(), [
        'journal.jsonl',
        'run.json',
        'samples.jsonl',
        'templates',
      ]);
      const { templates = {}, ...plan } = run.plan;
      assert.deepEqual(Object.keys(templates).toSorted(), [
        'anti_knowledge',
        'haystack',
        'reasoning',
        'refusal',
        'repair',
      ]);
      assert.deepEqual(
        { ...plan, id: '', createdAt: '' },
        {
          id: '',
          createdAt: '',
          provider: 'offline',
          model: 'offline',
          count: 10,
          mix: { reasoning: 40, refusal: 20, haystack: 20, anti_knowledge: 20 },
          seed: 7,
          parameters: {},
          target: folder.join('set.jsonl'),
        },
      );
      assert.equal(run.journal.length, 10);
      for (const { attempt, request, response, error } of run.journal) {
        assert.deepEqual([attempt, response?.finish, error], [1, 'stop', undefined]);
        assert.match(request, /^[\da-f]{64}$/);
      }
    });

    it('asks for tagged text where it is told to, and makes the same samples', async () => {
      for (const form of ['json', 'tags']) {
        const { code } = await offline(
          ...['--count', '8', '--seed', '3', '--form', form, '--runs-dir', form],
        );
        assert.equal(code, 0);
      }
      const [asJson, asTags] = [onlyRun(folder.join('json')), onlyRun(folder.join('tags'))];
      for (const { response } of asJson.journal) assert.match(response?.text ?? '', /^\{/);
      for (const { response } of asTags.journal) assert.match(response?.text ?? '', /^<\w+>\n/);
      // In the order in which they were settled, which calls one after the other do not decide alone.
      const messages = ({ samples }: RunFiles): string[] =>
        samples.map((sample) => JSON.stringify(sample.messages)).sort();
      assert.deepEqual(messages(asTags), messages(asJson));
      assert.notEqual(asTags.plan.templates?.refusal, asJson.plan.templates?.refusal);
    });

    it('takes the templates of the project’s folder, also for archetypes of its own', async () => {
      mkdirSync(folder.join('prompts'));
      const shipped = SHIPPED_TEMPLATES.get('refusal') ?? '';
      const partials = [...SHIPPED_TEMPLATES].filter(([name]) => name.startsWith('_'));
      for (const [name, text] of [...partials, ['trap', `${shipped}Be brief.\n`]])
        writeFileSync(folder.join('prompts', `${name}.prompt`), text ?? '');
      writeFileSync(
        folder.join('vignette.config.json'),
        '{"generate": {"templates": ["prompts"]}, "mix": {"refusal": 1}}',
      );
      const { code } = await offline('--count', '2', '--out', 'set.jsonl');
      assert.equal(code, 0);
      const run = onlyRun(runsDir());
      assert.match(readFileSync(join(run.path, 'templates', 'refusal.prompt'), 'utf8'), /Be brief\.\n$/);
      assert.deepEqual(
        run.samples.map(({ metadata }) => metadata.type),
        ['refusal', 'refusal'],
      );
      writeFileSync(folder.join('vignette.config.json'), '{"generate": {"templates": ["promts"]}}');
      const { stderr, code: failed } = await offline('--count', '2', '--out', 'set.jsonl');
      assert.match(
        stderr,
        /promts has no templates .*Correct "generate\.templates" in vignette\.config\.json/,
      );
      assert.equal(failed, 2);
    });

    it('makes clean samples by the lint of the same program', async () => {
      await offline('--count', '40', '--out', 'set.jsonl');
      const { stdout, code } = await runCli(['lint', 'set.jsonl', '--max-warnings', '0'], {
        cwd: folder.path,
      });
      assert.equal(stdout, '0 errors and 0 warnings in 40 records of 1 file.\n');
      assert.equal(code, 0);
    });

    it('makes the same samples of the same seed, and others of another', async () => {
      const make = async (seed: string, out: string) => {
        await offline('--count', '12', '--seed', seed, '--out', out, '--concurrency', '3');
        return wholeLines(folder.join(out))
          .map(recordOf)
          .toSorted((a, b) => a.metadata.provenance.sample - b.metadata.provenance.sample)
          .map(withoutRun);
      };
      const [a, b, c] = [await make('5', 'a.jsonl'), await make('5', 'b.jsonl'), await make('6', 'c.jsonl')];
      assert.deepEqual(a, b);
      assert.notDeepEqual(a, c);
    });

    it('gives each record an id of its own, in each run others', async () => {
      await offline('--count', '20', '--seed', '1', '--out', 'set.jsonl');
      await offline('--count', '20', '--seed', '1', '--out', 'set.jsonl');
      const ids = wholeLines(folder.join('set.jsonl')).map((line) => recordOf(line).metadata.id);
      assert.equal(new Set(ids).size, 40);
      assert.equal(runFolders(runsDir()).length, 2);
    });

    it('appends after what is there, also after a last line without a newline', async () => {
      const before = '{"mine": "Größe"}\r\n{"mine": 2}';
      writeFileSync(folder.join('set.jsonl'), before);
      await offline('--count', '3', '--out', 'set.jsonl');
      const text = readFileSync(folder.join('set.jsonl'), 'utf8');
      assert.ok(text.startsWith(`${before}\n{"messages"`));
      assert.equal(wholeLines(folder.join('set.jsonl')).length, 5);
    });

    it('makes the folders of --out and --runs-dir', async () => {
      const { code } = await offline('--count', '1', '--out', 'a/b/set.jsonl', '--runs-dir', 'c/d');
      assert.equal(code, 0);
      assert.equal(wholeLines(folder.join('a', 'b', 'set.jsonl')).length, 1);
      assert.equal(onlyRun(folder.join('c', 'd')).samples.length, 1);
      assert.deepEqual(readdirSync(folder.path).toSorted(), ['a', 'c']);
    });

    it('does what vignette.config.json says, and what options say over it', async () => {
      const config = {
        generate: { provider: 'offline', count: 4 },
        mix: { haystack: 3, refusal: 1 },
        rules: { 'think/restarts': 'off' },
      };
      writeFileSync(folder.join('vignette.config.json'), JSON.stringify(config));
      const run = async (...args: readonly string[]): Promise<readonly unknown[]> => {
        const { stdout, code, stderr } = await runCli(['generate', '--json', '--quiet', ...args], {
          cwd: folder.path,
        });
        assert.equal(code, 0, stderr);
        const { mix, planned } = JSON.parse(stdout) as { mix: string; planned: number };
        return [mix, planned];
      };
      assert.deepEqual(await run(), ['0/1/3/0', 4]);
      assert.deepEqual(await run('--count', '2', '--mix', '1/0/0/0'), ['1/0/0/0', 2]);
    });

    it('honours the mix', async () => {
      await offline('--count', '6', '--mix', '0/2/1/0', '--out', 'set.jsonl');
      const types = onlyRun(runsDir()).samples.map(({ metadata }) => metadata.type);
      const expected = ['haystack', 'haystack', 'refusal', 'refusal', 'refusal', 'refusal'];
      assert.deepEqual(types.toSorted(), expected);
    });

    it('prints the outcome as JSON when asked', async () => {
      const { stdout, stderr } = await offline('--count', '2', '--seed', '3', '--json');
      const run = onlyRun(runsDir());
      assert.deepEqual(JSON.parse(stdout), {
        run: run.path,
        samples: `${run.path}/samples.jsonl`,
        target: null,
        planned: 2,
        accepted: 2,
        rejected: 0,
        delivered: 0,
        end: 'finished',
        calls: 2,
        failedCalls: 0,
        usage: { input: 0, output: 0, thinking: 0, cached: 0 },
        cost: 0,
        mix: '40/20/20/20',
        seed: 3,
      });
      assert.equal(stderr, '');
    });

    it('prints nothing with --quiet', async () => {
      const { stdout, stderr, code } = await offline('--count', '2', '--quiet');
      assert.deepEqual([stdout, stderr, code], ['', '', 0]);
    });
  });

  describe('with Ollama', () => {
    it('asks once for each sample and records who answered', async () => {
      const { simulator, asked } = await startPlannedOllama({ count: 20 });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate([
        ...['--ollama-host', simulator.url, '--seed', String(SEED), '--count', '20'],
        ...['--concurrency', '16', '--temperature', '0.25', '--out', 'set.jsonl'],
      ]);
      assert.match(stdout, /^20 of 20 samples from ollama\/gpt-oss:120b-cloud; seed 42\.\n/);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.deepEqual(
        asked.toSorted((a, b) => a - b),
        planSamples({ count: 20, mix: onlyRun(runsDir()).plan.mix, seed: SEED }).map(({ index }) => index),
      );
      const run = onlyRun(runsDir());
      assert.deepEqual(run.rejects, []);
      for (const { metadata } of run.samples) {
        assert.equal(metadata.source, 'synthetic-ollama/gpt-oss:120b-cloud');
        assert.match(String(metadata.provenance.model_digest), /^[\da-f]{64}$/);
        assert.deepEqual((metadata.provenance.parameters as { temperature: number }).temperature, 0.25);
        assert.match(String(metadata.provenance.template_hash), /^[\da-f]{64}$/);
        assert.ok((metadata.provenance.usage as { input: number }).input > 0);
      }
      const lint = await runCli(['lint', 'set.jsonl', '--max-warnings', '0'], { cwd: folder.path });
      assert.equal(lint.code, 0, lint.stdout);
    });

    it('takes the host from the environment', async () => {
      const { simulator } = await startPlannedOllama({ count: 1 });
      simulators.push(simulator);
      const { code } = await generate(['--count', '1', '--seed', String(SEED)], {
        env: { OLLAMA_HOST: simulator.url },
      });
      assert.equal(code, 0);
      assert.equal(simulator.prompts.length, 1);
    });

    it('has a sample put right, by the words of the lint', async () => {
      const { simulator, calls } = await startPlannedOllama({
        count: 5,
        wrong: ({ index }) => (index === 1 ? 2 : 0),
      });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate([
        ...['--ollama-host', simulator.url, '--seed', String(SEED), '--count', '5', '--out', 'set.jsonl'],
      ]);
      assert.match(stdout, /^5 of 5 samples from ollama\/gpt-oss:120b-cloud; seed 42\.\n/);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.deepEqual(calls.toSorted(), ['0/0/0', '1/0/0', '1/0/1', '1/0/2', '2/0/0', '3/0/0', '4/0/0']);
      const { journal, samples } = onlyRun(runsDir());
      assert.deepEqual(
        journal.filter(({ sample }) => sample === 1).map(({ attempt, kind }) => [attempt, kind]),
        [
          [1, 'ask'],
          [2, 'repair'],
          [3, 'repair'],
        ],
      );
      const repair = journal.find(({ kind }) => kind === 'repair');
      assert.match(String(repair?.problems), /^proof\/not-in-context: /);
      const provenance = samples.find(({ metadata }) => metadata.provenance.sample === 1)?.metadata
        .provenance;
      assert.deepEqual([provenance?.attempt, provenance?.repairs], [3, 2]);
      assert.match(String(provenance?.repair_template_hash), /^[\da-f]{64}$/);
    });

    it('draws another sample in the place of one that cannot be put right', async () => {
      const { simulator, calls } = await startPlannedOllama({
        count: 5,
        wrong: ({ index, draw }) => (index === 1 && draw < 2 ? 9 : 0),
      });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate([
        ...['--ollama-host', simulator.url, '--seed', String(SEED), '--count', '5', '--out', 'set.jsonl'],
      ]);
      assert.match(stdout, /^5 of 5 samples .*, 2 rejected \(see rejects\.jsonl\)/);
      assert.equal(stderr.match(/^rejected sample 1 \(\w+\): proof\/not-in-context: /gm)?.length, 2);
      assert.equal(code, 0);
      assert.equal(calls.length, 4 + 3 + 3 + 1);
      const { plan, rejects, samples } = onlyRun(runsDir());
      assert.deepEqual(
        rejects.map(({ sample, draw, repairs }) => [sample, draw, repairs]),
        [
          [1, 0, 2],
          [1, 1, 2],
        ],
      );
      const types = samples.map(({ metadata }) => metadata.type).toSorted();
      const planned = planSamples(plan).map(({ archetype }) => archetype);
      assert.deepEqual(types, planned.toSorted());
      assert.equal(
        samples.find(({ metadata }) => metadata.provenance.draw === 2)?.metadata.provenance.sample,
        1,
      );
    });

    it('keeps what it rejects with the reasons, and says so in the status', async () => {
      const { simulator } = await startPlannedOllama({
        count: 5,
        before: async ({ index }) => (index === 1 ? 'I would rather not.' : undefined),
      });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate([
        ...['--ollama-host', simulator.url, '--seed', String(SEED), '--count', '5', '--out', 'set.jsonl'],
        ...['--refills', '0'],
      ]);
      assert.match(stdout, /^4 of 5 samples .*, 1 rejected \(see rejects\.jsonl\)/);
      assert.match(
        stderr,
        /^rejected sample 1 \(\w+\): The response holds no parts of a sample, neither as JSON nor between tags\.\n$/,
      );
      assert.equal(code, 1);
      const run = onlyRun(runsDir());
      assert.deepEqual(
        run.rejects.map(({ sample, response }) => [sample, response]),
        [[1, 'I would rather not.']],
      );
      assert.deepEqual(
        wholeLines(folder.join('set.jsonl')).map((line) => recordOf(line).metadata.provenance.sample),
        [0, 2, 3, 4],
      );
    });

    it('asks again when the service is busy', async () => {
      const { simulator } = await startPlannedOllama({
        count: 1,
        fault: (_, prompt) =>
          prompt === 0 ? { kind: 'status', status: 503, retryAfterSeconds: 0 } : undefined,
      });
      simulators.push(simulator);
      const { stderr, code } = await generate([
        ...['--ollama-host', simulator.url, '--seed', String(SEED), '--count', '1'],
      ]);
      assert.match(stderr, /^waiting 0 s: .*\n$/);
      assert.equal(code, 0);
      const { journal, samples } = onlyRun(runsDir());
      assert.deepEqual(
        journal.map(({ attempt, error }) => [attempt, error?.kind]),
        [
          [1, 'overloaded'],
          [2, undefined],
        ],
      );
      assert.equal(samples[0]?.metadata.provenance.attempt, 2);
    });
  });

  describe('with Gemini', () => {
    it('makes the samples, and the key is in no file and no output', async () => {
      const { simulator } = await startPlannedGemini({ count: 6, apiKey: KEY });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate(
        [
          ...['--provider', 'gemini', '--gemini-base-url', simulator.url, '--seed', String(SEED)],
          ...['--count', '6', '--out', 'set.jsonl'],
        ],
        { env: { GOOGLE_API_KEY: KEY } },
      );
      assert.match(stdout, /^6 of 6 samples from gemini\/gemini-2\.5-pro; seed 42; (?:< )?\$0\.\d\d\.\n/);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.equal(simulator.prompts.length, 6);
      assert.ok(
        onlyRun(runsDir()).samples.every(
          ({ metadata }) => metadata.source === 'synthetic-gemini/gemini-2.5-pro',
        ),
      );
      const written = filesBelow(folder.path);
      assert.ok(written.length >= 4);
      for (const path of written) assert.ok(!readFileSync(path, 'utf8').includes(KEY), path);
    });

    it('does not give a key away that the service repeats', async () => {
      const { simulator } = await startPlannedGemini({
        count: 1,
        apiKey: KEY,
        fault: () => ({
          kind: 'status',
          status: 400,
          message: `API key ${KEY} is not valid`,
          reason: 'API_KEY_INVALID',
        }),
      });
      simulators.push(simulator);
      const { stdout, stderr, code } = await generate(
        [
          ...['--provider', 'gemini', '--gemini-base-url', simulator.url, '--seed', String(SEED)],
          ...['--count', '1', '--out', 'set.jsonl'],
        ],
        { env: { GEMINI_API_KEY: KEY } },
      );
      assert.equal(code, 2);
      assert.match(stderr, /^[^\n]+\n$/);
      assert.ok(!(stdout + stderr).includes(KEY));
      for (const path of filesBelow(folder.path)) assert.ok(!readFileSync(path, 'utf8').includes(KEY), path);
    });
  });
});
