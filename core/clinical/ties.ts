/** What a text ties each of its values to: "14.2 months with ONC201 and 10.6 months with radiotherapy alone". */
import { mapMatches } from '../text/mapMatches';
import { splitSentencesOfLines } from '../text/sentences';
import type { Span } from '../text/span';
import { type Amount, findAmounts, sameUnitFactor, sameValue, unitAfterWord } from './amounts';
import { findEntities } from './entities';
import { hasNegation } from './negation';
import { findNumberWords } from './numberWords';
import { stemOf } from './stem';
import { isBare, isCount } from './unitFamilies';

/** What a piece of a sentence ties the value to that is the only one of its kind in it. */
export interface Tie {
  /** The words of the piece. */
  readonly words: Words;
  /** These, and those of pieces beside it that may belong to it or to the next value. */
  readonly near: Words;
  /** Whether the piece negates something. */
  readonly negated: boolean;
}

/** Stems of words in lower case, and the first of a name's spellings → what kind of thing it names, or nothing. */
export type Words = ReadonlyMap<string, string>;

/** "patient 2" and "arm B" are names; a masked name is one word and its number no amount. */
const NUMBERED =
  /\b(patient|case|child|twin|report|arm|cohort|group|level|part|course|cycle|phase|grade|stage|day|week|month)s?\s(?:\d{1,2}(?![\d.,%]*\d|\s?%)|[A-Z]\b|[IVX]{2,4}\b)/gi;

/** Where a sentence goes on to another value; "from … to …" ties by itself. */
const CUT =
  /(?:[;:]|\s[–—])\s+|,\s+|\s+(?:and|or(?! (?:higher|lower|more|less|older|younger|greater|above|below)\b)|but|plus|while|whereas|versus|vs\.?|against|than|compared (?:with|to))\s+|(?<!\bup)\s+(?=(?:from|to)\s+[\d.]*\d)/giu;

/** What follows such a cut may belong to what stands before it. */
const WEAK_CUT = /^,|than|versus|vs|against|compared/i;

const WORD = /\p{L}[\p{L}\p{N}_]*(?:[-‐‑.][\p{L}\p{N}_]+)*/gu;

/** What a value has changed from, and to. */
export const FROM = 'from …';
export const TO = 'to …';
const SIDE_OF_CHANGE: ReadonlyMap<string, string> = new Map([
  ...['before', 'baseline', 'initial', 'initially'].map((word) => [word, FROM] as const),
  ...['after', 'afterwards', 'finally'].map((word) => [word, TO] as const),
]);
const SIDES_OF_CHANGE = /\b(?:before|baseline|initial(?:ly)?)\b.*\b(?:after(?:wards)?|finally)\b/i;

/** Words that stand with any value. */
const STOP_WORDS = new Set(
  (
    'a an the this that these those of in on at by for with to from into as is are was were be been being has have had ' +
    'it its he she they them his her their i e g ie eg so then also about approximately around nearly only each per ' +
    'least most up more less no not yes respectively which who whom whose if when there where must should can because received got given gave'
  ).split(' '),
);

/** A value and, worked out when asked for, what ties to it. */
export class Value {
  constructor(
    readonly amount: Amount,
    /** Where it stands in the text. */
    readonly span: Span,
    private readonly of: ValueSentence,
  ) {}

  /** The words around it, up to where the sentence starts and ends. */
  get sentence(): string {
    return this.of.text;
  }

  /** Whether its sentence may have one of these words. Cheap. */
  mayHave(words: Words): boolean {
    return this.of.mayHave(words);
  }

  /** Whether its sentence has all of these words. */
  hasAll(words: Words): boolean {
    return [...words].every((word) => this.of.mayHave(new Map([word])));
  }

  get sentenceNegated(): boolean {
    return this.of.negated;
  }

  /** Of its whole sentence. */
  get sentenceWords(): Words {
    return this.of.words;
  }

  /** Undefined where another value of its kind stands in the same piece. */
  get tie(): Tie | undefined {
    return this.of.ties.get(this.amount);
  }
}

