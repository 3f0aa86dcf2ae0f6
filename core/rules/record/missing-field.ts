import { member } from '../../text/valueNode';
import type { Rule } from '../rule';

export const missingField: Rule = {
  id: 'record/missing-field',
  summary: 'A message without a role or content',
  severity: 'error',
  fix: null,
  docs: {
    what: 'A message object that lacks `role` or `content`.',
    why: 'The message cannot be placed in the conversation, so the sample teaches half a dialogue.',
    bad: '{"role": "assistant"}',
    good: '{"role": "assistant", "content": "…"}',
  },
  record({ root }, report) {
    for (const message of member(root, 'messages')?.items() ?? []) {
      if (message.kind !== 'object') continue;
      const missing = ['role', 'content'].filter((key) => !member(message, key));
      if (missing.length === 0) continue;
      const { start } = message.span;
      const names = missing.map((key) => `"${key}"`).join(' and ');
      report({ message: `This message has no ${names}.`, span: { start, end: start + 1 } });
    }
  },
};
