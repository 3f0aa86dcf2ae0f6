/** One pass over the words of a text, for everything that compares texts by them. */

const FNV_PRIME = 0x01000193;

export interface WordScan {
  /** The hash, never 0, of each three-word sequence, in order, repetitions included; of a text of one or two words, theirs. */
  readonly shingles: Uint32Array;
  /** A hash of all words in their order (53 bits): texts that differ in other than white space, case and punctuation differ in it. */
  readonly order: number;
}

/** Words are runs of letters and digits, compared without case. */
export function scanWords(text: string): WordScan {
  const words = hashWords(text);
  const shingles = new Uint32Array(Math.max(words > 0 ? 1 : 0, words - 2));
  if (words === 1 || words === 2) shingles[0] = combine(0, words === 2 ? hash(0) : 0, hash(words - 1));
  let high = 0x9e3779b1 | 0;
  let low = 0x85ebca6b | 0;
  let before = 0;
  let last = 0;
  for (let i = 0; i < words; i++) {
    const word = hash(i);
    if (i >= 2) shingles[i - 2] = combine(before, last, word);
    high = Math.imul(high ^ word, 0xc2b2ae35);
    high ^= high >>> 15;
    low = Math.imul(low, 0x27d4eb2f) ^ word;
    before = last;
    last = word;
  }
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
    const unit = WORD_BYTES[from[i] as number] as number;
    const isWord = -unit >> 31;
    to[count] = word;
    count += inWord & ~isWord & 1;
    word = Math.imul(word ^ unit, FNV_PRIME) & isWord;
    inWord = isWord;
  }
  return count;
}

/** Of each byte of UTF-8 what it adds to a word's hash, small for capital letters; 0 where no word goes on. */
const WORD_BYTES = Uint8Array.from({ length: 0x100 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const char = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9]/.test(char) ? char.charCodeAt(0) : 0;
});

const NOT_OF_WORDS = /[^\p{L}\p{N}\0-\x7f]+/gu;

/** Where words are gathered, and where texts are encoded: asked for once, and again for longer texts. */
let hashes = new Int32Array(4096);
let bytes = new Uint8Array(4 * 4096);
const encoder = new TextEncoder();

/** Puts the text into `bytes` as UTF-8, in which all but ASCII are letters and digits, and a 0 after it. Returns its length. */
function encode(text: string): number {
  const length = write(text);
  // Only ASCII takes a byte for each unit. A letter's case is part of its bytes, unless it is ASCII.
  return length === text.length ? length : write(text.toLowerCase().replace(NOT_OF_WORDS, ' '));
}

function write(text: string): number {
  // A unit of UTF-16 takes three bytes at most.
  if (bytes.length <= 3 * text.length) bytes = new Uint8Array(6 * text.length + 1);
  const { written } = encoder.encodeInto(text, bytes);
  bytes[written] = 0;
  return written;
}

function combine(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ third;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0 || 1;
}
