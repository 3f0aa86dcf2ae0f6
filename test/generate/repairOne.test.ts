import assert from 'node:assert/strict';
import fc from 'fast-check';
import { convertRecord } from '../../core/dataset/convert/convertRecord';
import { generate } from '../../core/generate/generate';
import type { Reject } from '../../core/generate/journal';
import { only } from '../../core/generate/mix';
import type { RunPlan } from '../../core/generate/plan';
import { needleOf, previousAnswer } from '../../core/generate/previousAnswer';
import { isRepairable, repairedRecord } from '../../core/generate/repairedRecord';
import { parseJsonlRecord } from '../../core/sample/jsonl';
import type { Dialect } from '../../core/sample/record';
import { textOf } from '../../core/sample/sampleText';
import { ALL_TAGS } from '../../core/sample/tags';
import { assertProperty } from '../assertProperty';
import { anyLine } from '../core/sample/vignetteArbitraries';
import { groundedAnswer } from '../simulators/groundedAnswers';
import { errorOf, FakeTeacher, inputOf, MemoryStore, planOf, recordOf, responseOf } from './fakes';

/** The only sample of a run. */
async function made(archetype: string, answer = groundedAnswer(archetype, 0)): Promise<string> {
  const store = new MemoryStore();
  const plan = planOf({ count: 1, mix: only(archetype) });
  await generate(inputOf({ teacher: new FakeTeacher(() => answer), store, plan }));
  return store.samples[0] ?? assert.fail(store.rejects[0]?.reasons.join());
}

const wordsOf = (line: string) => {
  const { sample } = parseJsonlRecord(line);
  return ALL_TAGS.map((name) => sample && textOf(sample, name));
};

const convert = (line: string, dialect: Dialect): string => {
  const converted = convertRecord('jsonl', line, dialect);
  return 'text' in converted ? converted.text : assert.fail(converted.reason);
};

const PROBLEMS = ['proof/number-mismatch: says 15 mg'];

/** A record that says another number than its context, and what a repair of it makes. */
async function repair(
  record: string,
  reply: ConstructorParameters<typeof FakeTeacher>[0],
): Promise<{ plan: RunPlan; store: MemoryStore; teacher: FakeTeacher }> {
  const store = new MemoryStore();
  const teacher = new FakeTeacher(reply);
  const plan = planOf({
    ...{ id: 'repair-1', count: 1, refills: 0, seed: 5 },
    mix: only(previousAnswer(record)?.archetype ?? ''),
    inPlaceOf: { dataset: '/data/a.jsonl', record, problems: PROBLEMS },
  });
  const price = { input: 1, output: 1 };
  await generate(inputOf({ teacher, store, plan, price }));
  return { plan, store, teacher };
}

describe('a record that is sent back', () => {
  it('goes as the answer that it was, with what is wrong with it', async () => {
    for (const archetype of ['reasoning', 'refusal', 'haystack', 'anti_knowledge']) {
      const record = await made(archetype);
      assert.deepEqual(
        JSON.parse(previousAnswer(record)?.text ?? ''),
        JSON.parse(groundedAnswer(archetype, 0)),
      );
      const { teacher, store } = await repair(record, () => groundedAnswer(archetype, 3));
      const [asked, ...more] = teacher.asked;
      const prompt = asked?.request.messages.map(({ text }) => text).join('\n') ?? '';
      assert.ok(prompt.includes(previousAnswer(record)?.text ?? '') && prompt.includes(PROBLEMS[0] ?? ''));
      assert.equal(more.length, 0);
      assert.deepEqual([store.journal[0]?.kind, store.journal[0]?.problems], ['repair', PROBLEMS]);
      assert.equal(store.samples.length, 1);
    }
  });

  it('goes as its texts are where a part cannot be told', () => {
    const line = JSON.stringify({
      messages: [
        { role: 'user', content: '<context>\nA.\n</context>\n\nWhy?' },
        { role: 'assistant', content: '<think>\nB.' },
      ],
    });
    assert.deepEqual(previousAnswer(line), {
      archetype: 'general',
      text: '<context>\nA.\n</context>\n\nWhy?\n\n<think>\nB.',
    });
    assert.equal(previousAnswer('{"a": 1}'), undefined);
  });

  it('is sent back again with what the lint says of the new one, and kept when it is still wrong', async () => {
    const record = await made('reasoning');
    const wrong = (text: string) =>
      JSON.stringify({ ...(JSON.parse(groundedAnswer('reasoning', 1)) as object), proof: [text] });
    const { store, teacher } = await repair(record, (_, call) => wrong(`Never said, number ${call}.`));
    assert.equal(teacher.asked.length, 3);
    assert.match(teacher.asked[1]?.request.messages.at(-1)?.text ?? '', /Never said, number 0/);
    const [reject] = store.rejects as [Reject];
    assert.match(repairedRecord(record, JSON.stringify(reject.record)), /Never said, number 2/);
    const refused = await repair(record, () => errorOf('blocked'));
    assert.deepEqual(
      refused.store.rejects.map(({ record: none, reasons }) => [none, reasons]),
      [[undefined, ['failed: blocked']]],
    );
  });
});

