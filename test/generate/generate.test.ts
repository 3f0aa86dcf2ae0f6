import assert from 'node:assert/strict';
import { generate, type RunEvent } from '../../core/generate/generate';
import { FRESH_RUN, type RunState, StorageError } from '../../core/generate/journal';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
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
  responseOf,
} from './fakes';

function rewritten(text: string, change: (output: Record<string, unknown>) => object): string {
  const output = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ ...output, ...change(output) });
}

/** A teacher whose answers are given by the test, in whatever order it likes. */
function heldTeacher() {
  const waiting = new Map<number, (reply: Reply) => void>();
  const arrivals: (() => void)[] = [];
  const teacher = new FakeTeacher(({ task }) => {
    const reply = new Promise<Reply>((resolve) => waiting.set(Number(task?.index), resolve));
    for (const arrived of arrivals.splice(0)) arrived();
    return reply;
  });
  const inFlight = async (count: number): Promise<void> => {
    while (teacher.inFlight < count) await new Promise<void>((resolve) => arrivals.push(resolve));
  };
  /** Answers a call, counted from 0 as they came; returns the sample that it was for. Any may be the first that is asked for. */
  const answer = (call: number, reply?: Reply): number => {
    const request = teacher.asked[call]?.request;
    assert.ok(request, `there was no call ${call}`);
    const index = Number(request.task?.index);
    waiting.get(index)?.(reply ?? goodReply(request));
    return index;
  };
  return { teacher, inFlight, answer };
}

describe('generate: accepting', () => {
  it('accepts what is grounded, and asks once for each', async () => {
    const teacher = new FakeTeacher();
    const store = new MemoryStore();
    const result = await generate(inputOf({ teacher, store }));
    assert.deepEqual(result.end, { kind: 'finished' });
    assert.deepEqual(result.accepted, store.samples);
    assert.deepEqual(store.samples.map(indexOf).toSorted(), [0, 1, 2, 3, 4]);
    assert.equal(result.totals.rejected, 0);
    assert.deepEqual(store.rejects, []);
    assert.equal(teacher.asked.length, 5);
    const types = store.samples.map((line) => recordOf(line).metadata.type);
    assert.deepEqual(types.toSorted(), ['anti_knowledge', 'haystack', 'reasoning', 'reasoning', 'refusal']);
  });

  it('writes each journal entry before anything is made of it', async () => {
    const store = new MemoryStore();
    await generate(inputOf({ teacher: new FakeTeacher(), store, plan: planOf({ count: 2 }) }));
    for (const sample of [0, 1])
      assert.ok(
        store.order.indexOf(`journal ${sample}`) < store.order.indexOf(`sample ${sample}`),
        `${store.order}`,
      );
  });

  it('asks with the model, the parameters, the schema and a seed per sample', async () => {
    const teacher = new FakeTeacher();
    const plan = planOf({ model: 'm', parameters: { temperature: 0.125 } });
    await generate(inputOf({ teacher, store: new MemoryStore(), plan }));
    const requests = teacher.asked.map(({ request }) => request);
    assert.equal(new Set(requests.map(({ seed }) => seed)).size, 5);
    for (const { model, parameters, schema, messages, task } of requests) {
      assert.equal(model, 'm');
      assert.equal(parameters.temperature, 0.125);
      assert.ok(Object.keys(schema?.properties as object).includes('answer'));
      assert.ok(messages.some(({ role }) => role === 'user'));
      assert.ok(GENERATED_ARCHETYPES.some((name) => name === task?.archetype));
    }
  });

  it('makes the same samples of the same plan and answers, whatever the concurrency', async () => {
    const runs = [1, 7].map(async (concurrency) => {
      const store = new MemoryStore();
      const plan = planOf({ count: 12 });
      await generate(inputOf({ teacher: new FakeTeacher(), store, plan, concurrency }));
      return store.samples
        .toSorted((a, b) => indexOf(a) - indexOf(b))
        .map((line) => ({ ...recordOf(line), metadata: { ...recordOf(line).metadata, timestamp: '' } }));
    });
    const [one, seven] = await Promise.all(runs);
    assert.equal(one?.length, 12);
    assert.deepEqual(one, seven);
  });

  it('adds up the tokens of answers and of failed calls', async () => {
    const usage = { input: 10, output: 5, thinking: 2, cached: 1 };
    const teacher = new FakeTeacher((request, call) =>
      call === 0 ? errorOf('blocked', { usage }) : responseOf(goodReply(request), { usage }),
    );
    const store = new MemoryStore();
    const result = await generate(inputOf({ teacher, store, plan: planOf({ count: 3 }) }));
    assert.deepEqual(result.totals.spent.usage, { input: 40, output: 20, thinking: 8, cached: 4 });
    assert.deepEqual([result.totals.spent.calls, result.totals.spent.failedCalls], [4, 1]);
    assert.deepEqual(store.journal[0]?.error?.usage, usage);
  });

  it('does nothing for a plan of nothing', async () => {
    const teacher = new FakeTeacher();
    const result = await generate(inputOf({ teacher, store: new MemoryStore(), plan: planOf({ count: 0 }) }));
    assert.deepEqual(result.end, { kind: 'finished' });
    assert.equal(teacher.asked.length, 0);
  });

  it('tells what happens as it happens', async () => {
    const events: RunEvent[] = [];
    const teacher = new FakeTeacher(
      (request, call) => [errorOf('overloaded'), 'no', 'never'][call] ?? goodReply(request),
    );
    await generate(
      inputOf({
        teacher,
        store: new MemoryStore(),
        plan: planOf({ count: 1 }),
        onEvent: (event) => events.push(event),
      }),
    );
    assert.deepEqual(
      events.map(({ kind, sample }) => `${kind} ${sample.draw}`),
      [
        ...['asked 0', 'called 0', 'waiting 0', 'asked 0', 'called 0'],
        ...['repairing 0', 'asked 0', 'called 0', 'repairing 0', 'asked 0', 'called 0', 'accepted 0'],
      ],
    );
    assert.equal(events.at(-1)?.totals.spent.calls, 4);
  });
});

