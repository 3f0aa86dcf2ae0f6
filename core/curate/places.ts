import type { TargetMix } from '../lint/config';

/** Shares are fractions: what is a whole number but for rounding is one. */
const ROUNDING = 1e-9;

/**
 * How many records of each type a mix has place for: as many as the scarcest of those that are there allows. Types of the mix
 * that have no records at all are left out of account; types that the mix does not have get no place. What has its
 * places, counted again, has just these.
 */
export function placesOf(counts: ReadonlyMap<string, number>, mix: TargetMix): Map<string, number> {
  const shareOf = (type: string): number => (Object.hasOwn(mix, type) ? (mix[type] ?? 0) : 0);
  const wanted = [...counts].filter(([type]) => shareOf(type) > 0);
  const scale = Math.min(...wanted.map(([type, count]) => count / shareOf(type)));
  return new Map(
    Array.from(counts, ([type, count]) => {
      const share = shareOf(type);
      return [type, share > 0 ? Math.min(count, Math.ceil(share * scale - ROUNDING)) : 0];
    }),
  );
}
