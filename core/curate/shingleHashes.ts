/**
 * A text as the set of its three-word sequences, each a 32-bit hash. The same sets as `shingles` of
 * similarity.ts up to hash collisions, without making a string for any of them.
 */
import { scanWords } from './wordScan';

/** Sorted ascending, each once. Words are runs of letters and digits, compared without case. */
export function shingleHashes(text: string): Uint32Array {
  return toSet(scanWords(text).shingles);
}

/** Sorted ascending, each once. */
export function toSet(hashes: Uint32Array): Uint32Array {
  const sorted = hashes.slice().sort();
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    const hash = sorted[i] as number;
    if (size === 0 || hash !== sorted[size - 1]) sorted[size++] = hash;
  }
  return sorted.slice(0, size);
}

/** |a ∩ b| / |a ∪ b| of two sorted sets, from 0 to 1; two empty sets are alike. */
export function jaccardOfSorted(a: Uint32Array, b: Uint32Array): number {
  if (a.length + b.length === 0) return 1;
  const shared = countShared(a, b);
  return shared / (a.length + b.length - shared);
}

/** |a ∩ b| of two sorted sets. */
export function countShared(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared;
}