describe('generate: judging', () => {
  const one = {
    plan: planOf({ count: 1, refills: 0, mix: { reasoning: 1, refusal: 0, haystack: 0, anti_knowledge: 0 } }),
  };

  it('applies safe fixes: a typographic quote becomes the exact words', async () => {
    const context = 'The child\u2019s dose was 125 mg weekly \u2013 with food.';
    const text = rewritten(goodReply({ task: { archetype: 'reasoning', index: 0 } } as never), () => ({
      context,
      proof: ["The child's dose was 125 mg weekly - with food."],
      answer: 'The dose was 125 mg weekly.',
    }));
    const store = new MemoryStore();
    await generate(inputOf({ ...one, store, teacher: new FakeTeacher(() => text) }));
    assert.deepEqual(store.rejects, []);
    const content = recordOf(store.samples[0] as string).messages.at(-1)?.content ?? '';
    assert.ok(content.includes(`- "${context}"`), content);
  });

  it('rejects a number that the context gives otherwise, with the rule and the record', async () => {
    const text = rewritten(goodReply({ task: { archetype: 'reasoning', index: 0 } } as never), () => ({
      context: 'The recommended dose was 1.5 mg/m² once weekly.',
      proof: ['The recommended dose was 15 mg/m² once weekly.'],
    }));
    const store = new MemoryStore();
    const result = await generate(inputOf({ ...one, store, teacher: new FakeTeacher(() => text) }));
    assert.equal(result.totals.givenUp, 1);
    assert.deepEqual(result.end, { kind: 'finished' });
    const [reject] = store.rejects;
    assert.match(reject?.reasons[0] ?? '', /^proof\/number-mismatch: .*15 mg\/m².*1\.5 mg\/m²/);
    assert.ok(JSON.stringify(reject?.record).includes('"type":"reasoning"'));
    assert.deepEqual(store.samples, []);
  });

  it('rejects a quote that nobody said', async () => {
    const text = rewritten(goodReply({ task: { archetype: 'reasoning', index: 0 } } as never), () => ({
      proof: ['Nothing of the kind was ever observed in any of the animals.'],
    }));
    const store = new MemoryStore();
    await generate(inputOf({ ...one, store, teacher: new FakeTeacher(() => text) }));
    assert.match(store.rejects[0]?.reasons[0] ?? '', /^proof\/not-in-context: /);
  });

  it('rejects an answer without JSON, and keeps it', async () => {
    const store = new MemoryStore();
    await generate(inputOf({ ...one, store, teacher: new FakeTeacher(() => 'I would rather not.') }));
    assert.deepEqual(store.rejects, [
      {
        sample: 0,
        draw: 0,
        archetype: 'reasoning',
        repairs: 1,
        reasons: ['The response holds no parts of a sample, neither as JSON nor between tags.'],
        response: 'I would rather not.',
      },
    ]);
  });

  it('says when an answer without JSON was cut off', async () => {
    const store = new MemoryStore();
    const cut = responseOf('{"context": "The', { finish: 'length' });
    await generate(inputOf({ ...one, store, teacher: new FakeTeacher(() => cut) }));
    assert.match(store.rejects[0]?.reasons[0] ?? '', /cut off by the token limit/);
  });

  it('rejects JSON of another shape, field by field', async () => {
    const store = new MemoryStore();
    await generate(
      inputOf({ ...one, store, teacher: new FakeTeacher(() => '{"context": "x", "think": ""}') }),
    );
    const reasons = store.rejects[0]?.reasons ?? [];
    assert.deepEqual(reasons.map((reason) => reason.split(':')[0]).toSorted(), [
      'answer',
      'proof',
      'question',
      'think',
    ]);
  });

  it('honours the severities it is given', async () => {
    const text = rewritten(goodReply({ task: { archetype: 'reasoning', index: 0 } } as never), () => ({
      proof: ['Nothing of the kind was ever observed in any of the animals.'],
    }));
    const store = new MemoryStore();
    const lint = { severities: { 'proof/not-in-context': 'off' } } as const;
    await generate(inputOf({ ...one, lint, store, teacher: new FakeTeacher(() => text) }));
    assert.equal(store.samples.length, 1);
  });
});

