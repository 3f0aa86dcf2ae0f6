import { ALL_TAGS, findTags } from '../../sample/tags';
import type { Rule } from '../rule';

export const nested: Rule = {
  id: 'tags/nested',
  summary: 'A block inside another block',
  severity: 'error',
  fix: null,
  docs: {
    what: 'An opening tag inside a block of another name. Blocks stand side by side; prose that speaks of a tag writes its name without brackets. In dialects that keep each part in a field of its own, a tag in such a field.',
    why: 'A reader that looks for the first `<answer>` finds the one in the reasoning.',
    bad: '<think>\nNow the <answer> must be 54 Gy.\n</think>',
    good: '<think>\nNow the answer must be 54 Gy.\n</think>',
  },
  malformed({ messages }, report) {
    for (const { content, tags, field, roleAt } of messages) {
      const [inField] = field ? findTags(content.value, ALL_TAGS) : [];
      if (inField) {
        report({
          message: `<${inField.name}> stands inside the field "${roleAt.value}".`,
          span: content.toSource(inField.span),
        });
      }
      for (const { name, open, parent } of tags.blocks) {
        if (!parent) continue;
        report({
          message: `<${name}> stands inside <${parent.name}>.`,
          span: content.toSource(open.span),
          related: [{ span: content.toSource(parent.open.span), message: `<${parent.name}> opens here.` }],
        });
      }
    }
  },
};
