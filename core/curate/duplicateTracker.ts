/** Duplicates of a dataset that is edited. */

import type { Steps } from '../steps';
import { canMeet } from './candidateIndex';
import { ComparedParts } from './comparedParts';
import type { ComparedTexts } from './comparedTexts';
import {
  type DuplicateFeatures,
  type DuplicateMatch,
  PARTS,
  searchDuplicates,
  type Thresholds,
} from './duplicates';
import { jaccardFrom } from './shingleHashes';
import { couldBeAlike } from './sketch';

type Features = readonly (DuplicateFeatures | undefined)[];
export type Matches = readonly (DuplicateMatch | undefined)[];

/** When an edit asks for more comparisons of sketches than this, all are compared afresh. */
const MOST_COMPARISONS = 4_000_000;

/** So many records are looked at between two rests. */
const STEP = 256;

/**
 * What `findDuplicates` says of a dataset, from one version to the next. After an edit only those records are looked
 * at again whose match can have become another: the edited ones, and later ones that an edited one is, or was, like.
 */
export class DuplicateTracker {
  #known: { readonly features: Features; readonly matches: Matches } | undefined;

  /** `start`: the matches of the first records of the first version, where they are known. */
  constructor(
    private readonly thresholds: Thresholds,
    private readonly start: Matches = [],
  ) {}

  /** Of the last version. */
  get matches(): Matches {
    return this.#known?.matches ?? [];
  }

  /**
   * The matches of this version. A record that is the same as in the last one has the same features, not equal ones.
   * An update that is dropped before its end changes nothing.
   */
  *update(features: Features, textsOf: (record: number) => ComparedTexts | undefined): Steps<Matches> {
    const edited = this.#known && new Edited(this.#known, features, textsOf, this.thresholds);
    const start = this.#known ? [] : this.start;
    const matches =
      (edited && (yield* edited.matches())) ??
      (yield* searchDuplicates(features, textsOf, this.thresholds, start));
    this.#known = { features, matches };
    return matches;
  }
}

/** A tracker for each choice of thresholds that is asked for. */
export class DuplicateTrackers {
  readonly #trackers = new Map<string, DuplicateTracker>();

  /** `starts`: what `matches` gave for the first records of the first version. */
  constructor(private readonly starts: ReadonlyMap<string, Matches> = new Map()) {}

  /** Of the first records of the last version, by a name of the thresholds. */
  matches(records: number): Map<string, Matches> {
    return new Map(Array.from(this.#trackers, ([key, { matches }]) => [key, matches.slice(0, records)]));
  }

  of(thresholds: Thresholds): DuplicateTracker {
    const key = PARTS.map((part) => thresholds[part]).join();
    const tracker = this.#trackers.get(key) ?? new DuplicateTracker(thresholds, this.starts.get(key));
    this.#trackers.set(key, tracker);
    return tracker;
  }
}

/** One version after another. */
class Edited {
  /** As far as they are known; of those that are to be looked at again, as they were. */
  readonly #matches: (DuplicateMatch | undefined)[];
  /** The records whose match may be another. */
  readonly #doubtful: Uint8Array;
  /** Of the doubtful records, those that are new. */
  readonly #isNew: (record: number) => boolean;
  readonly #compared: ComparedParts;
  #comparisons = 0;

  constructor(
    before: { readonly features: Features; readonly matches: Matches },
    private readonly features: Features,
    textsOf: (record: number) => ComparedTexts | undefined,
    private readonly thresholds: Thresholds,
  ) {
    const kept = keptRecords(before.features, features);
    const nowAt = new Map<number, number>();
    for (const [record, was] of kept.entries()) if (was !== undefined) nowAt.set(was, record);
    this.#isNew = (record) => kept[record] === undefined;
    this.#doubtful = new Uint8Array(features.length);
    this.#matches = kept.map((was, record) => {
      const match = was === undefined ? undefined : before.matches[was];
      const of = match && nowAt.get(match.of);
      if (was === undefined || (match && of === undefined)) this.#doubtful[record] = 1;
      return match && of !== undefined && of !== match.of ? { ...match, of } : match;
    });
    this.#compared = new ComparedParts(textsOf);
  }

