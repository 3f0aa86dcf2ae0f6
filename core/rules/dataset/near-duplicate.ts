import * as z from 'zod';
import { DEFAULT_THRESHOLDS, LEAST_SIMILARITY, type Thresholds } from '../../curate/duplicates';
import { duplicatesAmong } from '../../dataset/matches';
import { anchorOf, nameRecord } from '../../dataset/recordNames';
import type { LintConfig } from '../../lint/config';
import type { Rule } from '../rule';

const share = (standard: number): z.ZodDefault<z.ZodNumber> =>
  z.number().min(LEAST_SIMILARITY).max(1).default(standard);

const options = z.strictObject({
  similarity: share(DEFAULT_THRESHOLDS.whole).describe(
    'The share of common three-word sequences from which on whole texts are near-duplicates.',
  ),
  needleSimilarity: share(DEFAULT_THRESHOLDS.core).describe('The same for question and proof alone.'),
});

export const nearDuplicate: Rule<z.infer<typeof options>> = {
  id: 'dataset/near-duplicate',
  summary: 'A record that is much like an earlier one',
  severity: 'warning',
  fix: null,
  options,
  docs: {
    what: 'Two records that share at least 80 % of their three-word sequences in the whole text, or 90 % in question and quotes alone: a haystack with the same needle in other straw is the same haystack. Candidates share one of the rarest sequences of a short text, or a band of the MinHash signature of a long one, and are verified exactly.',
    why: 'Variants of one sample teach its wording and not the task, and leak from the training split into the test split.',
    bad: 'Two records that differ in the age of the patient only.',
    good: 'Records with cases, numbers and questions of their own.',
    misses:
      'The same content in other words, texts of fewer than ten words, and records of files that are not linted together.',
  },
  *dataset(records, report, { options }) {
    const matches = yield* duplicatesAmong(records, thresholdsOf(options));
    for (const [index, match] of matches.entries()) {
      if (match?.kind !== 'near') continue;
      const part = match.part === 'whole' ? '' : ' in question and quotes';
      yield;
      report(index, {
        message: `${nameRecord(records, match.of, index)} is ${Math.round(match.similarity * 100)} % like this one${part}.`,
        range: anchorOf(records, index),
        related: [{ record: match.of, range: anchorOf(records, match.of), message: 'The earlier record.' }],
      });
    }
  },
};

/** From which similarity on a configuration calls records near-duplicates, whether the rule is on or not. */
export function configuredThresholds({ options: chosen }: LintConfig): Thresholds {
  return thresholdsOf(options.parse(chosen?.[nearDuplicate.id] ?? {}));
}

function thresholdsOf({ similarity, needleSimilarity }: z.infer<typeof options>): Thresholds {
  return { whole: similarity, core: needleSimilarity };
}
