/** Which record goes to which part of a split. */
import { roundControlled } from './controlledRounding';

export interface Group {
  readonly records: readonly number[];
  /** By archetype, how many of its records are of it. */
  readonly types: ReadonlyMap<string, number>;
  /** Says by chance, and for the same group always alike, who comes first. */
  readonly order: number;
}

/**
 * Of each record the index of its part. `counts`: how many each part should get, all records together. Groups are not
 * parted. The largest part gets what the others leave: each of these takes groups in their order, first as far as no archetype
 * exceeds its share, then, where large groups left gaps, as far as the count allows. So without groups all counts are
 * exact and each archetype is less than one record from its share in every part, and records that are added later move few of
 * those that were there.
 */
export function assignParts(groups: readonly Group[], counts: readonly number[]): Uint8Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const bySize = counts
    .map((_, part) => part)
    .sort((a, b) => (counts[a] as number) - (counts[b] as number) || b - a);
  const largest = bySize.pop() ?? 0;
  const parts = new Uint8Array(total).fill(largest);
  const types = countTypes(groups);
  const names = [...types.keys()];
  const places = roundControlled([...types.values()], counts);
  const rooms = bySize.map((part) => ({
    part,
    room: new Room(new Map(names.map((name, i) => [name, places[i]?.[part] ?? 0]))),
  }));
  let left = [...groups].sort(
    (a, b) => a.order - b.order || (a.records[0] as number) - (b.records[0] as number),
  );
  for (const fits of ['exactly', 'somehow'] as const) {
    for (const { part, room } of rooms) {
      left = left.filter((group) => {
        if (!room.take(group, fits)) return true;
        for (const record of group.records) parts[record] = part;
        return false;
      });
    }
  }
  return parts;
}

/** The places of a part. */
class Room {
  #left: number;

  /** `places`: by archetype. */
  constructor(private readonly places: Map<string, number>) {
    this.#left = [...places.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Whether there was room for the group. */
  take({ records, types }: Group, fits: 'exactly' | 'somehow'): boolean {
    if (records.length > this.#left) return false;
    const has = (type: string): number => this.places.get(type) ?? 0;
    if (fits === 'exactly') for (const [type, count] of types) if (count > has(type)) return false;
    for (const [type, count] of types) this.places.set(type, has(type) - count);
    this.#left -= records.length;
    return true;
  }
}

function countTypes(groups: readonly Group[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { types } of groups)
    for (const [type, count] of types) all.set(type, (all.get(type) ?? 0) + count);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}
