/** An entry: its key, its record, and the entry before it in its chain; entries count from 1, 0 is none. */
const ENTRY = 3;

/** Finds the records added before that share a key with one. In flat arrays: there are millions of keys. */
export class KeyIndex {
  readonly #entries: Uint32Array;
  /** The last entry of each chain. */
  readonly #last: Uint32Array;
  readonly #mask: number;
  /** For each record the one that met it last; one more, 0 for none. */
  readonly #met: Uint32Array;
  #size = 0;

  /** For records with an index below `records`, and as many keys of all together. */
  constructor(records: number, keys: number) {
    this.#entries = new Uint32Array((keys + 1) * ENTRY);
    this.#mask = 2 ** Math.ceil(Math.log2(keys + 1)) - 1;
    this.#last = new Uint32Array(this.#mask + 1);
    this.#met = new Uint32Array(records);
  }

  add(record: number, keys: Uint32Array): void {
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number;
      const slot = this.#slot(key);
      const at = ++this.#size * ENTRY;
      this.#entries[at] = key;
      this.#entries[at + 1] = record;
      this.#entries[at + 2] = this.#last[slot] as number;
      this.#last[slot] = this.#size;
    }
  }

  /** The records that share a key with this one, each once, in no order. To be asked once for each record. */
  meet(record: number, keys: Uint32Array): number[] {
    const entries = this.#entries;
    const found: number[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number;
      let at = (this.#last[this.#slot(key)] as number) * ENTRY;
      for (; at !== 0; at = (entries[at + 2] as number) * ENTRY) {
        const other = entries[at + 1] as number;
        if (entries[at] !== key || this.#met[other] === record + 1) continue;
        this.#met[other] = record + 1;
        found.push(other);
      }
    }
    return found;
  }

  #slot(key: number): number {
    return Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) & this.#mask;
  }
}
