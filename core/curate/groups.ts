/** Records that must not be parted: what one of them says, another gives away. */
import { comparedTexts, type RecordFacts } from '../dataset/facts';
import type { ParsedRecord, Sample } from '../sample/record';
import type { Steps } from '../steps';
import { CandidateIndex } from './candidateIndex';
import { ComparedParts } from './comparedParts';
import type { ComparedTexts } from './comparedTexts';
import { ContainmentIndex, SequenceCounts } from './containment';
import { FEWEST_SHINGLES, type PartName } from './contamination';
import { PARTS, type Thresholds } from './duplicates';
import { PackedSets } from './packedSets';
import { RecentSets } from './recentSets';
import { countShared, jaccardFrom, shingleHashes } from './shingleHashes';
import { couldBeAlike } from './sketch';
import { UnionFind } from './unionFind';

/** What two records have in common. `duplicate`: nearly all they say, or their question and quotes. */
export type Bond = 'duplicate' | PartName;

export interface RecordsToGroup {
  readonly facts: readonly RecordFacts[];
  read(record: number): ParsedRecord;
}

export interface Groups {
  /** The first record of the group that a record is in: itself, where it is alone. */
  of(record: number): number;
  /** By first record, of groups of several: what ties their records to each other. */
  readonly bonds: ReadonlyMap<number, ReadonlySet<Bond>>;
}

/** Of so many sequences a part is kept. */
const SHORT = 64;

/** Sequences of longer parts that are remembered: those that share phrases with many records are asked for again and again. */
const MOST_REMEMBERED = 8_000_000;

const NONE = new Uint32Array(0);

const SHARED: readonly PartName[] = ['context', 'question', 'proof'];

/**
 * Groups records that repeat each other, and those of which one holds at least `overlap` of the three-word sequences of
 * another's context, question or proof, as `dataset/contamination` counts them. Every pair counts, also of records that repeat a third.
 */
export function* groupRecords(
  records: RecordsToGroup,
  thresholds: Thresholds,
  overlap: number,
): Steps<Groups> {
  const grouping = new Grouping(records);
  yield* grouping.uniteAlike(thresholds);
  yield* grouping.uniteSharing(overlap);
  return grouping.groups();
}

class Grouping {
  readonly #sets: UnionFind;
  /** By a record of the group. */
  readonly #bonds = new Map<number, Set<Bond>>();

  constructor(private readonly records: RecordsToGroup) {
    this.#sets = new UnionFind(records.facts.length);
  }

  *uniteAlike(thresholds: Thresholds): Steps {
    const { facts } = this.records;
    const features = facts.map(({ duplicates }) => duplicates);
    const compared = new ComparedParts((record) => this.#textsOf(record));
    const firsts = new Map<number, number>();
    for (const part of PARTS) {
      const sketches = features.map((own) => own?.[part]);
      const index = new CandidateIndex(sketches, thresholds[part]);
      for (const [record, own] of sketches.entries()) {
        yield;
        const order = features[record]?.order;
        // Equal orders are equal words, but for accidents: one of them is enough to find what is like them.
        const first = order === undefined ? undefined : firsts.get(order);
        if (first === undefined && order !== undefined) firsts.set(order, record);
        if (first !== undefined && first !== record && compared.exact(first) === compared.exact(record)) {
          this.#unite(first, record, 'duplicate');
          continue;
        }
        if (!own) continue;
        for (const other of index.candidates(record)) {
          const its = sketches[other];
          if (!its || this.#sets.find(other) === this.#sets.find(record)) continue;
          if (!couldBeAlike(own, its, thresholds[part])) continue;
          const [a, b] = [compared.hashes(own, record, part), compared.hashes(its, other, part)];
          if (jaccardFrom(thresholds[part], a, b) > 0) this.#unite(other, record, 'duplicate');
        }
        index.add(record);
      }
    }
  }

  *uniteSharing(overlap: number): Steps {
    const counts = new SequenceCounts();
    for (let record = 0; record < this.records.facts.length; record++) {
      yield;
      for (const { hashes } of this.#partsOf(record)) counts.add(hashes);
    }
    const index = new ContainmentIndex(overlap, counts);
    // Of each part its record and which it is, in one number each: there are many.
    const parts: number[] = [];
    const short = new PackedSets();
    // A part that stands in many records is looked for once.
    const known = new Map<number, number>();
    for (let record = 0; record < this.records.facts.length; record++) {
      yield;
      for (const { name, hashes } of this.#partsOf(record)) {
        const key = keyOf(hashes);
        const other = known.get(key);
        if (other !== undefined) this.#unite(other, record, name);
        else {
          known.set(key, record);
          index.add(hashes);
          // Short parts share phrases with many: they are compared here, and longer ones read again.
          short.push(hashes.length <= SHORT ? hashes : NONE);
          parts.push(record * SHARED.length + SHARED.indexOf(name));
        }
      }
    }
    known.clear();
    const recordOf = (part: number): number => Math.floor((parts[part] as number) / SHARED.length);
    const setOf = (part: number): number => this.#sets.find(recordOf(part));
    const long = new RecentSets(MOST_REMEMBERED);
    for (let record = 0; record < this.records.facts.length; record++) {
      yield;
      const sample = this.records.read(record).sample;
      if (!sample) continue;
      const hashes = shingleHashes(comparedTexts(sample).whole);
      for (const candidate of index.candidates(hashes, setOf, this.#sets.find(record))) {
        const other = recordOf(candidate);
        if (this.#sets.find(other) === this.#sets.find(record)) continue;
        const name = SHARED[(parts[candidate] as number) % SHARED.length] as PartName;
        const known = short.at(candidate);
        const part = known.length > 0 ? known : long.get(candidate, () => this.#hashesOf(other, name));
        if (countShared(part, hashes) / part.length >= overlap) this.#unite(other, record, name);
      }
    }
  }

  groups(): Groups {
    const bonds = new Map<number, Set<Bond>>();
    for (const [record, own] of this.#bonds) {
      const first = this.#sets.find(record);
      const all = bonds.get(first) ?? new Set();
      for (const bond of own) all.add(bond);
      bonds.set(first, all);
    }
    return { of: (record) => this.#sets.find(record), bonds };
  }

  #unite(a: number, b: number, bond: Bond): void {
    if (!this.#sets.unite(a, b)) return;
    const own = this.#bonds.get(b) ?? new Set();
    own.add(bond);
    this.#bonds.set(b, own);
  }

  #partsOf(record: number): { readonly name: PartName; readonly hashes: Uint32Array }[] {
    const { sample } = this.records.read(record);
    if (!sample) return [];
    return SHARED.flatMap((name) => {
      const hashes = shingleHashes(sample.parts[name]?.text ?? '');
      return hashes.length < FEWEST_SHINGLES ? [] : [{ name, hashes }];
    });
  }

  #hashesOf(record: number, name: PartName): Uint32Array {
    return shingleHashes(this.records.read(record).sample?.parts[name]?.text ?? '');
  }

  #textsOf(record: number): ComparedTexts | undefined {
    const sample: Sample | undefined = this.records.read(record).sample;
    return sample && comparedTexts(sample);
  }
}

/** Equal for equal sets, and for few others: two such would only be kept together. A whole number that is exact. */
function keyOf(hashes: Uint32Array): number {
  let a = 0;
  let b = 0;
  for (const hash of hashes) {
    a = Math.imul(a ^ hash, 0x85ebca6b);
    b = Math.imul(b + hash, 0xc2b2ae35) ^ (b >>> 15);
  }
  return (a >>> 0) + ((b >>> 0) % 2 ** 21) * 2 ** 32;
}
