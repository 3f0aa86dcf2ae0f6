/**
 * Folding away typography: what two careful typists may write differently without changing what is said.
 * Digits, letters, comparators and signs are never folded into one another; a number in another spelling
 * (1,250 and 1250, 10⁹ and 10^9, ≥ and >=) is the same.
 */
import type { Span } from '../text/span';

export interface FoldedText {
  readonly value: string;
  /** The span of the original text behind a span of `value`. */
  toOriginal(span: Span): Span;
}

const INVISIBLE = '\u00ad\u200b\u200c\u200d\u2060\ufeff';

const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ...pairs('‘’‚‛′`´', "'"),
  ...pairs('“”„‟″«»', '"'),
  ...pairs('‐‑‒–—―−﹣－', '-'),
  ...pairs('µ', 'μ'),
  ...pairs('…', '...'),
  ...pairs('ﬁ', 'fi'),
  ...pairs('ﬂ', 'fl'),
  ...pairs('ﬀ', 'ff'),
  ...pairs('×', 'x'),
  ...pairs('≥⩾', '>='),
  ...pairs('≤⩽', '<='),
  ...pairs(INVISIBLE, ''),
]);

const REPLACED = characterClass(new RegExp(`[${[...REPLACEMENTS.keys()].join('')}]`, 'u'));
const INVISIBLES = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff/g;
const SPACE = characterClass(/\s/u);
const MARK = characterClass(/\p{M}/u);
const LETTER = characterClass(/\p{L}/u);
const DIGIT = characterClass(/\p{Nd}/u);

/** A class of characters, looked up for the first few hundred: nearly all that a text has. */
interface CharacterClass {
  readonly pattern: RegExp;
  readonly first: readonly boolean[];
}

function characterClass(pattern: RegExp): CharacterClass {
  return {
    pattern,
    first: Array.from({ length: 0x300 }, (_, code) => pattern.test(String.fromCharCode(code))),
  };
}

function isOf({ pattern, first }: CharacterClass, char: string): boolean {
  return first[char.charCodeAt(0)] ?? pattern.test(char);
}

function pairs(from: string, to: string): [string, string][] {
  return [...from].map((char) => [char, to]);
}

/**
 * Folds quotation marks, dashes, ellipses, invisible characters and white space. A run of white space
 * counts only between two letters or two digits ("no table" is not "notable", "1 5" is not "15");
 * elsewhere ("25 %", "15 mg") it is typography.
 */
export function fold(text: string): FoldedText {
  const respelled = respelledNumbers(text);
  const folding = new Folding(text);
  const changes = [...respelled.keys()].sort((a, b) => a - b);
  let change = 0;
  let spaceAt = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    const spelling = respelled.size > 0 ? respelled.get(i) : undefined;
    if (spelling !== undefined) {
      folding.append(spelling, i, i + 1);
      change++;
      continue;
    }
    const plainEnd = Math.min(plainStretchEnd(text, i), changes[change] ?? text.length);
    if (plainEnd > i) {
      if (spaceAt !== -1 && separates(folding.last, char)) folding.append(' ', spaceAt, i);
      spaceAt = -1;
      folding.copy(i, plainEnd);
      i = plainEnd - 1;
      continue;
    }
    if (isOf(SPACE, char)) {
      if (spaceAt === -1) spaceAt = i;
      continue;
    }
    let end = i + 1;
    while (end < text.length && isOf(MARK, text[end] as string)) end++;
    // A letter and its accents are one character, however they are encoded.
    const folded = end > i + 1 ? text.slice(i, end).normalize('NFC') : replacementOf(char);
    if (folded !== '') {
      if (spaceAt !== -1 && separates(folding.last, folded)) folding.append(' ', spaceAt, i);
      spaceAt = -1;
      folding.append(folded, i, end);
    }
    i = end - 1;
  }
  return folding.result();
}

/** ASCII that folding leaves as it stands, with the spaces that separate. */
const PLAIN_STRETCH = /(?:[!-_a-~]|(?<=[A-Za-z]) (?=[A-Za-z])|(?<=\d) (?=\d))+/y;

/** The end of the plain stretch that starts here, without a last character that accents may follow. */
function plainStretchEnd(text: string, start: number): number {
  PLAIN_STRETCH.lastIndex = start;
  if (!PLAIN_STRETCH.test(text)) return start;
  const end = PLAIN_STRETCH.lastIndex;
  return end < text.length && text.charCodeAt(end) > 0x7f ? end - 1 : end;
}

function replacementOf(char: string): string {
  return isOf(REPLACED, char) ? (REPLACEMENTS.get(char) ?? char) : char;
}

