/** Records that must not be parted: what one of them says, another gives away. */
import { comparedTexts } from '../dataset/facts';
import type { Steps } from '../steps';
import { CandidateIndex } from './candidateIndex';
import { ComparedParts } from './comparedParts';
import type { ComparedTexts } from './comparedTexts';
import { SequenceCounts } from './containment';
import type { PartName } from './contamination';
import { PARTS, type Thresholds } from './duplicates';
import { PartIndex, partsOf, type RecordsToGroup } from './partIndex';
import { Phrases } from './phrases';
import { jaccardFrom } from './shingleHashes';
import { couldBeAlike } from './sketch';
import { UnionFind } from './unionFind';

/** What two records have in common. `duplicate`: nearly all they say, or their question and quotes. */
export type Bond = 'duplicate' | PartName;

export interface Groups {
  /** The first record of the group that a record is in: itself, where it is alone. */
  of(record: number): number;
  /** By first record, of groups of several: what ties their records to each other. */
  readonly bonds: ReadonlyMap<number, ReadonlySet<Bond>>;
}

/** As many records tell which sequences are frequent. */
const COUNTED = 10_000;

/**
 * Groups records that repeat each other, and those of which one holds at least `overlap` of the three-word sequences of
 * another's context, question or proof, as `dataset/contamination` counts them. Every pair counts, also of records that repeat a third.
 */
export class Grouping {
  readonly #sets: UnionFind;
  /** By a record of the group. */
  readonly #bonds = new Map<number, Set<Bond>>();
  readonly #counts = new SequenceCounts();
  readonly #phrases = new Phrases(this.#counts);
  readonly #parts: PartIndex;

  constructor(
    private readonly records: RecordsToGroup,
    private readonly thresholds: Thresholds,
    private readonly overlap: number,
  ) {
    this.#sets = new UnionFind(records.facts.length);
    this.#parts = new PartIndex(records, overlap, this.#counts, this.#phrases);
  }

  /** Unites what a first look finds: all but records that nothing but stock phrases tie to each other. To be carried out once. */
  *unite(): Steps {
    yield* this.#uniteAlike();
    const all = [...this.records.facts.keys()];
    yield* this.#count((hashes) => this.#counts.add(hashes));
    yield* this.#count((hashes) => this.#phrases.add(hashes));
    this.#phrases.close();
    yield* this.#index(this.#parts, all);
    yield* this.#uniteHolders(this.#parts, all);
    this.#parts.lookAtAll();
  }

  /** After that: unites these records with every one that is tied to one of them. */
  *settle(records: readonly number[]): Steps {
    yield* this.#uniteHolders(this.#parts, records);
    const own = new PartIndex(this.records, this.overlap, this.#counts, this.#phrases);
    own.lookAtAll();
    yield* this.#index(own, records);
    yield* this.#uniteHolders(own, this.records.facts.keys());
  }

  *#uniteAlike(): Steps {
    const {
      records: { facts },
      thresholds,
    } = this;
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

  *#count(add: (hashes: Uint32Array) => void): Steps {
    const { length } = this.records.facts;
    for (let record = 0; record < length; record += Math.ceil(length / COUNTED)) {
      yield;
      for (const { hashes } of partsOf(this.records, record)) add(hashes);
    }
  }

  *#index(parts: PartIndex, records: Iterable<number>): Steps {
    for (const record of records) {
      yield;
      for (const { record: other, name } of parts.add(record)) this.#unite(other, record, name);
    }
  }

  /** Unites these records with those of whose parts they hold one. */
  *#uniteHolders(parts: PartIndex, records: Iterable<number>): Steps {
    const setOf = (record: number): number => this.#sets.find(record);
    for (const record of records) {
      yield;
      const text = this.#textsOf(record)?.whole;
      if (text === undefined) continue;
      for (const held of parts.heldBy(record, text, setOf)) this.#unite(held.record, record, held.name);
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

  #textsOf(record: number): ComparedTexts | undefined {
    const { sample } = this.records.read(record);
    return sample && comparedTexts(sample);
  }
}
