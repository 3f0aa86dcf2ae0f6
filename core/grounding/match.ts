/** Holding one quote against its context. */
import search from 'approx-string-match';
import type { Span } from '../text/span';
import { type Edges, edgesOf } from './edges';
import { dishonestGap, elidedParts } from './elision';
import { type FoldedText, fold, withPlainSpaces } from './fold';
import { findQuantities, type Quantity, sameQuantity } from './quantities';

/** A quantity of the quote and the one the context has in its place. Either may be missing. */
export interface QuantityDifference {
  /** In the quote. */
  readonly quoted: Quantity | undefined;
  /** In the context. */
  readonly actual: Quantity | undefined;
}

/** What a quote is to its context. Spans are of the context text. */
export type QuoteMatch =
  /** Word for word. */
  | { readonly kind: 'verbatim'; readonly span: Span }
  /** The same words; only quotation marks, dashes, spaces, the first letter's case or the last stop differ. */
  | { readonly kind: 'typographic'; readonly span: Span }
  /** Words left out are marked with an ellipsis; the parts stand in the context, in order, and may stand together. */
  | { readonly kind: 'elided'; readonly spans: readonly Span[] }
  /** Not in the context; `span` is the stretch most like it. */
  | {
      readonly kind: 'altered';
      readonly span: Span;
      readonly quantities: readonly QuantityDifference[];
      /** Words of the context that the quote leaves out and that change what it says: "not", "less than". */
      readonly leftOut?: Span;
    }
  /** Nothing in the context is like it. */
  | { readonly kind: 'absent' };

/** A stretch of context is "like" a quote up to this share of edits to the quote's folded length. */
const NEAREST_EDITS = 0.34;

/** What the search for the nearest stretches of one context may cost, in steps of 32 units of the pattern. */
const SEARCH_STEPS = 20_000_000;

/** How many places of one quote's words are looked at. */
const MAX_PLACES = 200;

/** How many places of an elided quote's first part are tried. */
const ELISION_STARTS = 8;

/** Matches quotes against one context; what is derived from the context is derived once, when first needed. */
export class ContextMatcher {
  #folded: FoldedText | undefined;
  #lower: string | undefined;
  #quantities: readonly Quantity[] | undefined;
  #stepsLeft = SEARCH_STEPS;

  constructor(readonly context: string) {}

  match(quote: string): QuoteMatch {
    const span = this.findVerbatim(quote);
    if (span) return { kind: 'verbatim', span };
    const typographic = this.#firstWhole(this.#typographic(quote));
    if (typographic) return { kind: 'typographic', span: typographic };
    return this.#findElided(quote) ?? this.#findTurned(quote) ?? this.#findNearest(quote);
  }

  /** The first place where the quote stands word for word and says by itself what it says there. */
  findVerbatim(quote: string): Span | undefined {
    return this.#firstWhole(this.#verbatim(quote));
  }

  /** The first place where the quote stands word for word or differs in typography only. */
  findSame(quote: string): Span | undefined {
    return this.findVerbatim(quote) ?? this.#firstWhole(this.#typographic(quote));
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
    this.#folded ??= fold(this.context);
    const quoted = findQuantities(withPlainSpaces(quote));
    for (const variant of spellings(fold(quote).value)) {
      for (const span of occurrences(this.#folded.value, variant, 0)) {
        const original = this.#folded.toOriginal(span);
        if (this.#holds(quoted, original)) yield original;
      }
    }
  }

  #holds(quoted: readonly Quantity[], span: Span): boolean {
    const actual = findQuantities(withPlainSpaces(this.context.slice(span.start, span.end)));
    return quoted.length === actual.length && quoted.every((q, i) => sameQuantity(q, actual[i] as Quantity));
  }

  /** The quote's words stand in the context, but the words before them turn what they say. */
  #findTurned(quote: string): QuoteMatch | undefined {
    for (const span of [...this.#verbatim(quote), ...this.#typographic(quote)]) {
      const edges = edgesOf(this.context, span);
      if (edges.kind !== 'turned') continue;
      const whole = { start: edges.by.start, end: span.end };
      return { kind: 'altered', span: whole, quantities: [], leftOut: edges.by };
    }
    return undefined;
  }

  #findElided(quote: string): QuoteMatch | undefined {
    const parts = elidedParts(quote);
    const first = parts?.[0];
    if (!parts || first === undefined) return undefined;
    let dishonest: QuoteMatch | undefined;
    let from = 0;
    for (let attempt = 0; attempt < ELISION_STARTS; attempt++) {
      const spans = this.#findInOrder(parts, from);
      if (!spans) break;
      const leftOut = dishonestGap(this.context, spans) ?? this.#turningGap(spans);
      if (!leftOut) return { kind: 'elided', spans };
      const [start, end] = [spans[0] as Span, spans.at(-1) as Span];
      dishonest ??= {
        kind: 'altered',
        span: { start: start.start, end: end.end },
        quantities: [],
        leftOut,
      };
      from = start.start + 1;
    }
    return dishonest;
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

  /** The gap with the words that turn the part after it. */
  #turningGap(spans: readonly Span[]): Span | undefined {
    const i = spans.findIndex((span, n) => n > 0 && edgesOf(this.context, span).kind === 'turned');
    return i === -1 ? undefined : { start: (spans[i - 1] as Span).end, end: (spans[i] as Span).start };
  }

