import assert from 'node:assert/strict';
import { jaccard, shingles } from '../../core/curate/similarity';
import { deriveSeed } from '../../core/generate/random';
import { type Archetype, GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { writeOfflineSample } from '../../providers/offline/teacher';
import { samplesOf, userText } from './samples';

/** Well below `NEAR_DUPLICATE` (0.8), so that no likely seed comes near it. */
const MOST_ALIKE = 0.6;

function assertVaried(texts: readonly string[]): void {
  const sets = texts.map((text) => shingles(text));
  for (const [i, a] of sets.entries()) {
    for (const [j, b] of sets.slice(0, i).entries()) {
      const alike = jaccard(a, b);
      assert.ok(alike < MOST_ALIKE, `${alike.toFixed(2)}:\n${texts[i]}\n\n${texts[j]}`);
    }
  }
}

describe('variety of the offline teacher', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    for (const seed of [0, 7, 4_000_000_000]) {
      it(`${archetype}: no two of 200 samples are near-duplicates, seed ${seed}`, () => {
        assertVaried(samplesOf(archetype, seed).map(userText));
      });
    }

    it(`${archetype}: 200 samples ask in many ways, about many trials`, () => {
      const samples = samplesOf(archetype, 3);
      assert.ok(new Set(samples.map(({ question }) => question)).size >= 100);
      assert.equal(new Set(samples.map(userText)).size, 200);
      assert.ok(new Set(samples.map(({ think }) => think)).size >= 100);
    });
  }

  it('no two of 4 × 200 samples are near-duplicates', () => {
    assertVaried(GENERATED_ARCHETYPES.flatMap((archetype) => samplesOf(archetype, 11).map(userText)));
  });

  it('no two samples of a shuffled 40/20/20/20 run are near-duplicates', () => {
    const mix: Archetype[] = ['reasoning', 'reasoning', 'refusal', 'haystack', 'anti_knowledge'];
    const texts = Array.from({ length: 500 }, (_, index) => {
      const archetype = mix[deriveSeed(5, index) % mix.length] as Archetype;
      return userText(writeOfflineSample({ task: { archetype, index }, seed: deriveSeed(9, index) }));
    });
    assertVaried(texts);
  });

  it('another attempt at the same place gives another sample', () => {
    for (const archetype of GENERATED_ARCHETYPES) {
      const [one, two] = [1, 2].map((seed) => writeOfflineSample({ task: { archetype, index: 4 }, seed }));
      assert.notDeepEqual(one, two);
    }
  });
});
