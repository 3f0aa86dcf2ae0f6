import { type DuplicateMatch, findDuplicates } from '../curate/duplicates';
import type { RecordFacts } from './facts';

/** Several rules ask about one dataset one after the other: remembering the last is enough. */
let last:
  | { readonly records: readonly RecordFacts[]; readonly matches: readonly (DuplicateMatch | undefined)[] }
  | undefined;

/** For each record the earlier one that it repeats, if any. */
export function duplicatesAmong(records: readonly RecordFacts[]): readonly (DuplicateMatch | undefined)[] {
  if (last?.records !== records) {
    last = { records, matches: findDuplicates(records.map(({ duplicates }) => duplicates)) };
  }
  return last.matches;
}
