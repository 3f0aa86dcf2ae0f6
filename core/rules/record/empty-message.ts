import { sourceOf } from '../../text/mappedText';
import type { Rule } from '../rule';

export const emptyMessage: Rule = {
  id: 'record/empty-message',
  summary: 'A message that says nothing',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A message whose content is empty or white space.',
    why: 'An empty answer teaches silence; an empty question teaches the model to answer nothing.',
    bad: '{"role": "assistant", "content": ""}',
    good: '{"role": "assistant", "content": "<think>…"}',
  },
  sample({ messages }, report) {
    for (const { role, roleAt, content } of messages) {
      if (content.value.trim() === '')
        report({ message: `The ${role} message is empty.`, span: sourceOf(roleAt) });
    }
  },
};
