/** How alike two texts are, by the word sequences they share. */

const WORD = /[\p{L}\p{N}]+/gu;

/** Texts at or above this Jaccard similarity of their shingles are near-duplicates. */
export const NEAR_DUPLICATE = 0.8;

/** The set of `size`-word sequences of a text, lower-cased, punctuation ignored. A shorter text is one shingle. */
export function shingles(text: string, size = 3): Set<string> {
  const words = text.toLowerCase().match(WORD) ?? [];
  const result = new Set<string>();
  if (words.length > 0 && words.length < size) result.add(words.join(' '));
  for (let i = 0; i + size <= words.length; i++) result.add(words.slice(i, i + size).join(' '));
  return result;
}

/** |a ∩ b| / |a ∪ b|, from 0 to 1; two empty sets are alike. */
export function jaccard<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): number {
  if (a.size > b.size) return jaccard(b, a);
  if (b.size === 0) return 1;
  let shared = 0;
  for (const item of a) if (b.has(item)) shared++;
  return shared / (a.size + b.size - shared);
}
