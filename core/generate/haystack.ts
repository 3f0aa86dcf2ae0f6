/** Buries a needle in general statements: the context of a `haystack` sample. */
import type { Random } from './random';

/** Fewest and most distractors around a needle. */
export const DISTRACTOR_RANGE = { least: 25, most: 30 } as const;

export interface Haystack {
  /** All lines, joined with line feeds; one statement per line. */
  readonly context: string;
  /** 0-based line of the needle. */
  readonly needleIndex: number;
  readonly distractorCount: number;
  /** Where the needle stands: 0 is the first line, 1 the last. */
  readonly depth: number;
}

/** A statement on one line: runs of white space become one space. */
function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}

/**
 * Puts `needle` on a line of its own among 25 to 30 distinct distractors, each position equally likely.
 * White space in the needle is reduced to single spaces, so that it stays on its line.
 *
 * @param corpus general statements; repeated, empty and needle-like (equal) ones are left out
 * @throws RangeError when fewer than 25 usable distractors remain, or the needle is empty
 */
export function buildHaystack(needle: string, corpus: readonly string[], random: Random): Haystack {
  const line = oneLine(needle);
  if (line === '') throw new RangeError('the needle is empty');
  const usable = new Set(corpus.map(oneLine).filter((statement) => statement !== '' && statement !== line));
  const { least, most } = DISTRACTOR_RANGE;
  if (usable.size < least) {
    throw new RangeError(`a haystack needs ${least} distinct distractors, the text has ${usable.size}`);
  }
  const distractorCount = Math.min(usable.size, least + random.below(most - least + 1));
  const lines = random.sample([...usable], distractorCount);
  const needleIndex = random.below(distractorCount + 1);
  lines.splice(needleIndex, 0, line);
  return { context: lines.join('\n'), needleIndex, distractorCount, depth: needleIndex / distractorCount };
}