/** The values of a text. Sentences with "respectively" tie by their order and are left out. */
export function valuesOf(text: string, within?: Span): Value[] {
  return splitSentencesOfLines(text, within).flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    if (/\brespectively\b/i.test(written)) return [];
    const sentence = new ValueSentence(written);
    const place = ({ span }: Amount): Span => ({ start: start + span.start, end: start + span.end });
    return sentence.amounts.map((amount) => new Value(amount, place(amount), sentence));
  });
}

/** The words of a text, as ties have them. */
export function wordsIn(text: string): Words {
  const masked = maskNumbered(text);
  return wordsOf(masked, { start: 0, end: masked.length }, []);
}

/** The names of a text, as `Words` has them. */
export function namedIn(text: string): Words {
  return new Map([...wordsIn(text)].filter(([, kind]) => kind !== ''));
}

function maskNumbered(text: string): string {
  return text.replace(NUMBERED, (name) => name.replace(/s?\s/, (gap) => '_'.repeat(gap.length)));
}

interface Piece {
  readonly amounts: readonly Amount[];
  readonly words: Map<string, string>;
  /** Whether it may as well go with what stands before it. */
  readonly weak: boolean;
  readonly negated: boolean;
}

class ValueSentence {
  readonly amounts: readonly Amount[];
  readonly #text: string;
  #ties: ReadonlyMap<Amount, Tie> | undefined;
  #lower: string | undefined;

