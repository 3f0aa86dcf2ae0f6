/** Telling our datasets from the many other things that are kept in JSON Lines. */
import { ALL_TAGS } from '../sample/tags';
import { isBlank } from './records';

/** How many records are looked at, and how much of each, in UTF-16 units. */
const RECORDS = 5;
const UNITS = 200_000;

const MESSAGES = /"messages"\s*:/;
const TAG = new RegExp(`<(?:${ALL_TAGS.join('|')})>`, 'i');

/**
 * Whether the first records look like samples: messages with at least one of our tags. Works on the text, so
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