  #findNearest(quote: string): QuoteMatch {
    this.#folded ??= fold(this.context);
    this.#lower ??= this.#folded.value.toLowerCase();
    const pattern = fold(quote).value.toLowerCase();
    // toLowerCase may change a text's length ("İ"); offsets would no longer be those of the folded text.
    if (pattern === '' || this.#lower.length !== this.#folded.value.length) return { kind: 'absent' };
    this.#stepsLeft -= Math.ceil(pattern.length / 32) * this.#lower.length;
    if (this.#stepsLeft < 0 || isMonotonous(pattern)) return { kind: 'absent' };
    const found = search(this.#lower, pattern, Math.floor(pattern.length * NEAREST_EDITS));
    // The search goes back over the pattern for each place that is as good as the best.
    this.#stepsLeft -= found.length * Math.ceil(pattern.length / 32) * pattern.length;
    const best = found.reduce<(typeof found)[number] | undefined>(
      (least, match) => (least === undefined || match.errors < least.errors ? match : least),
      undefined,
    );
    if (best === undefined) return { kind: 'absent' };
    const span = wholeWords(this.context, this.#folded.toOriginal(best));
    return { kind: 'altered', span, quantities: this.#compareQuantities(quote, span) };
  }

  #compareQuantities(quote: string, span: Span): QuantityDifference[] {
    this.#quantities ??= findQuantities(this.context);
    const actual = this.#quantities.filter((q) => q.span.start < span.end && q.span.end > span.start);
    return differences(findQuantities(quote), actual);
  }
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

/** Grows a span to the word boundaries around it. */
function wholeWords(text: string, { start, end }: Span): Span {
  const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}.]/u.test(char);
  let first = start;
  let last = end;
  while (first > 0 && isWord(text[first]) && isWord(text[first - 1])) first--;
  while (last < text.length && isWord(text[last - 1]) && /[\p{L}\p{N}]/u.test(text[last] as string)) last++;
  return { start: first, end: last };
}

/** Pairs two lists of quantities in order (longest common subsequence) and returns those that have no equal. */
function differences(quoted: readonly Quantity[], actual: readonly Quantity[]): QuantityDifference[] {
  const lengths = Array.from({ length: quoted.length + 1 }, () => new Uint16Array(actual.length + 1));
  for (let i = quoted.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint16Array;
      const below = lengths[i + 1] as Uint16Array;
      row[j] = sameQuantity(quoted[i] as Quantity, actual[j] as Quantity)
        ? (below[j + 1] as number) + 1
        : Math.max(below[j] as number, row[j + 1] as number);
    }
  }
  const result: QuantityDifference[] = [];
  let onlyQuoted: Quantity[] = [];
  let onlyActual: Quantity[] = [];
  const flush = (): void => {
    for (let k = 0; k < Math.max(onlyQuoted.length, onlyActual.length); k++) {
      result.push({ quoted: onlyQuoted[k], actual: onlyActual[k] });
    }
    onlyQuoted = [];
    onlyActual = [];
  };
  let i = 0;
  let j = 0;
  while (i < quoted.length || j < actual.length) {
    const q = quoted[i];
    const a = actual[j];
    if (q && a && sameQuantity(q, a)) {
      flush();
      i++;
      j++;
    } else if (a && (!q || (lengths[i]?.[j + 1] ?? 0) >= (lengths[i + 1]?.[j] ?? 0))) {
      onlyActual.push(a);
      j++;
    } else if (q) {
      onlyQuoted.push(q);
      i++;
    }
  }
  flush();
  return result;
}
