/**
 * Whole numbers next to `rows[i] · columns[j] / total`, below or above, whose sums are `rows` and `columns`: a controlled
 * rounding, which every table has (Bacharach 1966). `rows` and `columns` are whole numbers with one sum, the total.
 */
export function roundControlled(rows: readonly number[], columns: readonly number[]): number[][] {
  const total = rows.reduce((sum, row) => sum + row, 0);
  const table = rows.map((row) =>
    columns.map((column) => (total === 0 ? 0 : Math.floor((row * column) / total))),
  );
  const remainder = (i: number, j: number): number => ((rows[i] as number) * (columns[j] as number)) % total;
  const isUp = rows.map(() => columns.map(() => false));
  const left = columns.map((column, j) => column - table.reduce((sum, row) => sum + (row[j] as number), 0));
  // One more goes to a cell with a remainder whose column has one left, or is left one by a row that takes another (augmenting paths).
  const raise = (i: number, seen: Set<number>): boolean => {
    const open = [...columns.keys()].filter((j) => !isUp[i]?.[j] && remainder(i, j) > 0);
    // What is left goes first, and of that to the largest remainder.
    const rank = (j: number): number => ((left[j] as number) > 0 ? total : 0) + remainder(i, j);
    for (const j of open.sort((a, b) => rank(b) - rank(a) || a - b)) {
      if (seen.has(j)) continue;
      seen.add(j);
      const giver =
        (left[j] as number) > 0 ? undefined : isUp.findIndex((row, k) => row[j] && raise(k, seen));
      if (giver === -1) continue;
      if (giver === undefined) left[j] = (left[j] as number) - 1;
      else (isUp[giver] as boolean[])[j] = false;
      (isUp[i] as boolean[])[j] = true;
      return true;
    }
    return false;
  };
  for (const [i, row] of rows.entries()) {
    const missing = row - (table[i] as number[]).reduce((sum, cell) => sum + cell, 0);
    for (let n = 0; n < missing; n++) raise(i, new Set());
  }
  return table.map((row, i) => row.map((cell, j) => cell + (isUp[i]?.[j] ? 1 : 0)));
}
