/** Of which patient, report or arm the pieces of a text speak: "Patient 2", "Reports A and C", "P01" of a table. */
import { mapMatches } from '../text/mapMatches';
import { splitSentencesOfLines } from '../text/sentences';
import { contains, type Span } from '../text/span';
import type { Table } from '../text/tables';

/** A stretch of a sentence that says one thing, or a cell of a table after the name of its column. */
export interface HeldPiece {
  readonly span: Span;
  readonly text: string;
  readonly sentence: string;
  /** Those that it may speak of, as "patient 2"; undefined where that may be any. */
  readonly holders: ReadonlySet<string> | undefined;
  /** Whether its sentence says by name, in the piece or before it, whom it speaks of. */
  readonly isNamed: boolean;
}

const NOUNS =
  'patient case child twin report arm cohort group level sample specimen biopsy scan lesion tumor tumour subject participant trial study regimen sibling'
    .split(' ')
    .map((noun) => `[${noun[0]?.toUpperCase()}${noun[0]}]${noun.slice(1)}`)
    .join('|');
const ID = '(?:\\d{1,3}|[A-Z]|[IVX]{2,4})';

/** What makes a number after such a noun another thing's: "biopsy 14 February", "patients 12 years". */
const NO_ID =
  '(?![\\p{L}\\d]|[.,]\\d|\\s?%|-\\p{L}|\\s(?:years?|months?|weeks?|days?|mg|of|to|[×x]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))';
const MENTION = new RegExp(
  `(?<![\\p{L}\\d])(${NOUNS})(s?)[ \\u00a0](?:#|no\\. ?)?(${ID}(?:(?:, and |, | and | or | & |/)${ID}(?![\\p{L}\\d]))*)${NO_ID}`,
  'gu',
);

/** Whether a text names one at all. Cheap. */
export function namesHolder(text: string): boolean {
  MENTION.lastIndex = 0;
  return MENTION.test(text);
}

interface Mention {
  readonly span: Span;
  readonly keys: readonly string[];
}

const CUT = /[;,]\s+|\s+(?:and|but|while|whereas|although|though)\s+|\s[–—]\s/giu;

/** Words that speak of several, or of another than who was named last. */
const OTHERS =
  /\b(?:both|all|each|every|either|neither|nor|none|others?|another|former|latter|unlike|except|instead|respectively|between|compared|contrast|than|same|same as|they|their|patients|children|reports|twins|cases)\b/i;

/** A label that opens a section: "Report A (biopsy, 3 May): …". */
const LABEL = /^[^\S\n]*(?:\([^()\n]*\))?[^\S\n]*\**[^\S\n]*(?:[:–—]|$)/;

/** Codes of those whom a table has in its first column, one a row: "P01". */
function codesOf(tables: readonly Table[]): ReadonlySet<string> {
  return new Set(
    tables.flatMap(({ rows }) =>
      rows.flatMap(([first]) => (first && CODE.test(first.text) ? [first.text] : [])),
    ),
  );
}

const CODE = /^\p{Lu}{1,5}[-_]?\d{1,4}$/u;

/** Holds what the pieces of several texts are read with. */
export class Holders {
  readonly #codes: RegExp | undefined;

  /** The codes in the first columns of these tables are names too. */
  constructor(tables: readonly Table[]) {
    const codes = [...codesOf(tables)].map((code) => code.replace(/[-_]/g, '[-_]'));
    this.#codes =
      codes.length > 0
        ? new RegExp(`(?<![\\p{L}\\d])(?:${codes.join('|')})(?![\\p{L}\\d])`, 'gu')
        : undefined;
  }

