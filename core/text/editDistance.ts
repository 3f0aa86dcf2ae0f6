/** Edits (insert, delete, replace, swap neighbours) between two short words; stops counting above `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (before[j - 2] as number) + 1);
      }
      row.push(edits);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] as number;
}

/** The word of a list that is nearest to a misspelled one, at most `most` edits away; the first of equals. */
export function nearestWord<Word extends string>(
  written: string,
  words: readonly Word[],
  most: number,
): Word | undefined {
  let nearest: Word | undefined;
  let least = most + 1;
  for (const word of words) {
    const distance = editDistance(written, word, most);
    if (distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return nearest;
}
