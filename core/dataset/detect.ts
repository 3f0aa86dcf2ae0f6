/** Telling our datasets from the many other things that are kept in JSON Lines. */
import { type DatasetFormat, isBlank } from './records';

/** How many records are looked at, and how much of each, in UTF-16 units. */
const RECORDS = 5;
const UNITS = 200_000;

/**
 * The tags that only grounded samples have: `<think>` and `<answer>` alone are any reasoning model's. Some
 * writers of JSON escape the "<".
 */
const TAG = /(?:<|\\u003c)(?:context|question|proof)(?:>|\\u003e)/i;
const CONTEXT_TAG = /(?:<|\\u003c)context(?:>|\\u003e)/i;
const QUESTION_TAG = /(?:<|\\u003c)question(?:>|\\u003e)/i;

/** A record's key; in a string of JSON its quotation marks would be escaped. */
const key = (names: string): RegExp => new RegExp(`"(?:${names})"\\s*:`);

/**
 * What the text of a record of each dialect holds. A question with its context and answer is anyone's; grounded
 * samples have a proof or an expected answer too. A prompt that speaks of a context is often another's.
 */
const SIGNS: readonly { readonly all: readonly RegExp[]; readonly none?: RegExp }[] = [
  { all: [key('messages|conversations'), TAG] },
  { all: [key('prompt'), CONTEXT_TAG, QUESTION_TAG], none: key('completion|chosen|rejected|response') },
  { all: [key('context'), key('question'), key('proof'), key('answer')] },
  { all: [key('context'), key('question'), key('expected_answer'), key('proof')] },
];

/**
 * Whether the first records look like samples. Works on the text, so a first line that is broken or half typed
 * does not hide the dataset.
 */
export function looksLikeDataset(lines: readonly string[]): boolean {
  let seen = 0;
  for (const line of lines) {
    if (isBlank(line)) continue;
    const start = line.slice(0, UNITS);
    const isSample = SIGNS.some(
      ({ all, none }) => all.every((sign) => sign.test(start)) && !none?.test(start),
    );
    if (isSample) return true;
    if (++seen === RECORDS) return false;
  }
  return false;
}

/** Whether a file with such first lines is a dataset. `said`: what the configuration says of it. */
export function isDatasetFile(
  format: DatasetFormat,
  said: { readonly isDataset: boolean | undefined },
  lines: readonly string[],
): boolean {
  return format === 'vignette' || (said.isDataset ?? looksLikeDataset(lines));
}