describe('generate: failed calls', () => {
  const one = { plan: planOf({ count: 1 }) };

  /** Each wait may be up to a quarter longer than its base, less the looks at the clock. */
  function assertWaits(waits: readonly number[], bases: readonly number[]): void {
    assert.equal(waits.length, bases.length, `${waits}`);
    for (const [i, base] of bases.entries()) {
      const wait = waits[i] as number;
      assert.ok(wait >= base - 20 && wait <= base * 1.25, `wait ${i}: ${wait}, not ${base} and a little`);
    }
  }

  it('waits twice as long each time, and goes on', async () => {
    const teacher = new FakeTeacher((request, call) =>
      call < 3 ? errorOf('overloaded') : goodReply(request),
    );
    const clock = new FakeClock();
    const store = new MemoryStore();
    const result = await generate(inputOf({ ...one, teacher, clock, store }));
    assertWaits(clock.sleeps, [1000, 2000, 4000]);
    assert.equal(result.accepted.length, 1);
    assert.deepEqual(
      store.journal.map(({ attempt, error }) => [attempt, error?.kind]),
      [
        [1, 'overloaded'],
        [2, 'overloaded'],
        [3, 'overloaded'],
        [4, undefined],
      ],
    );
    assert.equal(recordOf(store.samples[0] as string).metadata.provenance.attempt, 4);
  });

  it('waits as long as the service asks', async () => {
    const limited = errorOf('rate-limited', { retryAfterMs: 17_000 });
    const teacher = new FakeTeacher((request, call) => (call < 2 ? limited : goodReply(request)));
    const clock = new FakeClock();
    await generate(inputOf({ ...one, teacher, clock, store: new MemoryStore() }));
    assertWaits(clock.sleeps, [17_000, 17_000]);
  });

  it('stops, to be resumed, when the service asks for a very long wait', async () => {
    const limited = errorOf('rate-limited', { retryAfterMs: 3 * 3_600_000 });
    const clock = new FakeClock();
    const store = new MemoryStore();
    const result = await generate(inputOf({ ...one, teacher: new FakeTeacher(() => limited), clock, store }));
    assert.deepEqual(result.end, { kind: 'stopped', error: limited });
    assert.deepEqual(clock.sleeps, []);
    assert.deepEqual(store.rejects, []);
  });

  for (const kind of ['rate-limited', 'overloaded', 'network', 'timeout'] as const) {
    it(`stops when a service stays ${kind}, and leaves the sample for later`, async () => {
      const teacher = new FakeTeacher(() => errorOf(kind));
      const store = new MemoryStore();
      const result = await generate(inputOf({ teacher, store }));
      assert.equal(result.end.kind, 'stopped');
      assert.equal(teacher.asked.length, 6);
      assert.deepEqual([store.samples, store.rejects], [[], []]);
      assert.equal(store.journal.length, 6);
    });
  }

  for (const kind of ['malformed-response', 'incomplete'] as const) {
    it(`rejects the sample whose answers stay ${kind}, and goes on`, async () => {
      const teacher = new FakeTeacher((request) =>
        request.task?.index === 0 ? errorOf(kind) : goodReply(request),
      );
      const store = new MemoryStore();
      const result = await generate(inputOf({ teacher, store, plan: planOf({ count: 3, refills: 0 }) }));
      assert.deepEqual(result.end, { kind: 'finished' });
      assert.deepEqual(
        store.rejects.map(({ sample, reasons }) => [sample, reasons]),
        [[0, [`failed: ${kind}`]]],
      );
      assert.equal(store.samples.length, 2);
      assert.equal(teacher.asked.length, 3 + 2);
    });
  }

  it('rejects a blocked sample at once', async () => {
    const teacher = new FakeTeacher((request, call) =>
      call === 0 ? errorOf('blocked') : goodReply(request),
    );
    const clock = new FakeClock();
    const store = new MemoryStore();
    await generate(inputOf({ teacher, clock, store, plan: planOf({ count: 2 }) }));
    assert.deepEqual(store.rejects[0]?.reasons, ['failed: blocked']);
    assert.equal(store.samples.length, 2);
    assert.deepEqual(clock.sleeps, []);
  });

  for (const kind of ['auth', 'missing-key', 'model-not-found', 'quota-exhausted', 'unreachable'] as const) {
    it(`stops at ${kind} and keeps what came in`, async () => {
      const error = errorOf(kind);
      const teacher = new FakeTeacher((request, call) => (call === 2 ? error : goodReply(request)));
      const store = new MemoryStore();
      const result = await generate(inputOf({ teacher, store }));
      assert.deepEqual(result.end, { kind: 'stopped', error });
      assert.equal(result.accepted.length, 2);
      assert.equal(store.samples.length, 2);
      assert.deepEqual(store.rejects, []);
      assert.equal(teacher.asked.length, 3);
      assert.equal(store.journal.at(-1)?.error?.kind, kind);
    });
  }

  it('ends the other calls when one stops the run', async () => {
    const { teacher, inFlight, answer } = heldTeacher();
    const store = new MemoryStore();
    const running = generate(inputOf({ teacher, store, concurrency: 3 }));
    await inFlight(3);
    const index = answer(1, errorOf('auth'));
    const result = await running;
    assert.equal(result.end.kind, 'stopped');
    assert.equal(teacher.asked.length, 3);
    assert.ok(teacher.asked.every(({ signal }) => signal?.aborted));
    assert.deepEqual(store.order, [`journal ${index}`]);
  });

  it('keeps a bug a bug', async () => {
    const bug = new RangeError('a bug');
    const teacher = new FakeTeacher(() => Promise.reject(bug));
    await assert.rejects(generate(inputOf({ teacher, store: new MemoryStore(), concurrency: 2 })), bug);
  });
});

