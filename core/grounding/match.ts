/** Holding one quote against its context. */
import search from 'approx-string-match';
import type { Span } from '../text/span';
import { type Difference, type DifferenceKind, findDifferences } from './differences';
import { type Edges, edgesOf } from './edges';
import { dishonestEllipsis, type ElidedQuote, readElided } from './elision';
import { type FoldedText, fold, withPlainSpaces } from './fold';
import { findQuantities, type Quantity, sameQuantity } from './quantities';
import { findStatedQuantities } from './statedQuantities';

/** What a quote is to its context. Spans are of the context text, `quoted` is of the quote. */
export type QuoteMatch =
  /** Word for word. */
  | { readonly kind: 'verbatim'; readonly span: Span }
  /** The same words; only quotation marks, dashes, spaces, the first letter's case or the last stop differ. */
  | { readonly kind: 'typographic'; readonly span: Span }
  /** Words left out are marked with an ellipsis; the parts stand in the context, in order, and may stand together. */
  | { readonly kind: 'elided'; readonly spans: readonly Span[] }
  /** Not in the context; `span` is the stretch most like the words `quoted`, which `exact` could stand for. */
  | {
      readonly kind: 'altered';
      readonly quoted: Span;
      readonly span: Span;
      readonly exact: string;
      /** What differs, in order; never empty. */
      readonly differences: readonly Difference[];
    }
  /** Nothing in the context is like the words `quoted`. */
  | { readonly kind: 'absent'; readonly quoted: Span };

type Altered = Extract<QuoteMatch, { kind: 'altered' }>;

/** A stretch of context is "like" a quote up to this share of edits to the quote's folded length. */
const NEAREST_EDITS = 0.34;

/** What the search for the nearest stretches of one context may cost, in steps of 32 units of the pattern. */
const SEARCH_STEPS = 20_000_000;

/** How many places of one quote's words are looked at. */
const MAX_PLACES = 200;

/** How many places of an elided quote's first part are tried. */
const ELISION_STARTS = 8;

/** A piece of a quote that is looked for by itself has at least so many words. */
const PIECE_WORDS = 3;

/** A quote of more pieces is a text of its own, and in a longer one pieces are not looked for. */
const MAX_PIECES = 6;
const MAX_REORDERED_WORDS = 400;

const WORDS = /[\p{L}\p{N}]+/gu;

/** So close to the nearest stretch its first and last words may stand. */
const ANCHOR_REACH = 30;

/** How often the nearest stretch may grow. */
const MOST_GROWTH = 4;

type SameWords = Extract<QuoteMatch, { kind: 'verbatim' | 'typographic' }>;

/** Matches quotes against one context; what is derived from the context is derived once, when first needed. */
export class ContextMatcher {
  #folded: (FoldedText & { readonly lower: string }) | undefined;
  #quantities: readonly Quantity[] | undefined;
  #stepsLeft = SEARCH_STEPS;

  /** By quote; null where its words stand nowhere. */
  readonly #same = new Map<string, SameWords | null>();

  constructor(readonly context: string) {}

  match(quote: string): QuoteMatch {
    return (
      this.#findSame(quote) ??
      this.#findElided(quote) ??
      this.#findTurned(quote) ??
      this.#findReordered(quote) ??
      this.#findNearest(quote)
    );
  }

  /** The first place where the quote stands word for word and says by itself what it says there. */
  findVerbatim(quote: string): Span | undefined {
    const start = quote === '' ? -1 : this.context.indexOf(quote);
    if (start === -1) return undefined;
    // Nearly always the first place is the one.
    const first = { start, end: start + quote.length };
    return edgesOf(this.context, first).kind === 'whole' ? first : this.#firstWhole(this.#verbatim(quote));
  }

  /** The first place where the quote stands word for word or differs in typography only. */
  findSame(quote: string): Span | undefined {
    return this.#findSame(quote)?.span;
  }

