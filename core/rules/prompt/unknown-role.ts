import { ROLE_ALIAS, ROLE_DOCS } from '../../prompt/helpers';
import { roleCalls, unquotedRoles } from '../../prompt/roles';
import { nearestWord } from '../../text/editDistance';
import type { Rule } from '../rule';

export const unknownRole: Rule = {
  id: 'prompt/unknown-role',
  summary: 'A role that does not exist',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A role other than `system`, `user`, `model` and `tool`, such as `Assistant`; a role without quotation marks, which is a variable.',
    why: 'No model knows it: what is said under it is lost, or the request fails.',
    bad: '{{role "Assistant"}}',
    good: '{{role "model"}}',
    misses: 'Roles that come from a variable.',
  },
  template(analysis, report) {
    const { tree, source } = analysis.file;
    const roles = [...ROLE_DOCS.keys()];
    for (const { span } of unquotedRoles(analysis)) {
      const name = source.slice(span.start, span.end);
      const title = `Write "${name}"`;
      report({
        message: `Without quotation marks "${name}" is a variable, and no role.`,
        span,
        fixes: [{ kind: 'suggestion', title, edits: [{ span, newText: `"${name}"` }] }],
      });
    }
    for (const { role } of roleCalls(tree.body)) {
      if (role?.kind !== 'string' || roles.includes(String(role.value)) || role.value === ROLE_ALIAS)
        continue;
      const written = String(role.value).toLowerCase();
      const meant = MEANT[written] ?? nearestWord(written, roles, 2);
      report({
        message: `There is no role "${role.value}": use ${roles.join(', ')}.`,
        span: role.span,
        fixes: (meant === undefined ? roles : [meant]).map((name) => ({
          kind: 'suggestion',
          title: `Write "${name}"`,
          edits: [{ span: role.span, newText: `"${name}"` }],
        })),
      });
    }
  },
};

/** Roles under the names that other libraries give them. */
const MEANT: Readonly<Record<string, string>> = {
  assistant: 'model',
  ai: 'model',
  bot: 'model',
  human: 'user',
  developer: 'system',
  function: 'tool',
};
