import assert from 'node:assert/strict';
import { Dotprompt } from 'dotprompt';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import {
  blockOf,
  numbersOf,
  quotesOf,
  readExample,
  readRecords,
  textOf,
  ungroundedQuotes,
} from './readExample';

const BLOCKS = ['context', 'question', 'think', 'proof', 'answer'];

/** What holds of a good sample of each archetype. */
function assertGood(text: string, type: string): void {
  assert.deepEqual(
    [...text.matchAll(/^<(\w+)>$/gm)].map(([, tag]) => tag),
    BLOCKS,
  );
  for (const tag of BLOCKS) assert.ok(blockOf(text, tag).trim().length > 0, tag);
  assert.ok(quotesOf(text).length > 0);
  assert.deepEqual(ungroundedQuotes(text), []);
  const known = numbersOf(blockOf(text, 'context') + blockOf(text, 'think'));
  for (const number of numbersOf(blockOf(text, 'answer'))) assert.ok(known.includes(number), number);
  const abstains = /cannot be (?:determined|answered)|cannot answer/.test(blockOf(text, 'answer'));
  assert.equal(abstains, type === 'refusal' || type === 'anti_knowledge');
  if (type === 'refusal') assert.match(blockOf(text, 'think'), /Missing information|Conflict detected/);
  if (type === 'haystack') {
    const lines = blockOf(text, 'context').split('\n');
    const [needle] = quotesOf(text);
    assert.equal(lines.filter((line) => line === needle).length, 1);
    assert.ok(lines.length - 1 >= 25);
    assert.equal(new Set(lines).size, lines.length);
  }
}

describe('examples', () => {
  const good = readRecords('dataset.jsonl');
  const faulty = readRecords('needs-review.jsonl');

  for (const [index, record] of good.entries()) {
    it(`dataset.jsonl:${index + 1} is good (${record.metadata.type})`, () =>
      assertGood(textOf(record), record.metadata.type));
  }

  it('the dataset has two of each archetype', () => {
    for (const archetype of GENERATED_ARCHETYPES) {
      assert.equal(good.filter(({ metadata }) => metadata.type === archetype).length, 2, archetype);
    }
  });

  it('metadata is complete and ids are unique', () => {
    const all = [...good, ...faulty];
    assert.equal(new Set(all.map(({ metadata }) => metadata.id)).size, all.length);
    for (const { metadata } of all) {
      assert.match(metadata.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(new Date(metadata.timestamp).toISOString(), metadata.timestamp);
      assert.equal(metadata.source, 'synthetic-offline/offline');
    }
  });

  it('needs-review.jsonl has the six faults, one a record', () => {
    const texts = faulty.map(textOf);
    assert.deepEqual(
      texts.map((text) => ungroundedQuotes(text).length),
      [1, 1, 1, 0, 0, 0],
    );
    assert.deepEqual(
      texts.map((text) => /<\/proof>/.test(text)),
      [true, true, true, false, true, true],
    );
    assert.deepEqual(
      texts.map((text) => /<\/think>/.test(text)),
      [true, true, true, true, false, true],
    );
    assert.deepEqual(
      texts.map((text) => text.indexOf('<answer>') < text.indexOf('<proof>')),
      [false, false, false, false, false, true],
    );
    assert.equal(ungroundedQuotes(texts[0]!.replace('15 mg', '1.5 mg')).length, 0);
    const plain = texts[2]!.replace(/[“”]/g, '"').replace(/[‑–]/g, '-');
    assert.equal(ungroundedQuotes(plain).length, 0);
  });

  it('review.vignette holds two good samples', () => {
    const samples = readExample('review.vignette').matchAll(
      /^---\n(.*?)\n---\n(.*?)(?=\n---\n|$(?![\s\S]))/gms,
    );
    const types = [...samples].map(([, metadata, text]) => {
      const type = /^type: (\w+)$/m.exec(metadata!)?.[1] ?? '';
      assertGood(text!, type);
      return type;
    });
    assert.deepEqual(types, ['reasoning', 'refusal']);
  });

  it('vignette.config.json is JSON with comments', () => {
    const withoutComments = readExample('vignette.config.json').replace(/^\s*\/\/.*$/gm, '');
    assert.deepEqual(JSON.parse(withoutComments), { datasets: ['*.jsonl'] });
  });

  it('the template renders with its partial', async () => {
    const prompt = new Dotprompt({
      partials: { grounding_rules: readExample('prompts/_grounding_rules.prompt') },
    });
    const input = { disease: 'DIPG', drug: 'velorasib', steps: ['find the dose'], tone: 'calm' };
    const { messages, ext } = await prompt.render(readExample('prompts/dose_reasoning.prompt'), { input });
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user'],
    );
    const text = JSON.stringify(messages);
    for (const value of ['DIPG', 'velorasib', '- find the dose', 'calm'])
      assert.ok(text.includes(value), value);
    assert.deepEqual(ext?.vignette, { archetype: 'reasoning', tags: BLOCKS });
    for (const line of readExample('prompts/dose_reasoning.cases.jsonl').trimEnd().split('\n')) {
      const { input: given } = JSON.parse(line) as { input: { disease: string } };
      const rendered = await prompt.render(readExample('prompts/dose_reasoning.prompt'), { input: given });
      assert.ok(JSON.stringify(rendered.messages).includes(given.disease));
    }
  });
});
