import type { Block, TagName } from '../../sample/tags';
import type { Rule } from '../rule';

export const duplicate: Rule = {
  id: 'tags/duplicate',
  summary: 'A block that occurs twice in one message',
  severity: 'error',
  fix: null,
  docs: {
    what: 'Two blocks of one name in a message, neither inside another block.',
    why: 'Readers disagree on which one counts: some take the first answer, some the last.',
    bad: '<answer>\n12 mg\n</answer>\n\n<answer>\n15 mg\n</answer>',
    good: '<answer>\n15 mg\n</answer>',
  },
  malformed({ messages }, report) {
    for (const { content, tags } of messages) {
      const first = new Map<TagName, Block>();
      for (const block of tags.blocks) {
        if (block.parent) continue;
        const earlier = first.get(block.name);
        if (!earlier) {
          first.set(block.name, block);
          continue;
        }
        report({
          message: `<${block.name}> stands twice in this message.`,
          span: content.toSource(block.open.span),
          related: [{ span: content.toSource(earlier.open.span), message: 'The first one.' }],
        });
      }
    }
  },
};
