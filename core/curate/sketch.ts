/** What is kept of a text to find those that may be like it. */
import { BINS, estimateSize, mayBeAlike, minHash } from './minHash';
import { distinct } from './shingleHashes';

/** A set of three-word sequences: of a small one its hashes, sorted, of a larger one its MinHash signature. */
export interface Sketch {
  readonly kind: 'hashes' | 'signature';
  readonly data: Uint32Array;
}

/** Fewer sequences than this say too little to be compared: two short questions are often alike. */
const FEWEST_SHINGLES = 8;

/** Of so many sequences the hashes are kept: in them similar sets are found for certain, and compared at once. */
export const MOST_KEPT = 3 * BINS;

/** Of the hashes of all three-word sequences of a text, which it moves about; undefined for too few. */
export function sketch(shingles: Uint32Array): Sketch | undefined {
  if (shingles.length > MOST_KEPT) {
    const data = minHash(shingles);
    // Counting those that are different costs more than the signature: only where it matters.
    if (estimateSize(data) > 2 * MOST_KEPT || distinct(shingles).length > MOST_KEPT)
      return { kind: 'signature', data };
  }
  const hashes = distinct(shingles);
  return hashes.length < FEWEST_SHINGLES ? undefined : { kind: 'hashes', data: hashes.slice().sort() };
}

/** Whether two sets can have this Jaccard similarity, to be looked at exactly. */
export function couldBeAlike(a: Sketch, b: Sketch, similarity: number): boolean {
  if (a.kind === 'signature' && b.kind === 'signature') return mayBeAlike(a.data, b.data, similarity);
  if (a.kind === 'signature' || b.kind === 'signature') return true;
  // Sets whose sizes differ too much cannot be alike, whatever they share.
  const [size, other] = [a.data.length, b.data.length];
  return Math.min(size, other) >= similarity * Math.max(size, other);
}
