import { BINS, mostDifferent } from './minHash';
import type { Sketch } from './sketch';

/**
 * A byte of each bin of the signatures, in one flat array: enough to tell nearly all pairs apart that meet by chance, and
 * small enough to stay near the processor, where the signatures themselves are fetched from memory one by one.
 */
export class SignatureBytes {
  readonly #bytes: Uint8Array;
  readonly #isSignature: Uint8Array;
  readonly #mostDifferent: number;

  /** For the sketches of all records, by record, and pairs of at least this Jaccard similarity. */
  constructor(sketches: readonly (Sketch | undefined)[], similarity: number) {
    const hasSignatures = sketches.some((sketch) => sketch?.kind === 'signature');
    this.#bytes = new Uint8Array(hasSignatures ? BINS * sketches.length : 0);
    this.#isSignature = new Uint8Array(sketches.length);
    this.#mostDifferent = mostDifferent(similarity);
    for (const [record, sketch] of sketches.entries()) {
      if (sketch?.kind !== 'signature') continue;
      this.#isSignature[record] = 1;
      // The lowest bits of a bin are always 0.
      for (let i = 0; i < BINS; i++) this.#bytes[BINS * record + i] = (sketch.data[i] as number) >>> 8;
    }
  }

  /** Whether `couldBeAlike` may hold for the sketches of two records. Where both have signatures, it says so of few more. */
  mayBeAlike(record: number, other: number): boolean {
    if (this.#isSignature[record] === 0 || this.#isSignature[other] === 0) return true;
    const bytes = this.#bytes;
    const a = BINS * record;
    const b = BINS * other;
    let different = 0;
    for (let i = 0; i < BINS; i++)
      if (bytes[a + i] !== bytes[b + i] && ++different > this.#mostDifferent) return false;
    return true;
  }
}
