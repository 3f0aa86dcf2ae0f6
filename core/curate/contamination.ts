/**
 * Telling whether a text holds a part of an evaluation record. Parts are sets of three-word sequences; what
 * counts is containment, |part ∩ text| / |part|, so that a part is found in a longer text too.
 *
 * Candidates come from a prefix filter (Chaudhuri, Ganti and Kaushik 2006): a text that holds the share t of a
 * part's n sequences holds at least one of any n − ⌈t·n⌉ + 1 of them, and the rarest are asked about. That
 * misses nothing; every candidate is then counted exactly.
 */
import type { Range } from '../text/lineText';
import { countShared, shingleHashes } from './shingleHashes';

export type PartName = 'question' | 'context' | 'proof';

export interface EvaluationText {
  readonly name: PartName;
  readonly text: string;
  /** As the face that lints names its files. */
  readonly file: string;
  /** 0-based, in its file. */
  readonly record: number;
  /** Where the part stands in its file. */
  readonly range: Range;
}

export interface EvaluationPart extends Omit<EvaluationText, 'text'> {
  /** Sorted ascending, each once. */
  readonly hashes: Uint32Array;
}

/** What evaluation sets hold, ready to be asked. Plain data. */
export interface EvaluationSets {
  readonly parts: readonly EvaluationPart[];
  /** For the rarest sequences of each part, the indices of the parts that have them among their rarest. */
  readonly rarest: ReadonlyMap<number, readonly number[]>;
}

export interface Contamination {
  readonly part: EvaluationPart;
  /** The share of the part's sequences that the text has, 0 to 1. */
  readonly share: number;
}

/** The index finds every share from here on. */
export const LEAST_SHARE = 0.5;

/** Parts of fewer sequences say too little: two short questions are often the same words. */
export const FEWEST_SHINGLES = 8;

/** Makes the parts of evaluation records ready to be asked; those of fewer than ten words are left out. */
export function indexEvaluation(texts: Iterable<EvaluationText>): EvaluationSets {
  const parts: EvaluationPart[] = [];
  const frequency = new Map<number, number>();
  for (const { text, ...part } of texts) {
    const hashes = shingleHashes(text);
    if (hashes.length < FEWEST_SHINGLES) continue;
    parts.push({ ...part, hashes });
    for (const hash of hashes) frequency.set(hash, (frequency.get(hash) ?? 0) + 1);
  }
  const rarest = new Map<number, number[]>();
  for (const [index, { hashes }] of parts.entries()) {
    const byRarity = [...hashes].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || a - b);
    for (const hash of byRarity.slice(0, hashes.length - Math.ceil(LEAST_SHARE * hashes.length) + 1)) {
      const posting = rarest.get(hash);
      if (posting) posting.push(index);
      else rarest.set(hash, [index]);
    }
  }
  return { parts, rarest };
}

/** The part of an evaluation record that a text holds most of, from a share of `least` on; the first of equals. */
export function findContamination(
  { parts, rarest }: EvaluationSets,
  text: string,
  least: number,
): Contamination | undefined {
  const hashes = shingleHashes(text);
  const candidates = new Set<number>();
  for (const hash of hashes) for (const index of rarest.get(hash) ?? []) candidates.add(index);
  let best: Contamination | undefined;
  for (const index of [...candidates].sort((a, b) => a - b)) {
    const part = parts[index] as EvaluationPart;
    const share = countShared(part.hashes, hashes) / part.hashes.length;
    if (share >= least && share > (best?.share ?? 0)) best = { part, share };
  }
  return best;
}
