/** What became of the lines of a text. */

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** The lines of both texts in order, as many of them the same as can be (longest common subsequence; O(n·m) time). */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  /** lengths[i][j]: of the longest common subsequence of the lines from i and j on. */
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      (lengths[i] as Uint32Array)[j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const diff: DiffLine[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      diff.push({ kind: 'same', text: before[i++] as string });
      j++;
    } else if (i < before.length && (j === after.length || at(i + 1, j) >= at(i, j + 1)))
      diff.push({ kind: 'removed', text: before[i++] as string });
    else diff.push({ kind: 'added', text: after[j++] as string });
  }
  return diff;
}
