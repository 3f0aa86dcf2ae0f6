/** Crude: "improved" and "improve" are the same, and so are "stopped" and "stop". */
export function stemOf(word: string): string {
  const stem = word.length > 4 ? word.replace(/(?:ing|ed|es|[es])$/, '') : word;
  return stem === word ? stem : stem.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}
