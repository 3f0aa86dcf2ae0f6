import assert from 'node:assert/strict';
import { generate } from '../../core/generate/generate';
import { reproduce } from '../../core/generate/reproduce';
import type { TeacherError } from '../../core/generate/teacherError';
import { PromptTemplates } from '../../core/generate/templates';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { errorOf, FakeTeacher, goodReply, inputOf, MemoryStore, planOf, recordOf, responseOf } from './fakes';

const BAD = JSON.stringify({ context: 'None.', question: 'Why?', think: '', proof: ['Never.'], answer: '' });

describe('a record made again', () => {
  /** A run of four in which the third place takes a second draw. */
  async function ran(
    teacher = new FakeTeacher((request, call) => (call === 2 ? errorOf('blocked') : goodReply(request))),
  ) {
    const input = inputOf({ teacher, store: new MemoryStore(), plan: planOf({ count: 4 }) });
    const { accepted } = await generate(input);
    assert.equal(accepted.length, 4);
    return { input, accepted, asked: teacher.asked.map(({ request }) => request) };
  }
  const { signal } = new AbortController();
  const around = { store: new MemoryStore(), price: undefined, onWaiting: () => {} };

  it('is the same, of the same request, under the same circumstances', async () => {
    const { input, accepted, asked } = await ran();
    for (const line of accepted) {
      const teacher = new FakeTeacher();
      const store = new MemoryStore();
      const { before, after, changed, reasons, same, spent } = await reproduce({
        ...input,
        ...around,
        teacher,
        store,
        line,
        signal,
      });
      assert.equal(before, line);
      assert.deepEqual([changed, reasons, same, spent.calls], [[], [], true, 1]);
      const seed = recordOf(line).metadata.provenance.seed;
      assert.deepEqual(
        teacher.asked.map(({ request }) => request),
        asked.filter((request) => request.seed === seed),
      );
      assert.equal(store.journal.length, 1);
      const plain = (text = '') => {
        const { metadata, messages } = recordOf(text);
        const { attempt: _, ...provenance } = metadata.provenance;
        return { messages, metadata: { ...metadata, timestamp: '', provenance } };
      };
      assert.deepEqual(plain(after), plain(line));
    }
    assert.ok(accepted.some((line) => recordOf(line).metadata.provenance.draw === 1));
  });

  it('says what is not as it was', async () => {
    const { input, accepted } = await ran();
    const teacher = new FakeTeacher((request) =>
      responseOf(goodReply(request), { model: 'fake', modelDigest: 'sha256:other' }),
    );
    const sources = [...SHIPPED_TEMPLATES].map(([name, text]) => [name, `${text}\nBe brief.`] as const);
    const templates = new PromptTemplates(new Map(sources));
    const [line = ''] = accepted;
    const { changed, same } = await reproduce({ ...input, ...around, teacher, templates, line, signal });
    assert.deepEqual([changed, same], [['model_digest', 'template_hash'], true]);
  });

  it('says why no answer passed', async () => {
    const { input, accepted } = await ran();
    const [line = ''] = accepted;
    const teacher = new FakeTeacher(() => BAD);
    const { after, reasons } = await reproduce({ ...input, ...around, teacher, line, signal });
    assert.equal(after, undefined);
    assert.ok(reasons.length > 0);
    assert.equal(teacher.asked.length, 2, 'the same wrong answer again is not sent back again');
    const ungrounded = new FakeTeacher((request) =>
      JSON.stringify({ ...(JSON.parse(goodReply(request)) as object), proof: ['Never said.'] }),
    );
    const shown = await reproduce({ ...input, ...around, teacher: ungrounded, line, signal });
    assert.match(shown.after ?? '', /Never said/);
    assert.match(shown.reasons[0] ?? '', /^proof\//);
    assert.equal(shown.same, false);
  });

  it('ends with the error of a service that will not answer, and with a cancellation', async () => {
    const { input, accepted } = await ran();
    const [line = ''] = accepted;
    const kindOf = (teacher: FakeTeacher, stop = signal) =>
      reproduce({ ...input, ...around, teacher, line, signal: stop }).then(
        () => assert.fail('it was made'),
        (error: TeacherError) => error.kind,
      );
    assert.equal(await kindOf(new FakeTeacher(() => errorOf('auth', {}))), 'auth');
    assert.equal(await kindOf(new FakeTeacher(), AbortSignal.abort()), 'cancelled');
  });

  it('is refused for a record of another run, or without provenance', async () => {
    const { input, accepted } = await ran();
    const record = recordOf(accepted[0] ?? '');
    const withProvenance = (changes: object) =>
      JSON.stringify({
        ...record,
        metadata: { ...record.metadata, provenance: { ...record.metadata.provenance, ...changes } },
      });
    for (const [line, reason] of [
      ['{"messages":[]}', /metadata: /],
      [withProvenance({ run: 'another' }), /of the run another\./],
      [withProvenance({ sample: 4 }), /no sample 4,/],
      [withProvenance({ draw: 9 }), /draw 9,/],
    ] as const) {
      await assert.rejects(reproduce({ ...input, ...around, line, signal }), reason);
    }
  });
});
