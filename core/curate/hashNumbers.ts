/** Numbers hashes from 0 on, in the order in which they come. A hash is a number of 32 bits and not 0; a Map would box each. */
export class HashNumbers {
  #hashes = new Uint32Array(1024);
  #numbers = new Uint32Array(1024);
  #size = 0;

  static from(hashes: Iterable<number>): HashNumbers {
    const numbers = new HashNumbers();
    for (const hash of hashes) numbers.add(hash);
    return numbers;
  }

  /** Its number, or -1. */
  of(hash: number): number {
    const at = this.#slot(hash);
    return this.#hashes[at] === hash ? (this.#numbers[at] as number) : -1;
  }

  /** Its number, which is the size there was where it is new. */
  add(hash: number): number {
    const at = this.#slot(hash);
    if (this.#hashes[at] === hash) return this.#numbers[at] as number;
    this.#hashes[at] = hash;
    this.#numbers[at] = this.#size++;
    if (2 * this.#size > this.#hashes.length) this.#grow();
    return this.#size - 1;
  }

  /** Each hash with its number, in no order. */
  *entries(): Generator<[hash: number, number: number]> {
    for (const [at, hash] of this.#hashes.entries())
      if (hash !== 0) yield [hash, this.#numbers[at] as number];
  }

  /** Where it is, or would be. */
  #slot(hash: number): number {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    let at = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    while (hashes[at] !== 0 && hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Uint32Array(2 * hashes.length);
    this.#numbers = new Uint32Array(2 * hashes.length);
    for (const [i, hash] of hashes.entries()) {
      if (hash === 0) continue;
      const at = this.#slot(hash);
      this.#hashes[at] = hash;
      this.#numbers[at] = numbers[i] as number;
    }
  }
}
