/** How large the parts of a split are. */

/** A share of all, a number of records, or what the others leave. */
export type PartSize =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'rest' };

export interface PartWish {
  readonly name: string;
  readonly size: PartSize;
}

/** Reads `0.9`, `90%`, `1400` or `rest`. Throws RangeError saying what is wrong. */
export function parsePartSize(text: string): PartSize {
  if (text === 'rest') return { kind: 'rest' };
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  const share =
    percent === undefined ? /^0?\.\d+$|^[01]\.0+$/.exec(text) && Number(text) : Number(percent) / 100;
  if (share !== null && share <= 1) return { kind: 'share', share };
  if (/^\d{1,9}$/.test(text)) return { kind: 'count', count: Number(text) };
  throw new RangeError(`Give a share such as 0.9 or 90%, a number of records, or "rest"; got "${text}".`);
}

/** Parts that are not all of the records, or more: what is wrong, one sentence. */
export class SplitError extends Error {
  override readonly name = 'SplitError';
}

/** Shares are sums of fractions. */
const ROUNDING = 1e-9;

/**
 * How many of `total` records each part gets: counts as they are, shares by the largest remainder. Throws SplitError where that is not all
 * of them, or more.
 */
export function partCounts(parts: readonly PartWish[], total: number): number[] {
  const rests = parts.filter(({ size }) => size.kind === 'rest').length;
  if (rests > 1) throw new SplitError('Only one part can take the rest.');
  const shares = sum(parts.map(({ size }) => (size.kind === 'share' ? size.share : 0)));
  const counted = sum(parts.map(({ size }) => (size.kind === 'count' ? size.count : 0)));
  const hasShares = parts.some(({ size }) => size.kind === 'share');
  const hasCounts = parts.some(({ size }) => size.kind === 'count');
  if (hasShares && hasCounts && rests === 0)
    throw new SplitError('Shares and numbers of records need a part that takes the rest: --train rest.');
  if (shares > 1 + ROUNDING) throw new SplitError(`The shares are ${round(shares)} together: more than all.`);
  if (rests === 0 && hasShares && shares < 1 - ROUNDING)
    throw new SplitError(
      `The shares are ${round(shares)} together: give one part the rest, as in --train rest.`,
    );
  const exact = parts.map(({ size }) => {
    if (size.kind === 'share') return size.share * total;
    return size.kind === 'count' ? size.count : 0;
  });
  const taken = sum(exact);
  if (taken > total + ROUNDING * total)
    throw new SplitError(`The parts ask for ${Math.ceil(taken)} records of ${total}.`);
  if (rests === 0 && !hasShares && counted < total)
    throw new SplitError(
      `The parts take ${counted} of ${total} records: give one of them the rest, as in --train rest.`,
    );
  return largestRemainder(
    parts.map(({ size }, i) => (size.kind === 'rest' ? total - taken : (exact[i] as number))),
  );
}

/** Whole numbers next to these, with the sum that they have; of equal remainders the first goes up. */
function largestRemainder(exact: readonly number[]): number[] {
  const counts = exact.map((value) => Math.floor(value + ROUNDING));
  const left = Math.round(sum(exact)) - sum(counts);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - (counts[i] as number) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) counts[i] = (counts[i] as number) + 1;
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function round(number: number): number {
  return Math.round(number * 1e6) / 1e6;
}
