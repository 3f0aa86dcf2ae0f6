import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CandidateIndex } from '../../core/curate/candidateIndex';
import type { ComparedTexts } from '../../core/curate/comparedTexts';
import { DEFAULT_THRESHOLDS, duplicateFeatures, findDuplicates } from '../../core/curate/duplicates';
import { DuplicateTracker } from '../../core/curate/duplicateTracker';
import { BINS, minHash, mostDifferent } from '../../core/curate/minHash';
import { distinct, jaccardFrom, shingleHashes } from '../../core/curate/shingleHashes';
import { SignatureBytes } from '../../core/curate/signatureBytes';
import { jaccard, NEAR_DUPLICATE, shingles } from '../../core/curate/similarity';
import { couldBeAlike, type Sketch } from '../../core/curate/sketch';
import { DISTRACTORS } from '../../core/generate/distractors';
import { createRandom, type Random } from '../../core/generate/random';
import { complete } from '../../core/steps';
import { assertProperty } from '../assertProperty';

const wordy = fc.array(
  fc.constantFrom(
    'dose',
    'of',
    'ONC201',
    'was',
    '1.5',
    'mg',
    'µg',
    'Ärzte',
    'ärzte',
    'İ',
    'K',
    '“',
    '5–10',
    '🙂',
    '𝟙',
    'H3',
    '-',
    '\n',
  ),
  { maxLength: 40 },
);

function find(texts: readonly ComparedTexts[]): ReturnType<typeof findDuplicates> {
  return findDuplicates(texts.map(duplicateFeatures), (record) => texts[record]);
}

/** A text with some of its words replaced. */
function changed(text: string, share: number, random: Random): string {
  return text.replace(/\p{L}+/gu, (word) => (random.next() < share ? `x${random.below(1e6)}` : word));
}

describe('hashes of word sequences', () => {
  it('are as alike as the sequences themselves', () => {
    assertProperty(
      fc.property(wordy, wordy, (a, b) => {
        const [x, y] = [a.join(' '), b.join(' ')];
        assert.equal(jaccardFrom(0, shingleHashes(x), shingleHashes(y)), jaccard(shingles(x), shingles(y)));
      }),
    );
  });
});

describe('the likeness of sets', () => {
  const set = fc.uniqueArray(fc.nat(40), { maxLength: 30 }).map((all) => Uint32Array.from(all).sort());
  const least = fc.double({ min: 0.3, max: 1, noNaN: true });

  it('is what it is where it reaches the least, and 0 below', () => {
    assertProperty(
      fc.property(set, set, least, (a, b, from) => {
        const similarity = jaccard(new Set(a), new Set(b));
        assert.equal(jaccardFrom(from, a, b), similarity >= from ? similarity : 0);
      }),
    );
  });

  it('is of what there is once', () => {
    assertProperty(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (hashes) => {
        assert.deepEqual([...distinct(Uint32Array.from(hashes))], [...new Set(hashes)]);
      }),
    );
  });
});

describe('candidates', () => {
  const sets = fc.array(
    fc
      .uniqueArray(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 20 })
      .map((all) => Uint32Array.from(all).sort()),
    { maxLength: 12 },
  );

  it('of sets whose hashes are kept miss none that is alike', () => {
    assertProperty(
      fc.property(sets, fc.double({ min: 0.5, max: 1, noNaN: true }), (all, similarity) => {
        const index = new CandidateIndex(
          all.map((data) => ({ kind: 'hashes', data })),
          similarity,
        );
        for (const [record, set] of all.entries()) {
          const found = index.candidates(record);
          assert.equal(new Set(found).size, found.length);
          for (let other = 0; other < record; other++) {
            if (jaccardFrom(similarity, set, all[other] as Uint32Array) > 0) assert.ok(found.includes(other));
          }
          index.add(record);
        }
      }),
    );
  });
});

