/**
 * A text as the set of its three-word sequences, each a 32-bit hash. The same sets as `shingles` of
 * similarity.ts up to hash collisions, without making a string for any of them.
 */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Sorted ascending, each once. Words are runs of letters and digits, compared without case. */
export function shingleHashes(text: string): Uint32Array {
  const lower = text.toLowerCase();
  const hashes: number[] = [];
  let words = 0;
  let before = 0;
  let last = 0;
  let word = FNV_OFFSET;
  let inWord = false;
  for (let i = 0; i <= lower.length; i++) {
    const code = i < lower.length ? lower.charCodeAt(i) : 0x20;
    if (isWordUnit(code, lower, i)) {
      word = Math.imul(word ^ code, FNV_PRIME);
      inWord = true;
      continue;
    }
    if (!inWord) continue;
    words++;
    if (words >= 3) hashes.push(combine(before, last, word));
    before = last;
    last = word;
    word = FNV_OFFSET;
    inWord = false;
  }
  if (words === 1 || words === 2) hashes.push(combine(0, words === 2 ? before : 0, last));
  return Uint32Array.from(hashes)
    .sort()
    .filter((hash, i, all) => i === 0 || hash !== all[i - 1]);
}

/** |a ∩ b| / |a ∪ b| of two sorted sets, from 0 to 1; two empty sets are alike. */
export function jaccardOfSorted(a: Uint32Array, b: Uint32Array): number {
  if (a.length + b.length === 0) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared / (a.length + b.length - shared);
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

function isWordUnit(code: number, text: string, at: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  // Half of a surrogate pair is judged by the whole character.
  const point = code >= 0xdc00 && code <= 0xdfff && at > 0 ? text.codePointAt(at - 1) : text.codePointAt(at);
  return point !== undefined && LETTER_OR_DIGIT.test(String.fromCodePoint(point));
}

function combine(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ third;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}
