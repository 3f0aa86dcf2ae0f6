import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_USAGE, type TeacherRequest } from '../../core/generate/provider';
import { readAnswer } from '../../core/generate/readAnswer';
import { TeacherError } from '../../core/generate/teacherError';
import { readTeacherOutput, teacherOutputSchema } from '../../core/generate/teacherOutput';
import { type Archetype, GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { createOfflineTeacher, OFFLINE_MODEL, writeOfflineSample } from '../../providers/offline/teacher';
import { assertProperty } from '../assertProperty';

const teacher = createOfflineTeacher();

function request(archetype: Archetype, index = 0, seed = 1): TeacherRequest {
  const schema = teacherOutputSchema(archetype);
  return { model: OFFLINE_MODEL, messages: [], schema, parameters: {}, seed, task: { archetype, index } };
}

describe('createOfflineTeacher', () => {
  it('introduces itself', async () => {
    assert.equal(teacher.id, 'offline');
    assert.equal(teacher.openWeights, true);
    assert.deepEqual(
      (await teacher.listModels()).map(({ name }) => name),
      [OFFLINE_MODEL],
    );
  });

  it('answers with the JSON asked for, for every task and seed', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.constantFrom(...GENERATED_ARCHETYPES),
        fc.nat({ max: 1_000_000 }),
        fc.nat({ max: 0xffffffff }),
        async (archetype, index, seed) => {
          const response = await teacher.ask(request(archetype, index, seed));
          const output = readTeacherOutput(archetype, JSON.parse(response.text));
          assert.deepEqual(output, writeOfflineSample({ task: { archetype, index }, seed }));
          assert.deepEqual(
            { ...response, text: '' },
            { text: '', thinking: '', finish: 'stop', model: OFFLINE_MODEL, usage: NO_USAGE },
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('answers with the same in tags, where it is held to no schema', async () => {
    for (const archetype of GENERATED_ARCHETYPES) {
      for (let index = 0; index < 50; index++) {
        const { schema: _, ...asked } = request(archetype, index);
        const response = await teacher.ask(asked);
        assert.match(response.text, /^<(?:context|needle)>\n/);
        const sample = writeOfflineSample({ task: { archetype, index }, seed: 1 });
        assert.deepEqual(readAnswer(archetype, response), {
          ...sample,
          proof: sample.proof.map((quote) => `- "${quote}"`),
        });
      }
    }
  });

  it('streams the answer in several chunks', async () => {
    const chunks: string[] = [];
    const { text } = await teacher.ask(request('reasoning'), {
      onChunk: ({ kind, text }) => {
        assert.equal(kind, 'text');
        chunks.push(text);
      },
    });
    assert.ok(chunks.length > 2);
    assert.equal(chunks.join(''), text);
  });

  it('gives the same for the same request, also when asked at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => teacher.ask(request('refusal', 17, 99))));
    assert.equal(new Set(all.map(({ text }) => text)).size, 1);
  });

  it('does not read the prompt', async () => {
    const plain = await teacher.ask(request('haystack', 3));
    const prompted = await teacher.ask({
      ...request('haystack', 3),
      messages: [{ role: 'user', text: 'anything' }],
    });
    assert.equal(plain.text, prompted.text);
  });

  it('stops before, and in the middle of, an answer', async () => {
    const cancelled = (error: unknown): boolean =>
      error instanceof TeacherError && error.kind === 'cancelled';
    await assert.rejects(teacher.ask(request('reasoning'), { signal: AbortSignal.abort() }), cancelled);
    await assert.rejects(teacher.listModels(AbortSignal.abort()), cancelled);
    const abort = new AbortController();
    let chunks = 0;
    const answer = teacher.ask(request('reasoning'), {
      signal: abort.signal,
      onChunk: () => {
        chunks++;
        abort.abort();
      },
    });
    await assert.rejects(answer, cancelled);
    assert.equal(chunks, 1);
  });

  it('sees a cancellation from outside', async () => {
    const abort = new AbortController();
    const answer = teacher.ask(request('reasoning'), { signal: abort.signal });
    setImmediate(() => abort.abort());
    await assert.rejects(answer, TeacherError);
  });

  it('refuses other models and tasks that make no sense', async () => {
    const kind = (expected: string) => (error: unknown) =>
      error instanceof TeacherError && error.kind === expected;
    await assert.rejects(teacher.ask({ ...request('reasoning'), model: 'gpt' }), kind('model-not-found'));
    await assert.rejects(teacher.ask(request('reasoning', -1)), kind('bad-request'));
    await assert.rejects(teacher.ask(request('general' as Archetype)), kind('bad-request'));
  });
});
