import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { assignParts, type Group } from '../../core/curate/assignParts';
import { ContainmentIndex, SequenceCounts } from '../../core/curate/containment';
import { indexEvaluation } from '../../core/curate/contamination';
import { type PartWish, parsePartSize, partCounts } from '../../core/curate/partSizes';
import { Phrases } from '../../core/curate/phrases';
import { countShared } from '../../core/curate/shingleHashes';
import { evaluationTexts } from '../../core/dataset/evaluation';
import { DISTRACTORS } from '../../core/generate/distractors';
import { createRandom } from '../../core/generate/random';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { lintOnce } from '../../core/lint/lintFiles';
import { formatCanonicalRecord } from '../../core/sample/jsonl';
import { splitLines } from '../../core/text/lineText';
import { type SplitOutcome, type SplitRequest, splitDataset } from '../../storage/curate/splitDataset';
import { assertProperty } from '../assertProperty';
import { benchRecords } from '../bench/dataset';
import { useTestFolder } from '../storage/folder';

const wishes = (...sizes: readonly string[]): PartWish[] =>
  sizes.map((size, i) => ({ name: ['train', 'validation', 'test'][i] ?? '', size: parsePartSize(size) }));

describe('the sizes of parts', () => {
  it('are shares, numbers and the rest, and all records together', () => {
    assert.deepEqual(partCounts(wishes('0.9', '5%', '.05'), 100), [90, 5, 5]);
    assert.deepEqual(partCounts(wishes('0.9', '0.05', '0.05'), 10), [9, 1, 0]);
    assert.deepEqual(partCounts(wishes('1400', '100'), 1500), [1400, 100]);
    assert.deepEqual(partCounts(wishes('rest', '100', '10%'), 1500), [1250, 100, 150]);
    assert.deepEqual(partCounts(wishes('0.7', '0.2', '0.1'), 0), [0, 0, 0]);
  });

  it('are refused where they are not', () => {
    for (const [sizes, total, message] of [
      [['0.9', '0.2'], 10, /1\.1 together: more than all/],
      [['0.5', '0.2'], 10, /0\.7 together: give one part the rest/],
      [['5', '4'], 10, /take 9 of 10/],
      [['5', '6'], 10, /ask for 11 records of 10/],
      [['0.5', '5'], 10, /need a part that takes the rest/],
      [['rest', 'rest'], 10, /Only one part/],
    ] as const)
      assert.throws(() => partCounts(wishes(...sizes), total), message);
    for (const wrong of ['', '1.5', '101%', '-1', 'most', '1e3'])
      assert.throws(() => parsePartSize(wrong), /Give a share such as 0\.9/);
  });
});

describe('records in parts', () => {
  const alone = (types: readonly string[]): Group[] =>
    types.map((type, i) => ({ records: [i], types: new Map([[type, 1]]), order: (i * 7919) % 1009 }));
  const type = fc.constantFrom('a', 'b', 'c');
  const counts = (total: number): fc.Arbitrary<number[]> =>
    fc
      .tuple(fc.double({ min: 0, max: 0.4, noNaN: true }), fc.double({ min: 0, max: 0.4, noNaN: true }))
      .map(([x, y]) => [
        total - Math.floor(x * total) - Math.floor(y * total),
        Math.floor(x * total),
        Math.floor(y * total),
      ]);

  it('are as many as they should be, of every type to less than one', () => {
    assertProperty(
      fc.property(
        fc
          .array(type, { minLength: 1, maxLength: 80 })
          .chain((types) => fc.tuple(fc.constant(types), counts(types.length))),
        ([types, wanted]) => {
          const parts = assignParts(alone(types), wanted);
          for (const [part, count] of wanted.entries()) {
            const own = types.filter((_, i) => parts[i] === part);
            assert.equal(own.length, count);
            for (const name of ['a', 'b', 'c']) {
              const ideal = (types.filter((type) => type === name).length * count) / types.length;
              assert.ok(Math.abs(own.filter((type) => type === name).length - ideal) < 1);
            }
          }
        },
      ),
    );
  });

  it('move little when some are added', () => {
    const types = Array.from({ length: 1000 }, (_, i) => ['a', 'b', 'c'][i % 3] as string);
    const before = assignParts(alone(types.slice(0, 900)), [810, 45, 45]);
    const after = assignParts(alone(types), [900, 50, 50]);
    const moved = [...before].filter((part, i) => part !== after[i]).length;
    assert.ok(moved < 20, `${moved}`);
  });
});

