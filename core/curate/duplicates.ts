/** Records of a dataset that say the same as an earlier one. */
import { complete, type Steps } from '../steps';
import { CandidateIndex } from './candidateIndex';
import { ComparedParts } from './comparedParts';
import type { ComparedTexts } from './comparedTexts';
import { jaccardFrom } from './shingleHashes';
import { NEAR_DUPLICATE } from './similarity';
import { couldBeAlike, type Sketch, sketch } from './sketch';
import { scanWords } from './wordScan';

/**
 * What is kept of each record to find the pairs that are worth comparing: a few hundred bytes. The comparison
 * itself is made with the texts.
 */
export interface DuplicateFeatures {
  /** Equal for records that are the same but for white space and case, and for few others. */
  readonly order: number;
  readonly whole: Sketch | undefined;
  readonly core: Sketch | undefined;
}

export interface DuplicateMatch {
  /** Index of the record that came first. */
  readonly of: number;
  readonly kind: 'same' | 'near';
  /** What is alike: the whole text, or question and quotes. */
  readonly part: keyof ComparedTexts;
  /** Jaccard similarity of three-word sequences, 0 to 1. */
  readonly similarity: number;
}

/**
 * From this similarity on, parts are near-duplicates. Question and quotes are short and share their phrasing
 * with others of their kind: there only nearly the same words mean the same needle.
 */
export const DEFAULT_THRESHOLDS: Thresholds = { whole: NEAR_DUPLICATE, core: 0.9 };

export type Thresholds = Readonly<Record<keyof ComparedTexts, number>>;

/** Below this similarity the hashing would miss one pair in a hundred and more. */
export const LEAST_SIMILARITY = 0.7;

export const PARTS = ['whole', 'core'] as const;

/** Worked out once for each text. Undefined for a text of nothing but white space. */
export function duplicateFeatures({ whole, core }: ComparedTexts): DuplicateFeatures | undefined {
  if (whole.trim() === '') return undefined;
  const { shingles, order } = scanWords(whole);
  return { order, whole: sketch(shingles), core: sketch(scanWords(core).shingles) };
}

/**
 * For each record the earlier one it repeats, if any. Candidates come from an index of their sketches; each is
 * then compared exactly, so that no match is reported that is none. A record that is itself a duplicate is not
 * compared with later ones: a cluster points at its first. `textsOf` gives the texts of a record again.
 */
export function findDuplicates(
  records: readonly (DuplicateFeatures | undefined)[],
  textsOf: (record: number) => ComparedTexts | undefined,
  thresholds = DEFAULT_THRESHOLDS,
): (DuplicateMatch | undefined)[] {
  return complete(searchDuplicates(records, textsOf, thresholds));
}

/**
 * As `findDuplicates`, resting after each record. `known`: the matches of the first records, which do not depend on
 * those after them.
 */
export function* searchDuplicates(
  records: readonly (DuplicateFeatures | undefined)[],
  textsOf: (record: number) => ComparedTexts | undefined,
  thresholds: Thresholds,
  known: readonly (DuplicateMatch | undefined)[] = [],
): Steps<(DuplicateMatch | undefined)[]> {
  const search = new Search(records, textsOf, thresholds);
  const matches: (DuplicateMatch | undefined)[] = [];
  for (const [record, features] of records.entries()) {
    yield;
    const match = record < known.length ? known[record] : features && search.match(features, record);
    matches.push(match);
    if (features) search.add(features, record, match);
  }
  return matches;
}

class Search {
  /** Records of one word order, those among them that are not the same as another. */
  readonly #firsts = new Map<number, number[]>();
  readonly #near: Readonly<Record<keyof ComparedTexts, CandidateIndex>>;
  readonly #compared: ComparedParts;

  constructor(
    private readonly records: readonly (DuplicateFeatures | undefined)[],
    textsOf: (record: number) => ComparedTexts | undefined,
    private readonly thresholds: Thresholds,
  ) {
    const index = (part: keyof ComparedTexts): CandidateIndex =>
      new CandidateIndex(
        records.map((features) => features?.[part]),
        thresholds[part],
      );
    this.#near = { whole: index('whole'), core: index('core') };
    this.#compared = new ComparedParts(textsOf);
  }

  match(features: DuplicateFeatures, record: number): DuplicateMatch | undefined {
    const alike = this.#firsts.get(features.order) ?? [];
    const same = alike.find((first) => this.#compared.exact(first) === this.#compared.exact(record));
    if (same !== undefined) return { of: same, kind: 'same', part: 'whole', similarity: 1 };
    let nearest: DuplicateMatch | undefined;
    for (const part of PARTS) nearest = this.#nearest(part, record, nearest);
    return nearest;
  }

  /** A record with this match is what later ones may repeat. */
  add({ order }: DuplicateFeatures, record: number, match: DuplicateMatch | undefined): void {
    if (match?.kind === 'same') return;
    const alike = this.#firsts.get(order);
    if (alike) alike.push(record);
    else this.#firsts.set(order, [record]);
    if (!match) for (const part of PARTS) this.#near[part].add(record);
  }

  /** The nearest of the candidates, or `best` where none is nearer. Of those that are equally near the first counts. */
  #nearest(
    part: keyof ComparedTexts,
    record: number,
    best: DuplicateMatch | undefined,
  ): DuplicateMatch | undefined {
    const own = this.records[record]?.[part];
    if (!own) return best;
    const threshold = this.thresholds[part];
    let nearest = best;
    for (const other of this.#near[part].candidates(record)) {
      const its = this.records[other]?.[part];
      if (!its || !couldBeAlike(own, its, threshold)) continue;
      const similarity = jaccardFrom(
        threshold,
        this.#compared.hashes(own, record, part),
        this.#compared.hashes(its, other, part),
      );
      if (similarity === 0) continue;
      const nearer = similarity - (nearest?.similarity ?? 0);
      if (nearer > 0 || (nearer === 0 && nearest?.part === part && other < nearest.of))
        nearest = { of: other, kind: 'near', part, similarity };
    }
    return nearest;
  }
}