/** A folded text as it grows: stretches that stand in it as they stand in the original, and what replaces a character. */
class Folding {
  /** Its last character. */
  last: string | undefined;
  #pieces: string[] = [];
  #length = 0;
  /** Where each stretch starts, in the folded text and in the original. */
  readonly #at: number[] = [];
  readonly #start: number[] = [];
  /** Where the replaced characters end in the original; -1 for a stretch that stands as it was. */
  readonly #end: number[] = [];
  /** Where the stretch that is being copied goes on, in the original; -1 while none is. */
  #copiedTo = -1;
  #copiedFrom = 0;

  constructor(private readonly text: string) {}

  append(folded: string, start: number, end: number): void {
    if (folded === '') return;
    const isCopy = end - start === 1 && folded === this.text[start];
    if (!isCopy || start !== this.#copiedTo) {
      this.#flush();
      this.#at.push(this.#length);
      this.#start.push(start);
      this.#end.push(isCopy ? -1 : end);
    }
    if (isCopy) {
      if (this.#copiedTo === -1) this.#copiedFrom = start;
      this.#copiedTo = end;
    } else {
      this.#pieces.push(folded);
    }
    this.#length += folded.length;
    this.last = folded.at(-1);
  }

  /** Takes over a stretch of the original as it stands. */
  copy(start: number, end: number): void {
    if (start !== this.#copiedTo) {
      this.#flush();
      this.#at.push(this.#length);
      this.#start.push(start);
      this.#end.push(-1);
      this.#copiedFrom = start;
    }
    this.#copiedTo = end;
    this.#length += end - start;
    this.last = this.text[end - 1];
  }

  #flush(): void {
    if (this.#copiedTo !== -1) this.#pieces.push(this.text.slice(this.#copiedFrom, this.#copiedTo));
    this.#copiedTo = -1;
  }

  result(): FoldedText {
    this.#flush();
    return {
      value: this.#pieces.join(''),
      toOriginal: ({ start, end }) => {
        if (start >= this.#length) return { start: this.text.length, end: this.text.length };
        const first = this.#original(start).start;
        return { start: first, end: end > start ? this.#original(end - 1).end : first };
      },
    };
  }

  /** What a unit of the folded text stands for. */
  #original(offset: number): Span {
    let low = 0;
    for (let high = this.#at.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if ((this.#at[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    const start = this.#start[low] as number;
    const end = this.#end[low] as number;
    if (end !== -1) return { start, end };
    const at = start + offset - (this.#at[low] as number);
    return { start: at, end: at + 1 };
  }
}

const GROUPED = /(?<![\d.,])\d{1,3}(?:(?:,|[\s\u200b\u2060\ufeff]+)\d{3})+(?!\d)/gu;
const RAISED = /(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^])(?:(?<=[\dm])(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=m)\^(?=[23]))/gu;
const MAY_BE_RESPELLED = /\d[,\s\u200b\u2060\ufeff]+\d{3}|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹^]/u;
const PLAIN_DIGITS: ReadonlyMap<string, string> = new Map(
  [...'⁻⁰¹²³⁴⁵⁶⁷⁸⁹'].map((char, i) => [char, '-0123456789'[i] as string]),
);

/** Offset → what stands there when numbers are spelled as a typewriter does: 1,250 is 1250, 10⁹ is 10^9, m² is m2. */
function respelledNumbers(text: string): Map<number, string> {
  const spellings = new Map<number, string>();
  if (!MAY_BE_RESPELLED.test(text)) return spellings;
  for (const { 0: number, index } of text.matchAll(GROUPED)) {
    for (let i = 0; i < number.length; i++)
      if (!isOf(DIGIT, number[i] as string)) spellings.set(index + i, '');
  }
  for (const { 1: digits, index } of text.matchAll(RAISED)) {
    if (digits === undefined) spellings.set(index, '');
    for (const [i, char] of [...(digits ?? '')].entries()) {
      const sign = i === 0 && text[index - 1] !== 'm' ? '^' : '';
      spellings.set(index + i, sign + PLAIN_DIGITS.get(char));
    }
  }
  return spellings;
}

/** The text without invisible characters, and one space for each run of white space. */
export function withPlainSpaces(text: string): string {
  return text.replace(INVISIBLES, '').replace(/\s+/gu, ' ');
}

function separates(before: string | undefined, after: string): boolean {
  if (before === undefined) return false;
  return (isOf(LETTER, before) && isOf(LETTER, after)) || (isOf(DIGIT, before) && isOf(DIGIT, after));
}