  /** Undefined when it is quicker to compare all afresh. */
  *matches(): Steps<Matches | undefined> {
    for (let record = 0; record < this.#matches.length; record++) {
      if (this.#doubtful[record] === 0 || !this.features[record]) continue;
      const before = this.#isNew(record) ? undefined : this.#matches[record];
      const match = yield* this.#match(record);
      this.#matches[record] = match;
      this.#doubtful[record] = 0;
      yield* this.#doubtThoseAfter(record, before);
      if (this.#comparisons > MOST_COMPARISONS) return undefined;
    }
    return this.#matches;
  }

  /** Of a record all before which are known. */
  *#match(record: number): Steps<DuplicateMatch | undefined> {
    for (let other = 0; other < record; other++) {
      if (this.#matches[other]?.kind !== 'same' && this.#isSame(record, other))
        return { of: other, kind: 'same', part: 'whole', similarity: 1 };
    }
    let nearest: DuplicateMatch | undefined;
    for (const part of PARTS) {
      for (let other = 0; other < record; other++) {
        if (other % STEP === 0) yield;
        if (this.#matches[other]) continue;
        const similarity = this.#likeness(record, other, part);
        if (similarity > (nearest?.similarity ?? 0)) nearest = { of: other, kind: 'near', part, similarity };
      }
    }
    return nearest;
  }

  /** A record is what others repeat as long as it repeats none: those after it that can have another match now. */
  *#doubtThoseAfter(record: number, before: DuplicateMatch | undefined): Steps {
    const match = this.#matches[record];
    const wasFirst = !this.#isNew(record) && before === undefined;
    const wasOfItsWords = !this.#isNew(record) && before?.kind !== 'same';
    for (let later = record + 1; later < this.#matches.length; later++) {
      if (later % STEP === 0) yield;
      const its = this.#matches[later];
      if (this.#doubtful[later] === 1 || !this.features[later]) continue;
      const isLost =
        its?.of === record && (its.kind === 'same' ? match?.kind === 'same' : match !== undefined);
      const isFound =
        (!wasOfItsWords && match?.kind !== 'same' && this.#isSame(record, later)) ||
        (!wasFirst && match === undefined && its?.kind !== 'same' && this.#isNearer(record, later, its));
      if (isLost || isFound) this.#doubtful[later] = 1;
    }
  }

  #isSame(record: number, other: number): boolean {
    this.#comparisons++;
    return (
      this.features[record]?.order === this.features[other]?.order &&
      this.#compared.exact(record) === this.#compared.exact(other)
    );
  }

  /** Whether a record may take the place of a later one's match. */
  #isNearer(record: number, later: number, match: DuplicateMatch | undefined): boolean {
    return PARTS.some((part) => {
      const similarity = this.#likeness(record, later, part);
      return similarity > 0 && similarity >= (match?.similarity ?? 0);
    });
  }

  /** The similarity of a part of two records; 0 below the threshold. */
  #likeness(record: number, other: number, part: keyof ComparedTexts): number {
    this.#comparisons++;
    const a = this.features[record]?.[part];
    const b = this.features[other]?.[part];
    const threshold = this.thresholds[part];
    if (!a || !b || !couldBeAlike(a, b, threshold)) return 0;
    const similarity = jaccardFrom(
      threshold,
      this.#compared.hashes(a, record, part),
      this.#compared.hashes(b, other, part),
    );
    return similarity > 0 && canMeet(a, b) ? similarity : 0;
  }
}

/** For each record the index it had before, undefined for new ones. Kept records are in their order: one that moved is new. */
function keptRecords(before: Features, now: Features): (number | undefined)[] {
  const shorter = Math.min(before.length, now.length);
  let above = 0;
  while (above < shorter && before[above] === now[above]) above++;
  let below = 0;
  while (below < shorter - above && before.at(-1 - below) === now.at(-1 - below)) below++;
  const indices = new Map<DuplicateFeatures | undefined, number[]>();
  for (let record = before.length - below - 1; record >= above; record--) {
    const known = indices.get(before[record]);
    if (known) known.push(record);
    else indices.set(before[record], [record]);
  }
  let next = above;
  return now.map((features, record) => {
    if (record < above) return record;
    if (record >= now.length - below) return record - now.length + before.length;
    const left = indices.get(features) ?? [];
    while ((left.at(-1) ?? next) < next) left.pop();
    const was = left.pop();
    if (was !== undefined) next = was + 1;
    return was;
  });
}
