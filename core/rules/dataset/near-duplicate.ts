import { duplicatesAmong } from '../../dataset/matches';
import type { Rule } from '../rule';

export const nearDuplicate: Rule = {
  id: 'dataset/near-duplicate',
  summary: 'A record that is much like an earlier one',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'Two records of a file that share at least 80 % of their three-word sequences in the whole text, or 90 % in question and quotes alone: a haystack with the same needle in other straw is the same haystack. Candidates come from MinHash signatures and are verified exactly.',
    why: 'Variants of one sample teach its wording and not the task, and leak from the training split into the test split.',
    bad: 'Two records that differ in the age of the patient only.',
    good: 'Records with cases, numbers and questions of their own.',
    misses: 'The same content in other words, texts of fewer than ten words, and records in different files.',
  },
  dataset(records, report) {
    for (const [index, match] of duplicatesAmong(records).entries()) {
      if (match?.kind !== 'near') continue;
      const part = match.part === 'whole' ? '' : ' in question and quotes';
      report(index, {
        message: `Record ${match.of} is ${Math.round(match.similarity * 100)} % like this one${part}.`,
        span: records[index]?.anchor ?? { start: 0, end: 1 },
        related: [
          {
            record: match.of,
            span: records[match.of]?.anchor ?? { start: 0, end: 1 },
            message: 'The earlier record.',
          },
        ],
      });
    }
  },
};
