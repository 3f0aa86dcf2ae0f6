/** Dates that an answer gives to another event than its context does: "biopsy on 3 May" where that was the MRI. */
import { type CalendarDate, findCalendarDates, isSameDate } from '../clinical/dates';
import { hasNegation } from '../clinical/negation';
import { stemOf } from '../clinical/stem';
import { contentWords } from '../text/contentWords';
import { mapMatches } from '../text/mapMatches';
import { splitSentencesOfLines } from '../text/sentences';
import type { Span } from '../text/span';
import type { Misplaced } from './misplaced';

/** Where a sentence goes on to another date. */
const CUT = /[;,]\s+|\s+(?:and|but|while|whereas|to|until|then|before|after|followed by|–|—)\s+/gi;

/** A sentence of an answer with one of these says more of a date than what happened on it. */
const TURNS =
  /\b(?:before|after|since|between|until|earlier|later|following|prior|within|than|when|if|not|no|never|same|whereas|by|respectively|days?|weeks?|months?|years?)\b/i;

/** Words that say of anything that it took place. Stems. */
const HAPPENED = new Set(
  'done performed given made taken place took occurred carried underwent received date dated seen was obtained started began begin begun start first on patient child girl boy'
    .split(' ')
    .map(stemOf),
);

interface DatedPiece {
  readonly date: CalendarDate;
  readonly place: Span;
  /** Of its piece of the sentence, without those that say nothing of what happened. */
  readonly words: ReadonlySet<string>;
  /** Of its sentence, and of those beside it in its line that have no date. */
  readonly near: ReadonlySet<string>;
  readonly sentence: string;
}

export function findOtherDates(answer: string, context: string): Misplaced[] {
  const said = datedIn(answer);
  if (said.length === 0) return [];
  const stated = datedIn(context);
  if (stated.length < 2) return [];
  const settled = new Set<DatedPiece>();
  return said.flatMap((piece) => {
    const homes = stated.filter(({ date }) => isSameDate(date, piece.date));
    if (homes.length === 0 || settled.has(piece) || piece.words.size === 0) return [];
    const others = stated.filter(({ date }) => !isSameDate(date, piece.date));
    const other = others.find((one) => {
      const partner = said.find((two) => two !== piece && isSameDate(two.date, one.date));
      if (partner && areExchanged(piece, partner, homes, one)) {
        settled.add(partner);
        return true;
      }
      return isOnlyOf(piece, homes, one);
    });
    if (!other) return [];
    const written = answer.slice(piece.place.start, piece.place.end);
    const message = `The context says ${context.slice(other.place.start, other.place.end)} where the answer says ${written}.`;
    return [{ span: piece.place, stated: other.place, message, isAmount: true }];
  });
}

/** Whether each of two dates of the answer stands with words that the context has in the other's piece only. */
function areExchanged(
  piece: DatedPiece,
  partner: DatedPiece,
  homes: readonly DatedPiece[],
  other: DatedPiece,
): boolean {
  const [home, another] = homes;
  if (!home || another || [piece, partner].some(({ sentence }) => hasNegation(sentence))) return false;
  const ofHome = without(home.words, other.words);
  const ofOther = without(other.words, home.words);
  return (
    meets(piece.words, ofOther) &&
    !meets(piece.words, ofHome) &&
    meets(partner.words, ofHome) &&
    !meets(partner.words, ofOther)
  );
}

/** Whether all that the answer says of a date is what the context says of another, and nothing around its own. */
function isOnlyOf(piece: DatedPiece, homes: readonly DatedPiece[], other: DatedPiece): boolean {
  if (TURNS.test(piece.sentence)) return false;
  const isOf = ({ near }: DatedPiece): boolean => meets(piece.words, near);
  return !homes.some(isOf) && [...piece.words].every((word) => other.words.has(word));
}

function datedIn(text: string): DatedPiece[] {
  const dates = findCalendarDates(text);
  if (dates.length === 0) return [];
  const sentences = splitSentencesOfLines(text);
  const hasDate = ({ start, end }: Span): boolean =>
    dates.some(({ span }) => start <= span.start && span.start < end);
  return dates.flatMap(({ span, ...date }) => {
    const i = sentences.findIndex(({ start, end }) => start <= span.start && span.start < end);
    const sentence = sentences[i];
    if (!sentence) return [];
    const written = text.slice(sentence.start, sentence.end);
    const isDate = (at: number): boolean =>
      dates.some((other) => other.span.start <= sentence.start + at && sentence.start + at < other.span.end);
    const cuts = mapMatches(written, CUT, ({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    })).filter(({ start }) => !isDate(start));
    const at = span.start - sentence.start;
    const start = cuts.findLast(({ end }) => end <= at)?.end ?? 0;
    const end = cuts.find((cut) => cut.start >= at)?.start ?? written.length;
    const inPiece = dates.filter(
      (other) => sentence.start + start <= other.span.start && other.span.start < sentence.start + end,
    );
    if (inPiece.length > 1) return [];
    const beside = [sentences[i - 1], sentences[i + 1]].filter((one) => one !== undefined && !hasDate(one));
    const near = [sentence, ...beside].map((one) => (one ? text.slice(one.start, one.end) : '')).join(' ');
    return [
      {
        date: { ...date, span },
        place: span,
        words: wordsOf(written.slice(start, end)),
        near: wordsOf(near),
        sentence: written,
      },
    ];
  });
}

const MONTHS =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/gi;

/** Words for the same event. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\b(?:rt|irradiation|radiation(?: therapy)?|radiation treatment)\b/gi, 'radiotherapy'],
  [/\b(?:mri|mr|imaging|scans?|imaged|scanned)\b/gi, 'imaging'],
  [/\b(?:operation|operated|resect\w+|surgical\w*)\b/gi, 'surgery'],
  [/\bbiops\w+\b/gi, 'biopsy'],
  [/\bprogress\w*\b/gi, 'progression'],
  [/\bdiagnos\w*\b/gi, 'diagnosis'],
  [/\b(?:chemo|chemotherap\w*)\b/gi, 'chemotherapy'],
];

function wordsOf(text: string): ReadonlySet<string> {
  const same = SAME.reduce(
    (words, [pattern, word]) => words.replace(pattern, word),
    text.replace(MONTHS, ' '),
  );
  const stems = Array.from(contentWords(same), stemOf);
  return new Set(stems.filter((stem) => !HAPPENED.has(stem)));
}

function without(words: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words].filter((word) => !others.has(word)));
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const word of a) if (b.has(word)) return true;
  return false;
}
