import { duplicatesAmong } from '../../dataset/matches';
import type { Rule } from '../rule';

export const duplicateRecord: Rule = {
  id: 'dataset/duplicate',
  summary: 'A record that says the same as an earlier one',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'Two records of a file whose messages are the same but for white space and case.',
    why: 'A model trained twice on one sample weighs it twice, and a duplicate across a split measures memory.',
    bad: 'The same question, context and answer in two records with different ids.',
    good: 'Each sample once.',
    misses: 'Duplicates in different files.',
  },
  dataset(records, report) {
    for (const [index, match] of duplicatesAmong(records).entries()) {
      if (match?.kind !== 'same') continue;
      report(index, {
        message: `Record ${match.of} says the same.`,
        span: records[index]?.anchor ?? { start: 0, end: 1 },
        related: [
          {
            record: match.of,
            span: records[match.of]?.anchor ?? { start: 0, end: 1 },
            message: 'The first of them.',
          },
        ],
      });
    }
  },
};
