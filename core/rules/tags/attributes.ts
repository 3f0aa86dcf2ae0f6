import { tokensOf } from '../../sample/tags';
import { replaceFix } from '../fixes';
import type { Rule } from '../rule';

export const attributes: Rule = {
  id: 'tags/attributes',
  summary: 'A tag with more in it than its name',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'Anything between the name of a tag and its `>`.',
    why: 'Readers that look for the exact tag do not find the block, and the model learns to write the extra words.',
    bad: '<proof source="context">',
    good: '<proof>',
  },
  malformed({ messages }, report) {
    for (const { content, tags } of messages) {
      for (const { name, attributes: extra, span, closing } of tokensOf(tags)) {
        const words = content.value.slice(extra.start, extra.end);
        if (words === '' || words === '/') continue;
        const clean = closing ? `</${name}>` : `<${name}>`;
        report({
          message: `A tag holds only its name: ${clean}.`,
          span: content.toSource(extra),
          fixes: replaceFix('suggestion', `Write ${clean}`, content, span, clean),
        });
      }
    }
  },
};
