import { replaceFix } from '../fixes';
import type { Rule } from '../rule';
import { brokenOff } from './brokenOff';

export const unclosed: Rule = {
  id: 'tags/unclosed',
  summary: 'A block that is opened but not closed',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'An opening tag without its closing tag, or a tag that breaks off before its `>`.',
    why: 'A reader of the tags takes the rest of the message for this block; a model trained on it never learns to stop.',
    bad: '<think>\n…\n\n<proof>\n…\n</proof>',
    good: '<think>\n…\n</think>\n\n<proof>\n…\n</proof>',
    misses:
      'A last block whose text stops in the middle of a sentence: that is `tags/truncated`, and a closing tag would hide it.',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const { content, tags } = message;
      for (const block of tags.blocks) {
        const { name, open, close, content: words, parent } = block;
        if (close && !close.complete) {
          const { end } = close.span;
          report({
            message: `This closing tag breaks off: write </${name}>.`,
            span: content.toSource(close.span),
            fixes: replaceFix('suggestion', `Complete </${name}>`, content, { start: end, end }, '>'),
          });
        } else if (!close && !parent && brokenOff(message)?.block !== block) {
          const at = Math.max(words.end, open.span.end);
          report({
            message: `<${name}> is not closed.`,
            span: content.toSource(open.span),
            fixes: replaceFix(
              'suggestion',
              `Close with </${name}>`,
              content,
              { start: at, end: at },
              `${open.complete ? '' : '>'}\n</${name}>`,
            ),
          });
        }
      }
    }
  },
};