describe('the bytes of signatures', () => {
  it('rule out no pair that is to be looked at', () => {
    const bins = fc.array(
      fc.integer({ min: 0, max: 2 ** 26 - 1 }).map((n) => 64 * n),
      {
        minLength: BINS,
        maxLength: BINS,
      },
    );
    const most = Math.floor(mostDifferent(NEAR_DUPLICATE));
    const changes = fc.uniqueArray(fc.nat(BINS - 1), { maxLength: most });
    assertProperty(
      fc.property(bins, changes, fc.integer({ min: 1, max: 2 ** 26 - 1 }), (own, changed, by) => {
        const other = own.map((value, i) => (changed.includes(i) ? (value + 64 * by) % 2 ** 32 : value));
        const [a, b] = [own, other].map(
          (data): Sketch => ({ kind: 'signature', data: Uint32Array.from(data) }),
        ) as [Sketch, Sketch];
        assert.ok(couldBeAlike(a, b, NEAR_DUPLICATE));
        assert.ok(new SignatureBytes([undefined, a, b], NEAR_DUPLICATE).mayBeAlike(1, 2));
      }),
    );
  });

  it('rule out nearly all that are of other sets', () => {
    const sketches = Array.from({ length: 20 }, (_, i): Sketch => {
      const random = createRandom(i);
      const hashes = Uint32Array.from({ length: 300 }, () => 1 + random.below(2 ** 32 - 1));
      return { kind: 'signature', data: minHash(hashes) };
    });
    const bytes = new SignatureBytes(sketches, NEAR_DUPLICATE);
    for (let i = 0; i < 20; i++) for (let j = 0; j < i; j++) assert.ok(!bytes.mayBeAlike(i, j));
  });
});

describe('duplicates', () => {
  const texts = DISTRACTORS.slice(0, 60).map((line, i) => {
    const whole = createRandom(i).sample(DISTRACTORS, 20).join('\n');
    return { whole: `${whole}\n${line}`, core: `${line} What does it say in case ${i}?` };
  });

  it('are none among different records', () => {
    assert.deepEqual(
      find(texts),
      texts.map(() => undefined),
    );
  });

  it('are the same record in other white space and case', () => {
    const [first, second] = texts as [ComparedTexts, ComparedTexts];
    const again = { whole: first.whole.toUpperCase().replace(/\n/g, '\n\n  '), core: first.core };
    assert.deepEqual(find([second, first, again])[2], { of: 1, kind: 'same', part: 'whole', similarity: 1 });
  });

  it('are the same needle in another haystack', () => {
    const [first] = texts as [ComparedTexts];
    const core = `${first.core} The needle states that fourteen children of the second cohort went on to maintenance.`;
    const other = { whole: createRandom(99).sample(DISTRACTORS, 20).join('\n'), core };
    const match = find([{ ...first, core }, other])[1];
    assert.equal(match?.of, 0);
    assert.equal(match?.part, 'core');
  });

  it('are those that an exact comparison of all pairs finds', () => {
    const random = createRandom(3);
    const records = texts.flatMap((text) => [
      text,
      ...[0.01, 0.03, 0.06, 0.1].map((share) => ({
        whole: changed(text.whole, share, random),
        core: changed(text.core, 1, random),
      })),
    ]);
    const sets = records.map(({ whole }) => shingles(whole));
    const found = find(records);
    let near = 0;
    const firsts: number[] = [];
    for (const [i, set] of sets.entries()) {
      const alike = firsts.filter((j) => jaccard(set, sets[j] as Set<string>) >= NEAR_DUPLICATE);
      assert.equal(found[i] !== undefined, alike.length > 0, `record ${i}`);
      if (alike.length > 0) near++;
      else firsts.push(i);
    }
    assert.ok(near > 60, `only ${near} near-duplicates were made`);
  });

  it('are found between a text whose hashes are kept and a longer one', () => {
    const words = Array.from({ length: 185 }, (_, i) => `word${i}`);
    const [shorter, longer] = [
      words.join(' '),
      [...words, ...Array.from({ length: 20 }, (_, i) => `more${i}`)].join(' '),
    ];
    const repeated = `${shorter}. `.repeat(4);
    const found = find([shorter, longer, repeated].map((whole) => ({ whole, core: '' })));
    assert.deepEqual(
      found.map((match) => match?.of),
      [undefined, 0, 0],
    );
  });

  it('say nothing of texts too short to compare', () => {
    const short = { whole: 'What dose?', core: 'What dose?' };
    assert.deepEqual(find([short, { whole: 'What dose!', core: 'What dose' }]), [undefined, undefined]);
  });
});

