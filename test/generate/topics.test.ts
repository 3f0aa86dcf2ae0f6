import assert from 'node:assert/strict';
import { createRandom, deriveSeed } from '../../core/generate/random';
import { drawTopic } from '../../core/generate/topics';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';

describe('drawTopic', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    it(`${archetype}: no two of 600 samples share setting, drug and family, whatever the seed`, () => {
      const seen = new Set<string>();
      for (let index = 0; index < 600; index++) {
        const { setting, drug, family } = drawTopic(archetype, index, createRandom(deriveSeed(index * 31)));
        seen.add([setting, drug, family].join('|'));
      }
      assert.equal(seen.size, 600);
    });
  }

  it('depends on index and random alone', () => {
    assert.deepEqual(drawTopic('refusal', 3, createRandom(1)), drawTopic('refusal', 3, createRandom(1)));
    assert.notDeepEqual(drawTopic('refusal', 3, createRandom(1)), drawTopic('refusal', 3, createRandom(2)));
  });

  it('fills every value', () => {
    for (const value of Object.values(drawTopic('haystack', 0, createRandom(0)))) assert.match(value, /\S/);
  });
});
