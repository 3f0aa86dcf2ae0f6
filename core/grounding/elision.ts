/** Quotes that leave words out and say so with an ellipsis. */
import { type Span, trimSpan } from '../text/span';
import { findQuantities, type Quantity, sameQuantity } from './quantities';

const ELLIPSIS = /\s*(?:\[\s*(?:\.{3,}|…)\s*\]|\(\s*(?:\.{3,}|…)\s*\)|\.{3,}|…)\s*/g;

export interface ElidedQuote {
  /** What stands between the ellipses, as spans of the quote. At least one. */
  readonly parts: readonly Span[];
  /** `ellipses[i]` stands between `parts[i]` and the next part. */
  readonly ellipses: readonly Span[];
}

/** A quote cut at its ellipses; undefined when it has none, or nothing else. */
export function readElided(quote: string): ElidedQuote | undefined {
  const parts: Span[] = [];
  const ellipses: Span[] = [];
  const gaps = [...quote.matchAll(ELLIPSIS)].map(({ 0: gap, index }) => ({
    start: index,
    end: index + gap.length,
  }));
  if (gaps.length === 0) return undefined;
  let start = 0;
  for (const gap of [...gaps, { start: quote.length, end: quote.length }]) {
    if (/[\p{L}\p{N}]/u.test(quote.slice(start, gap.start))) {
      parts.push({ start, end: gap.start });
      ellipses.push(trimSpan(quote, gap));
    }
    start = gap.end;
  }
  return parts.length > 0 ? { parts, ellipses } : undefined;
}

/** The end of a sentence and the white space after it. */
const SENTENCE_END = /[.!?]["”’')\]]*\s+(?=[\p{Lu}\p{N}"“(])|\n\s*/gu;

/** Words that turn a sentence: what was left out with one of them was not the same thing said longer. */
const TURN =
  /\b(?:not|no|never|without|neither|nor|none|cannot|but|except|unless|until|whereas|while|although|however|versus|vs|than|then|instead|rather|only|failed|lack(?:ed|s)?|respectively)\b|n['’]t\b/i;

/**
 * The ellipsis that is dishonest, by the part before it, or undefined when the parts may stand together. They may not
 * when a part says next to nothing, when the words between them turn the sentence, when they join the middles of two sentences, when a part of
 * one word reaches into another sentence, and when a number meets a unit or number that is not its own.
 */
export function dishonestEllipsis(context: string, parts: readonly Span[]): number | undefined {
  const texts = parts.map(({ start, end }) => context.slice(start, end));
  if (parts.length > 1 && (texts.every(isOneWord) || texts.some(saysNothing))) {
    return Math.max(0, Math.min(texts.findIndex(saysNothing), parts.length - 2));
  }
  const i = parts.findIndex((part, n) => n > 0 && isDishonest(context, parts[n - 1] as Span, part));
  return i === -1 ? undefined : i - 1;
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
  if (!last) return TURN.test(gap) || joinsNumbers(before, after) || passesOn(before, gap, after);
  const startsSentence = last.end >= gap.length - 1;
  const endsSentence = /^[.!?\s]*$/.test(gap.slice(0, ends[0]?.index)) || ends[0]?.index === 0;
  if (isOneWord(before) || isOneWord(after)) return true;
  if (startsSentence) return false;
  return !endsSentence || TURN.test(gap.slice(last.end)) || joinsNumbers(before, after);
}

/**
 * Whether what stands after the gap is said of a number that was left out, and seems to be said of the one before:
 * "14.2 months with … radiotherapy alone". What is in brackets belongs to the number before it.
 */
function passesOn(before: string, gap: string, after: string): boolean {
  const own = findQuantities(before).at(-1);
  if (!own || own.unit === '') return false;
  const isLike = ({ unit, value }: Quantity): boolean => unit === own.unit && value !== own.value;
  const left = findQuantities(gap.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '));
  return left.some(isLike) && !findQuantities(after).some(({ unit }) => unit === own.unit);
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
