const USUAL: ReadonlyMap<string, string> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['validation', 'validation'],
  ['valid', 'validation'],
  ['val', 'validation'],
  ['dev', 'validation'],
  ['test', 'test'],
]);

/** What the last word of a file's name says of the split that it is: "a.test.jsonl" is "test". "train" where it says nothing. */
export function splitNameOf(path: string): string {
  const [, word = ''] = /([a-z]+)\.\w+$/i.exec(path) ?? [];
  return USUAL.get(word.toLowerCase()) ?? 'train';
}

/** In the order in which splits are told of: the usual ones first. */
export function bySplit(a: string, b: string): number {
  const names = [...USUAL.values()];
  return names.indexOf(a) - names.indexOf(b);
}
