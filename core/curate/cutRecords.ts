/** Dealing records out to parts so that none gives away one of another part. */
import { deriveSeed } from '../generate/random';
import type { Steps } from '../steps';
import { assignParts, type Group } from './assignParts';
import type { Thresholds } from './duplicates';
import { Grouping, type Groups } from './groups';
import type { RecordsToGroup } from './partIndex';

export interface Cut {
  readonly groups: Groups;
  /** The records of each group, also of those of one. */
  readonly members: readonly (readonly number[])[];
  /** Of each record the index of its part. */
  readonly parts: Uint8Array;
}

export interface CutOptions {
  readonly thresholds: Thresholds;
  readonly overlap: number;
  /** How many records each part should get, all records together. */
  readonly counts: readonly number[];
  readonly seed: number;
}

/**
 * Cuts the groups that a first look finds; then settles the records of all parts but the fullest, of which each must have all that
 * is tied to it, and cuts again what has become larger groups, until those parts have no record that is not settled. Each
 * round settles some for good, so that it ends; of two records in different parts, one is settled, so that they are not tied.
 */
export function* cutRecords(
  records: RecordsToGroup,
  { thresholds, overlap, counts, seed }: CutOptions,
): Steps<Cut> {
  const grouping = new Grouping(records, thresholds, overlap);
  yield* grouping.unite();
  const isSettled = new Uint8Array(records.facts.length);
  for (;;) {
    const groups = grouping.groups();
    const members = membersOf(groups, records.facts.length);
    const dealt = members.map((own): Group => ({ records: own, ...traitsOf(records, own, seed) }));
    const parts = assignParts(dealt, counts);
    const isOpen = (record: number): boolean => isSettled[record] === 0;
    if (!outsideFullest(parts, counts.length).some(isOpen)) return { groups, members, parts };
    // Those too that come next, so that who takes the place of another is mostly settled.
    const next = assignParts(dealt, roomier(counts));
    const open = [parts, next].flatMap((cut) => outsideFullest(cut, counts.length).filter(isOpen));
    const batch = [...new Set(open)];
    yield* grouping.settle(batch);
    for (const record of batch) isSettled[record] = 1;
  }
}

function outsideFullest(parts: Uint8Array, count: number): number[] {
  const sizes = new Array<number>(count).fill(0);
  for (const part of parts) sizes[part] = (sizes[part] as number) + 1;
  const fullest = sizes.indexOf(Math.max(...sizes));
  return [...parts.keys()].filter((record) => parts[record] !== fullest);
}

/** An eighth more for each part but the largest, as far as that one has them. */
function roomier(counts: readonly number[]): number[] {
  const largest = counts.indexOf(Math.max(...counts));
  let left = counts[largest] as number;
  const grown = counts.map((count, part) => {
    const more = part === largest || count === 0 ? 0 : Math.min(left, Math.ceil(count / 8));
    left -= more;
    return count + more;
  });
  return grown.map((count, part) => (part === largest ? left : count));
}

function membersOf(groups: Groups, total: number): number[][] {
  const members = new Map<number, number[]>();
  for (let record = 0; record < total; record++) {
    const first = groups.of(record);
    const known = members.get(first);
    if (known) known.push(record);
    else members.set(first, [record]);
  }
  return [...members.values()];
}

/** How many records of a group are of each type; and its order, which comes from what they say. */
function traitsOf(
  { facts }: RecordsToGroup,
  records: readonly number[],
  seed: number,
): Pick<Group, 'types' | 'order'> {
  const types = new Map<string, number>();
  let order = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const { type = '', duplicates } = facts[record] ?? {};
    types.set(type, (types.get(type) ?? 0) + 1);
    const content = duplicates?.order ?? 0;
    order = Math.min(order, deriveSeed(seed, content >>> 0, Math.floor(content / 2 ** 32) >>> 0));
  }
  return { types, order };
}
