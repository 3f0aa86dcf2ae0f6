/** Buries a needle in general statements: the context of a `haystack` sample. */
import { splitSentences } from '../text/sentences';
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

/** The golden ratio's fraction: its multiples spread over [0, 1) more evenly than any draw. */
const GOLDEN = 0.6180339887498949;

/**
 * Where the needle of a run's haystack number `ordinal` is to stand, in [0, 1). However many a run has, their
 * depths are spread evenly; `shift` in [0, 1) moves them all, so that two runs differ.
 */
export function needleDepth(ordinal: number, shift: number): number {
  return (shift + ordinal * GOLDEN) % 1;
}

/**
 * Puts `needle` on a line of its own among 25 to 30 distinct distractors. White space in the needle is reduced to
 * single spaces, so that it stays on its line.
 *
 * @param corpus general statements; repeated, empty and needle-like (equal) ones are left out
 * @param depth where the needle goes, in [0, 1): the same share of the lines above it
 * @throws RangeError when fewer than 25 usable distractors remain, or the needle is empty
 */
export function buildHaystack(
  needle: string,
  corpus: readonly string[],
  random: Random,
  depth: number,
): Haystack {
  const line = oneLine(needle);
  if (line === '') throw new RangeError('the needle is empty');
  const usable = distinctStatements(corpus).filter((statement) => statement !== line);
  const { least, most } = DISTRACTOR_RANGE;
  if (usable.length < least) {
    throw new RangeError(`a haystack needs ${least} distinct distractors, the text has ${usable.length}`);
  }
  const distractorCount = Math.min(usable.length, least + random.below(most - least + 1));
  const lines = random.sample(usable, distractorCount);
  const needleIndex = Math.floor(depth * (distractorCount + 1));
  lines.splice(needleIndex, 0, line);
  return { context: lines.join('\n'), needleIndex, distractorCount, depth: needleIndex / distractorCount };
}

function distinctStatements(corpus: readonly string[]): string[] {
  return [...new Set(corpus.map(oneLine))].filter((statement) => statement !== '');
}

/**
 * The statements of a text of one's own, one a line or several sentences a line.
 * @throws RangeError when there are too few of them for a haystack
 */
export function readStatements(text: string): readonly string[] {
  const statements = distinctStatements(
    splitSentences(text).map(({ start, end }) => text.slice(start, end).replace(/^[-*•]\s+/, '')),
  );
  const { most } = DISTRACTOR_RANGE;
  // One more than the largest haystack takes: one of them may be the needle itself.
  if (statements.length > most) return statements;
  throw new RangeError(
    `a haystack needs more than ${most} different statements, this text has ${statements.length}`,
  );
}

/**
 * The line of a needle in a context of so many lines, by what a record's provenance says of it (`{depth, distractors}`).
 * Undefined where that is not of this context.
 */
export function needleIndexOf(placed: unknown, lines: number): number | undefined {
  const { depth, distractors } = (placed ?? {}) as {
    readonly depth?: unknown;
    readonly distractors?: unknown;
  };
  if (typeof depth !== 'number' || typeof distractors !== 'number' || distractors + 1 !== lines)
    return undefined;
  return Math.round(depth * distractors);
}