  /** A line is looked up to see whether it is a quote, and again as one. */
  #findSame(quote: string): SameWords | undefined {
    let same = this.#same.get(quote);
    if (same === undefined) {
      same = this.#lookUp(quote) ?? null;
      this.#same.set(quote, same);
    }
    return same ?? undefined;
  }

  #lookUp(quote: string): SameWords | undefined {
    const span = this.findVerbatim(quote);
    if (span) return { kind: 'verbatim', span };
    const typographic = this.#firstWhole(this.#typographic(quote));
    return typographic && { kind: 'typographic', span: typographic };
  }

  #firstWhole(spans: Iterable<Span>): Span | undefined {
    return this.#first(spans, ['whole']);
  }

  #first(spans: Iterable<Span>, kinds: readonly Edges['kind'][], from = 0): Span | undefined {
    for (const span of spans) {
      if (span.start >= from && kinds.includes(edgesOf(this.context, span).kind)) return span;
    }
    return undefined;
  }

  *#verbatim(quote: string, from = 0): Generator<Span> {
    if (quote !== '') yield* occurrences(this.context, quote, from);
  }

  *#typographic(quote: string): Generator<Span> {
    const folded = this.#foldedContext();
    let quoted: readonly Quantity[] | undefined;
    for (const variant of spellings(fold(quote).value)) {
      for (const span of occurrences(folded.value, variant, 0)) {
        const original = folded.toOriginal(span);
        quoted ??= findQuantities(withPlainSpaces(quote));
        if (this.#holds(quoted, original)) yield original;
      }
    }
  }

  #holds(quoted: readonly Quantity[], span: Span): boolean {
    const actual = findQuantities(withPlainSpaces(this.context.slice(span.start, span.end)));
    return quoted.length === actual.length && quoted.every((q, i) => sameQuantity(q, actual[i] as Quantity));
  }

  /** The quote's words stand in the context, but the words before them turn what they say. */
  #findTurned(quote: string): Altered | undefined {
    for (const span of [...this.#verbatim(quote), ...this.#typographic(quote)]) {
      const edges = edgesOf(this.context, span);
      if (edges.kind !== 'turned') continue;
      const firstWord = { start: 0, end: /^\S*/.exec(quote)?.[0].length ?? 0 };
      const quoted = edges.compares ? (findStatedQuantities(quote)[0]?.span ?? firstWord) : firstWord;
      return this.#altered(quote, { start: edges.by.start, end: span.end }, [
        {
          kind: edges.compares ? 'quantity' : 'negation',
          quoted,
          said: '',
          actual: edges.by,
          stated: this.context.slice(edges.by.start, edges.by.end),
        },
      ]);
    }
    return undefined;
  }

  #altered(quote: string, span: Span, differences?: readonly Difference[]): Altered {
    return {
      kind: 'altered',
      quoted: { start: 0, end: quote.length },
      span,
      exact: this.context.slice(span.start, span.end),
      differences: differences ?? findDifferences(quote, this.context, span),
    };
  }

  #findElided(quote: string): QuoteMatch | undefined {
    const elided = readElided(quote);
    if (!elided) return undefined;
    const parts = elided.parts.map(({ start, end }) => quote.slice(start, end));
    let dishonest: Altered | undefined;
    let from = 0;
    for (let attempt = 0; attempt < ELISION_STARTS; attempt++) {
      const spans = this.#findInOrder(parts, from);
      const first = spans?.[0];
      if (!spans || !first) break;
      const i = dishonestEllipsis(this.context, spans) ?? this.#turningGap(spans);
      if (i === undefined) return { kind: 'elided', spans };
      dishonest ??= this.#hiding(quote, elided.ellipses[i] as Span, spans, i);
      from = first.start + 1;
    }
    return dishonest ?? this.#findParts(quote, elided, parts);
  }

  /** A quote whose ellipsis after part `i` hides something. */
  #hiding(quote: string, ellipsis: Span, spans: readonly Span[], i: number): Altered {
    const gap = { start: (spans[i] as Span).end, end: (spans[i + 1] as Span).start };
    const stated = this.context.slice(gap.start, gap.end);
    return this.#altered(quote, { start: (spans[0] as Span).start, end: (spans.at(-1) as Span).end }, [
      { kind: 'elision', quoted: ellipsis, said: '', actual: gap, stated },
    ]);
  }

  /** The first part that is not in the context, or parts in another order. */
  #findParts(quote: string, { parts }: ElidedQuote, texts: readonly string[]): QuoteMatch | undefined {
    const found: Span[] = [];
    const matches = texts.length > 1 ? texts.map((text) => this.match(text)) : [];
    if (matches.every(({ kind }) => kind === 'absent')) return undefined;
    for (const [i, match] of matches.entries()) {
      const { start } = parts[i] as Span;
      if (match.kind === 'absent' || match.kind === 'altered') return moved(match, start);
      if (match.kind === 'elided') return undefined;
      found.push(match.span);
    }
    const late = found.findIndex((span, i) => i > 0 && span.start < (found[i - 1] as Span).end);
    return late < 1 ? undefined : this.#reordered(quote, 'elided-order', parts[late] as Span, found, late);
  }

  /** A quote of stretches that do not stand in this order; `late` is the first that should stand earlier. */
  #reordered(
    quote: string,
    kind: DifferenceKind,
    quoted: Span,
    found: readonly Span[],
    late: number,
  ): Altered {
    const actual = found[late] as Span;
    const sorted = found.toSorted((a, b) => a.start - b.start);
    const span = { start: (sorted[0] as Span).start, end: (sorted.at(-1) as Span).end };
    const words = ({ start, end }: Span): string => this.context.slice(start, end);
    const match = this.#altered(quote, span, [
      { kind, quoted, said: quote.slice(quoted.start, quoted.end), actual, stated: words(actual) },
    ]);
    return kind === 'elided-order' ? { ...match, exact: sorted.map(words).join(' … ') } : match;
  }

  #findInOrder(parts: readonly string[], from: number): Span[] | undefined {
    const spans: Span[] = [];
    let at = from;
    for (const [i, part] of parts.entries()) {
      // Words that turn a later part stand in the gap before it, which is judged by itself.
      const kinds: readonly Edges['kind'][] = i === 0 ? ['whole'] : ['whole', 'turned'];
      const span =
        this.#first(this.#verbatim(part, at), kinds) ?? this.#first(this.#typographic(part), kinds, at);
      if (!span) return undefined;
      spans.push(span);
      at = span.end;
    }
    return spans;
  }

  /** The part after which words are left out that turn the next. */
  #turningGap(spans: readonly Span[]): number | undefined {
    const i = spans.findIndex((span, n) => n > 0 && edgesOf(this.context, span).kind === 'turned');
    return i === -1 ? undefined : i - 1;
  }

  /** Stretches of the context that the quote joins in another order. */
  #findReordered(quote: string): Altered | undefined {
    const pieces = this.#cutIntoPieces(quote);
    if (!pieces) return undefined;
    const found = pieces.map(({ start, end }) => this.findSame(quote.slice(start, end)));
    if (!found.every((span) => span !== undefined)) return undefined;
    if (
      this.#findInOrder(
        pieces.map(({ start, end }) => quote.slice(start, end)),
        0,
      )
    )
      return undefined;
    const late = found.findIndex((span, i) => i > 0 && span.start < (found[i - 1] as Span).end);
    return late < 1 ? undefined : this.#reordered(quote, 'order', pieces[late] as Span, found, late);
  }

  /** A quote cut, from its start on, into the longest pieces that stand in the context; undefined when it has others. */
  #cutIntoPieces(quote: string): Span[] | undefined {
    const folded = this.#foldedContext();
    const words = Array.from(quote.matchAll(/\S+/g), ({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
    }));
    if (words.length < 2 * PIECE_WORDS || words.length > MAX_REORDERED_WORDS) return undefined;
    const stands = (from: number, to: number): boolean => {
      const text = quote.slice(words[from]?.start, words[to - 1]?.end);
      return folded.lower.includes(
        fold(text)
          .value.toLowerCase()
          .replace(/[.,;:]$/, ''),
      );
    };
    const pieces: Span[] = [];
    for (let from = 0; from < words.length; ) {
      let to = from + PIECE_WORDS;
      if (pieces.length === MAX_PIECES || to > words.length || !stands(from, to)) return undefined;
      while (to < words.length && stands(from, to + 1)) to++;
      pieces.push({ start: (words[from] as Span).start, end: (words[to - 1] as Span).end });
      from = to;
    }
    return pieces;
  }

  #findNearest(quote: string): QuoteMatch {
    const absent: QuoteMatch = { kind: 'absent', quoted: { start: 0, end: quote.length } };
    const { value, toOriginal, lower } = this.#foldedContext();
    const pattern = fold(quote).value.toLowerCase();
    // toLowerCase may change a text's length ("İ"); offsets would no longer be those of the folded text.
    if (pattern === '' || lower.length !== value.length) return absent;
    this.#stepsLeft -= Math.ceil(pattern.length / 32) * lower.length;
    if (this.#stepsLeft < 0 || isMonotonous(pattern)) return absent;
    const found = search(lower, pattern, Math.floor(pattern.length * NEAREST_EDITS));
    // The search goes back over the pattern for each place that is as good as the best.
    this.#stepsLeft -= found.length * Math.ceil(pattern.length / 32) * pattern.length;
    const best = found.reduce<(typeof found)[number] | undefined>(
      (least, match) => (least === undefined || match.errors < least.errors ? match : least),
      undefined,
    );
    return best ? this.#altered(quote, this.#grown(this.#anchored(quote, toOriginal(best)))) : absent;
  }

  /** The stretch in whole words, and from the quote's first to its last word where those stand close by. */
  #anchored(quote: string, span: Span): Span {
    const { start, end } = wholeWords(this.context, span);
    const words = quote.match(WORDS) ?? [];
    const before = this.context.slice(Math.max(0, start - ANCHOR_REACH), start);
    const after = this.context.slice(end, end + ANCHOR_REACH);
    const inside = this.context.slice(start, end).match(WORDS) ?? [];
    const first = isSameWord(inside[0], words[0]) ? -1 : lastWordIndex(before, words[0]);
    const last = isSameWord(inside.at(-1), words.at(-1)) ? -1 : firstWordEnd(after, words.at(-1));
    return {
      start: first === -1 ? start : start - before.length + first,
      end: last === -1 ? end : end + last,
    };
  }

  /** The stretch with what must not be cut off it: the rest of a number, "not", "less than". */
  #grown(span: Span): Span {
    let { start, end } = span;
    for (let i = 0; i < MOST_GROWTH; i++) {
      const edges = edgesOf(this.context, { start, end });
      if (edges.kind === 'whole') break;
      if (edges.kind === 'turned') start = edges.by.start;
      else {
        this.#quantities ??= findStatedQuantities(this.context);
        const cut = this.#quantities.find(
          ({ span: q }) => (q.start < start && start < q.end) || (q.start < end && end < q.end),
        );
        if (!cut) break;
        start = Math.min(start, cut.span.start);
        end = Math.max(end, cut.span.end);
      }
    }
    return { start, end };
  }

  #foldedContext(): FoldedText & { readonly lower: string } {
    if (!this.#folded) {
      const folded = fold(this.context);
      this.#folded = { ...folded, lower: folded.value.toLowerCase() };
    }
    return this.#folded;
  }
}

