/** Telling our datasets from the many other things that are kept in JSON Lines. */
import { isBlank } from './records';

/** How many records are looked at, and how much of each, in UTF-16 units. */
const RECORDS = 5;
const UNITS = 200_000;

const MESSAGES = /"messages"\s*:/;
/**
 * The tags that only grounded samples have: `<think>` and `<answer>` alone are any reasoning model's. Some
 * writers of JSON escape the "<".
 */
const TAG = /(?:<|\\u003c)(?:context|question|proof)(?:>|\\u003e)/i;

/**
 * Whether the first records look like samples: messages with a tag of grounded samples. Works on the text, so
 * a first line that is broken or half typed does not hide the dataset.
 */
export function looksLikeDataset(lines: readonly string[]): boolean {
  let seen = 0;
  for (const line of lines) {
    if (isBlank(line)) continue;
    const start = line.slice(0, UNITS);
    if (MESSAGES.test(start) && TAG.test(start)) return true;
    if (++seen === RECORDS) return false;
  }
  return false;
}
