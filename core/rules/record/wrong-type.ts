import { describeKind, member, type ValueKind, type ValueNode } from '../../text/valueNode';
import type { Report, Rule } from '../rule';

export const wrongType: Rule = {
  id: 'record/wrong-type',
  summary: 'A field of the wrong type',
  severity: 'error',
  fix: null,
  docs: {
    what: '`messages` must be a list of objects, `role` and `content` strings, `metadata` an object.',
    why: 'A chat template renders a number or a list as something no one meant to train on.',
    bad: '{"role": "user", "content": ["…"]}',
    good: '{"role": "user", "content": "…"}',
  },
  record({ root }, report) {
    const messages = member(root, 'messages');
    expectKind(messages, 'messages', 'array', report);
    expectKind(member(root, 'metadata'), 'metadata', 'object', report);
    for (const [i, message] of (messages?.items() ?? []).entries()) {
      expectKind(message, `messages[${i}]`, 'object', report);
      expectKind(member(message, 'role'), 'role', 'string', report);
      expectKind(member(message, 'content'), 'content', 'string', report);
    }
  },
};

function expectKind(node: ValueNode | undefined, name: string, kind: ValueKind, report: Report): void {
  if (!node || node.kind === kind) return;
  report({
    message: `"${name}" must be ${describeKind(kind)}, not ${describeKind(node.kind)}.`,
    span: node.span,
  });
}