/** The same for a quote in which the words start `by` later. */
function moved<Match extends QuoteMatch>(match: Match, by: number): Match {
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  if (match.kind === 'absent') return { ...match, quoted: shift(match.quoted) };
  if (match.kind !== 'altered') return match;
  const differences = match.differences.map((one) => ({ ...one, quoted: shift(one.quoted) }));
  return { ...match, quoted: shift(match.quoted), differences };
}

/** The spellings of a folded quote that count as typography: as it is, first letter's case, final stop. */
function* spellings(folded: string): Generator<string> {
  const stopless = folded.replace(/[.,;:]$/, '');
  for (const text of new Set([folded, stopless])) {
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    yield text;
    const first = text[0] as string;
    const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
    if (other !== first && other.length === 1) yield other + text.slice(1);
  }
}

/** A long text that repeats itself: it would be found at every step, and the nearest place means nothing. */
function isMonotonous(text: string): boolean {
  if (text.length <= 200) return false;
  const pieces = new Set<string>();
  for (let i = 0; i + 4 <= text.length; i++) pieces.add(text.slice(i, i + 4));
  return pieces.size < text.length / 10;
}

/** The places of `words` in `text` from `from` on, overlapping ones too. */
function* occurrences(text: string, words: string, from: number): Generator<Span> {
  let start = text.indexOf(words, from);
  for (let place = 0; start !== -1 && place < MAX_PLACES; place++) {
    yield { start, end: start + words.length };
    start = text.indexOf(words, start + 1);
  }
}

