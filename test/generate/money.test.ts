import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Budget } from '../../core/generate/budget';
import { estimateRun } from '../../core/generate/estimate';
import { generate } from '../../core/generate/generate';
import { DEFAULT_MIX } from '../../core/generate/mix';
import { planSamples } from '../../core/generate/plan';
import { costOf, formatUsd, priceOf } from '../../core/generate/prices';
import { pricesSchema } from '../../core/generate/priceTable';
import type { TeacherErrorKind } from '../../core/generate/teacherError';
import { PromptTemplates } from '../../core/generate/templates';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { assertProperty } from '../assertProperty';
import { errorOf, FakeTeacher, goodReply, inputOf, MemoryStore, planOf, responseOf } from './fakes';

const M = 1_000_000;

describe('prices', () => {
  for (const [model, usage, usd] of [
    ['gemini-2.5-pro', { input: M, output: 0, thinking: 0, cached: 0 }, 2.5],
    ['gemini-2.5-pro', { input: 200_000, output: M, thinking: M, cached: 0 }, 0.25 + 20],
    ['gemini-2.5-pro', { input: 200_001, output: M, thinking: 0, cached: 0 }, 0.5000025 + 15],
    ['models/gemini-2.5-flash', { input: M, output: M, thinking: 0, cached: 0 }, 2.8],
    ['gemini-2.5-flash-lite', { input: M, output: M, thinking: 0, cached: 0 }, 0.5],
    ['gemini-2.5-flash-preview-09-2025', { input: M, output: M, thinking: 0, cached: 0 }, 2.8],
    ['gemini-3.1-pro-preview', { input: 1000, output: 1000, thinking: 1000, cached: 0 }, 0.026],
  ] as const) {
    it(`of ${model} make ${usd} USD of ${usage.input} in and ${usage.output} out`, () => {
      const price = priceOf('gemini', model);
      assert.ok(price);
      assert.ok(Math.abs(costOf(usage, price) - usd) < 1e-9, `${costOf(usage, price)}`);
    });
  }

  it('are not guessed', () => {
    for (const model of ['gemini-9-ultra', 'gemini-2.5-flash-image', 'gemini-2.5-pro-tts'])
      assert.equal(priceOf('gemini', model), undefined, model);
  });

  it('are nothing for Ollama, unless the configuration says otherwise', () => {
    assert.deepEqual(priceOf('ollama', 'gpt-oss:120b-cloud'), { input: 0, output: 0 });
    const own = pricesSchema.parse({ 'gpt-oss:120b-cloud': { input: 1, output: 2, cachedInput: 0.5 } });
    const price = priceOf('ollama', 'gpt-oss:120b-cloud', own);
    assert.ok(price);
    assert.equal(costOf({ input: 3 * M, output: M, thinking: M, cached: 2 * M }, price), 1 + 2 * 0.5 + 4);
  });

  it('refuse what is none', () => {
    for (const bad of [
      { m: { input: -1, output: 1 } },
      { m: { input: 1 } },
      { m: { input: 1, output: 1, outptu: 1 } },
    ])
      assert.equal(pricesSchema.safeParse(bad).success, false);
  });

  it('are shown in cents, and never as nothing', () => {
    assert.deepEqual([0, 0.004, 0.125, 12].map(formatUsd), ['$0.00', '< $0.01', '$0.13', '$12.00']);
  });
});

describe('a budget', () => {
  it('is never set aside twice', async () => {
    const amounts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    await assertProperty(
      fc.asyncProperty(amounts, fc.double({ min: 0, max: 5, noNaN: true }), async (costs, limit) => {
        const budget = new Budget(limit, 0);
        let underWay = 0;
        await Promise.all(
          costs.map(async (cost) => {
            if (!(await budget.reserve(cost))) return;
            underWay += cost;
            assert.ok(budget.spent + underWay <= limit + 1e-6);
            await Promise.resolve();
            underWay -= cost;
            budget.settle(cost, cost);
          }),
        );
        assert.ok(budget.spent <= limit + 1e-6);
      }),
    );
  });
});

