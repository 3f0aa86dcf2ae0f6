/** One pass over the words of a text, for everything that compares texts by them. */

// As signed integers: others are kept as floating-point numbers, which makes each step of the scan slower.
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

export interface WordScan {
  /** The hash of each three-word sequence, in order, repetitions included; of a text of one or two words, theirs. */
  readonly shingles: Uint32Array;
  /** A hash of all words in their order (53 bits): texts that differ in other than white space, case and punctuation differ in it. */
  readonly order: number;
}

/** Words are runs of letters and digits, compared without case. */
export function scanWords(text: string): WordScan {
  const length = encode(text);
  const units = bytes;
  const shingles = roomFor((length >> 1) + 1);
  let count = 0;
  let words = 0;
  let before = 0;
  let last = 0;
  let high = 0x9e3779b1 | 0;
  let low = 0x85ebca6b | 0;
  for (let i = 0; i < length; i++) {
    let unit = WORD_BYTES[units[i] as number] as number;
    if (unit === 0) continue;
    let word = FNV_OFFSET;
    do {
      word = Math.imul(word ^ unit, FNV_PRIME);
      i++;
      unit = WORD_BYTES[units[i] as number] as number;
    } while (unit !== 0);
    words++;
    if (words >= 3) shingles[count++] = combine(before, last, word);
    high = Math.imul(high ^ word, 0xc2b2ae35);
    high ^= high >>> 15;
    low = Math.imul(low, 0x27d4eb2f) ^ word;
    before = last;
    last = word;
  }
  if (words === 1 || words === 2) shingles[count++] = combine(0, words === 2 ? before : 0, last);
  return { shingles: shingles.slice(0, count), order: (high >>> 0) * 2 ** 21 + (low >>> 11) };
}

/** Of each byte of UTF-8 what it adds to a word's hash, small for capital letters; 0 where no word goes on. */
const WORD_BYTES = Uint8Array.from({ length: 0x100 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const char = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9]/.test(char) ? char.charCodeAt(0) : 0;
});

const NOT_OF_WORDS = /[^\p{L}\p{N}\0-\x7f]+/gu;

/** Where sequences are gathered, and where texts are encoded: asked for once, and again for longer texts. */
let room = new Uint32Array(4096);
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

function roomFor(count: number): Uint32Array {
  if (room.length < count) room = new Uint32Array(2 * count);
  return room;
}

function combine(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ third;
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}
