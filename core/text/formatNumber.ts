/** Numbers as people read them. */

/** Three digits that count, whole numbers in full, thousands set apart: `0.0312`, `4.25`, `12 345`. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  if (Math.abs(value) < 0.001) return value.toPrecision(2);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const [whole = '', rest] = formatRounded(value, digits).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** Rounded, without zeros at the end. */
export function formatRounded(value: number, digits: number): string {
  return value
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^-0$/, '0');
}

/** A share from 0 to 1: `82 %`, `7.5 %`. */
export function formatShare(share: number): string {
  return `${formatRounded(share * 100, 1)} %`;
}