  /** Those that a text names. */
  namedIn(text: string): Set<string> {
    return new Set(this.#mentionsIn(text).flatMap(({ keys }) => keys));
  }

  #mentionsIn(text: string): Mention[] {
    const named = mapMatches(
      text,
      MENTION,
      ({ 0: words, 1: noun = '', 2: plural, 3: ids = '', index }): Mention => {
        const kind = noun.toLowerCase().replace('tumour', 'tumor');
        const keys = (ids.match(new RegExp(ID, 'g')) ?? []).map(
          (id) => `${kind} ${id.replace(/^0+(?=\d)/, '')}`,
        );
        const isCount = plural !== '' && keys.length === 1 && /\d/.test(ids);
        return { span: { start: index, end: index + words.length }, keys: isCount ? [] : keys };
      },
    ).filter(({ keys }) => keys.length > 0);
    const coded = this.#codes
      ? mapMatches(text, this.#codes, ({ 0: code, index }): Mention => {
          return { span: { start: index, end: index + code.length }, keys: [code] };
        })
      : [];
    return [...named, ...coded].sort((a, b) => a.span.start - b.span.start);
  }

  /** The pieces of a text; of those sentences that are asked for. Tables give a piece for each cell of a row. */
  piecesOf(text: string, tables: readonly Table[], wanted: (words: string) => boolean): HeldPiece[] {
    const pieces: HeldPiece[] = [];
    let section: { readonly keys: ReadonlySet<string>; readonly isHeading: boolean } | undefined;
    let last = 0;
    for (const sentence of splitSentencesOfLines(text)) {
      if (tables.some(({ span }) => contains(span, sentence))) continue;
      const gap = text.slice(last, sentence.start);
      const isFresh = gap.includes('\n') || sentence.start === 0;
      if (isFresh && !section?.isHeading) section = undefined;
      if (section?.isHeading && /\n\s*\n/.test(gap) && last !== 0 && !endsHeading(text, last))
        section = undefined;
      last = sentence.end;
      const words = text.slice(sentence.start, sentence.end);
      const mentions = this.#mentionsIn(words);
      const [first] = mentions;
      if (first) section = sectionOf(words, first, mentions);
      if (!wanted(words)) continue;
      const inSection = first === undefined && !OTHERS.test(words) ? section?.keys : undefined;
      pieces.push(...piecesOfSentence(words, sentence.start, mentions, first ? section?.keys : inSection));
    }
    for (const table of tables) pieces.push(...this.#piecesOfTable(table, wanted));
    return pieces;
  }

  #piecesOfTable({ header, rows }: Table, wanted: (words: string) => boolean): HeldPiece[] {
    return rows.flatMap((row) => {
      const [first, ...cells] = row;
      const label = first ? `${header[0]?.text} ${first.text}` : '';
      const keys = this.namedIn(label);
      return cells.flatMap((cell, i) => {
        const words = `${header[i + 1]?.text} ${cell.text}`;
        if (!wanted(words)) return [];
        return [
          {
            span: cell.span,
            text: words,
            sentence: words,
            holders: keys.size > 0 ? keys : undefined,
            isNamed: true,
          },
        ];
      });
    });
  }
}

function endsHeading(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /[:*#]\s*$/.test(line) || /^#/.test(line);
}

function sectionOf(
  words: string,
  { span, keys }: Mention,
  mentions: readonly Mention[],
): { readonly keys: ReadonlySet<string>; readonly isHeading: boolean } | undefined {
  const rest = words.slice(span.end);
  if (/[\p{L}\d]/u.test(words.slice(0, span.start)) || mentions.length > 1 || !LABEL.test(rest))
    return undefined;
  return { keys: new Set(keys), isHeading: /^\s*(?:\([^()]*\))?[*:\s–—]*$/.test(rest) };
}

function piecesOfSentence(
  sentence: string,
  offset: number,
  mentions: readonly Mention[],
  section: ReadonlySet<string> | undefined,
): HeldPiece[] {
  const isMention = (at: number): boolean => mentions.some(({ span }) => span.start < at && at < span.end);
  const cuts = mapMatches(sentence, CUT, ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  })).filter(({ start }) => !isMention(start));
  const isAny = /\brespectively\b/i.test(sentence);
  let left: ReadonlySet<string> | undefined;
  return [...cuts, { start: sentence.length, end: sentence.length }].map(({ start: end }, i): HeldPiece => {
    const start = cuts[i - 1]?.end ?? 0;
    const text = sentence.slice(start, end);
    const own = mentions
      .filter(({ span }) => span.start >= start && span.end <= end)
      .flatMap(({ keys }) => keys);
    const next = mentions.find(({ span }) => span.start >= end);
    if (own.length > 0) left = new Set(own);
    const follows =
      next &&
      /^\s*(?:in|of|for|from|by|with)\s*$/i.test(sentence.slice(cuts[i]?.end ?? end, next.span.start));
    const holders =
      own.length > 0
        ? left
        : left
          ? new Set([...left, ...(follows ? next.keys : [])])
          : rightOf(next, mentions, section);
    const isOther = own.length === 0 && OTHERS.test(text);
    return {
      span: { start: offset + start, end: offset + end },
      text,
      sentence,
      holders: isAny || isOther ? undefined : holders,
      isNamed: left !== undefined,
    };
  });
}

/** Whom a piece speaks of that nobody is named in or before: who is named next, or the section. */
function rightOf(
  next: Mention | undefined,
  mentions: readonly Mention[],
  section: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (mentions.length === 0) return section;
  return next && new Set([...next.keys, ...(section ?? [])]);
}
