import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groundedAnswer } from '../simulators/groundedAnswers';
import { startOllamaSimulator } from '../simulators/ollama';
import { useTestFolder } from '../storage/folder';
import { runCli } from './runCli';
import { onlyRun, wholeLines } from './runFiles';

describe('vignette reproduce', () => {
  const folder = useTestFolder();

  it('asks for a record again by its run, shows what came out otherwise, and leaves the dataset alone', async () => {
    let salt = 0;
    const simulator = await startOllamaSimulator({
      answer: ({ options: { seed } = {} }) => groundedAnswer('reasoning', (Number(seed) + salt) % 1000),
    });
    const service = ['--ollama-host', simulator.url, '--model', 'llama3.2:3b'];
    try {
      const inFolder = { cwd: folder.path };
      const mix = ['--mix', '1/0/0/0', '--count', '2', '--out', 'set.jsonl', '--quiet'];
      assert.equal((await runCli(['generate', ...service, ...mix], inFolder)).code, 0);
      const before = readFileSync(folder.join('set.jsonl'), 'utf8');
      const again = (...args: string[]) =>
        runCli(['reproduce', 'set.jsonl', '--ollama-host', simulator.url, ...args], inFolder);

      const same = await again('--record', '1');
      assert.deepEqual(
        [same.stdout, same.stderr, same.code],
        ['It came out the same, word for word.\n', '', 0],
      );
      const [first, second, third] = simulator.prompts.map(({ body }) => body);
      assert.ok([first, second].some((body) => JSON.stringify(body) === JSON.stringify(third)));

      salt = 1;
      const other = await again('--record', '0');
      assert.match(other.stdout, /^It came out otherwise\.\n(?:[ +-] .*\n)+$/);
      assert.match(other.stdout, /^- .+\n(?:.*\n)*\+ /m);
      assert.equal(other.code, 1);
      const json = JSON.parse((await again('--record', '0', '--json')).stdout) as Record<string, unknown>;
      assert.deepEqual([json.same, json.changed, json.repeats, json.reasons], [false, [], true, []]);
      assert.deepEqual(json.before, JSON.parse(before.split('\n')[0] ?? ''));

      const { path } = onlyRun(folder.join('.vignette', 'runs'));
      assert.equal(wholeLines(join(path, 'reproductions.jsonl')).length, 3);
      assert.equal(readFileSync(folder.join('set.jsonl'), 'utf8'), before);
    } finally {
      await simulator.close();
    }
  });

  it('says in one line why a record cannot be made again', async () => {
    writeFileSync(
      folder.join('set.jsonl'),
      '{"messages":[]}\n{"broken"\n{"metadata":{"provenance":{"run":"../gone","sample":0,"model":"m","template_hash":"","parameters":{}}}}\n',
    );
    for (const [file, record, message] of [
      ['set.jsonl', '0', /^The record cannot be made again: metadata: .*\n$/],
      ['set.jsonl', '1', /^set\.jsonl:2 is not valid JSON\.\n$/],
      ['set.jsonl', '2', /^The run \.\.\/gone, which the record came of, is not in .*\n$/],
      ['set.jsonl', '3', /^set\.jsonl has no record 3: it has 3, counted from 0\.\n$/],
      ['set.txt', '0', /^set\.txt is not a dataset/],
    ] as const) {
      const { stderr, code } = await runCli(['reproduce', file, '--record', record], { cwd: folder.path });
      assert.match(stderr, message);
      assert.equal(code, 2);
    }
  });
});
