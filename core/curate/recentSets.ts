/** The sets that were asked for last, as many as there is room for. */
export class RecentSets {
  readonly #sets = new Map<number, Uint32Array>();
  #size = 0;

  /** `most`: how many numbers all of them may hold together. */
  constructor(private readonly most: number) {}

  get(key: number, workOut: () => Uint32Array): Uint32Array {
    const known = this.#sets.get(key);
    if (known) {
      this.#sets.delete(key);
      this.#sets.set(key, known);
      return known;
    }
    const set = workOut();
    this.#sets.set(key, set);
    this.#size += set.length;
    for (const [oldest, { length }] of this.#sets) {
      if (this.#size <= this.most) break;
      this.#sets.delete(oldest);
      this.#size -= length;
    }
    return set;
  }
}
