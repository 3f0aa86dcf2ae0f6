import type { Rule } from '../rule';
import { brokenOff } from './brokenOff';

export const truncated: Rule = {
  id: 'tags/truncated',
  summary: 'A message that breaks off',
  severity: 'error',
  fix: null,
  docs: {
    what: 'An assistant message whose last block is not closed and whose text stops in the middle of a sentence: the writer ran out of tokens.',
    why: 'Closing the tag would hide that the text is incomplete; the sample has to be made again.',
    bad: '<answer>\nThe dose should be reduced because the',
    good: '<answer>\nThe dose should be reduced because the platelets fell.\n</answer>',
    misses:
      'A text that breaks off at the end of a sentence or of a short line; it is reported by `tags/unclosed`.',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const end = brokenOff(message);
      if (!end) continue;
      report({
        message: `The message breaks off in the middle of a sentence of <${end.block.name}>.`,
        span: message.content.toSource(end.lastWord),
        related: [
          { span: message.content.toSource(end.block.open.span), message: 'The block that it leaves open.' },
        ],
      });
    }
  },
};
