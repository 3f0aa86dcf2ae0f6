/** The words that carry what a sentence is about. */
import { mapMatches } from './mapMatches';

const WORD = /\p{L}[\p{L}\p{N}]*(?:[-‐‑][\p{L}\p{N}]+)*/gu;

const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those of in on at by for from to with within into during over under after before about as ' +
    'and or but so than then thus therefore hence because since while although if when where which who whose what ' +
    'is are was were be been being has have had having do does did will would shall should can could may might must ' +
    'it its he she they them their his her we our you your i me my one also only still yet very just per each all any ' +
    'both some more most such same other another there here approximately about around nearly roughly reported states ' +
    'stated says said given according context text passage yes no not never none neither nor without cannot'
  ).split(' '),
);

/** In lower case, plural endings taken off, function words left out. */
export function contentWords(text: string): Set<string> {
  const words = new Set<string>();
  mapMatches(text, WORD, ([word]) => {
    const lower = word.toLowerCase().replace(/[‐‑]/g, '-');
    if (lower.length > 1 && !FUNCTION_WORDS.has(lower)) words.add(lower.replace(/(?<=\w{3})s$/, ''));
  });
  return words;
}

export function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared;
}
