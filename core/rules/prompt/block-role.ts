import { ROLE_ALIAS } from '../../prompt/helpers';
import { namedRoles } from '../../prompt/roles';
import { simpleName, statementsOf } from '../../prompt/tree';
import type { Rule } from '../rule';

export const blockRole: Rule = {
  id: 'prompt/block-role',
  summary: 'A role written as a block',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: '`{{#role "system"}}…{{/role}}`, or `{{#system}}…{{/system}}`, as templates of other kinds write it.',
    why: 'Its whole text is lost without a word: a role is a mark, and holds up to the next one.',
    bad: '{{#role "system"}}You are careful.{{/role}}',
    good: '{{role "system"}}\nYou are careful.',
  },
  template(analysis, report) {
    const { tree, source } = analysis.file;
    const named = new Set<unknown>(namedRoles(analysis));
    for (const { statement } of statementsOf(tree.body)) {
      if (statement.kind !== 'block') continue;
      const name = simpleName(statement.callee);
      const isNamed = named.has(statement.callee);
      if (name !== 'role' && !isNamed) continue;
      const [role] = statement.params;
      const given = role ? source.slice(role.span.start, role.span.end) : '"user"';
      const written = isNamed ? `"${name === ROLE_ALIAS ? 'model' : name}"` : given;
      report({
        message: `The text of this block is lost: write {{role ${written}}} and no end.`,
        span: statement.open,
        fixes: [
          {
            kind: 'suggestion',
            title: `Write {{role ${written}}}`,
            edits: [
              { span: statement.open, newText: `{{role ${written}}}` },
              ...(statement.close ? [{ span: statement.close.span, newText: '' }] : []),
            ],
          },
        ],
      });
    }
  },
};