  constructor(written: string) {
    this.#text = maskNumbered(written);
    this.amounts = amountsOf(this.#text);
  }

  get text(): string {
    return this.#text;
  }

  mayHave(words: Words): boolean {
    this.#lower ??= this.#text.toLowerCase().replace(/[‐‑]/g, '-');
    for (const [word, kind] of words) if (kind !== '' || this.#lower.includes(word)) return true;
    return false;
  }

  get negated(): boolean {
    return hasNegation(this.#text);
  }

  get words(): Words {
    return wordsOf(this.#text, { start: 0, end: this.#text.length }, this.amounts);
  }

  get ties(): ReadonlyMap<Amount, Tie> {
    this.#ties ??= tiesIn(piecesOf(this.#text, this.amounts));
    return this.#ties;
  }
}

function tiesIn(pieces: readonly Piece[]): Map<Amount, Tie> {
  const beside = pieces.map(() => new Map<string, string>());
  const valued = pieces.flatMap(({ amounts }, i) => (amounts.length > 0 ? [i] : []));
  for (const [i, piece] of pieces.entries()) {
    if (piece.amounts.length > 0) continue;
    const last = valued.findLast((at) => at < i);
    const next = valued.find((at) => at > i);
    const sure = valued.length === 1 ? valued[0] : last === undefined || !piece.weak ? next : undefined;
    const targets =
      sure !== undefined ? [pieces[sure]?.words] : [last, next].map((at) => at !== undefined && beside[at]);
    for (const target of targets) if (target) for (const [word, kind] of piece.words) target.set(word, kind);
  }
  const ties = new Map<Amount, Tie>();
  for (const [i, { amounts, words, negated }] of pieces.entries()) {
    const near = new Map([...words, ...(beside[i] ?? [])]);
    for (const amount of amounts) {
      if (amounts.every((other) => other === amount || !isSameKind(amount, other)))
        ties.set(amount, { words, near, negated });
    }
  }
  return ties;
}

/** The amounts of a sentence in digits or words; "6 of 42" counts as 6, and of "3.2 × 2.8 cm" the last. */
function amountsOf(sentence: string): Amount[] {
  if (!/\d/.test(sentence) && findNumberWords(sentence).length === 0) return [];
  const worded = findNumberWords(sentence).map(({ span, value }) => {
    const unit = unitAfterWord(sentence, span.end);
    const whole = { start: span.start, end: unit?.end ?? span.end };
    return { span: whole, value, unit: unit?.name ?? '', decimals: 0, comparator: '' as const, worded: true };
  });
  const all = [...findAmounts(sentence), ...worded].sort((a, b) => a.span.start - b.span.start);
  return all.filter(
    ({ span }, i) =>
      !/^\s(?:out )?of (?:the )?$/.test(sentence.slice(all[i - 1]?.span.end ?? span.start, span.start)) &&
      !/^\s?[×x]\s?$/.test(sentence.slice(span.end, all[i + 1]?.span.start ?? span.end)),
  );
}

function piecesOf(sentence: string, amounts: readonly Amount[]): Piece[] {
  const isInAmount = (at: number): boolean => amounts.some(({ span }) => span.start < at && at < span.end);
  const cuts = sentence.startsWith('|')
    ? []
    : cutsOf(sentence, amounts).filter(({ index }) => !isInAmount(index));
  const starts = [
    { start: 0, weak: false },
    ...cuts.map(({ index, words }) => ({ start: index + words.length, weak: WEAK_CUT.test(words) })),
  ];
  return starts.map(({ start, weak }, i) => {
    const end = cuts[i]?.index ?? sentence.length;
    const own = amounts.filter(({ span }) => span.start >= start && span.start < end);
    // In "There was no difference: 8 months in arm A" no value is negated.
    const negated = hasNegation(sentence.slice(start, end).replace(/^[^:]*:\s/, ''));
    return { amounts: own, words: wordsOf(sentence, { start, end }, own), weak, negated };
  });
}

interface Cut {
  readonly index: number;
  readonly words: string;
}

function cutsOf(sentence: string, amounts: readonly Amount[]): Cut[] {
  const hasAmount = (from = 0, to = sentence.length): boolean =>
    amounts.some(({ span }) => from <= span.start && span.start < to);
  const all = mapMatches(sentence, CUT, ({ 0: words, index }) => ({ index, words }));
  // "ONC201: 14.2 months" and "14.2 months with ONC201 plus radiotherapy" are one, "5 mg plus vincristine 2 mg" are two.
  const isCut = ({ index, words }: Cut, i: number): boolean => {
    if (words.startsWith(':')) return hasAmount(all[i - 1]?.index, index);
    return (
      !/plus/i.test(words) || (hasAmount(all[i - 1]?.index, index) && hasAmount(index, all[i + 1]?.index))
    );
  };
  return all.filter(isCut);
}

function wordsOf(sentence: string, { start, end }: Span, amounts: readonly Amount[]): Map<string, string> {
  const words = new Map<string, string>();
  const hasSides = SIDES_OF_CHANGE.test(sentence);
  let rest = sentence.slice(start, end);
  const blank = (from: number, to: number): void => {
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  };
  for (const { span } of amounts) {
    const before = sentence.slice(start, span.start);
    const way = /(?<!\bup\s)\b(from|to)\s+$/i.exec(before)?.[1];
    if (way) words.set(way.toLowerCase() === 'from' ? FROM : TO, '');
    blank(span.start - start, Math.min(span.end, end) - start);
  }
  for (const { kind, names, span } of findEntities(rest)) {
    if (kind === 'endpoint') continue;
    words.set(names[0] as string, kind);
    blank(span.start, span.end);
  }
  mapMatches(rest.toLowerCase().replace(/[‐‑]/g, '-'), WORD, ([word]) => {
    const side = hasSides ? SIDE_OF_CHANGE.get(word) : undefined;
    if (side) words.set(side, '');
    if (!STOP_WORDS.has(word))
      words.set(
        stemOf(word),
        word.includes('_') ? word.slice(0, word.indexOf('_')) : /\d/.test(word) ? 'code' : '',
      );
  });
  return words;
}

/** Whether two amounts measure the same, so that one could stand in the other's place. */
export function isSameKind(a: Amount, b: Amount): boolean {
  const isNumber = ({ unit }: Amount): boolean => isBare(unit) || isCount(unit);
  return isNumber(a) ? isNumber(b) : sameUnitFactor(a.unit, b.unit) !== undefined;
}

/** Whether two amounts are one: the same kind and value, or the same uncommon number of which one goes without its unit. */
export function isSameAmount(a: Amount, b: Amount): boolean {
  if (isSameKind(a, b)) return sameValue(a.value, b.value * (sameUnitFactor(b.unit, a.unit) ?? 1));
  const isUncommon = a.value > 10 || !Number.isInteger(a.value);
  return isUncommon && (isBare(a.unit) || isBare(b.unit)) && sameValue(a.value, b.value);
}
