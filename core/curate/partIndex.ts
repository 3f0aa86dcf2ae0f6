/** The contexts, questions and proofs of records, to find those that other records hold. */
import type { RecordFacts } from '../dataset/facts';
import type { ParsedRecord } from '../sample/record';
import { ContainmentIndex, type SequenceCounts } from './containment';
import { FEWEST_SHINGLES, type PartName } from './contamination';
import { HashNumbers } from './hashNumbers';
import { PackedSets } from './packedSets';
import type { Phrases } from './phrases';
import { RecentSets } from './recentSets';
import { shingleHashes, unsortedShingles } from './shingleHashes';

export interface RecordsToGroup {
  readonly facts: readonly RecordFacts[];
  read(record: number): ParsedRecord;
}

export interface RecordPart {
  readonly record: number;
  readonly name: PartName;
}

const SHARED: readonly PartName[] = ['context', 'question', 'proof'];

/** Of so many sequences a part is kept: short parts share phrases with many, and longer ones are read again. */
const SHORT = 64;

/** Sequences of longer parts that are remembered: those that share phrases with many records are asked for again and again. */
const MOST_REMEMBERED = 8_000_000;

/** After so many texts the sets are asked for again. */
const REFRESHED = 512;

const NONE = new Uint32Array(0);

export class PartIndex {
  readonly #index: ContainmentIndex;
  /** Of each part its record and which it is, in one number each: there are many. */
  readonly #parts: number[] = [];
  readonly #short = new PackedSets();
  readonly #long = new RecentSets(MOST_REMEMBERED);
  /** A part that stands in many records is looked for once: the first of these, by what it says. */
  readonly #firsts = new Map<number, number>();

  /** Of each part the set of its record, as it was some texts ago: one that was united since is only looked at in vain. */
  #sets = NONE;
  #texts = 0;

  constructor(
    private readonly records: RecordsToGroup,
    private readonly overlap: number,
    counts: SequenceCounts,
    phrases: Phrases,
  ) {
    this.#index = new ContainmentIndex(overlap, counts, phrases);
  }

  /** Adds the parts of a record; those that a record before has as they are, with that one. */
  add(record: number): RecordPart[] {
    const repeated: RecordPart[] = [];
    for (const { name, hashes } of partsOf(this.records, record)) {
      const key = keyOf(hashes);
      const first = this.#firsts.get(key);
      if (first !== undefined) {
        repeated.push({ record: first, name });
        continue;
      }
      this.#firsts.set(key, record);
      this.#index.add(hashes);
      this.#short.push(hashes.length <= SHORT ? hashes : NONE);
      this.#parts.push(record * SHARED.length + SHARED.indexOf(name));
    }
    return repeated;
  }

  /** As `ContainmentIndex` does. */
  lookAtAll(): void {
    this.#index.lookAtAll();
  }

  /**
   * The parts of records of other sets of which a text holds as much as `overlap` says. A set that is united with the record's own
   * while they are gone through is passed over from then on.
   */
  *heldBy(record: number, text: string, setOf: (record: number) => number): Generator<RecordPart> {
    this.#firsts.clear();
    const hashes = unsortedShingles(text);
    let inText: HashNumbers | undefined;
    const of = (part: number): number => Math.floor((this.#parts[part] as number) / SHARED.length);
    if (this.#texts++ % REFRESHED === 0)
      this.#sets = Uint32Array.from(this.#parts, (_, part) => setOf(of(part)));
    for (const part of this.#index.candidates(hashes, this.#sets, setOf(record))) {
      const other = of(part);
      if (setOf(other) === setOf(record)) continue;
      const name = SHARED[(this.#parts[part] as number) % SHARED.length] as PartName;
      const short = this.#short.at(part);
      const own = short.length > 0 ? short : this.#long.get(part, () => hashesOf(this.records, other, name));
      inText ??= HashNumbers.from(hashes);
      if (this.#isHeld(own, inText)) yield { record: other, name };
    }
  }

  /** Most parts that are none are told by a few of their sequences. */
  #isHeld(part: Uint32Array, inText: HashNumbers): boolean {
    let shared = part.length;
    for (let i = 0; i < part.length; i++)
      if (inText.of(part[i] as number) === -1 && --shared / part.length < this.overlap) return false;
    return true;
  }
}

/** Of a record the parts that are long enough to say something. */
export function partsOf(
  records: RecordsToGroup,
  record: number,
): { readonly name: PartName; readonly hashes: Uint32Array }[] {
  const { sample } = records.read(record);
  if (!sample) return [];
  return SHARED.flatMap((name) => {
    const hashes = shingleHashes(sample.parts[name]?.text ?? '');
    return hashes.length < FEWEST_SHINGLES ? [] : [{ name, hashes }];
  });
}

function hashesOf(records: RecordsToGroup, record: number, name: PartName): Uint32Array {
  return shingleHashes(records.read(record).sample?.parts[name]?.text ?? '');
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
