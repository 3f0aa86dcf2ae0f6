/**
 * Finds the texts that hold most of a part, among very many of both: a part is its set of three-word sequences, and what
 * counts is |part ∩ text| / |part|, as for contamination.
 *
 * Of each part the rarest sequences are kept. A text that holds ⌈t·n⌉ of n sequences misses at most n − ⌈t·n⌉, and so
 * has at least k of any n − ⌈t·n⌉ + k of them (a prefix filter, Chaudhuri, Ganti and Kaushik 2006). What has k is to be counted
 * exactly. None is missed by who looks at all. A first look, for which stock phrases would cost too much, goes over the first
 * parts of each sequence only: it misses parts that nothing but stock phrases tell.
 *
 * Sequences that always come together are looked up as one phrase, which counts for as many as the text has of it: never less than
 * it has in common with the part.
 */
import type { Phrases } from './phrases';

/** Bits of a hash that tell its slot in the table of frequencies: what shares one counts as more frequent than it is. */
const FREQUENCY_BITS = 20;
const frequencySlot = (hash: number): number => hash >>> (32 - FREQUENCY_BITS);

/** Of so many sequences of a part one more is asked for: fewer parts are then counted in vain. */
const PER_HIT = 20;

/** How often sequences occur in parts, to tell the rare ones. */
export class SequenceCounts {
  readonly counts = new Uint32Array(2 ** FREQUENCY_BITS);

  add(hashes: Uint32Array): void {
    for (const hash of hashes)
      this.counts[frequencySlot(hash)] = (this.counts[frequencySlot(hash)] as number) + 1;
  }

  of(hash: number): number {
    return this.counts[frequencySlot(hash)] as number;
  }
}

/** So many parts of a sequence a first look goes over: of what is more frequent it would cost the square of that. */
const MOST_PARTS = 32;

/** What was put in, in blocks: growing one array would take twice its memory. */
const BLOCK = 2 ** 18;

export class ContainmentIndex {
  readonly #blocks: Uint32Array[] = [];
  #size = 0;
  /** How many of its kept sequences a text must have, of each part. */
  readonly #needed: number[] = [];
  #sorted: Sorted | undefined;
  /** By part, while a text is gone through; and the parts that have some. */
  #hits = new Uint32Array(0);
  #met = new Uint32Array(0);
  #isFirstLook = true;

  constructor(
    private readonly share: number,
    private readonly counts: SequenceCounts,
    private readonly phrases: Phrases,
  ) {}

  /** The number of the part, from 0 on. */
  add(hashes: Uint32Array): number {
    const part = this.#needed.length;
    const missed = hashes.length - Math.ceil(this.share * hashes.length);
    const needed = Math.min(hashes.length - missed, Math.ceil(hashes.length / PER_HIT));
    const { tokens, weights } = this.phrases.of(hashes);
    const frequency = (at: number): number => this.counts.of(tokens[at] as number);
    const rarest = [...tokens.keys()].sort(
      (a, b) => frequency(a) - frequency(b) || (tokens[a] as number) - (tokens[b] as number),
    );
    let kept = 0;
    for (const at of rarest) {
      if (kept >= missed + needed) break;
      kept += weights[at] as number;
      this.#put(tokens[at] as number, part);
    }
    this.#needed.push(kept - missed);
    return part;
  }

  /** From now on no part is missed. */
  lookAtAll(): void {
    this.#isFirstLook = false;
  }

