/** Quotes that leave words out and say so with an ellipsis. */
import type { Span } from '../text/span';
import { findQuantities, sameQuantity } from './quantities';

const ELLIPSIS = /\s*(?:\[\s*(?:\.{3,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)|\.{3,}|…)\s*/;

/** The parts of a quote between its ellipses; undefined when it has none, or nothing else. */
export function elidedParts(quote: string): string[] | undefined {
  if (!ELLIPSIS.test(quote)) return undefined;
  const parts = quote.split(ELLIPSIS).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length > 0 ? parts : undefined;
}

/** The end of a sentence and the white space after it. */
const SENTENCE_END = /[.!?]["”’')\]]*\s+(?=[\p{Lu}\p{N}"“(])|\n\s*/gu;

/** Words that turn a sentence: what was left out with one of them was not the same thing said longer. */
const TURN =
  /\b(?:not|no|never|without|neither|nor|none|cannot|but|except|unless|until|whereas|while|although|however|versus|vs|than|then|instead|rather|only|failed|lack(?:ed|s)?|respectively)\b|n['’]t\b/i;

/**
 * The stretch that makes the elision dishonest, or undefined when the parts may stand together. They may not
 * when a part says next to nothing, when the words between them turn the sentence, when they join the middles of two sentences, when a part of
 * one word reaches into another sentence, and when a number meets a unit or number that is not its own.
 */
export function dishonestGap(context: string, parts: readonly Span[]): Span | undefined {
  const texts = parts.map(({ start, end }) => context.slice(start, end));
  if (parts.length > 1 && (texts.every(isOneWord) || texts.some(saysNothing))) {
    return { start: (parts[0] as Span).end, end: (parts.at(-1) as Span).start };
  }
  for (let i = 1; i < parts.length; i++) {
    const [left, right] = [parts[i - 1] as Span, parts[i] as Span];
    const gap = { start: left.end, end: right.start };
    if (isDishonest(context, left, right)) return gap;
  }
  return undefined;
}

function isDishonest(context: string, left: Span, right: Span): boolean {
  const [before, after] = [context.slice(left.start, left.end), context.slice(right.start, right.end)];
  // The character before the gap may be the full stop that ends the sentence.
  const gap = context.slice(left.end - 1, right.start + 1);
  const ends = Array.from(gap.matchAll(SENTENCE_END), ({ 0: end, index }) => ({
    index,
    end: index + end.length,
  }));
  const last = ends.at(-1);
  if (!last) return TURN.test(gap) || joinsNumbers(before, after);
  const startsSentence = last.end >= gap.length - 1;
  const endsSentence = /^[.!?\s]*$/.test(gap.slice(0, ends[0]?.index)) || ends[0]?.index === 0;
  if (isOneWord(before) || isOneWord(after)) return true;
  if (startsSentence) return false;
  return !endsSentence || TURN.test(gap.slice(last.end)) || joinsNumbers(before, after);
}

/** Any sentence has "The … grade". */
function saysNothing(part: string): boolean {
  return isOneWord(part) && part.trim().length < 6;
}

function isOneWord(part: string): boolean {
  return !/[\p{L}\p{N}]\P{L}*\s\P{L}*[\p{L}\p{N}]/u.test(part.trim());
}

/** Whether side by side the parts read as other quantities than each for itself. */
function joinsNumbers(left: string, right: string): boolean {
  const apart = [...findQuantities(left), ...findQuantities(right)];
  const joined = findQuantities(`${left} ${right}`);
  const same = (i: number): boolean => {
    const [a, b] = [apart[i], joined[i]];
    return a !== undefined && b !== undefined && sameQuantity(a, b);
  };
  return apart.length !== joined.length || !apart.every((_, i) => same(i));
}
