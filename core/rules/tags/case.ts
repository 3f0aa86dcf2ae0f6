import { tokensOf } from '../../sample/tags';
import { editFix } from '../fixes';
import type { Rule } from '../rule';

export const tagCase: Rule = {
  id: 'tags/case',
  summary: 'A tag with capital letters',
  severity: 'warning',
  fix: 'safe',
  docs: {
    what: 'A tag whose name is not all lower case, such as `<Answer>`.',
    why: 'Readers that compare tags letter by letter do not find the block.',
    bad: '<Answer>\n54 Gy\n</Answer>',
    good: '<answer>\n54 Gy\n</answer>',
  },
  malformed({ messages }, report) {
    for (const { content, tags } of messages) {
      for (const { name, written, span, closing } of tokensOf(tags)) {
        if (written === name) continue;
        const start = span.start + (closing ? 2 : 1);
        report({
          message: `Tags are written in lower case: ${name}.`,
          span: content.toSource(span),
          fixes: editFix('safe', `Write "${name}"`, content, [
            { span: { start, end: start + written.length }, words: name },
          ]),
        });
      }
    }
  },
};
