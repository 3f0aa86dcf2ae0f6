import { ROLES } from '../../sample/record';
import { sourceOf } from '../../text/mappedText';
import { replaceFix, wholeOf } from '../fixes';
import type { Rule } from '../rule';

export const unknownRole: Rule = {
  id: 'record/unknown-role',
  summary: 'A role that no chat template knows',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A message whose role is not `system`, `user` or `assistant`.',
    why: 'Chat templates drop such a message or fail on it.',
    bad: '{"role": "gpt", "content": "…"}',
    good: '{"role": "assistant", "content": "…"}',
  },
  sample({ messages }, report) {
    for (const { role, roleAt } of messages) {
      if ((ROLES as readonly string[]).includes(role)) continue;
      const meant = MEANT.get(role.trim().toLowerCase());
      report({
        message: `"${role}" is not a role: use system, user or assistant.`,
        span: sourceOf(roleAt),
        fixes: meant
          ? replaceFix('suggestion', `Change the role to "${meant}"`, roleAt, wholeOf(roleAt), meant)
          : [],
      });
    }
  },
};

const MEANT: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
  ['ai', 'assistant'],
  ['assistant', 'assistant'],
  ['system', 'system'],
]);
