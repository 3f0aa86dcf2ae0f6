/** A record as the answer that a teacher gave, or could have given, for it: what is sent back to be put right. */
import { groundingOf } from '../grounding/sampleQuotes';
import { parseJsonlRecord } from '../sample/jsonl';
import type { Part, Sample } from '../sample/record';
import { metadataField, typeOf } from '../sample/sampleText';
import { needleIndexOf } from './haystack';

export interface PreviousAnswer {
  /** What it is asked for as: `general` for a record that does not say, or a haystack whose needle nothing tells. */
  readonly archetype: string;
  /** The JSON that a teacher is asked for; of a record with parts missing its texts as they are. */
  readonly text: string;
}

const NO_ARCHETYPE = 'general';

/** A context of fewer lines is no haystack of lines. */
const LEAST_LINES = 10;

/** `line`: of JSON. Undefined for what is no sample. */
export function previousAnswer(line: string): PreviousAnswer | undefined {
  const { sample } = parseJsonlRecord(line);
  if (!sample) return undefined;
  const type = typeOf(sample) ?? NO_ARCHETYPE;
  const { context, question, think, proof, answer } = sample.parts;
  const needle = type === 'haystack' ? needleOf(sample) : undefined;
  const archetype = isName(type) && (type !== 'haystack' || needle) ? type : NO_ARCHETYPE;
  if (!context || !question || !think || !proof || !answer) {
    const texts = sample.messages.map(({ content }) => content.value);
    return { archetype, text: texts.join('\n\n') };
  }
  const source = needle ? { needle: needle.text } : { context: context.text };
  const reply = {
    question: question.text,
    think: think.text,
    proof: quotesOf(sample, proof),
    answer: answer.text,
  };
  return { archetype, text: JSON.stringify({ ...source, ...reply }, undefined, 2) };
}

function isName(type: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(type);
}

function quotesOf(sample: Sample, proof: Part): readonly string[] {
  const quotes = groundingOf(sample)?.quotes.map(({ quote }) => quote.text) ?? [];
  return quotes.length > 0 ? quotes : [proof.text];
}

/** The line of a haystack's context that is its needle. */
export interface Needle {
  readonly text: string;
  /** Offset in the words of the context. */
  readonly start: number;
}

/** Where the quotes stand, else where the run that made the sample put it; undefined where neither tells. */
export function needleOf(sample: Sample): Needle | undefined {
  const lines = sample.parts.context?.text.split('\n') ?? [];
  if (lines.length < LEAST_LINES) return undefined;
  const index =
    quotedLine(sample, ['verbatim', 'typographic']) ??
    placedLine(sample, lines.length) ??
    quotedLine(sample, ['altered']);
  const text = index === undefined ? undefined : lines[index];
  if (index === undefined || text === undefined) return undefined;
  return { text, start: lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0) };
}

/** The line that the first quote of these kinds stands on, or is most like. */
function quotedLine(sample: Sample, kinds: readonly string[]): number | undefined {
  const { context, quotes } = groundingOf(sample) ?? { quotes: [] };
  for (const { match } of quotes) {
    if ('span' in match && kinds.includes(match.kind))
      return (context?.text.slice(0, match.span.start).match(/\n/g) ?? []).length;
  }
  return undefined;
}

function placedLine(sample: Sample, lines: number): number | undefined {
  const provenance = metadataField(sample, 'provenance') as { readonly needle?: unknown } | null | undefined;
  return needleIndexOf(provenance?.needle, lines);
}
