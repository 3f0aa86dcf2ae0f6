import { member } from '../text/valueNode';
import type { ParsedRecord } from './record';
import { metadataField } from './sampleText';

/** The rules that a record asks to be spared: `metadata.lint.ignore`. */
export function ignoredRules({ sample }: ParsedRecord): ReadonlySet<unknown> | undefined {
  if (!sample || metadataField(sample, 'lint') === undefined) return undefined;
  const ignore = member(member(sample.metadata, 'lint'), 'ignore');
  return ignore && new Set(ignore.items().map(({ value }) => value));
}
