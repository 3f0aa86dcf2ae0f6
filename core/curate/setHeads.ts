/** How many of the smallest hashes of a set are kept, with its size: half a cache line. */
const KEPT = 7;
const ENTRY = KEPT + 1;

/**
 * The sizes and the smallest hashes of many sets, close together in memory: nearly all pairs that are not alike
 * are told apart by them, without a look at the sets.
 */
export class SetHeads {
  readonly #entries: Uint32Array;

  /** For sets with an index below `count`. */
  constructor(count: number) {
    this.#entries = new Uint32Array(count * ENTRY);
  }

  /** `sorted`: ascending, each hash once. */
  add(index: number, sorted: Uint32Array): void {
    const at = index * ENTRY;
    this.#entries[at] = sorted.length;
    this.#entries.set(sorted.subarray(0, KEPT), at + 1);
  }

  /** Whether the Jaccard similarity of two sets may reach `least`; true when one of them was not added. */
  mayBeAlike(index: number, other: number, least: number): boolean {
    const entries = this.#entries;
    const a = index * ENTRY;
    const b = other * ENTRY;
    const size = entries[a] as number;
    const otherSize = entries[b] as number;
    if (size === 0 || otherSize === 0) return true;
    // So many must be shared; the rest is for rounding.
    const needed = (least * (size + otherSize)) / (1 + least) - 1e-6;
    const end = Math.min(size, KEPT);
    const otherEnd = Math.min(otherSize, KEPT);
    let shared = 0;
    let i = 0;
    let j = 0;
    for (;;) {
      if (i - shared > size - needed || j - shared > otherSize - needed) return false;
      if (i === end || j === otherEnd) return true;
      const x = entries[a + 1 + i] as number;
      const y = entries[b + 1 + j] as number;
      if (x === y) shared++;
      if (x <= y) i++;
      if (y <= x) j++;
    }
  }
}
