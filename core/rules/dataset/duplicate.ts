import { duplicatesAmong } from '../../dataset/matches';
import { anchorOf, nameRecord } from '../../dataset/recordNames';
import type { Rule } from '../rule';

export const duplicateRecord: Rule = {
  id: 'dataset/duplicate',
  summary: 'A record that says the same as an earlier one',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'Two records whose messages are the same but for white space and case.',
    why: 'A model trained twice on one sample weighs it twice, and a duplicate across a split measures memory.',
    bad: 'The same question, context and answer in two records with different ids.',
    good: 'Each sample once.',
    misses:
      'Duplicates in files that are not linted together: the editor looks at one file at a time, Lint Workspace and `vignette lint` at all they are given.',
  },
  *dataset(records, report) {
    for (const [index, match] of (yield* duplicatesAmong(records)).entries()) {
      if (match?.kind !== 'same') continue;
      yield;
      report(index, {
        message: `${nameRecord(records, match.of, index)} says the same.`,
        range: anchorOf(records, index),
        related: [{ record: match.of, range: anchorOf(records, match.of), message: 'The first of them.' }],
      });
    }
  },
};
