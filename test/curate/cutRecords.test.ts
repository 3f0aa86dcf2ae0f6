import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Cut, cutRecords } from '../../core/curate/cutRecords';
import { DEFAULT_THRESHOLDS } from '../../core/curate/duplicates';
import { Grouping } from '../../core/curate/groups';
import type { RecordsToGroup } from '../../core/curate/partIndex';
import { countShared, shingleHashes } from '../../core/curate/shingleHashes';
import { comparedTexts, factsOf } from '../../core/dataset/facts';
import { createRandom, type Random } from '../../core/generate/random';
import { formatCanonicalRecord, parseJsonlRecord } from '../../core/sample/jsonl';
import { complete } from '../../core/steps';
import { assertProperty } from '../assertProperty';

const OVERLAP = 0.8;

/** Words of no meaning. All start and end alike, so that no sequence of three words tells which of them are neighbours. */
const PHRASES = Array.from({ length: 32 }, (_, i) => {
  const words = Array.from({ length: 6 }, (_, j) => `w${i}x${j}`);
  return ['and', 'also', ...words, 'and', 'also'].join(' ');
});

/** Records whose contexts are these phrases, and whose replies have nothing in common. */
function recordsOf(contexts: readonly (readonly number[])[]): RecordsToGroup {
  const lines = contexts.map((phrases, i) =>
    formatCanonicalRecord({
      context: phrases.map((phrase) => PHRASES[phrase]).join('\n'),
      question: `Number ${i}?`,
      think: Array.from({ length: 40 }, (_, j) => `t${i}x${j}`).join(' '),
      proof: '- "none"',
      answer: 'None.',
      metadata: { id: `${i}`, type: 'general' },
    }),
  );
  const read = (record: number) => parseJsonlRecord(lines[record] as string);
  return { facts: lines.map((_, record) => factsOf(read(record))), read };
}

const someOf = (random: Random): number[] => random.sample([...PHRASES.keys()], 12).sort((a, b) => a - b);

/** Every pair that gives itself away: the second holds the context of the first. Counted without an index. */
function ties(records: RecordsToGroup): [number, number][] {
  const samples = records.facts.map((_, record) => records.read(record).sample);
  const contexts = samples.map((sample) => shingleHashes(sample?.parts.context?.text ?? ''));
  const texts = samples.map((sample) => shingleHashes(sample ? comparedTexts(sample).whole : ''));
  return contexts.flatMap((context, i) =>
    texts.flatMap((text, j): [number, number][] =>
      i !== j && countShared(context, text) / context.length >= OVERLAP ? [[i, j]] : [],
    ),
  );
}

function cut(records: RecordsToGroup, shares: readonly number[]): Cut {
  const total = records.facts.length;
  const [first = 0, second = 0] = shares.map((share) => Math.floor(share * total));
  const counts = [total - first - second, first, second];
  return complete(cutRecords(records, { thresholds: DEFAULT_THRESHOLDS, overlap: OVERLAP, counts, seed: 1 }));
}

describe('a cut', () => {
  it('parts no two records that give each other away, also where all say nothing but stock phrases', () => {
    const random = createRandom(5);
    const contexts = Array.from({ length: 420 }, () => someOf(random));
    // The last are like some in the middle, behind so many others of each phrase that a first look does not go over them.
    for (let i = 300; i < 380; i++) {
      const phrases = contexts[i] as number[];
      const other = [...PHRASES.keys()].find((phrase) => !phrases.includes(phrase)) as number;
      contexts.push([...phrases.slice(0, -1), other]);
    }
    const records = recordsOf(contexts);
    const all = ties(records);
    assert.ok(all.length >= 160);

    const grouping = new Grouping(records, DEFAULT_THRESHOLDS, OVERLAP);
    complete(grouping.unite());
    const first = grouping.groups();
    assert.ok(all.filter(([i, j]) => first.of(i) !== first.of(j)).length >= 20);

    const { parts } = cut(records, [0.15, 0.15]);
    assert.deepEqual(
      all.filter(([i, j]) => parts[i] !== parts[j]),
      [],
    );
    for (const part of [0, 1, 2]) assert.ok(parts.includes(part));
  });

  it('holds any records together that are tied', () => {
    assertProperty(
      fc.property(
        fc.array(fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 5 }), { maxLength: 30 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (contexts, share) => {
          const records = recordsOf(contexts);
          const { parts, members } = cut(records, [share, share / 2]);
          for (const [i, j] of ties(records)) assert.equal(parts[i], parts[j]);
          for (const own of members) assert.equal(new Set(own.map((record) => parts[record])).size, 1);
        },
      ),
    );
  });
});
