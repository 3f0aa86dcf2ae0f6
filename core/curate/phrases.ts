/** Sequences that come together, as those of a stock sentence do, as one: its places are then looked up once. */
import type { SequenceCounts } from './containment';
import { HashNumbers } from './hashNumbers';

/** Of a set of sequences what stands for each phrase, and how many of the sequences it stands for. */
export interface PhraseSet {
  readonly tokens: Uint32Array;
  readonly weights: Uint32Array;
}

/** Sequences that fewer of the sets have are phrases of their own. */
const FREQUENT = 32;

export class Phrases {
  /** The frequent sequences. */
  readonly #frequent = new HashNumbers();
  readonly #marks: [number, number][] = [];
  /** Of each frequent sequence its phrase. */
  #phrases = new Uint32Array(0);
  /** Of each phrase the sequence that stands for it. */
  #tokens = new Uint32Array(0);
  /** Of each phrase for how many it stands, while a set is gone through. */
  #weights = new Uint32Array(0);
  #sets = 0;

  constructor(private readonly counts: SequenceCounts) {}

  /** One of the sets that were counted. */
  add(hashes: Uint32Array): void {
    // By chance; two sequences come together where the marks of their sets come to the same.
    const set = ++this.#sets;
    const [a, b] = [Math.imul(mix(set), 0x9e3779b1), mix(set ^ 0x5bd1e995)];
    for (const hash of hashes) {
      if (this.counts.of(hash) < FREQUENT) continue;
      const number = this.#frequent.add(hash);
      if (number === this.#marks.length) this.#marks.push([0, 0]);
      const marks = this.#marks[number] as [number, number];
      marks[0] ^= a;
      marks[1] ^= b;
    }
  }

  /** All sets have been added. */
  close(): void {
    const phrases = new Map<number, number>();
    this.#phrases = Uint32Array.from(this.#marks, ([a, b]) => {
      const key = (a >>> 0) + (b & 0x1fffff) * 2 ** 32;
      const phrase = phrases.get(key) ?? phrases.size;
      phrases.set(key, phrase);
      return phrase;
    });
    this.#marks.length = 0;
    this.#tokens = new Uint32Array(phrases.size);
    this.#weights = new Uint32Array(phrases.size);
    for (const [hash, number] of this.#frequent.entries())
      this.#tokens[this.#phrases[number] as number] = hash;
  }

  /** The phrases of a set, in the order of their first sequences. */
  of(hashes: Uint32Array): PhraseSet {
    const tokens = new Uint32Array(hashes.length);
    const phrases = new Int32Array(hashes.length);
    let count = 0;
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] as number;
      const number = this.counts.of(hash) < FREQUENT ? -1 : this.#frequent.of(hash);
      const phrase = number === -1 ? -1 : (this.#phrases[number] as number);
      if (phrase !== -1) {
        const weight = this.#weights[phrase] as number;
        this.#weights[phrase] = weight + 1;
        if (weight > 0) continue;
      }
      tokens[count] = phrase === -1 ? hash : (this.#tokens[phrase] as number);
      phrases[count++] = phrase;
    }
    const weights = new Uint32Array(count).fill(1);
    for (let i = 0; i < count; i++) {
      const phrase = phrases[i] as number;
      if (phrase === -1) continue;
      weights[i] = this.#weights[phrase] as number;
      this.#weights[phrase] = 0;
    }
    return { tokens: tokens.subarray(0, count), weights };
  }
}

function mix(number: number): number {
  const mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16);
}
