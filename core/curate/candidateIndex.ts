import { KeyIndex } from './keyIndex';
import { BANDS, bandKeys, minHash } from './minHash';
import { prefixLength, Rarity } from './rarity';
import { SignatureBytes } from './signatureBytes';
import { MOST_KEPT, type Sketch } from './sketch';

const NONE = new Uint32Array(0);

/**
 * Finds the few sketches that may be alike. Those of hashes meet in one of their rarest, which misses none; signatures
 * in a band of them. A set that is nearly as large as those with signatures may be like one of these: it is found both ways.
 */
export class CandidateIndex {
  readonly #rarity: Rarity;
  readonly #index: KeyIndex;
  readonly #bytes: SignatureBytes;
  /** A record is looked for, and then added. */
  #last: { readonly record: number; readonly keys: Uint32Array } = { record: -1, keys: NONE };

  /** For the sketches of all records, by record, and pairs of at least this Jaccard similarity. */
  constructor(
    private readonly sketches: readonly (Sketch | undefined)[],
    private readonly similarity: number,
  ) {
    const hashes = sketches.flatMap((sketch) => (sketch?.kind === 'hashes' ? [sketch.data] : []));
    this.#rarity = new Rarity(hashes);
    let keys = 0;
    for (const sketch of sketches) if (sketch) keys += this.#keyCount(sketch);
    this.#index = new KeyIndex(sketches.length, keys);
    this.#bytes = new SignatureBytes(sketches, similarity);
  }

  /** The keys under which a record meets those that may be like it; none where it has no sketch. */
  #keysOf(record: number): Uint32Array {
    if (this.#last.record !== record) this.#last = { record, keys: this.#workOutKeys(record) };
    return this.#last.keys;
  }

  #workOutKeys(record: number): Uint32Array {
    const sketch = this.sketches[record];
    if (!sketch) return NONE;
    const { kind, data } = sketch;
    if (kind === 'signature') return bandKeys(data);
    const rarest = this.#rarity.rarest(data, prefixLength(data.length, this.similarity));
    if (!this.#isLarge(sketch)) return rarest;
    return Uint32Array.of(...rarest, ...bandKeys(minHash(data)));
  }

  /** The records added before that may be like this one, each once, in no order. */
  candidates(record: number): number[] {
    return this.#index
      .meet(record, this.#keysOf(record))
      .filter((other) => this.#bytes.mayBeAlike(record, other));
  }

  add(record: number): void {
    this.#index.add(record, this.#keysOf(record));
  }

  #keyCount(sketch: Sketch): number {
    if (sketch.kind === 'signature') return BANDS;
    return prefixLength(sketch.data.length, this.similarity) + (this.#isLarge(sketch) ? BANDS : 0);
  }

  #isLarge({ data }: Sketch): boolean {
    return data.length >= this.similarity * MOST_KEPT;
  }
}

/** Whether two sketches that are alike are candidates for each other. */
export function canMeet(a: Sketch, b: Sketch): boolean {
  if (a.kind === 'hashes' && b.kind === 'hashes') return true;
  const keys = keysOfBands(b);
  return keysOfBands(a).some((key, band) => key === keys[band]);
}

function keysOfBands({ kind, data }: Sketch): Uint32Array {
  return bandKeys(kind === 'signature' ? data : minHash(data));
}
