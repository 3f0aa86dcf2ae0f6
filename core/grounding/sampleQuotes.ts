import type { Part, Sample } from '../sample/record';
import { ContextMatcher, type QuoteMatch } from './match';
import { findQuotes, type Quote } from './quotes';

/** A quote of a sample's proof, held against the sample's context. Its span is of the proof's message text. */
export interface GroundedQuote {
  readonly quote: Quote;
  readonly match: QuoteMatch;
}

export interface Grounding {
  readonly proof: Part;
  readonly context: Part;
  readonly quotes: readonly GroundedQuote[];
}

const cache = new WeakMap<Sample, Grounding | null>();

/** The quotes of a sample and where they come from, worked out once; undefined without a proof or a context. */
export function groundingOf(sample: Sample): Grounding | undefined {
  let grounding = cache.get(sample);
  if (grounding === undefined) {
    grounding = ground(sample) ?? null;
    cache.set(sample, grounding);
  }
  return grounding ?? undefined;
}

function ground({ parts: { proof, context } }: Sample): Grounding | undefined {
  if (!proof || !context) return undefined;
  const matcher = new ContextMatcher(context.text);
  const quotes = findQuotes(
    proof.message.content.value,
    proof.block.content,
    (words) => matcher.findVerbatim(words) !== undefined,
  );
  return { proof, context, quotes: quotes.map((quote) => ({ quote, match: matcher.match(quote.text) })) };
}

/** A span of the context's content as a span of the message that the context stands in. */
export function inContextMessage(
  { context }: Grounding,
  span: { start: number; end: number },
): { start: number; end: number } {
  const { start } = context.block.content;
  return { start: start + span.start, end: start + span.end };
}
