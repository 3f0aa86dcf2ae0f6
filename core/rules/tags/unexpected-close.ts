import { replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const unexpectedClose: Rule = {
  id: 'tags/unexpected-close',
  summary: 'A closing tag that closes nothing',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A closing tag whose block is not open: its opening tag is missing, or it was closed before.',
    why: 'Parsers that look for a pair find none and drop the block; a model learns to close what it never opened.',
    bad: 'The trial reports 54 Gy.\n</think>',
    good: '<think>\nThe trial reports 54 Gy.\n</think>',
    misses: 'Where the block should have started is left to a person.',
  },
  malformed({ messages }, report) {
    for (const { content, tags } of messages) {
      for (const { name, span } of tags.strayCloses) {
        report({
          message: `</${name}> closes nothing: there is no open <${name}> before it.`,
          span: content.toSource(span),
          fixes: replaceFix('suggestion', `Remove </${name}>`, content, span, ''),
        });
      }
    }
  },
};
