import type { ComparedTexts } from '../curate/comparedTexts';
import {
  DEFAULT_THRESHOLDS,
  type DuplicateMatch,
  searchDuplicates,
  type Thresholds,
} from '../curate/duplicates';
import type { DatasetRecords } from '../rules/rule';
import type { Steps } from '../steps';
import { comparedTexts } from './facts';

interface Matches {
  readonly records: DatasetRecords;
  readonly thresholds: Thresholds;
  readonly matches: readonly (DuplicateMatch | undefined)[];
}

/** Several rules ask about one dataset one after the other: remembering the last is enough. */
let last: Matches | undefined;

/** For each record the earlier one that it repeats, if any. */
export function* duplicatesAmong(
  records: DatasetRecords,
  thresholds = DEFAULT_THRESHOLDS,
): Steps<readonly (DuplicateMatch | undefined)[]> {
  if (
    last?.records !== records ||
    last.thresholds.whole !== thresholds.whole ||
    last.thresholds.core !== thresholds.core
  ) {
    const features = records.facts.map(({ duplicates }) => duplicates);
    const texts = (record: number): ComparedTexts | undefined => textsOf(records, record);
    const tracker = records.trackers?.of(thresholds);
    const matches = yield* tracker?.update(features, texts) ?? searchDuplicates(features, texts, thresholds);
    last = { records, thresholds, matches };
  }
  return last.matches;
}

function textsOf(records: DatasetRecords, record: number): ComparedTexts | undefined {
  const { sample } = records.read(record);
  return sample && comparedTexts(sample);
}
