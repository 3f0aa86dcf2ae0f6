import { foreignForms } from '../../sample/foreignBlocks';
import { tagsOfRole } from '../../sample/record';
import { strayText as findStrayText } from '../../sample/tags';
import type { Rule } from '../rule';

export const strayText: Rule = {
  id: 'tags/stray-text',
  summary: 'Text outside every block',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'Words before, between or after the blocks of a message that has blocks.',
    why: 'A preamble such as "Here is the sample:" is learnt with the rest, and what stands outside the proof is not checked.',
    bad: 'Here is my answer:\n<think>\n…\n</think>',
    good: '<think>\n…\n</think>',
  },
  malformed({ messages }, report) {
    for (const message of messages) {
      const { role, content, tags } = message;
      if (tagsOfRole(role).length === 0) continue;
      const { blocks, object } = foreignForms(message);
      const foreign = [...blocks, ...(object ? [object] : [])].map(({ span }) => span);
      if (tags.blocks.length + foreign.length === 0) continue;
      for (const span of findStrayText(content.value, tags, foreign)) {
        report({ message: 'This text stands outside every block.', span: content.toSource(span) });
      }
    }
  },
};
