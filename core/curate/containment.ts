/**
 * Finds the texts that hold most of a part, among very many of both: a part is its set of three-word sequences, and what
 * counts is |part ∩ text| / |part|, as for contamination.
 *
 * Of each part the rarest sequences are kept. A text that holds ⌈t·n⌉ of n sequences misses at most n − ⌈t·n⌉, and so
 * has at least k of any n − ⌈t·n⌉ + k of them (a prefix filter, Chaudhuri, Ganti and Kaushik 2006). None is missed; what has k is to
 * be counted exactly.
 */

/** Slots of the table of frequencies: what shares one counts as more frequent than it is. */
const SLOTS = 2 ** 20;
const slotOf = (hash: number): number => hash >>> 12;

/** Of so many sequences of a part one more is asked for: fewer parts are then counted in vain. */
const PER_HIT = 10;

/** How often sequences occur in parts, to tell the rare ones. */
export class SequenceCounts {
  readonly counts = new Uint32Array(SLOTS);

  add(hashes: Uint32Array): void {
    for (const hash of hashes) this.counts[slotOf(hash)] = (this.counts[slotOf(hash)] as number) + 1;
  }

  rarest(hashes: Uint32Array, count: number): Uint32Array {
    const frequency = (hash: number): number => this.counts[slotOf(hash)] as number;
    return hashes
      .slice()
      .sort((a, b) => frequency(a) - frequency(b) || a - b)
      .subarray(0, count);
  }
}

/** What was put in, in blocks: growing one array would take twice its memory. */
const BLOCK = 2 ** 18;

export class ContainmentIndex {
  readonly #blocks: Uint32Array[] = [];
  #size = 0;
  /** How many of its kept sequences a text must have, of each part. */
  readonly #needed: number[] = [];
  #sorted: { readonly starts: Uint32Array; readonly entries: Uint32Array } | undefined;
  #hits = new Uint16Array(0);

  constructor(
    private readonly share: number,
    private readonly counts: SequenceCounts,
  ) {}

  /** The number of the part, from 0 on. */
  add(hashes: Uint32Array): number {
    const part = this.#needed.length;
    const missed = hashes.length - Math.ceil(this.share * hashes.length);
    const needed = Math.min(hashes.length - missed, Math.ceil(hashes.length / PER_HIT));
    this.#needed.push(needed);
    for (const hash of this.counts.rarest(hashes, missed + needed)) this.#put(hash, part);
    return part;
  }

  /** The parts that a text of these sequences may hold, once all parts are there. */
  candidates(hashes: Uint32Array): number[] {
    this.#sorted ??= this.#sort();
    const { starts, entries } = this.#sorted;
    const met: number[] = [];
    for (const hash of hashes) {
      const slot = slotOf(hash);
      for (let i = starts[slot] as number; i < (starts[slot + 1] as number); i++) {
        if (entries[2 * i] !== hash) continue;
        const part = entries[2 * i + 1] as number;
        if (this.#hits[part] === 0) met.push(part);
        this.#hits[part] = (this.#hits[part] as number) + 1;
      }
    }
    const found = met.filter((part) => (this.#hits[part] as number) >= (this.#needed[part] as number));
    for (const part of met) this.#hits[part] = 0;
    return found;
  }

  #put(hash: number, part: number): void {
    const at = (2 * this.#size++) % BLOCK;
    if (at === 0) this.#blocks.push(new Uint32Array(BLOCK));
    const block = this.#blocks.at(-1) as Uint32Array;
    block[at] = hash;
    block[at + 1] = part;
  }

  /** By slot. */
  #sort(): { readonly starts: Uint32Array; readonly entries: Uint32Array } {
    const starts = new Uint32Array(SLOTS + 1);
    const each = (visit: (hash: number, part: number) => void): void => {
      for (let i = 0; i < this.#size; i++) {
        const block = this.#blocks[Math.floor((2 * i) / BLOCK)] as Uint32Array;
        visit(block[(2 * i) % BLOCK] as number, block[((2 * i) % BLOCK) + 1] as number);
      }
    };
    each((hash) => {
      starts[slotOf(hash) + 1] = (starts[slotOf(hash) + 1] as number) + 1;
    });
    for (let slot = 0; slot < SLOTS; slot++)
      starts[slot + 1] = (starts[slot + 1] as number) + (starts[slot] as number);
    const next = starts.slice();
    const entries = new Uint32Array(2 * this.#size);
    each((hash, part) => {
      const at = next[slotOf(hash)] as number;
      next[slotOf(hash)] = at + 1;
      entries[2 * at] = hash;
      entries[2 * at + 1] = part;
    });
    this.#blocks.length = 0;
    this.#hits = new Uint16Array(this.#needed.length);
    return { starts, entries };
  }
}
