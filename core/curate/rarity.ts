/** The most counters: beyond, hashes share one, which only makes their order less telling. */
const MOST_COUNTERS = 2 ** 21;

/**
 * An order of hashes, those that the fewest sets have first. Of two sets that share enough, each has a shared one
 * among its first: a prefix filter (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007).
 */
export class Rarity {
  readonly #counters: Uint32Array;

  /** As rare as in these sets; the order stands for other sets too. */
  constructor(sets: readonly Uint32Array[]) {
    const hashes = sets.reduce((sum, { length }) => sum + length, 0);
    this.#counters = new Uint32Array(Math.min(MOST_COUNTERS, 2 ** Math.ceil(Math.log2(hashes + 1))));
    for (const set of sets) {
      for (let i = 0; i < set.length; i++) {
        const counter = this.#counterOf(set[i] as number);
        this.#counters[counter] = (this.#counters[counter] as number) + 1;
      }
    }
  }

  /** The `count` rarest of a set, sorted ascending, that has as many. */
  rarest(set: Uint32Array, count: number): Uint32Array {
    const rarest = new Uint32Array(count);
    const counts = new Uint32Array(count);
    let size = 0;
    for (let i = 0; i < set.length; i++) {
      const hash = set[i] as number;
      const counted = this.#counters[this.#counterOf(hash)] as number;
      // Of those that are as rare as each other the smaller one, which came earlier, is the first.
      if (size === count && counted >= (counts[count - 1] as number)) continue;
      let at = size < count ? size++ : count - 1;
      for (; at > 0 && (counts[at - 1] as number) > counted; at--) {
        rarest[at] = rarest[at - 1] as number;
        counts[at] = counts[at - 1] as number;
      }
      rarest[at] = hash;
      counts[at] = counted;
    }
    return rarest;
  }

  #counterOf(hash: number): number {
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & (this.#counters.length - 1);
  }
}

/**
 * Of so many hashes of a set of this size, whichever, each set of at least this Jaccard similarity has one: it
 * shares t · size of them and more.
 */
export function prefixLength(size: number, similarity: number): number {
  // What is taken off is for rounding.
  return size - Math.ceil(similarity * size - 1e-6) + 1;
}
