/** Pictures in the block characters that every terminal has. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const HEIGHTS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar of a share of `width` columns, to an eighth of a column; whatever is above 0 is seen. Not padded. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, share) * width * 8));
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}

/** A column for each count, the highest full; whatever is above 0 is seen. */
export function columns(counts: readonly number[]): string {
  const most = Math.max(...counts, 1);
  return counts
    .map((count) => HEIGHTS[count === 0 ? 0 : Math.max(1, Math.round((8 * count) / most))])
    .join('');
}
