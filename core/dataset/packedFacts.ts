/** The facts of many records in a few flat arrays: small to keep, and quick to hand from one thread to another. */
import type { DuplicateFeatures } from '../curate/duplicates';
import type { Sketch } from '../curate/sketch';
import type { Dialect } from '../sample/record';
import type { RecordFacts } from './facts';

export interface PackedFacts {
  /** Of each record its id and its type, where it has them. */
  readonly texts: readonly (string | undefined)[];
  readonly dialects: readonly (Dialect | undefined)[];
  /** By record, of the few that have some. */
  readonly ignored: ReadonlyMap<number, ReadonlySet<unknown>>;
  /** Of each record `DuplicateFeatures.order`; NaN where there is nothing to compare. */
  readonly orders: Float64Array;
  /** Where the two sketches of each record end in `sketches`: the whole's, then the core's. */
  readonly ends: Uint32Array;
  /** Which sketches are signatures. */
  readonly signatures: Uint8Array;
  readonly sketches: Uint32Array;
}

export function packFacts(facts: readonly RecordFacts[]): PackedFacts {
  const sketches = facts.flatMap(({ duplicates }) => [duplicates?.whole, duplicates?.core]);
  const ends = new Uint32Array(sketches.length);
  let length = 0;
  for (const [i, sketch] of sketches.entries()) ends[i] = length += sketch?.data.length ?? 0;
  const packed = new Uint32Array(length);
  for (const [i, sketch] of sketches.entries()) {
    if (sketch) packed.set(sketch.data, (ends[i] as number) - sketch.data.length);
  }
  return {
    texts: facts.flatMap(({ id, type }) => [id, type]),
    dialects: facts.map(({ dialect }) => dialect),
    ignored: new Map(facts.flatMap(({ ignored }, i) => (ignored ? [[i, ignored] as const] : []))),
    orders: Float64Array.from(facts, ({ duplicates }) => duplicates?.order ?? Number.NaN),
    ends,
    signatures: Uint8Array.from(sketches, (sketch) => (sketch?.kind === 'signature' ? 1 : 0)),
    sketches: packed,
  };
}

/** The buffers that a thread can give away with the facts. */
export function buffersOfFacts({ orders, ends, signatures, sketches }: PackedFacts): ArrayBuffer[] {
  return [orders, ends, signatures, sketches].map(({ buffer }) => buffer as ArrayBuffer);
}

export function unpackFacts(packed: PackedFacts): RecordFacts[] {
  return Array.from(packed.orders, (_, i) => new PackedRecord(packed, i));
}

/** Made into objects only when asked for. */
class PackedRecord implements RecordFacts {
  constructor(
    private readonly packed: PackedFacts,
    private readonly at: number,
  ) {}

  get id(): string | undefined {
    return this.packed.texts[2 * this.at];
  }

  get type(): string | undefined {
    return this.packed.texts[2 * this.at + 1];
  }

  get dialect(): Dialect | undefined {
    return this.packed.dialects[this.at];
  }

  get ignored(): ReadonlySet<unknown> | undefined {
    return this.packed.ignored.get(this.at);
  }

  get duplicates(): DuplicateFeatures | undefined {
    const order = this.packed.orders[this.at] as number;
    if (Number.isNaN(order)) return undefined;
    return { order, whole: this.#sketch(0), core: this.#sketch(1) };
  }

  #sketch(which: 0 | 1): Sketch | undefined {
    const { ends, signatures, sketches } = this.packed;
    const i = 2 * this.at + which;
    const data = sketches.subarray(i === 0 ? 0 : ends[i - 1], ends[i]);
    if (data.length === 0) return undefined;
    return { kind: signatures[i] === 1 ? 'signature' : 'hashes', data };
  }
}