function isSameWord(a: string | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** Where a word stands last in a text, in the sentence that the text ends with; -1 when it does not. */
function lastWordIndex(text: string, word: string | undefined): number {
  for (const { 0: other, index } of [...text.matchAll(WORDS)].reverse()) {
    if (/[.!?\n]\s/.test(text.slice(index))) return -1;
    if (isSameWord(other, word)) return index;
  }
  return -1;
}

/** The end of the place where a word stands first in a text, in its first sentence; -1 when it does not. */
function firstWordEnd(text: string, word: string | undefined): number {
  for (const { 0: other, index } of text.matchAll(WORDS)) {
    if (/[.!?\n]\s/.test(text.slice(0, index))) return -1;
    if (isSameWord(other, word)) return index + other.length;
  }
  return -1;
}

/** Moves the ends of a span to word boundaries: out to take a number or most of a word in, else in. */
function wholeWords(text: string, { start, end }: Span): Span {
  const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}.]/u.test(char);
  let first = start;
  let last = end;
  while (first > 0 && isWord(text[first]) && isWord(text[first - 1])) first--;
  while (last < text.length && isWord(text[last - 1]) && /[\p{L}\p{N}]/u.test(text[last] as string)) last++;
  const inner = /^\P{N}*?(?=[\s\p{P}])[\s\p{P}]+/u.exec(text.slice(start, end))?.[0].length ?? 0;
  if (first < start && inner > 0 && !/\p{N}/u.test(text.slice(first, start))) {
    const tail = /^\p{L}*/u.exec(text.slice(start, end))?.[0].length ?? 0;
    if (tail < start - first) first = start + inner;
  }
  return { start: first, end: last };
}