describe('generate: concurrency', () => {
  for (const concurrency of [1, 3, 8]) {
    it(`has ${concurrency} calls in flight and never more`, async () => {
      let filled: () => void = () => {};
      const full = new Promise<void>((resolve) => {
        filled = resolve;
      });
      const teacher = new FakeTeacher(async (request) => {
        // A call is asked for once its hash is known, whenever that is: the first ones wait for as many as there may be.
        if (teacher.inFlight >= concurrency) filled();
        await full;
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        return goodReply(request);
      });
      const store = new MemoryStore();
      await generate(inputOf({ teacher, store, plan: planOf({ count: 20 }), concurrency }));
      assert.equal(teacher.mostInFlight, concurrency);
      assert.equal(store.samples.length, 20);
    });
  }

  it('keeps samples in the order in which they came', async () => {
    const { teacher, inFlight, answer } = heldTeacher();
    const store = new MemoryStore();
    const running = generate(inputOf({ teacher, store, plan: planOf({ count: 3 }), concurrency: 3 }));
    await inFlight(3);
    const answered: number[] = [];
    for (const call of [2, 0, 1]) {
      const index = answer(call);
      answered.push(index);
      while (store.samples.at(-1) === undefined || indexOf(store.samples.at(-1) as string) !== index)
        await new Promise(setImmediate);
    }
    const { accepted } = await running;
    assert.deepEqual(accepted.map(indexOf), answered);
  });
});

