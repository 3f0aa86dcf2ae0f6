import { tagsOfRole } from '../../sample/record';
import type { Block } from '../../sample/tags';
import type { Rule } from '../rule';

export const order: Rule = {
  id: 'tags/order',
  summary: 'Blocks in the wrong order',
  severity: 'error',
  fix: null,
  docs: {
    what: 'The order is `<context>`, `<question>` and `<think>`, `<proof>`, `<answer>`.',
    why: 'A model that answers before it reasons and quotes has not learnt to ground its answer.',
    bad: '<answer>…</answer>\n\n<think>…</think>\n\n<proof>…</proof>',
    good: '<think>…</think>\n\n<proof>…</proof>\n\n<answer>…</answer>',
  },
  malformed({ messages }, report) {
    for (const { role, content, tags } of messages) {
      const names = tagsOfRole(role);
      let furthest: Block | undefined;
      for (const block of tags.blocks) {
        if (block.parent) continue;
        if (furthest && names.indexOf(block.name) < names.indexOf(furthest.name)) {
          report({
            message: `<${block.name}> must come before <${furthest.name}>.`,
            span: content.toSource(block.open.span),
            related: [
              { span: content.toSource(furthest.open.span), message: `<${furthest.name}> stands here.` },
            ],
          });
        } else furthest = block;
      }
    }
  },
};
