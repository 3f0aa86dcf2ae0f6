import { partSource, typeOf } from '../../sample/sampleText';
import type { Rule } from '../rule';

export const reasonNotNamed: Rule = {
  id: 'archetype/reason-not-named',
  summary: 'A refusal that does not name its reason',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'The thinking of a `refusal` must hold the words "Missing information" or "Conflict detected".',
    why: 'The words are what scoring looks for, and they make the model decide which of the two it is.',
    bad: '"type": "refusal"\n<think>\nThere is no dose.\n</think>',
    good: '"type": "refusal"\n<think>\nMissing information: the dose.\n</think>',
    misses: 'The wrong one of the two. Capital letters do not count.',
  },
  sample(sample, report) {
    const { think } = sample.parts;
    if (!think || think.text === '' || typeOf(sample) !== 'refusal') return;
    if (/missing information|conflict detected/i.test(think.text)) return;
    report({
      message: 'The thinking of a refusal must say "Missing information" or "Conflict detected".',
      span: partSource(think, { start: 0, end: think.text.length }),
    });
  },
};
