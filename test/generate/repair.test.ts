import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generate, type RunInput } from '../../core/generate/generate';
import { mixCounts } from '../../core/generate/mix';
import { planSamples, type RunPlan, redraw } from '../../core/generate/plan';
import type { TeacherRequest } from '../../core/generate/provider';
import { PromptTemplates } from '../../core/generate/templates';
import { drawTopic } from '../../core/generate/topics';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { chooseMaterials } from '../../storage/runMaterials';
import { assertProperty } from '../assertProperty';
import {
  errorOf,
  FakeClock,
  FakeTeacher,
  goodReply,
  indexOf,
  inputOf,
  MemoryStore,
  planOf,
  type Reply,
  recordOf,
} from './fakes';

/** An answer whose quote nobody said; the version tells one from the next. */
function wrongReply(request: TeacherRequest, version: number): string {
  return JSON.stringify({
    ...(JSON.parse(goodReply(request)) as object),
    proof: [`Never said, version ${version}.`],
  });
}

/** Which answer a request is for, by the wrong one that it quotes. */
function versionOf({ messages }: TeacherRequest): number {
  const before = /Never said, version (\d+)\./.exec(messages.at(-1)?.text ?? '')?.[1];
  return before === undefined ? 0 : Number(before) + 1;
}

/** A teacher that gives so many wrong answers for a sample before a good one. */
function wrongFor(wrong: (request: TeacherRequest) => number): FakeTeacher {
  return new FakeTeacher((request) => {
    const version = versionOf(request);
    return version < wrong(request) ? wrongReply(request, version) : goodReply(request);
  });
}

const run = (changes: Partial<RunInput> & Pick<RunInput, 'teacher' | 'store'>) => generate(inputOf(changes));

describe('repair', () => {
  it('sends back the answer with the words of the lint, with the parameters of its own template', async () => {
    const store = new MemoryStore();
    const teacher = wrongFor(() => 1);
    await run({ teacher, store, plan: planOf({ count: 1 }) });
    const [asked, repair] = teacher.asked.map(({ request }) => request);
    const text = repair?.messages.at(-1)?.text ?? '';
    assert.ok(text.includes('Never said, version 0.'));
    assert.match(text, /Answer with the JSON object alone/);
    assert.match(text, /- proof\/not-in-context: /);
    assert.deepEqual(repair?.schema, asked?.schema);
    assert.deepEqual([asked?.parameters.temperature, repair?.parameters.temperature], [0.7, 0.2]);
    assert.equal(store.samples.length, 1);
    assert.deepEqual(
      store.journal.map(({ kind }) => kind),
      ['ask', 'repair'],
    );
    assert.match(String(store.journal[1]?.problems), /^proof\/not-in-context: /);
    const { provenance } = recordOf(store.samples[0] as string).metadata;
    assert.deepEqual([provenance.attempt, provenance.repairs], [2, 1]);
  });

  it('asks for tagged text again where the template asked for it', async () => {
    const store = new MemoryStore();
    const teacher = wrongFor(() => 1);
    const { templates } = await chooseMaterials({ form: 'tags' });
    await run({ teacher, store, plan: planOf({ count: 1 }), templates: new PromptTemplates(templates) });
    const requests = teacher.asked.map(({ request }) => request);
    assert.deepEqual(
      requests.map(({ schema }) => schema),
      [undefined, undefined],
    );
    assert.match(requests[1]?.messages.at(-1)?.text ?? '', /Answer with the blocks alone/);
    assert.equal(store.samples.length, 1);
  });

  it('asks for JSON when none came', async () => {
    const store = new MemoryStore();
    const teacher = new FakeTeacher((request, call) => (call === 0 ? 'Of course!' : goodReply(request)));
    await run({ teacher, store, plan: planOf({ count: 1 }) });
    assert.match(
      teacher.asked[1]?.request.messages.at(-1)?.text ?? '',
      /Of course![\s\S]*- The response holds no parts of a sample, neither as JSON nor between tags\./,
    );
    assert.equal(store.samples.length, 1);
  });

  it('is tried twice, then the sample is rejected and another drawn, with another seed and topic', async () => {
    const store = new MemoryStore();
    const plan = planOf({ count: 3 });
    const [first] = planSamples(plan);
    assert.ok(first);
    const teacher = wrongFor(({ task, seed }) => (task?.index === 0 && seed === first.seed ? 9 : 0));
    const result = await run({ teacher, store, plan });
    assert.deepEqual(result.end, { kind: 'finished' });
    assert.deepEqual(store.samples.map(indexOf).toSorted(), [0, 1, 2]);
    assert.deepEqual(
      store.rejects.map(({ sample, draw, repairs }) => [sample, draw, repairs]),
      [[0, 0, 2]],
    );
    const asks = teacher.asked.filter(({ request }) => request.task?.index === 0 && versionOf(request) === 0);
    assert.equal(asks.length, 2);
    assert.notEqual(asks[0]?.request.seed, asks[1]?.request.seed);
    assert.notDeepEqual(asks[0]?.request.messages, asks[1]?.request.messages);
    const filled = store.samples.map(recordOf).find(({ metadata }) => metadata.provenance.sample === 0);
    assert.deepEqual([filled?.metadata.type, filled?.metadata.provenance.draw], [first.archetype, 1]);
  });

  it('ends early when the model gives the same answer again', async () => {
    const store = new MemoryStore();
    const teacher = new FakeTeacher((request) => wrongReply(request, 0));
    await run({ teacher, store, plan: planOf({ count: 1, refills: 0 }) });
    assert.equal(teacher.asked.length, 2);
    assert.match(store.rejects[0]?.reasons[0] ?? '', /^proof\/not-in-context/);
  });

  it('keeps what the lint said when the service refuses the repair', async () => {
    const store = new MemoryStore();
    const teacher = new FakeTeacher((request, call) =>
      call === 0 ? wrongReply(request, 0) : errorOf('blocked'),
    );
    await run({ teacher, store, plan: planOf({ count: 1, refills: 0 }) });
    assert.equal(store.rejects[0]?.reasons[0], 'failed: blocked');
    assert.match(store.rejects[0]?.reasons[1] ?? '', /^proof\/not-in-context/);
    assert.ok(store.rejects[0]?.record);
  });

  it('stops a run in which nothing passes', async () => {
    const store = new MemoryStore();
    const result = await run({ teacher: new FakeTeacher(() => 'no'), store, plan: planOf({ count: 100 }) });
    assert.ok(result.end.kind === 'stopped' && result.end.error.kind === 'all-rejected');
    // A sample whose answer was there already may be rejected beside the last.
    assert.ok([20, 21].includes(store.rejects.length), `${store.rejects.length}`);
    assert.equal(store.ends[0]?.end, 'all-rejected');
  });
});

