/** Sets that are united one by one, of the numbers from 0 on. */
export class UnionFind {
  readonly #parent: Uint32Array;

  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, i) => i);
  }

  /** The smallest number of the set that a number is in. */
  find(number: number): number {
    const parent = this.#parent;
    let at = number;
    while (parent[at] !== at) {
      const above = parent[at] as number;
      parent[at] = parent[above] as number;
      at = parent[at] as number;
    }
    return at;
  }

  /** Whether the two were apart. */
  unite(a: number, b: number): boolean {
    const [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    this.#parent[Math.max(x, y)] = Math.min(x, y);
    return true;
  }
}
