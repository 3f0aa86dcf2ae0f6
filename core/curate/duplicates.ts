/** Records of a dataset that say the same as an earlier one. */
import { BandIndex } from './bandIndex';
import { mayBeAlike, minHash } from './minHash';
import { SetHeads } from './setHeads';
import { jaccardFrom, shingleHashes, toSet } from './shingleHashes';
import { NEAR_DUPLICATE } from './similarity';
import { scanWords } from './wordScan';

/** The texts of a record that are compared. */
export interface ComparedTexts {
  /** Everything a model would see and write. */
  readonly whole: string;
  /** Question and quotes: what a haystack is about, whichever straw surrounds it. */
  readonly core: string;
}

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

/** A set of three-word sequences: of a small one its hashes, of a larger one its MinHash signature. */
export interface Sketch {
  readonly kind: 'hashes' | 'signature';
  readonly data: Uint32Array;
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

/** Fewer sequences than this say too little to be compared: two short questions are often alike. */
const FEWEST_SHINGLES = 8;

/** Of so many sequences the hashes are kept: a signature of them would take as much, and estimate worse. */
const MOST_KEPT = 192;

const PARTS = ['whole', 'core'] as const;

/** Worked out once for each text. Undefined for a text of nothing but white space. */
export function duplicateFeatures({ whole, core }: ComparedTexts): DuplicateFeatures | undefined {
  if (whole.trim() === '') return undefined;
  const { shingles, order } = scanWords(whole);
  return { order, whole: sketch(shingles), core: sketch(scanWords(core).shingles) };
}

function sketch(shingles: Uint32Array): Sketch | undefined {
  if (shingles.length > MOST_KEPT) {
    const signature = minHash(shingles);
    return signature && { kind: 'signature', data: signature };
  }
  const hashes = toSet(shingles);
  return hashes.length < FEWEST_SHINGLES ? undefined : { kind: 'hashes', data: hashes };
}

/**
 * For each record the earlier one it repeats, if any. Candidates come from locality-sensitive hashing; each is
 * then compared exactly, so that no match is reported that is none. A record that is itself a duplicate is not
 * compared with later ones: a cluster points at its first. `textsOf` gives the texts of a record again.
 */
export function findDuplicates(
  records: readonly (DuplicateFeatures | undefined)[],
  textsOf: (record: number) => ComparedTexts | undefined,
  thresholds = DEFAULT_THRESHOLDS,
): (DuplicateMatch | undefined)[] {
  const search = new Search(records, textsOf, thresholds);
  return records.map((features, record) => features && search.match(features, record));
}

class Search {
  /** Records of one word order, those among them that are not the same as another. */
  readonly #firsts = new Map<number, number[]>();
  readonly #near: Readonly<Record<keyof ComparedTexts, BandIndex>>;
  readonly #heads: Readonly<Record<keyof ComparedTexts, SetHeads>>;
  readonly #compared: ComparedParts;

  constructor(
    private readonly records: readonly (DuplicateFeatures | undefined)[],
    textsOf: (record: number) => ComparedTexts | undefined,
    private readonly thresholds: Thresholds,
  ) {
    this.#near = { whole: new BandIndex(records.length), core: new BandIndex(records.length) };
    this.#heads = { whole: new SetHeads(records.length), core: new SetHeads(records.length) };
    this.#compared = new ComparedParts(textsOf);
  }

  match(features: DuplicateFeatures, record: number): DuplicateMatch | undefined {
    const alike = this.#firsts.get(features.order) ?? [];
    const same = alike.find((first) => this.#compared.exact(first) === this.#compared.exact(record));
    if (same !== undefined) return { of: same, kind: 'same', part: 'whole', similarity: 1 };
    this.#firsts.set(features.order, [...alike, record]);
    const near = this.#nearest(features, record);
    if (!near) for (const part of PARTS) if (features[part]) this.#near[part].add(record);
    return near;
  }

  #nearest(features: DuplicateFeatures, record: number): DuplicateMatch | undefined {
    let best: DuplicateMatch | undefined;
    for (const part of PARTS) {
      const own = features[part];
      const signature = own && signatureOf(own);
      if (!signature) continue;
      const threshold = this.thresholds[part];
      const heads = this.#heads[part];
      if (own.kind === 'hashes') heads.add(record, own.data);
      const before = best?.similarity ?? 0;
      let nearest: DuplicateMatch | undefined;
      for (const other of this.#near[part].candidates(record, signature)) {
        if (!heads.mayBeAlike(record, other, threshold)) continue;
        const its = this.records[other]?.[part];
        if (!its || !this.#mayBeNear(own, its, threshold)) continue;
        const similarity = jaccardFrom(
          threshold,
          this.#hashes(own, record, part),
          this.#hashes(its, other, part),
        );
        if (similarity < threshold || similarity <= before) continue;
        const nearer = similarity - (nearest?.similarity ?? 0);
        // Of those that are equally near the first counts.
        if (nearer > 0 || (nearer === 0 && other < (nearest?.of ?? 0)))
          nearest = { of: other, kind: 'near', part, similarity };
      }
      best = nearest ?? best;
    }
    return best;
  }

  #mayBeNear(a: Sketch, b: Sketch, threshold: number): boolean {
    if (a.kind === 'signature' && b.kind === 'signature') return mayBeAlike(a.data, b.data, threshold);
    if (a.kind === 'hashes' && b.kind === 'hashes')
      return couldBeNear(a.data.length, b.data.length, threshold);
    return true;
  }

  #hashes({ kind, data }: Sketch, record: number, part: keyof ComparedTexts): Uint32Array {
    return kind === 'hashes' ? data : this.#compared.hashes(record, part);
  }
}

function signatureOf({ kind, data }: Sketch): Uint32Array | undefined {
  return kind === 'signature' ? data : minHash(data);
}

/** Sets whose sizes differ too much cannot be alike, whatever they share. */
function couldBeNear(a: number, b: number, threshold: number): boolean {
  return Math.min(a, b) >= threshold * Math.max(a, b);
}

/** How many records' texts are remembered: clusters are compared with their first again and again. */
const REMEMBERED = 64;

/** The texts of records that are compared exactly, made ready; the last few are remembered. */
class ComparedParts {
  readonly #known = new Map<string, unknown>();

  constructor(private readonly textsOf: (record: number) => ComparedTexts | undefined) {}

  /** Without the differences in white space and case. */
  exact(record: number): string {
    return this.#remember(`${record}`, () =>
      (this.textsOf(record)?.whole ?? '').replace(/\s+/g, ' ').trim().toLowerCase(),
    );
  }

  hashes(record: number, part: keyof ComparedTexts): Uint32Array {
    return this.#remember(`${record} ${part}`, () => shingleHashes(this.textsOf(record)?.[part] ?? ''));
  }

  #remember<T>(key: string, workOut: () => T): T {
    const known = this.#known.has(key) ? (this.#known.get(key) as T) : workOut();
    this.#known.delete(key);
    this.#known.set(key, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}
