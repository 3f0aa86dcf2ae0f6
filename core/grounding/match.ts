/** Holding one quote against its context. */
import search from 'approx-string-match';
import type { Span } from '../text/span';
import { type FoldedText, fold } from './fold';
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
  /** Left out words are marked with an ellipsis, and each part stands in the context, in order. */
  | { readonly kind: 'elided'; readonly spans: readonly Span[] }
  /** Not in the context; `span` is the stretch most like it. */
  | { readonly kind: 'altered'; readonly span: Span; readonly quantities: readonly QuantityDifference[] }
  /** Nothing in the context is like it. */
  | { readonly kind: 'absent' };

/** A stretch of context is "like" a quote up to this share of edits to the quote's folded length. */
const NEAREST_EDITS = 0.34;

const ELLIPSIS = /\s*(?:\[\s*(?:\.{3}|…)\s*\]|\.{3,}|…)\s*/;

/** Matches quotes against one context; what is derived from the context is derived once, when first needed. */
export class ContextMatcher {
  #folded: FoldedText | undefined;
  #lower: string | undefined;
  #quantities: readonly Quantity[] | undefined;

  constructor(readonly context: string) {}

  match(quote: string): QuoteMatch {
    const span = this.findVerbatim(quote);
    if (span) return { kind: 'verbatim', span };
    const typographic = this.#findTypographic(quote, 0);
    if (typographic) return { kind: 'typographic', span: typographic };
    return this.#findElided(quote) ?? this.#findNearest(quote);
  }

  /** The first place where the quote stands word for word, and does not cut a number or its comparator. */
  findVerbatim(quote: string): Span | undefined {
    return quote === '' ? undefined : this.#findWhole(quote, this.context, 0);
  }

  #findWhole(words: string, text: string, from: number): Span | undefined {
    for (let start = text.indexOf(words, from); start !== -1; start = text.indexOf(words, start + 1)) {
      const span = { start, end: start + words.length };
      if (!cutsQuantity(text, span)) return span;
    }
    return undefined;
  }

  #findTypographic(quote: string, from: number): Span | undefined {
    this.#folded ??= fold(this.context);
    const folded = fold(quote).value;
    for (const variant of spellings(folded)) {
      let span = this.#findWhole(variant, this.#folded.value, from);
      while (span) {
        const original = this.#folded.toOriginal(span);
        if (this.#sameQuantities(quote, original)) return original;
        span = this.#findWhole(variant, this.#folded.value, span.start + 1);
      }
    }
    return undefined;
  }

  #sameQuantities(quote: string, span: Span): boolean {
    const quoted = findQuantities(quote);
    const actual = findQuantities(this.context.slice(span.start, span.end));
    return quoted.length === actual.length && quoted.every((q, i) => sameQuantity(q, actual[i] as Quantity));
  }

  #findElided(quote: string): QuoteMatch | undefined {
    const parts = quote.split(ELLIPSIS).filter((part) => /[\p{L}\p{N}]/u.test(part));
    if (parts.length === 0 || !ELLIPSIS.test(quote)) return undefined;
    const spans: Span[] = [];
    let from = 0;
    for (const part of parts) {
      const span = this.#findAfter(part, from);
      if (!span) return undefined;
      spans.push(span);
      from = span.end;
    }
    return { kind: 'elided', spans };
  }

  #findAfter(part: string, from: number): Span | undefined {
    const verbatim = this.#findWhole(part, this.context, from);
    if (verbatim) return verbatim;
    const rest = new ContextMatcher(this.context.slice(from));
    const span = rest.#findTypographic(part, 0);
    return span && { start: span.start + from, end: span.end + from };
  }

  #findNearest(quote: string): QuoteMatch {
    this.#folded ??= fold(this.context);
    this.#lower ??= this.#folded.value.toLowerCase();
    const pattern = fold(quote).value.toLowerCase();
    // toLowerCase may change a text's length ("İ"); offsets would no longer be those of the folded text.
    if (pattern === '' || this.#lower.length !== this.#folded.value.length) return { kind: 'absent' };
    const found = search(this.#lower, pattern, Math.floor(pattern.length * NEAREST_EDITS));
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

/** Whether taking this stretch out of the text would change a number at its edge: "5 mg" of "15 mg", "50" of "<50". */
function cutsQuantity(text: string, { start, end }: Span): boolean {
  const startsWithNumber = /^\.?\d/.test(text.slice(start, start + 2));
  if (
    startsWithNumber &&
    /(?:\d|\d[.,]|[<≤⩽>≥⩾~≈∼±=]\s*|(?:^|[\s(])[-−])$/.test(text.slice(Math.max(0, start - 3), start))
  )
    return true;
  return (
    /\d$/.test(text.slice(Math.max(start, end - 1), end)) &&
    /^(?:\d|[.,]\d|[½¼¾⅓⅔⁰¹²³⁴⁵⁶⁷⁸⁹⁻])/.test(text.slice(end, end + 2))
  );
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
