/** One pass over the words of a text, for everything that compares texts by them. */

export interface WordScan {
  /**
   * The hash, never 0, of each three-word sequence, in order, repetitions included; of a text of one or two words,
   * theirs. The caller's to change, and good until the next scan.
   */
  readonly shingles: Uint32Array;
  /** A hash of all words in their order (53 bits): texts that differ in other than white space, case and punctuation differ in it. */
  readonly order: number;
}

/** Words are runs of letters and digits, compared without case. */
export function scanWords(text: string): WordScan {
  const words = hashWords(text);
  if (sequences.length < words) sequences = new Uint32Array(2 * words);
  const to = sequences;
  if (words === 1 || words === 2) to[0] = combine(0, words === 2 ? hash(0) : 0, hash(words - 1));
  let high = 0x9e3779b1 | 0;
  let low = 0x85ebca6b | 0;
  let before = 0;
  let last = 0;
  for (let i = 0; i < words; i++) {
    const word = hash(i);
    if (i >= 2) to[i - 2] = combine(before, last, word);
    high = Math.imul(high ^ word, 0xc2b2ae35);
    high ^= high >>> 15;
    low = Math.imul(low, 0x27d4eb2f) ^ word;
    before = last;
    last = word;
  }
  const shingles = to.subarray(0, Math.max(words > 0 ? 1 : 0, words - 2));
  return { shingles, order: (high >>> 0) * 2 ** 21 + (low >>> 11) };
}

/** Of the text that was looked at last: the hash of its n-th word. */
function hash(word: number): number {
  return hashes[word] as number;
}

/**
 * Puts the hash of each word into `hashes`; returns how many there are. No step depends on where words end: a
 * processor guesses that wrong at every other word.
 */
function hashWords(text: string): number {
  const length = encode(text);
  if (hashes.length <= length) hashes = new Int32Array(2 * length + 2);
  const [from, to] = [bytes, hashes];
  let count = 0;
  let word = 0;
  let inWord = 0;
  // One step further than the text: there the last word ends.
  for (let i = 0; i <= length; i++) {
    const byte = BYTES[from[i] as number] as number;
    const isWord = (byte | -byte) >> 31;
    to[count] = word;
    count += inWord & ~isWord & 1;
    word = (((word << 5) | (word >>> 27)) ^ byte) & isWord;
    inWord = isWord;
  }
  return count;
}

/**
 * Of each byte of UTF-8 a number at random that stands for it in a word's hash (cyclic polynomials, Cohen 1997), the
 * same for capital letters; 0 where no word goes on.
 */
const BYTES = Int32Array.from({ length: 0x100 }, (_, byte) => {
  const char = byte < 0x80 ? String.fromCharCode(byte).toLowerCase() : '';
  if (byte < 0x80 && !/[a-z0-9]/.test(char)) return 0;
  let bits = Math.imul((char.charCodeAt(0) || byte) + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
});

/** Where sequences and words are gathered, and where texts are encoded: asked for once, and again for longer texts. */
let sequences = new Uint32Array(4096);
let hashes = new Int32Array(4096);
let bytes = new Uint8Array(4 * 4096);
const encoder = new TextEncoder();

/** Puts the text into `bytes` as UTF-8, in which all but ASCII are small letters and digits, and a 0 after it. Returns its length. */
function encode(text: string): number {
  const length = write(text);
  // Only ASCII takes a byte for each unit. A letter's case is part of its bytes, unless it is ASCII.
  if (length === text.length || foldOthers(bytes, length)) return length;
  return write(text.toLowerCase().replace(/[^\p{L}\p{N}\0-\x7f]+/gu, ' '));
}

function write(text: string): number {
  // A unit of UTF-16 takes three bytes at most.
  if (bytes.length <= 3 * text.length) bytes = new Uint8Array(6 * text.length + 1);
  const { written } = encoder.encodeInto(text, bytes);
  bytes[written] = 0;
  return written;
}

/** Makes all that is not ASCII small in its place, or blank where it is of no word; false where that takes another number of bytes. */
function foldOthers(utf8: Uint8Array, length: number): boolean {
  for (let at = 0; at < length; at++) {
    const lead = utf8[at] as number;
    if (lead < 0x80) continue;
    const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = lead & (0x7f >> size);
    for (let i = 1; i < size; i++) code = (code << 6) | ((utf8[at + i] as number) & 0x3f);
    const folded = fold(code);
    if (folded.length > 0 && folded.length !== size) return false;
    for (let i = 0; i < size; i++) utf8[at + i] = folded[i] ?? 0x20;
    at += size - 1;
  }
  return true;
}

const folds = new Map<number, Uint8Array>();

/** A character of words as small UTF-8, any other as nothing. */
function fold(code: number): Uint8Array {
  const known = folds.get(code);
  if (known) return known;
  const small = String.fromCodePoint(code).toLowerCase();
  const folded = encoder.encode(small.replace(/[^\p{L}\p{N}]/gu, ''));
  folds.set(code, folded);
  return folded;
}

function combine(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ third;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
