/** Small sets of hashes, many of them, in one array. */
export class PackedSets {
  #hashes = new Uint32Array(1024);
  #size = 0;
  readonly #ends: number[] = [];

  /** Its number is how many were there before. */
  push(hashes: Uint32Array): void {
    if (this.#size + hashes.length > this.#hashes.length) {
      const grown = new Uint32Array(2 * (this.#size + hashes.length));
      grown.set(this.#hashes.subarray(0, this.#size));
      this.#hashes = grown;
    }
    this.#hashes.set(hashes, this.#size);
    this.#size += hashes.length;
    this.#ends.push(this.#size);
  }

  at(set: number): Uint32Array {
    return this.#hashes.subarray(set === 0 ? 0 : this.#ends[set - 1], this.#ends[set]);
  }
}