describe('a repaired record', () => {
  it('has the new words, and keeps who it is', async () => {
    const before = recordOf(await made('reasoning'));
    const record = JSON.stringify({
      note: 12345678901234567890n.toString(),
      ...before,
      metadata: { ...before.metadata, review: { decision: 'rejected' }, tags: ['x'] },
    });
    const usage = { input: 10, output: 20, thinking: 0, cached: 0 };
    const answer = responseOf(groundedAnswer('reasoning', 3), { usage });
    const { store } = await repair(record, () => answer);
    const [after = ''] = store.samples;
    const repaired = JSON.parse(repairedRecord(record, after));
    const { provenance, review, ...metadata } = repaired.metadata;
    assert.deepEqual(wordsOf(JSON.stringify(repaired)), wordsOf(after));
    const { id, type, source, timestamp } = before.metadata;
    assert.deepEqual(
      { ...metadata, note: repaired.note, review },
      { id, type, source, timestamp, tags: ['x'], note: '12345678901234567890', review: undefined },
    );
    const { repaired: repairs, ...made1 } = provenance;
    assert.deepEqual(made1, before.metadata.provenance);
    const [{ run, provider, model, attempt, cost, ...more }] = repairs;
    assert.deepEqual([run, provider, model, attempt, cost], ['repair-1', 'ollama', 'fake', 1, 0.00003]);
    assert.deepEqual([more.usage, more.template], [usage, 'repair']);
    const twice = JSON.parse(repairedRecord(JSON.stringify(repaired), after));
    assert.equal(twice.metadata.provenance.repaired.length, 2);
  });

  it('of a haystack has another needle in the old hay', async () => {
    const record = await made('haystack');
    const { store } = await repair(record, () => groundedAnswer('haystack', 3));
    const [old, now] = [record, repairedRecord(record, store.samples[0] ?? '')].map((line) => {
      const { sample } = parseJsonlRecord(line);
      return { lines: wordsOf(line)[0]?.split('\n') ?? [], needle: sample && needleOf(sample)?.text };
    });
    assert.match(now?.needle ?? '', /cohort 4 /);
    assert.deepEqual(
      now?.lines,
      old?.lines.map((line) => (line === old.needle ? now?.needle : line)),
    );
  });

  it('stays in its dialect', async () => {
    const record = await made('reasoning');
    const { store } = await repair(record, () => groundedAnswer('reasoning', 3));
    const [after = ''] = store.samples;
    for (const dialect of ['conversations', 'flat', 'task'] as const) {
      const line = convert(record, dialect);
      const repaired = repairedRecord(line, after);
      assert.equal(parseJsonlRecord(repaired).sample?.dialect, dialect);
      const words = wordsOf(repaired);
      // Quotes in a list have no bullets.
      assert.deepEqual(words.toSpliced(3, 1), wordsOf(after).toSpliced(3, 1));
      assert.ok(words[3]?.includes(JSON.parse(groundedAnswer('reasoning', 3)).proof[0]));
    }
    assert.equal(isRepairable(convert(record, 'prompts')), false);
  });

  it('has the words of the answer and all else of the old one, whatever that is', async () => {
    const { store } = await repair(await made('reasoning'), () => groundedAnswer('reasoning', 3));
    const [after = ''] = store.samples;
    const answer = wordsOf(after).at(-1);
    let repaired = 0;
    assertProperty(
      fc.property(anyLine, (line) => {
        if (!isRepairable(line)) return;
        repaired++;
        const now = repairedRecord(line, after);
        assert.doesNotMatch(now, /\n/);
        const [old, { sample }] = [parseJsonlRecord(line).sample, parseJsonlRecord(now)];
        assert.equal(sample?.dialect, old?.dialect);
        // In a field that was not there a part may be added.
        assert.ok((sample?.messages.length ?? 0) >= (old?.messages.length ?? 0));
        assert.ok(
          sample?.messages
            .findLast(({ role }) => role === 'assistant')
            ?.content.value.includes(answer ?? '?'),
        );
        const {
          review: _,
          provenance: __,
          ...kept
        } = (old?.metadata?.value ?? {}) as Record<string, unknown>;
        const { provenance, ...is } = (sample?.metadata?.value ?? {}) as Record<string, unknown>;
        assert.deepEqual(is, kept);
        assert.ok(Array.isArray((provenance as { repaired: unknown }).repaired));
      }),
      { numRuns: 300 },
    );
    assert.ok(repaired > 0);
  });
});