describe('a run that is cut anywhere', () => {
  it('ends with exactly the planned mix, and no answer is asked for twice', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 });
    await assertProperty(
      fc.asyncProperty(
        cuts,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 99 }),
        async (lives, concurrency, salt) => {
          const plan = planOf({ count: 6, seed: salt, refills: 2 });
          const store = new MemoryStore();
          const answered = new Set<string>();
          const wrong = ({ seed }: TeacherRequest): number => [0, 1, 2, 9, 0][seed % 5] as number;
          const live = async (calls: number) => {
            const cancel = new AbortController();
            const before = new Set(answered);
            const teacher = wrongFor(wrong);
            const ask = teacher.ask.bind(teacher);
            teacher.ask = async (request, options) => {
              const name = `${request.seed}/${versionOf(request)}`;
              assert.ok(!before.has(name) && !answered.has(name), `${name} was asked for twice`);
              if (teacher.asked.length >= calls) cancel.abort();
              const response = await ask(request, options);
              return response;
            };
            const append = store.appendJournal.bind(store);
            store.appendJournal = async (entry) => {
              await append(entry);
              const asked = teacher.asked.map(({ request }) => request);
              const request = asked.find(
                ({ task, seed }) =>
                  task?.index === entry.sample && redrawSeed(plan, entry.sample, entry.draw) === seed,
              );
              const number =
                store.journal.filter(
                  ({ sample, draw, response }) => response && sample === entry.sample && draw === entry.draw,
                ).length - 1;
              if (entry.response && request) answered.add(`${request.seed}/${number}`);
            };
            const result = await run({
              teacher,
              store,
              plan,
              concurrency,
              state: store.state,
              signal: cancel.signal,
            });
            store.appendJournal = append;
            return result;
          };
          for (const calls of lives) await live(calls);
          const last = await live(Number.POSITIVE_INFINITY);
          assert.deepEqual(last.end, { kind: 'finished' });
          const { givenUp } = last.totals;
          assert.equal(store.samples.length + givenUp, 6);
          assert.equal(new Set(store.samples.map(indexOf)).size, store.samples.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  function redrawSeed(plan: RunPlan, index: number, draw: number): number | undefined {
    const first = planSamples(plan)[index];
    return first && redraw(plan, first, draw)?.seed;
  }

  it('does not ask again for what a filter refused', async () => {
    const store = new MemoryStore();
    const teacher = new FakeTeacher(() => errorOf('blocked'));
    const appendReject = store.appendReject.bind(store);
    store.appendReject = () => Promise.reject(new Error('killed'));
    const plan = planOf({ count: 1, refills: 0 });
    await assert.rejects(run({ teacher, store, plan }), /killed/);
    store.appendReject = appendReject;
    const again = new FakeTeacher();
    await run({ teacher: again, store, plan, state: store.state });
    assert.equal(again.asked.length, 0);
    assert.deepEqual(
      store.rejects.map(({ reasons }) => reasons),
      [['failed: blocked']],
    );
  });
});

describe('early abort', () => {
  /** Streams a text piece by piece until it is aborted. */
  function streaming(text: string): FakeTeacher {
    const teacher = new FakeTeacher();
    teacher.ask = async (request, { signal, onChunk } = {}) => {
      teacher.asked.push({ request, signal });
      for (let at = 0; at < text.length; at += 100) {
        onChunk?.({ kind: 'text', text: text.slice(at, at + 100) });
        if (signal?.aborted)
          throw errorOf('cancelled', { usage: { input: 5, output: 6, thinking: 0, cached: 0 } });
      }
      return {
        text,
        thinking: '',
        finish: 'stop',
        model: 'fake',
        usage: { input: 5, output: 99, thinking: 0, cached: 0 },
      };
    };
    return teacher;
  }

  it('ends an answer that goes nowhere, keeps what came and what it cost, and draws another', async () => {
    const store = new MemoryStore();
    const teacher = streaming(`{"context": "${'again and '.repeat(5000)}`);
    const price = { input: 1, output: 1 };
    const result = await run({ teacher, store, price, plan: planOf({ count: 1, refills: 1 }) });
    assert.deepEqual(result.end, { kind: 'finished' });
    assert.equal(teacher.asked.length, 2);
    const [entry] = store.journal;
    assert.deepEqual(
      [entry?.error?.kind, entry?.error?.usage?.output, entry?.cost],
      ['hopeless', 6, 0.000011],
    );
    assert.ok((entry?.error?.partial?.length ?? 0) < 4000);
    assert.match(store.rejects[0]?.reasons[0] ?? '', /repeats itself without an end/);
  });
});

describe('stopping', () => {
  it('lets calls under way finish, for they are paid for', async () => {
    const store = new MemoryStore();
    let release: (reply: Reply) => void = () => {};
    const slow = new Promise<Reply>((resolve) => {
      release = resolve;
    });
    const clock = new FakeClock();
    clock.sleep = (_ms, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    const teacher = new FakeTeacher((request, call) => {
      if (call === 0) return slow;
      setImmediate(() => release(goodReply(teacher.asked[0]?.request ?? request)));
      return errorOf('quota-exhausted');
    });
    const result = await run({ teacher, store, clock, concurrency: 2 });
    assert.equal(result.end.kind, 'stopped');
    assert.deepEqual(store.samples.map(indexOf), [teacher.asked[0]?.request.task?.index]);
    assert.equal(teacher.asked.length, 2);
  });
});

describe('an extended plan', () => {
  it('keeps the places it had and has the mix of its new count, as near as they allow', () => {
    const shares = fc
      .tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9))
      .filter((all) => all.some((share) => share > 0));
    assertProperty(
      fc.property(
        shares,
        fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 2, maxLength: 4 }),
        fc.nat(),
        (of, sizes, seed) => {
          const mix = Object.fromEntries(
            GENERATED_ARCHETYPES.map((name, i) => [name, of[i]]),
          ) as RunPlan['mix'];
          const counts = sizes.toSorted((a, b) => a - b);
          const plans = counts.map((count, i) =>
            planSamples({ count, mix, seed, extendedFrom: counts.slice(0, i) }),
          );
          for (const [i, samples] of plans.entries()) {
            assert.equal(samples.length, counts[i]);
            assert.deepEqual(samples.slice(0, plans[i - 1]?.length ?? 0), plans[i - 1] ?? []);
            const wanted = mixCounts(mix, counts[i] as number);
            for (const name of GENERATED_ARCHETYPES) {
              const have = samples.filter(({ archetype }) => archetype === name).length;
              assert.ok(Math.abs(have - wanted[name]) <= 4 * i, `${name}: ${have}, not ${wanted[name]}`);
            }
          }
        },
      ),
    );
  });

  it('never draws one topic twice, whatever is rejected', () => {
    const plan = planOf({ count: 200, extendedFrom: [50] });
    const seen = new Set<string>();
    let drawn = 0;
    for (const first of planSamples(plan)) {
      for (let draw = 0; draw <= 8; draw++) {
        const sample = redraw(plan, first, draw);
        assert.ok(sample);
        drawn++;
        seen.add(
          `${sample.archetype} ${JSON.stringify(drawTopic(sample.archetype, sample.ordinal + draw * 1_000_000, plan.seed))}`,
        );
      }
    }
    assert.equal(seen.size, drawn);
  });
});
