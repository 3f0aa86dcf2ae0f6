/** Numbers as the reader's language writes them. */

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString(language());
}

/** `1.2M`, for a place with little room. */
export function formatShort(count: number): string {
  return count.toLocaleString(language(), { notation: 'compact', maximumFractionDigits: 1 });
}

/** `40 %`; what is not quite nothing or all does not look so. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  const digits = (percent > 0 && percent < 1) || (percent > 99 && percent < 100) ? 1 : 0;
  const shown = Math.min(Math.max(percent, percent > 0 ? 0.1 : 0), percent < 100 ? 99.9 : 100);
  return `${shown.toLocaleString(language(), { maximumFractionDigits: digits })} %`;
}

/** `$0.42`. */
export function formatDollars(usd: number): string {
  const digits = usd > 0 && usd < 0.1 ? 4 : 2;
  return usd.toLocaleString(language(), {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
}

/** `Nov 22, 2026`. */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString(language(), { dateStyle: 'medium', timeZone: 'UTC' });
}

/** Of the page, where there is one. */
function language(): string {
  const { document } = globalThis as {
    readonly document?: { readonly documentElement: { readonly lang: string } };
  };
  return document?.documentElement.lang || 'en';
}
