import { chatKeysOf, dialectOf } from '../../sample/dialects/dialect';
import { splitLines, stripLineEnd } from '../../text/lineText';
import { describeKind, member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const unknownShape: Rule = {
  id: 'record/unknown-shape',
  summary: 'A record of no known shape',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A line of a dataset that is valid JSON but no sample in any dialect: neither `messages`, nor `conversations`, a `prompt`, a task with its `expected_answer`, or the parts in fields of their own. Also a list of messages that is empty.',
    why: 'A trainer that expects messages fails on it, or trains on nothing.',
    bad: '{"text": "…"}',
    good: '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
  },
  record({ root, sample, source }, report) {
    if (!root) {
      // A `.vignette` sample without a frame: its messages are its body.
      if (sample?.messages.length === 0) {
        const line = stripLineEnd(splitLines(source)[0] ?? '');
        report({ message: 'There are no messages.', span: { start: 0, end: line.length } });
      }
      return;
    }
    const dialect = dialectOf(root);
    const keys = dialect && chatKeysOf(dialect);
    const messages = keys && member(root, keys.list);
    if (root.kind !== 'object') {
      const hint = root.kind === 'array' ? ' `vignette convert` makes a line of each of its items.' : '';
      report({ message: `A record is an object, not ${describeKind(root.kind)}.${hint}`, span: root.span });
    } else if (!dialect) {
      const { start } = root.span;
      report({
        message: 'This record is no sample: it has no "messages", and it is in no other dialect.',
        span: { start, end: start + 1 },
      });
    } else if (messages?.kind === 'array' && messages.items().length === 0) {
      report({ message: 'There are no messages.', span: messages.span });
    }
  },
};