describe('parts that texts may hold', () => {
  const set = fc
    .uniqueArray(
      fc.integer({ min: 1, max: 40 }).map((n) => n * 2 ** 26),
      { minLength: 8, maxLength: 30 },
    )
    .map((all) => Uint32Array.from(all).sort());

  it('are all that they hold', () => {
    assertProperty(
      fc.property(
        fc.array(set, { maxLength: 8 }),
        set,
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        // Of sequences that are counted often, those that come together are one phrase.
        fc.constantFrom(1, 40),
        (parts, text, share, times) => {
          const counts = new SequenceCounts();
          for (let n = 0; n < times; n++) for (const part of parts) counts.add(part);
          const phrases = new Phrases(counts);
          for (const part of parts.slice(1)) phrases.add(part);
          phrases.close();
          const index = new ContainmentIndex(share, counts, phrases);
          for (const part of parts) index.add(part);
          const sets = Uint32Array.from(parts, (_, i) => i);
          const found = new Set(index.candidates(text, sets, parts.length));
          for (const [i, part] of parts.entries())
            if (countShared(part, text) / part.length >= share) assert.ok(found.has(i));
          assert.deepEqual(new Set(index.candidates(text, sets, parts.length)), found);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of other sets are all that are left of them, whichever were looked for before', () => {
    assertProperty(
      fc.property(fc.array(set, { maxLength: 12 }), fc.array(fc.nat(3), { minLength: 12 }), (parts, of) => {
        const counts = new SequenceCounts();
        const phrases = new Phrases(counts);
        const [all, others] = [0, 1].map(() => new ContainmentIndex(0.6, counts, phrases)) as [
          ContainmentIndex,
          ContainmentIndex,
        ];
        for (const part of parts) for (const index of [all, others]) index.add(part);
        const sets = Uint32Array.from(parts, (_, i) => of[i] as number);
        for (const [i, text] of parts.entries()) {
          const own = sets[i] as number;
          const found = others.candidates(text, sets, own);
          const known = all.candidates(text, sets, 9).filter((part) => sets[part] !== own);
          assert.deepEqual([...found].sort(), [...known].sort());
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('splitting', () => {
  const folder = useTestFolder();
  const split = (sizes: readonly string[], options: Partial<SplitRequest> = {}): Promise<SplitOutcome> =>
    splitDataset({
      input: { name: 'in.jsonl', path: folder.join('in.jsonl') },
      config: DEFAULT_CONFIG,
      parts: wishes(...sizes).map((part) => ({ ...part, path: folder.join(part.name) })),
      seed: 0,
      dryRun: false,
      ...options,
    });
  const read = (name: string): string => readFileSync(folder.join(name), 'utf8');

  it('gives nothing away: other parts hold nothing of the test part', async () => {
    const records = [...benchRecords(120, 10)];
    const random = createRandom(3);
    // The same needle in other straw, the same context with other questions, and what repeats a record that repeats another.
    const made = Array.from({ length: 60 }, (_, i) => {
      const kin = i % 20;
      const straw = random.sample(DISTRACTORS, 25);
      const needle = `Case ${kin} of the registry was given ${kin + 3} mg of the study drug on the third morning after surgery.`;
      const context = createRandom(kin % 4)
        .sample(DISTRACTORS, 25)
        .join('\n');
      return formatCanonicalRecord({
        context: i % 2 === 0 ? [...straw.slice(0, 12), needle, ...straw.slice(12)].join('\n') : context,
        question:
          i % 2 === 0
            ? `Which dose was case ${kin} given?`
            : `What is said of the topic with the number ${i}?`,
        think: `Line ${i}.`,
        proof: i % 2 === 0 ? `- "${needle}"` : '- "none"',
        answer: `As stated in ${i}.`,
        metadata: { id: `made-${i}`, type: i % 2 === 0 ? 'haystack' : 'general' },
      });
    });
    const lines = random.shuffle([...records, ...made]);
    writeFileSync(folder.join('in.jsonl'), lines.map((line) => `${line}\n`).join(''));
    const outcome = await split(['0.7', '0.15', '0.15']);
    assert.ok(outcome.groups.groups >= 10, JSON.stringify(outcome.groups));

    const parts = ['train', 'validation', 'test'].map((name) => splitLines(read(name)).slice(0, -1));
    assert.deepEqual(parts.flat().sort(), lines.map((line) => `${line}\n`).sort());
    for (const part of parts) {
      const places = part.map((line) => lines.indexOf(line.slice(0, -1)));
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    }
    for (const [i, part] of parts.entries()) {
      const evaluation = indexEvaluation(evaluationTexts('part', 'jsonl', part.join('')));
      assert.ok(evaluation.parts.length > 10);
      const others = parts.filter((_, j) => j !== i).flat();
      const { diagnostics } = lintOnce('jsonl', others, { severities: {}, evaluation });
      assert.deepEqual(
        diagnostics.filter(({ rule }) => rule === 'dataset/contamination'),
        [],
      );
    }
    const { diagnostics } = lintOnce('jsonl', parts.flat(), DEFAULT_CONFIG);
    const partOf = (record: number): number =>
      record < (parts[0]?.length ?? 0)
        ? 0
        : record < (parts[0]?.length ?? 0) + (parts[1]?.length ?? 0)
          ? 1
          : 2;
    for (const { rule, record, related } of diagnostics) {
      if (!/dataset\/(?:near-)?duplicate/.test(rule)) continue;
      assert.equal(partOf(record ?? 0), partOf(related[0]?.range.start.line ?? 0), rule);
    }
  });

  it('is the same each time, another with another seed, and says when groups do not fit', async () => {
    const [one = '', ...others] = benchRecords(9, 0);
    const twins = Array.from({ length: 8 }, (_, i) => one.replace('bench-0', `twin-${i}`));
    writeFileSync(folder.join('in.jsonl'), [one, ...twins, ...others].join('\n'));
    const outcome = await split(['8', '9']);
    assert.deepEqual(
      outcome.parts.map(({ records, wanted }) => [records, wanted]),
      [
        [8, 8],
        [9, 9],
      ],
    );
    const tight = await split(['rest', '12'], { dryRun: true });
    assert.equal(tight.groups.largest[0]?.records, 9);
    assert.deepEqual(tight.groups.largest[0]?.bonds.includes('duplicate'), true);
    const large = await split(['9', '8'], { dryRun: true });
    assert.deepEqual(
      large.parts.map(({ records }) => records),
      [9, 8],
    );
    assert.deepEqual(await split(['9', '8'], { dryRun: true }), large);
    const gap = await split(['14', '3'], { dryRun: true });
    const seeds = await Promise.all([1, 2, 3].map((seed) => split(['14', '3'], { dryRun: true, seed })));
    assert.ok(seeds.some(({ parts }) => JSON.stringify(parts) !== JSON.stringify(gap.parts)));
  });

  it('refuses a line that is not JSON, and writes nothing', async () => {
    writeFileSync(folder.join('in.jsonl'), `${[...benchRecords(2, 0)].join('\n')}\n{"messages": [\n`);
    await assert.rejects(split(['0.5', '0.5']), { message: 'Line 3 of in.jsonl is not JSON.' });
    assert.throws(() => read('train'), /ENOENT/);
    await assert.rejects(split(['5']), /is not JSON/);
  });
});
