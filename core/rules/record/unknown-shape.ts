import { describeKind, member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const unknownShape: Rule = {
  id: 'record/unknown-shape',
  summary: 'A record of no known shape',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A line of a dataset that is valid JSON but not an object with a `messages` list.',
    why: 'A trainer that expects messages fails on it, or trains on nothing.',
    bad: '{"text": "…"}',
    good: '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
    misses:
      'Records of the other dialects (`conversations`, flat teacher output, task form) are reported here too.',
  },
  record({ root }, report) {
    if (!root) return;
    if (root.kind !== 'object') {
      report({ message: `A record is an object, not ${describeKind(root.kind)}.`, span: root.span });
    } else if (!member(root, 'messages')) {
      const { start } = root.span;
      report({ message: 'This record has no "messages".', span: { start, end: start + 1 } });
    }
  },
};
