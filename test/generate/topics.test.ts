import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOST_REFILLS, MOST_SAMPLES } from '../../core/generate/plan';
import { drawTopic, topicCount } from '../../core/generate/topics';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { assertProperty } from '../assertProperty';

describe('drawTopic', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    it(`${archetype}: no two of 600 samples in a row share setting, drug and family`, () => {
      const seen = new Set<string>();
      for (let number = 0; number < 600; number++) {
        const { setting, drug, family } = drawTopic(archetype, number, 31);
        seen.add([setting, drug, family].join('|'));
      }
      assert.equal(seen.size, 600);
    });

    it(`${archetype}: no two numbers of a run have one topic, as far as the longest run with all its draws goes`, () => {
      const count = topicCount(archetype);
      assert.ok(count >= MOST_SAMPLES * (MOST_REFILLS + 1), `${count}`);
      const number = fc.integer({ min: 0, max: count - 1 });
      assertProperty(
        fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), number, number, (seed, a, b) => {
          fc.pre(a !== b);
          assert.notDeepEqual(drawTopic(archetype, a, seed), drawTopic(archetype, b, seed));
          // Far apart in number, the same place in all the lists that follow it.
          const round = 17 * 13 * (archetype === 'anti_knowledge' ? 25 : 11);
          if (a + round < count)
            assert.notDeepEqual(drawTopic(archetype, a, seed), drawTopic(archetype, a + round, seed));
        }),
      );
    });
  }

  it('depends on number and seed alone', () => {
    assert.deepEqual(drawTopic('refusal', 3, 1), drawTopic('refusal', 3, 1));
    assert.notDeepEqual(drawTopic('refusal', 3, 1), drawTopic('refusal', 3, 2));
  });

  it('differs between archetypes of one’s own', () => {
    for (let number = 0; number < 50; number++)
      assert.notDeepEqual(drawTopic('clause', number, 1), drawTopic('statute', number, 1));
  });

  it('fills every value', () => {
    for (const value of Object.values(drawTopic('haystack', 0, 0))) assert.match(value, /\S/);
  });
});