describe('generate: cancelling', () => {
  it('asks nothing when it is cancelled before it starts', async () => {
    const teacher = new FakeTeacher();
    const result = await generate(
      inputOf({ teacher, store: new MemoryStore(), signal: AbortSignal.abort() }),
    );
    assert.deepEqual(result.end, { kind: 'cancelled' });
    assert.equal(teacher.asked.length, 0);
  });

  it('ends a call that is under way, and keeps what came in', async () => {
    const { teacher, inFlight, answer } = heldTeacher();
    const store = new MemoryStore();
    const cancel = new AbortController();
    const running = generate(inputOf({ teacher, store, signal: cancel.signal, concurrency: 2 }));
    await inFlight(2);
    const index = answer(0);
    while (store.samples.length === 0) await new Promise(setImmediate);
    cancel.abort();
    const result = await running;
    assert.deepEqual(result.end, { kind: 'cancelled' });
    assert.deepEqual(result.accepted.map(indexOf), [index]);
    assert.deepEqual(store.rejects, []);
    assert.ok(
      store.journal.every(({ error }) => error === undefined),
      'a cancelled call is no failure',
    );
  });

  it('ends a wait', async () => {
    const cancel = new AbortController();
    const clock = new FakeClock();
    clock.sleep = async (_ms, signal) => {
      cancel.abort();
      assert.equal(signal.aborted, true);
    };
    const teacher = new FakeTeacher(() => errorOf('overloaded'));
    const store = new MemoryStore();
    const result = await generate(inputOf({ teacher, store, clock, signal: cancel.signal }));
    assert.deepEqual(result.end, { kind: 'cancelled' });
    assert.equal(teacher.asked.length, 1);
    assert.deepEqual(store.rejects, []);
  });

  it('keeps a response that arrived before it', async () => {
    const cancel = new AbortController();
    const store = new MemoryStore();
    const append = store.appendJournal.bind(store);
    let first: number | undefined;
    store.appendJournal = async (entry) => {
      first ??= entry.sample;
      cancel.abort();
      return append(entry);
    };
    const result = await generate(inputOf({ teacher: new FakeTeacher(), store, signal: cancel.signal }));
    assert.deepEqual(result.end, { kind: 'cancelled' });
    assert.deepEqual(store.order, [`journal ${first}`, `sample ${first}`]);
  });

  it('is finished when the cancellation comes after the last sample', async () => {
    const cancel = new AbortController();
    const onEvent = ({ kind }: RunEvent): void => {
      if (kind === 'accepted') cancel.abort();
    };
    const plan = planOf({ count: 1 });
    const store = new MemoryStore();
    const teacher = new FakeTeacher();
    const result = await generate(inputOf({ teacher, store, plan, onEvent, signal: cancel.signal }));
    assert.deepEqual(result.end, { kind: 'finished' });
  });
});

