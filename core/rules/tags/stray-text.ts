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
  sample({ messages }, report) {
    for (const { role, content, tags } of messages) {
      if (tagsOfRole(role).length === 0 || tags.blocks.length === 0) continue;
      for (const span of findStrayText(content.value, tags)) {
        report({ message: 'This text stands outside every block.', span: content.toSource(span) });
      }
    }
  },
};