describe('the cost of a run', () => {
  const price = { input: 1, output: 10 };
  const usage = { input: 2000, output: 500, thinking: 500, cached: 0 };
  const perCall = 0.012;
  const plan = planOf({ provider: 'gemini', count: 40 });
  const teacher = () => new FakeTeacher((request) => responseOf(goodReply(request), { usage }));

  for (const [budget, concurrency] of [
    [0.2, 1],
    [0.2, 8],
    [0, 3],
  ] as const) {
    it(`stays within ${budget} USD with ${concurrency} calls at once, and goes on with more`, async () => {
      const store = new MemoryStore();
      const first = await generate(
        inputOf({ plan: { ...plan, budget }, price, store, teacher: teacher(), concurrency }),
      );
      assert.ok(first.end.kind === 'stopped' && first.end.error.kind === 'budget-reached');
      assert.ok(first.totals.spent.cost <= budget, `${first.totals.spent.cost}`);
      // What is left is less than a call may cost.
      assert.ok(budget - first.totals.spent.cost < 0.04);
      assert.deepEqual(store.rejects, []);
      assert.deepEqual(
        store.ends.map(({ end, advice }) => [end, advice]),
        [['budget-reached', 'Go on with a higher budget.']],
      );
      const rest = await generate(
        inputOf({
          plan: { ...plan, budget: 1 },
          price,
          store,
          teacher: teacher(),
          concurrency,
          state: store.state,
        }),
      );
      assert.deepEqual(rest.end, { kind: 'finished' });
      assert.equal(store.samples.length, 40);
      assert.ok(Math.abs(rest.totals.spent.cost - 40 * perCall) < 1e-9);
    });
  }

  it('is in the journal, failed calls included, and in the record for all calls of the sample', async () => {
    const store = new MemoryStore();
    const failing = new FakeTeacher((request, call) =>
      call === 0 ? errorOf('incomplete', { usage }) : responseOf(goodReply(request), { usage }),
    );
    await generate(inputOf({ plan: { ...plan, count: 1 }, price, store, teacher: failing }));
    assert.deepEqual(
      store.journal.map(({ cost }) => cost),
      [perCall, perCall],
    );
    const { provenance } = JSON.parse(store.samples[0] as string).metadata;
    assert.deepEqual([provenance.cost, provenance.usage.input], [0.024, 4000]);
  });

  it('is not made up where there is no price', async () => {
    const store = new MemoryStore();
    const { totals } = await generate(inputOf({ plan: { ...plan, count: 1 }, store, teacher: teacher() }));
    assert.equal(totals.priced, false);
    assert.equal('cost' in (store.journal[0] ?? {}), false);
    assert.equal('cost' in JSON.parse(store.samples[0] as string).metadata.provenance, false);
  });

  it('is estimated from the prompts, within a half of what the calls take', async () => {
    const samples = planSamples({ count: 100, mix: DEFAULT_MIX, seed: 1 });
    const templates = new PromptTemplates(SHIPPED_TEMPLATES);
    const known = await estimateRun({ plan, samples, templates, price });
    assert.equal(known.samples, 100);
    assert.ok(known.usage.input > 100 * 500 && known.usage.input < 100 * 2500, `${known.usage.input}`);
    assert.ok(known.cost && known.cost > 1 && known.cost < 10, `${known.cost}`);
    assert.equal((await estimateRun({ plan, samples, templates, price: undefined })).cost, undefined);
    const counted = await estimateRun({
      plan,
      samples,
      templates,
      price,
      teacher: { countTokens: async () => 10_000 },
    });
    assert.equal(counted.usage.input, 1_250_000);
    const failing = (kind: TeacherErrorKind) =>
      estimateRun({
        plan,
        samples,
        templates,
        price,
        teacher: { countTokens: () => Promise.reject(errorOf(kind)) },
      });
    assert.deepEqual(await failing('overloaded'), known);
    await assert.rejects(failing('auth'), { kind: 'auth' });
  });
});
