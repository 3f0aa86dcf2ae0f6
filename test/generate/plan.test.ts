import assert from 'node:assert/strict';
import { DEFAULT_MIX, mixCounts } from '../../core/generate/mix';
import { planSamples, readPlan, runId } from '../../core/generate/plan';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { planOf } from './fakes';

describe('plan: samples', () => {
  it('holds exactly the counts of the mix', () => {
    const samples = planSamples({ count: 47, mix: DEFAULT_MIX, seed: 3 });
    const counts = mixCounts(DEFAULT_MIX, 47);
    for (const name of GENERATED_ARCHETYPES) {
      const ofKind = samples.filter(({ archetype }) => archetype === name);
      assert.equal(ofKind.length, counts[name], name);
      assert.deepEqual(
        ofKind.map(({ ordinal }) => ordinal),
        ofKind.map((_, i) => i),
        name,
      );
    }
    assert.deepEqual(
      samples.map(({ index }) => index),
      samples.map((_, i) => i),
    );
  });

  it('is the same for the same seed and another for another', () => {
    const plan = (seed: number) => planSamples({ count: 30, mix: DEFAULT_MIX, seed });
    assert.deepEqual(plan(8), plan(8));
    assert.notDeepEqual(
      plan(8).map(({ archetype }) => archetype),
      plan(9).map(({ archetype }) => archetype),
    );
  });

  it('gives every sample a seed of its own', () => {
    const seeds = planSamples({ count: 2000, mix: DEFAULT_MIX, seed: 0 }).map(({ seed }) => seed);
    assert.equal(new Set(seeds).size, seeds.length);
    assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32));
  });
});

describe('plan: run names', () => {
  it('says when and with what, fit for a folder', () => {
    assert.equal(
      runId('2026-01-02T03:04:05.678Z', 'ollama', 'gpt-oss:120b-cloud'),
      '20260102-030405-ollama-gpt-oss-120b-cloud',
    );
  });

  it('is never long and never leaves its folder', () => {
    const name = runId('2026-01-02T03:04:05.678Z', 'ollama', `../../${'x'.repeat(300)}/y\\z`);
    assert.ok(name.length <= 80);
    assert.match(name, /^[a-z0-9.-]+$/);
  });
});

describe('plan: reading run.json', () => {
  it('reads what was written, with fields it does not know', () => {
    const plan = { ...planOf({ target: '/data/set.jsonl' }), note: 'mine' };
    assert.deepEqual(readPlan(JSON.parse(JSON.stringify(plan))), plan);
  });

  for (const [what, change, expected] of [
    ['nothing', undefined, /the plan/],
    ['a count that is a text', { count: '5' }, /^count: /],
    ['a negative count', { count: -1 }, /^count: /],
    ['a provider nobody has', { provider: 'acme' }, /^provider: /],
    ['a mix without one share', { mix: { reasoning: 1, refusal: 1, haystack: 1 } }, /^mix/],
    ['a mix of nothing', { mix: { reasoning: 0, refusal: 0, haystack: 0, anti_knowledge: 0 } }, /^mix: /],
  ] as const) {
    it(`says what is wrong with ${what}`, () => {
      const problem = readPlan(change && { ...planOf(), ...change });
      assert.equal(typeof problem, 'string');
      assert.match(problem as string, expected);
    });
  }
});