  /**
   * The parts that a text of these sequences, each once, may hold, once all parts are there. `sets`: of each part a number that
   * those of its set have; parts of one set are of no use when it is `own`. What is in one set stays in one.
   */
  candidates(hashes: Uint32Array, sets: Uint32Array, own: number): number[] {
    this.#sorted ??= this.#sort();
    const { starts, entries, alike, shift } = this.#sorted;
    const [hits, met] = [this.#hits, this.#met];
    let count = 0;
    const { tokens, weights } = this.phrases.of(hashes);
    for (let i = 0; i < tokens.length; i++) {
      const [hash, weight] = [tokens[i] as number, weights[i] as number];
      const slot = hash >>> shift;
      const slotEnd = starts[slot + 1] as number;
      const run = lowerBound(entries, starts[slot] as number, slotEnd, hash);
      if (run === slotEnd || entries[2 * run] !== hash) continue;
      const set = sets[entries[2 * run + 1] as number] as number;
      const before = alike.of(run);
      let block = before;
      const last = this.#isFirstLook ? Math.min(slotEnd, run + MOST_PARTS) : slotEnd;
      for (let at = set === own ? run + block : run; at < last && entries[2 * at] === hash; at++) {
        const part = entries[2 * at + 1] as number;
        const its = sets[part] as number;
        if (its === set && at >= run + block) {
          // To the others of its set: they are passed over together.
          entries[2 * at + 1] = entries[2 * (run + block) + 1] as number;
          entries[2 * (run + block) + 1] = part;
          block++;
        }
        if (its === own) continue;
        if (hits[part] === 0) met[count++] = part;
        hits[part] = (hits[part] as number) + weight;
      }
      if (block > before) alike.set(run, block);
    }
    const found: number[] = [];
    for (let i = 0; i < count; i++) {
      const part = met[i] as number;
      if ((hits[part] as number) >= (this.#needed[part] as number)) found.push(part);
      hits[part] = 0;
    }
    return found;
  }

  #put(hash: number, part: number): void {
    const at = (2 * this.#size++) % BLOCK;
    if (at === 0) this.#blocks.push(new Uint32Array(BLOCK));
    const block = this.#blocks.at(-1) as Uint32Array;
    block[at] = hash;
    block[at + 1] = part;
  }

  /** By hash: pairs of a hash and a part, a run for each hash. */
  #sort(): Sorted {
    // A slot for about each pair.
    const bits = Math.max(8, Math.min(22, Math.ceil(Math.log2(this.#size + 1))));
    const shift = 32 - bits;
    const slots = 2 ** bits;
    const starts = new Uint32Array(slots + 1);
    for (let i = 0; i < this.#size; i++) {
      const next = ((this.#blocks[Math.floor((2 * i) / BLOCK)]?.[(2 * i) % BLOCK] as number) >>> shift) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let slot = 0; slot < slots; slot++)
      starts[slot + 1] = (starts[slot + 1] as number) + (starts[slot] as number);
    const next = starts.slice();
    const entries = new Uint32Array(2 * this.#size);
    for (let i = 0; i < this.#size; i++) {
      const of = Math.floor((2 * i) / BLOCK);
      const [hash, part] = [
        this.#blocks[of]?.[(2 * i) % BLOCK] as number,
        this.#blocks[of]?.[((2 * i) % BLOCK) + 1] as number,
      ];
      // Both at once would be twice the memory.
      if ((2 * i) % BLOCK === BLOCK - 2) this.#blocks[of] = NOTHING;
      const at = next[hash >>> shift] as number;
      next[hash >>> shift] = at + 1;
      entries[2 * at] = hash;
      entries[2 * at + 1] = part;
    }
    this.#blocks.length = 0;
    for (let slot = 0; slot < slots; slot++)
      sortPairs(entries, starts[slot] as number, starts[slot + 1] as number);
    this.#hits = new Uint32Array(this.#needed.length);
    this.#met = new Uint32Array(this.#needed.length);
    return { starts, entries, alike: new AlikeInRuns(this.#size), shift };
  }
}

interface Sorted {
  /** What of a hash is not its slot, in bits. */
  readonly shift: number;
  /** Of each slot, the first pair. */
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  readonly alike: AlikeInRuns;
}

/** By the first pair of a run, how many of the run, from the first on, are known to be of one set. */
class AlikeInRuns {
  /** As far as a byte tells it: nearly all runs are short. */
  readonly #few: Uint8Array;
  readonly #many = new Map<number, number>();

  constructor(pairs: number) {
    this.#few = new Uint8Array(pairs);
  }

  of(run: number): number {
    const few = this.#few[run] as number;
    return few === 0xff ? (this.#many.get(run) as number) : Math.max(1, few);
  }

  set(run: number, count: number): void {
    this.#few[run] = Math.min(count, 0xff);
    if (count >= 0xff) this.#many.set(run, count);
  }
}

/** The first of these pairs whose hash is not below. */
function lowerBound(entries: Uint32Array, start: number, end: number, hash: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[2 * middle] as number) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NOTHING = new Uint32Array(0);

/** Sorts pairs by their first; those of a part stay in their order. */
function sortPairs(entries: Uint32Array, start: number, end: number): void {
  if (end - start < 2) return;
  const pairs = Array.from({ length: end - start }, (_, i) => {
    const at = 2 * (start + i);
    return [entries[at] as number, entries[at + 1] as number] as const;
  });
  pairs.sort(([a], [b]) => a - b);
  for (const [i, [hash, part]] of pairs.entries()) {
    entries[2 * (start + i)] = hash;
    entries[2 * (start + i) + 1] = part;
  }
}
