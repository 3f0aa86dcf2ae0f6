/**
 * A text as the set of its three-word sequences, each a 32-bit hash. The same sets as `shingles` of
 * similarity.ts up to hash collisions, without making a string for any of them.
 */
import { scanWords } from './wordScan';

/** Sorted ascending, each once. Words are runs of letters and digits, compared without case. */
export function shingleHashes(text: string): Uint32Array {
  return unsortedShingles(text).sort();
}

/** The same in the order in which they come. */
export function unsortedShingles(text: string): Uint32Array {
  return distinct(scanWords(text).shingles).slice();
}

/** At least half empty, and searched from a hash's place on. Asked for once, and again for longer texts. */
let table = new Uint32Array(4096);

/** Moves each hash, none of which is 0, to the front once, in the order in which they come; that front. */
export function distinct(hashes: Uint32Array): Uint32Array {
  const size = 2 ** Math.ceil(Math.log2(2 * hashes.length + 1));
  if (table.length < size) table = new Uint32Array(size);
  else table.fill(0, 0, size);
  let count = 0;
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i] as number;
    let at = hash & (size - 1);
    while (table[at] !== 0 && table[at] !== hash) at = (at + 1) & (size - 1);
    if (table[at] === hash) continue;
    table[at] = hash;
    hashes[count++] = hash;
  }
  return hashes.subarray(0, count);
}

/** |a ∩ b| / |a ∪ b| of two sorted sets where that reaches `least`, else 0; two empty sets are alike. Sets that are not are soon told apart. */
export function jaccardFrom(least: number, a: Uint32Array, b: Uint32Array): number {
  if (a.length + b.length === 0) return 1;
  // From s / (a + b - s) >= least; the rest is for rounding.
  const needed = (least * (a.length + b.length)) / (1 + least) - 1e-6;
  const last = a.length - needed;
  const lastOther = b.length - needed;
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length && i - shared <= last && j - shared <= lastOther) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const similarity = shared / (a.length + b.length - shared);
  return shared >= needed && similarity >= least ? similarity : 0;
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
