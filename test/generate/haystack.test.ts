import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jaccard, shingles } from '../../core/curate/similarity';
import { DISTRACTORS } from '../../core/generate/distractors';
import { buildHaystack, needleDepth, readStatements } from '../../core/generate/haystack';
import { createRandom } from '../../core/generate/random';
import { assertProperty } from '../assertProperty';

const NEEDLE = 'In the invented trial OSPREY-1, median overall survival was 11.4 months.';

describe('buildHaystack', () => {
  it('buries the needle among 25 to 30 distinct lines of the corpus', () => {
    const corpus = new Set(DISTRACTORS);
    assertProperty(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (seed, wanted) => {
        const { context, needleIndex, distractorCount, depth } = buildHaystack(
          NEEDLE,
          DISTRACTORS,
          createRandom(seed),
          wanted,
        );
        assert.ok(Math.abs(depth - wanted) <= 1 / distractorCount);
        const lines = context.split('\n');
        assert.ok(distractorCount >= 25 && distractorCount <= 30);
        assert.equal(lines.length, distractorCount + 1);
        assert.equal(new Set(lines).size, lines.length);
        assert.equal(lines[needleIndex], NEEDLE);
        assert.equal(depth, needleIndex / distractorCount);
        assert.ok(lines.every((line, index) => index === needleIndex || corpus.has(line)));
      }),
    );
  });

  it('reaches every length about equally often', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 3000; seed++) {
      const { distractorCount } = buildHaystack(NEEDLE, DISTRACTORS, createRandom(seed), 0.5);
      counts.set(distractorCount, (counts.get(distractorCount) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), [25, 26, 27, 28, 29, 30]);
    for (const count of counts.values()) assert.ok(count > 400 && count < 600);
  });

  it('spreads the depths of any run evenly, from the first line to the last', () => {
    assertProperty(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 5, max: 400 }),
        (shift, count) => {
          const depths = Array.from({ length: count }, (_, ordinal) => needleDepth(ordinal, shift));
          for (let fifth = 0; fifth < 5; fifth++) {
            const here = depths.filter((depth) => Math.floor(depth * 5) === fifth).length;
            // The worst of all shifts, searched for up to 400, is 2.4.
            assert.ok(Math.abs(here - count / 5) < 3, `${here} of ${count} in fifth ${fifth}`);
          }
        },
      ),
    );
    const random = createRandom(1);
    const ends = [0, 0.9999].map((depth) => buildHaystack(NEEDLE, DISTRACTORS, random, depth).depth);
    assert.deepEqual(ends, [0, 1]);
  });

  it('gives the same for the same seed', () => {
    assert.deepEqual(
      buildHaystack(NEEDLE, DISTRACTORS, createRandom(9), 0.3),
      buildHaystack(NEEDLE, DISTRACTORS, createRandom(9), 0.3),
    );
  });

  it('keeps a needle of several lines on one, and does not repeat it', () => {
    const corpus = ['One needle. Two.', ...DISTRACTORS];
    const { context, needleIndex } = buildHaystack(' One needle.\n Two.\n', corpus, createRandom(1), 0.3);
    const lines = context.split('\n');
    assert.equal(lines[needleIndex], 'One needle. Two.');
    assert.equal(lines.filter((line) => line === 'One needle. Two.').length, 1);
  });

  it('takes what there is of a small corpus, and refuses one that is too small', () => {
    const small = DISTRACTORS.slice(0, 25);
    assert.equal(buildHaystack(NEEDLE, small, createRandom(3), 0.3).distractorCount, 25);
    const doubled = [...small.slice(0, 24), ...small.slice(0, 24)];
    assert.throws(() => buildHaystack(NEEDLE, doubled, createRandom(1), 0.3), RangeError);
    assert.throws(() => buildHaystack(' \n', DISTRACTORS, createRandom(1), 0.3), RangeError);
  });
});

describe("a haystack text of one's own", () => {
  const lines = Array.from({ length: 40 }, (_, i) => `Statement number ${i} is true.`);

  it('is read a sentence at a time, without bullets, blanks and repetitions', () => {
    const text = `- ${lines.join('\n\n')}\n${lines[0]} One more sentence.\n`;
    assert.deepEqual(readStatements(text), [...lines, 'One more sentence.']);
  });

  it('is refused when it is too short, with what it has', () => {
    assert.throws(
      () => readStatements(lines.slice(0, 30).join('\n')),
      /more than 30 different statements, this text has 30/,
    );
  });
});

describe('the shipped haystack text', () => {
  it('has at least 160 unique statements of one sentence each', () => {
    assert.ok(DISTRACTORS.length >= 160);
    const normal = DISTRACTORS.map((text) => text.toLowerCase().replace(/\W+/g, ' '));
    assert.equal(new Set(normal).size, DISTRACTORS.length);
    for (const text of DISTRACTORS) assert.match(text, /^[A-Z][^!?\n]{20,140}[^.]\.$/, text);
    for (const text of DISTRACTORS) assert.doesNotMatch(text, /\. [A-Z]/, text);
  });

  it('says nothing twice in other words', () => {
    const sets = DISTRACTORS.map((text) => shingles(text));
    for (const [i, a] of sets.entries()) {
      for (const b of sets.slice(i + 1)) assert.ok(jaccard(a, b) < 0.5, DISTRACTORS[i]);
    }
  });

  it('reports no trial result: no percentages, doses, survival times or trial numbers', () => {
    for (const text of DISTRACTORS) {
      assert.doesNotMatch(
        text,
        /\d\s*(?:%|mg|Gy|months?|weeks?|days?|patients|children)\b|\bNCT|\bmedian\b/i,
        text,
      );
    }
  });
});
