/** What is lost at the edges of a stretch when it is taken out of its text. */
import { findNumberWords } from '../clinical/numberWords';
import type { Span } from '../text/span';
import { findQuantities } from './quantities';

export type Edges =
  /** The stretch says by itself what it says in its place. */
  | { readonly kind: 'whole' }
  /** It starts or ends inside a word, a number, a quantity or a range: "5 mg" of "15 mg", "7" of "7–10 days". */
  | { readonly kind: 'cut' }
  /** The words right before it turn what it says: "not", "no evidence of"; or compare: "less than". */
  | { readonly kind: 'turned'; readonly by: Span; readonly compares: boolean };

const WHOLE: Edges = { kind: 'whole' };
const CUT: Edges = { kind: 'cut' };

/** Scripts that write words with spaces between them, digits and combining marks. */
const WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{M}²³]/u;
const DIGIT = /\p{Nd}/u;

/** No quantity is longer, in UTF-16 units. */
const REACH = 48;

const DASHES = '-‐‑‒–—−';
const RANGE_BEFORE = new RegExp(`(?:[\\p{Nd}%]\\s?[${DASHES}]|\\p{Nd}\\s+to)\\s*$`, 'u');
const RANGE_AFTER = new RegExp(`^\\s?(?:[${DASHES}]\\s?|to\\s+)[<>≤≥]?\\p{Nd}`, 'u');
const MINUS_BEFORE = /(?:^|[\s(=[])[-−]$/u;

/** Words that turn what follows them, at the end of the text before, with what may stand between. */
const NEGATION =
  /(?:\b(?:not|no|never|without|neither|nor|none of|cannot|can't|lacks?|lacked|lacking|den(?:y|ies|ied)|exclud(?:es?|ed|ing)|rul(?:es?|ed|ing) out|(?:absence|lack|free|instead) of|fail(?:s|ed|ure|ing)? to|negative for|rather than|unlikely to|no (?:\p{L}+ )?(?:evidence|signs?|history|trace) of)|n['’]t)(?:\s+(?:an?|the|any|be|been|being|yet|have|had|only|\p{L}+ly))*\s+$/iu;
const PREFIX = /\b(?:non|anti|un)[-‐‑]$/i;
const COMPARISON =
  /\b(?:(?:less|more|fewer|greater|higher|lower|later|earlier|longer|shorter|older|younger) than(?: or equal to)?|at (?:least|most)|up to|under|over|below|above|exceed(?:s|ed|ing)?|(?:maximum|minimum) of|approximately|about|almost|nearly|around)\s+$/i;

export function edgesOf(text: string, { start, end }: Span): Edges {
  if (startsSentence(text, start) && endsSentence(text, end)) return WHOLE;
  if (cutsWord(text, start) || cutsWord(text, end)) return CUT;
  if (cutsNumber(text, start, end) || cutsQuantity(text, start) || cutsQuantity(text, end)) return CUT;
  if (cutsNumberWord(text, start) || cutsNumberWord(text, end)) return CUT;
  return findTurn(text, start) ?? WHOLE;
}

/** Whether a letter stands here after a stop and a space or line end, or first of all: nothing can be cut off it. */
function startsSentence(text: string, at: number): boolean {
  if (!isLatinLetter(text.charCodeAt(at))) return false;
  return at === 0 || (at > 1 && isGap(text, at - 1) && isFullStop(text.charCodeAt(at - 2)));
}

/** Whether a stop ends here, or a word with a stop after it. */
function endsSentence(text: string, at: number): boolean {
  const last = text.charCodeAt(at - 1);
  if (isFullStop(last)) return isGap(text, at);
  if (!isLatinLetter(last)) return false;
  if (at === text.length) return true;
  const next = text.charCodeAt(at);
  return (isFullStop(next) || next === COMMA || next === COLON) && isGap(text, at + 1);
}

const COMMA = 0x2c;
const COLON = 0x3a;

function isFullStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f || code === 0x3b;
}

/** Whether a space or a line end stands here, or the text ends. */
function isGap(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x0a;
}

function isLatinLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Nothing turns what follows the end of a sentence or a line. */
const FRESH_START = /^$|[.!?:;\n]\s*$|["”»]\s+$/;

function findTurn(text: string, start: number): Edges | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (FRESH_START.test(before.slice(-4))) return undefined;
  const negation = NEGATION.exec(before) ?? PREFIX.exec(before);
  const turn = negation ?? (startsWithNumber(text, start) ? COMPARISON.exec(before) : null);
  if (!turn) return undefined;
  const from = start - before.length + turn.index;
  return { kind: 'turned', by: { start: from, end: from + turn[0].trimEnd().length }, compares: !negation };
}

function cutsWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && WORD.test(text[at - 1] as string) && WORD.test(text[at] as string);
}

function startsWithNumber(text: string, start: number): boolean {
  return /^[<>≤≥~≈]?\s?\.?\p{Nd}/u.test(text.slice(start, start + 4));
}

/** A decimal point, a sign or a range is cut: "5" of "1.5", "5" of "-5", "10 days" of "7 to 10 days". */
function cutsNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + 8);
  if (
    DIGIT.test(text[end - 1] ?? '') &&
    (/^[.,]\p{Nd}|^[½¼¾⅓⅔⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/u.test(after) || RANGE_AFTER.test(after))
  ) {
    return true;
  }
  if (text[end - 1] === '%' && RANGE_AFTER.test(after)) return true;
  if (!/^\.?\p{Nd}/u.test(text.slice(start, start + 2))) return false;
  return /\p{Nd}[.,]?$/u.test(before) || MINUS_BEFORE.test(before) || RANGE_BEFORE.test(before);
}

/** What a quantity can be cut after: its number, its comparator, "per" of "per cent"; and inside a unit. */
const BEFORE_CUT = /(?:[\p{N}<>≤≥⩽⩾~≈∼±=−]\s{0,3}[-‐‑]?|[/·^]|\bper\s)$/u;
const AFTER_CUT = /^[/·^]/;

/** Whether a quantity stands on both sides of the offset. */
function cutsQuantity(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return false;
  if (!BEFORE_CUT.test(text.slice(Math.max(0, at - 5), at)) && !AFTER_CUT.test(text[at] as string))
    return false;
  const from = Math.max(0, at - REACH);
  const middle = at - from;
  return findQuantities(text.slice(from, at + REACH)).some(
    ({ span }) => span.start < middle && middle < span.end,
  );
}

/** What a number in words can be cut after. */
const BEFORE_WORD_CUT =
  /(?:ty|dozen|hundred|thousand|million|and|one|two|three|four|five|six|seven|eight|nine|ten|teen)[-‐‑\s]?$/i;

/** Whether a number in words stands on both sides of the offset: "five" of "twenty-five". */
function cutsNumberWord(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return false;
  if (!BEFORE_WORD_CUT.test(text.slice(Math.max(0, at - 10), at))) return false;
  const from = Math.max(0, at - REACH);
  const middle = at - from;
  return findNumberWords(text.slice(from, at + REACH)).some(
    ({ span }) => span.start < middle && middle < span.end,
  );
}
