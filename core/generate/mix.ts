import { type Archetype, GENERATED_ARCHETYPES } from '../sample/archetype';

/** Share of each archetype, as whole numbers; only their proportion counts. A user's own stand behind ours. */
export type Mix = Readonly<Record<Archetype, number> & Record<string, number>>;

/** The archetypes of a mix: ours in the order of `GENERATED_ARCHETYPES`, then a user's own. */
export function kindsOf(mix: Mix): string[] {
  return [...new Set([...GENERATED_ARCHETYPES, ...Object.keys(mix)])];
}

/** To which shares are added. */
export const NO_SHARES = { reasoning: 0, refusal: 0, haystack: 0, anti_knowledge: 0 } as const;

/** A mix of one archetype. */
export function only(archetype: string): Mix {
  return { ...NO_SHARES, [archetype]: 1 };
}

export const DEFAULT_MIX: Mix = { reasoning: 40, refusal: 20, haystack: 20, anti_knowledge: 20 };

/** One of our shares, and one of a user's own: up to six digits, so that counts stay exact. */
const SHARE = /^\s*(\d{1,6})\s*$/;
const OWN_SHARE = /^\s*([A-Za-z][\w-]*)\s+(\d{1,6})\s*$/;

/**
 * Reads `40/20/20/20`, in the order of `GENERATED_ARCHETYPES`, and what `formatMix` writes after it for archetypes of
 * a user's own: `40/20/20/10, missing_clause 10`. Throws RangeError saying what is wrong.
 */
export function parseMix(text: string): Mix {
  const [first = '', ...own] = text.split(',');
  const ours = first.split('/').map((share) => SHARE.exec(share)?.[1]);
  const named = own.map((part) => OWN_SHARE.exec(part));
  if (ours.length !== GENERATED_ARCHETYPES.length || [...ours, ...named].some((part) => part == null)) {
    throw new RangeError(
      `A mix is four whole numbers for ${GENERATED_ARCHETYPES.join('/')}, such as 40/20/20/20, and after a comma shares of your own, such as "missing_clause 10"; got "${text}".`,
    );
  }
  const mix = mixOf({
    ...Object.fromEntries(GENERATED_ARCHETYPES.map((name, i) => [name, Number(ours[i])])),
    ...Object.fromEntries(named.map((part) => [part?.[1] ?? '', Number(part?.[2])])),
  });
  if (Object.values(mix).every((share) => share === 0))
    throw new RangeError('A mix needs at least one share above 0.');
  return mix;
}

/** The mix of shares by name; ours that are left out have none. */
export function mixOf(shares: Readonly<Record<string, number>>): Mix {
  return { ...NO_SHARES, ...shares };
}

export function formatMix(mix: Mix): string {
  const own = kindsOf(mix).slice(GENERATED_ARCHETYPES.length);
  const shares = GENERATED_ARCHETYPES.map((name) => mix[name]).join('/');
  return own.length === 0 ? shares : [shares, ...own.map((name) => `${name} ${mix[name]}`)].join(', ');
}

/** How many of `count` samples each archetype gets: rounded down, and the last with a share takes the rest. */
export function mixCounts(mix: Mix, count: number): Record<Archetype, number> & Record<string, number> {
  const kinds = kindsOf(mix);
  const share = (name: string): number => mix[name] ?? 0;
  const total = kinds.reduce((sum, name) => sum + share(name), 0);
  const last = kinds.findLast((name) => share(name) > 0);
  const counts: Record<Archetype, number> & Record<string, number> = { ...NO_SHARES };
  let given = 0;
  for (const name of kinds) {
    const part = name === last ? count - given : Math.floor((count * share(name)) / total);
    counts[name] = part;
    given += part;
  }
  return counts;
}
