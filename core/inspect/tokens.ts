/** How many tokens the records of a dataset take: counted where that is quick, else estimated from a sample. */
import type { Steps } from '../steps';
import type { NumberColumn } from './columns';

/** What counts the tokens of a text, and the name of its encoding. */
export interface Tokenizer {
  readonly encoding: string;
  countTokens(text: string): number;
}

export interface TokenCounts {
  /** Of each record; NaN where it could not be read. */
  readonly counts: NumberColumn;
  readonly encoding: string;
  /** Whether every record was counted. Else counts are its characters at the rate of those that were. */
  readonly isExact: boolean;
}

/** So many UTF-16 units are counted: less than a second's work. */
const MOST_UNITS = 4_000_000;

/** Of more, so many are, in records evenly spread. */
const SAMPLED_UNITS = 1_000_000;

/**
 * `units`: of each record the UTF-16 units of its messages, NaN where it could not be read. `textsOf` reads the messages of
 * a record again.
 */
export function* countTokensOf(
  units: NumberColumn,
  textsOf: (record: number) => readonly string[],
  { encoding, countTokens }: Tokenizer,
): Steps<TokenCounts> {
  let total = 0;
  let readable = 0;
  for (const own of units) {
    if (Number.isNaN(own)) continue;
    total += own;
    readable++;
  }
  const isExact = total <= MOST_UNITS;
  const every = isExact ? 1 : Math.max(1, Math.floor((total / SAMPLED_UNITS) * (units.length / readable)));
  const counts = new Float64Array(units.length).fill(Number.NaN);
  let countedUnits = 0;
  let countedTokens = 0;
  for (let record = 0; record < units.length; record += every) {
    if (Number.isNaN(units[record])) continue;
    yield;
    const tokens = textsOf(record).reduce((sum, text) => sum + countTokens(text), 0);
    counts[record] = tokens;
    countedUnits += units[record] as number;
    countedTokens += tokens;
  }
  if (!isExact) {
    const rate = countedTokens / countedUnits;
    for (let record = 0; record < units.length; record++) {
      const own = units[record] as number;
      if (Number.isNaN(counts[record]) && !Number.isNaN(own)) counts[record] = Math.round(own * rate);
    }
  }
  return { counts, encoding, isExact };
}