describe('generate: a store that fails', () => {
  for (const kind of ['journal', 'sample', 'reject'] as const) {
    it(`ends the run when a ${kind} cannot be kept, and asks for nothing more`, async () => {
      const { teacher, inFlight, answer } = heldTeacher();
      const store = new MemoryStore();
      const error = new StorageError('Cannot write.', 'Free some space.');
      store.failing = { kind, error };
      const running = generate(inputOf({ teacher, store, concurrency: 2 }));
      await inFlight(2);
      answer(0, kind === 'reject' ? errorOf('blocked') : undefined);
      await assert.rejects(running, error);
      // While one answer is being kept, another call may start, but none after it has failed.
      assert.ok(teacher.asked.length <= 4, `${teacher.asked.length}`);
      assert.equal(teacher.inFlight, 0);
    });
  }
});

describe('generate: going on', () => {
  async function interrupted(after: number, plan = planOf()): Promise<RunState> {
    const store = new MemoryStore();
    const teacher = new FakeTeacher((request, call) =>
      call === after ? errorOf('auth') : goodReply(request),
    );
    await generate(inputOf({ teacher, store, plan }));
    return store.state;
  }

  it('asks only for what has not come in', async () => {
    const state = await interrupted(3);
    const teacher = new FakeTeacher();
    const store = new MemoryStore();
    const result = await generate(inputOf({ teacher, store, state }));
    assert.deepEqual(result.end, { kind: 'finished' });
    const missing = [0, 1, 2, 3, 4].filter((index) => !state.accepted.has(index));
    assert.equal(missing.length, 2);
    assert.deepEqual(store.samples.map(indexOf).toSorted(), missing);
    assert.deepEqual(teacher.asked.map(({ request }) => request.task?.index).toSorted(), missing);
  });

  it('makes the sample of a response that is in the journal, without asking', async () => {
    const first = new MemoryStore();
    await generate(inputOf({ teacher: new FakeTeacher(), store: first }));
    const teacher = new FakeTeacher();
    const store = new MemoryStore();
    const state = { ...FRESH_RUN, journal: first.journal };
    const result = await generate(inputOf({ teacher, store, state, concurrency: 3 }));
    assert.equal(teacher.asked.length, 0);
    assert.deepEqual(store.journal, []);
    const inOrder = ({ samples }: MemoryStore) => samples.toSorted((a, b) => indexOf(a) - indexOf(b));
    assert.deepEqual(inOrder(store), inOrder(first));
    assert.equal(result.totals.spent.calls, 5);
  });

  it('goes on counting calls, with all tries for each sample', async () => {
    const plan = planOf({ count: 1 });
    const state = await interrupted(0, plan);
    const teacher = new FakeTeacher((request, call) => (call < 3 ? errorOf('network') : goodReply(request)));
    const store = new MemoryStore();
    await generate(inputOf({ teacher, store, state, plan }));
    assert.deepEqual(
      store.journal.map(({ attempt }) => attempt),
      [2, 3, 4, 5],
    );
    assert.equal(store.samples.length, 1);
  });

  it('rejects from the journal too', async () => {
    const plan = planOf({ refills: 0 });
    const first = new MemoryStore();
    await generate(inputOf({ teacher: new FakeTeacher(() => 'no JSON'), store: first, plan }));
    const teacher = new FakeTeacher();
    const store = new MemoryStore();
    await generate(inputOf({ teacher, store, plan, state: { ...FRESH_RUN, journal: first.journal } }));
    assert.equal(teacher.asked.length, 0);
    const inOrder = (all: typeof store.rejects) =>
      all.toSorted((a, b) => a.sample - b.sample || a.draw - b.draw);
    assert.deepEqual(inOrder(store.rejects), inOrder(first.rejects));
  });

  it('leaves settled samples alone', async () => {
    const state = { ...FRESH_RUN, accepted: new Set([0, 1, 2, 4]) };
    const teacher = new FakeTeacher();
    const store = new MemoryStore();
    await generate(inputOf({ teacher, store, state }));
    assert.deepEqual(store.order, ['journal 3', 'sample 3']);
  });
});
