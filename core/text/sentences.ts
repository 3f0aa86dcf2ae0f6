/** Cutting prose of clinical reports into sentences. */
import { mapMatches } from './mapMatches';
import { type Span, trimSpan } from './span';

/** Words that end with a stop and do not end a sentence. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  [
    'dr mr mrs ms prof st sr jr',
    'vs v cf ca approx incl excl resp al fig figs tab no nos vol pp p ed eds ref refs sec ch',
    'eg ie viz',
    'max min avg wt ht temp pt pts yr yrs mo mos wk wks hr hrs sec secs',
    'jan feb mar apr jun jul aug sep sept oct nov dec',
    'inc ltd co dept univ',
  ].flatMap((line) => line.split(' ')),
);

/** A stop, what may close with it, and white space. */
const STOP = /([.!?…]+)(["”’»)\]]*)(\s+)/gu;

/** What a sentence may start with; "mTOR", "pH" and "eGFR" do, and a bullet. */
const STARTS = /^(?:["“„«‘([]*[\p{Lu}\p{N}]|["“„«]|\p{Ll}{1,3}\p{Lu}|[-*•‣<>≤≥~≈])/u;

/** A line that starts something of its own: a bullet, a number in a list, or a label ("Weight: 20 kg"). */
const OWN_LINE = /^\s*(?:[-*•‣]\s|\d{1,2}[.)]\s|\p{Lu}[^.:\n]{0,40}:\s)/u;

/**
 * The sentences of a text in order, without the white space around them. Stops inside numbers ("1.5 mg"),
 * after abbreviations ("e.g.", "Dr.", "vs.") and initials do not count; a blank line, a bullet and a label on
 * a line of its own do. A line that is only folded goes on.
 */
export function splitSentences(text: string): Span[] {
  const breaks = [...stops(text), ...lineBreaks(text), text.length].sort((a, b) => a - b);
  const sentences: Span[] = [];
  let start = 0;
  for (const end of breaks) {
    const span = trimSpan(text, { start, end });
    if (/[\p{L}\p{N}]/u.test(text.slice(span.start, span.end))) {
      sentences.push(span);
      start = end;
    }
  }
  return sentences;
}

/** As `splitSentences`, for text in which every line end ends a sentence; only the stretch `within`. */
export function splitSentencesOfLines(text: string, within: Span = { start: 0, end: text.length }): Span[] {
  const sentences: Span[] = [];
  for (let at = within.start; at < within.end; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? within.end : Math.min(newline, within.end);
    for (const span of splitSentences(text.slice(at, end))) {
      sentences.push({ start: at + span.start, end: at + span.end });
    }
    at = end + 1;
  }
  return sentences;
}

/** The sentence, cut at line ends too, that an offset stands in; empty between sentences. */
export function sentenceAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const line = { start, end: newline === -1 ? text.length : newline };
  const sentence = splitSentencesOfLines(text, line).find(({ start, end }) => start <= at && at < end);
  return sentence ? text.slice(sentence.start, sentence.end) : '';
}

/** The sentences, cut at line ends too, that some spans touch; each once, in order. */
export function sentencesAround(text: string, spans: readonly Span[]): Span[] {
  const sentences: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const to = text.indexOf('\n', end);
    for (const sentence of splitSentencesOfLines(text, { start: from, end: to === -1 ? text.length : to })) {
      const isNew = sentence.start >= (sentences.at(-1)?.end ?? 0);
      if (isNew && sentence.start < end && start < sentence.end) sentences.push(sentence);
    }
  }
  return sentences;
}

function stops(text: string): number[] {
  return mapMatches(text, STOP, (match) => {
    const [whole, stop = '', closing = ''] = match;
    const end = match.index + stop.length + closing.length;
    const next = text.slice(match.index + whole.length, match.index + whole.length + 8);
    const isShort = (): boolean => isAbbreviation(text.slice(Math.max(0, match.index - 24), match.index));
    return !STARTS.test(next) || (stop === '.' && closing === '' && isShort()) ? undefined : end;
  }).filter((end) => end !== undefined);
}

/** Whether what stands before a stop is a word that is cut short, an initial, or the number of a list item. */
function isAbbreviation(before: string): boolean {
  if (/(?:^|\n)\s*\d{1,2}$/.test(before)) return true;
  const word = /(?:^|[\s("“‘[/-])((?:\p{L}\.)*\p{L}+)$/u.exec(before)?.[1];
  if (word === undefined) return false;
  // "e.g", "i.e", "p.o", and the "J" of "J. Smith"; "I" is a grade as often as an initial.
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return true;
  if (/^[A-HJ-Z]$/.test(word))
    return !/\b(?:[Gg]roup|[Aa]rm|[Cc]ohort|[Rr]eport|[Cc]hild|[Pp]atient|[Ss]tudy|[Tt]ype|[Vv]itamin|[Hh]epatitis|[Ll]evel) $/.test(
      before.slice(0, -1),
    );
  return ABBREVIATIONS.has(word.toLowerCase());
}

function* lineBreaks(text: string): Generator<number> {
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    const rest = text.slice(at + 1, at + 60);
    if (
      /^[ \t\r]*\n/.test(rest) ||
      OWN_LINE.test(rest) ||
      /:[ \t\r]*$/.test(text.slice(Math.max(0, at - 4), at))
    )
      yield at;
  }
}