describe('duplicates of a dataset that is edited', () => {
  const words = (seed: number, count: number): string => {
    const random = createRandom(seed);
    return Array.from({ length: count }, () => `w${random.below(900)}`).join(' ');
  };
  // Sizes whose hashes are kept, those just below and above that limit, and larger ones; each with its likes.
  const pool = [40, 60, 185, 200, 230, 600].flatMap((count, i) =>
    [0, 0, 0.01, 0.02, 0.04, 0.06].map((share, j) => {
      const random = createRandom(100 * i + j);
      const whole = changed(words(i, count), share, random);
      const core = j % 2 === 0 ? words(50 + (i >> 1), 20) : `Too short ${i}`;
      return { whole: j === 1 ? whole.toUpperCase() : whole, core };
    }),
  );
  const some = fc.array(fc.nat(pool.length), { maxLength: 5 });
  const edits = fc.array(
    fc.record({ at: fc.nat(30), remove: fc.nat(4), insert: some, restAfter: fc.option(fc.nat(400)) }),
    { minLength: 1, maxLength: 8 },
  );

  it('are at any time those of a fresh comparison', () => {
    const features = pool.map(duplicateFeatures);
    let matched = 0;
    assertProperty(
      fc.property(fc.array(fc.nat(pool.length), { maxLength: 20 }), edits, (first, changes) => {
        const tracker = new DuplicateTracker(DEFAULT_THRESHOLDS);
        const dataset = [...first];
        for (const { at, remove, insert, restAfter } of [
          { at: 0, remove: 0, insert: [] as number[], restAfter: null },
          ...changes,
        ]) {
          dataset.splice(at, remove, ...insert);
          // One past the pool is no sample.
          const records = dataset.map((of) => features[of]);
          const textsOf = (record: number): ComparedTexts | undefined => pool[dataset[record] as number];
          const steps = tracker.update(records, textsOf);
          if (restAfter !== null) {
            // Dropped by the next edit.
            for (let i = 0; i < restAfter; i++) steps.next();
            continue;
          }
          const matches = complete(steps);
          assert.deepEqual(matches, findDuplicates(records, textsOf));
          matched += matches.filter((match) => match !== undefined).length;
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(matched > 200, `only ${matched} matches`);
  });

  it('are those of a fresh comparison where those of the first records are known', () => {
    const features = pool.map(duplicateFeatures);
    assertProperty(
      fc.property(fc.array(fc.nat(pool.length), { maxLength: 30 }), fc.nat(30), (dataset, known) => {
        const records = dataset.map((of) => features[of]);
        const textsOf = (record: number): ComparedTexts | undefined => pool[dataset[record] as number];
        const start = findDuplicates(records.slice(0, known), textsOf);
        const tracker = new DuplicateTracker(DEFAULT_THRESHOLDS, start);
        assert.deepEqual(complete(tracker.update(records, textsOf)), findDuplicates(records, textsOf));
      }),
    );
  });

  it('cost an edit what it is about, not what the whole does', () => {
    const records = pool.map(duplicateFeatures);
    const read: number[] = [];
    const textsOf = (record: number): ComparedTexts | undefined => {
      read.push(record);
      return pool[record];
    };
    const tracker = new DuplicateTracker(DEFAULT_THRESHOLDS);
    complete(tracker.update(records, textsOf));
    read.length = 0;
    const apart = { whole: words(7, 300), core: '' };
    complete(tracker.update([...records, duplicateFeatures(apart)], textsOf));
    assert.deepEqual(
      read.filter((record) => record !== pool.length),
      [],
    );
  });
});
