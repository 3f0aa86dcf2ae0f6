import type { VariableUse } from '../../prompt/analyse';
import { HELPERS } from '../../prompt/helpers';
import type { Rule, TemplateFix } from '../rule';
import { shownAt } from './missingVariables';

export const shadowedVariable: Rule = {
  id: 'prompt/shadowed-variable',
  summary: 'An input with the name of a helper',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A variable that is called like a helper, `role`, `json`, `log`, `section` and so on, be it an input or a field that a block has at hand.',
    why: '`{{role}}` calls the helper, so the variable never renders. `{{this.role}}` would, but few readers know.',
    bad: '---\ninput:\n  schema:\n    role: string\n---\nYou are {{role}}.',
    good: '---\ninput:\n  schema:\n    speaker: string\n---\nYou are {{speaker}}.',
  },
  template({ inputs, shadowed, uses, symbols }, report) {
    for (const field of inputs.fields.values()) {
      const { name, declarations } = field;
      const [span] = declarations;
      if (!span || !HELPERS.has(name)) continue;
      const symbol = symbols.field(field);
      const means = ({ segments }: VariableUse): boolean => segments[0]?.symbol === symbol;
      const calls = shadowed.filter(means);
      if (calls.length === 0 && uses.some(means)) continue;
      const own = calls.filter(({ partial }) => partial === undefined);
      report({
        message: `{{${name}}} calls a helper, so that the input "${name}" is never seen: write {{this.${name}}}, or rename it.`,
        span,
        related: calls.map(({ path, partial }) => ({
          span: path.span,
          message: 'This calls the helper.',
          ...(partial !== undefined && { partial }),
        })),
        fixes: own.length === 0 ? [] : [writeThis(name, own)],
      });
    }
    for (const use of shadowed) {
      const [segment] = use.segments;
      if (segment?.symbol?.kind === 'input' || !segment) continue;
      const { name } = segment;
      const where = use.partial === undefined ? '' : ` in the partial "${use.partial}"`;
      report({
        message: `{{${name}}}${where} calls a helper and not the field "${name}": write {{this.${name}}}.`,
        span: shownAt(use),
        related:
          use.partial === undefined
            ? []
            : [{ partial: use.partial, span: use.span, message: 'This calls the helper.' }],
        fixes: use.via ? [] : [writeThis(name, [use])],
      });
    }
  },
};

function writeThis(name: string, uses: readonly VariableUse[]): TemplateFix {
  return {
    kind: 'suggestion',
    title: `Write {{this.${name}}} where the variable is meant`,
    edits: uses.map(({ path: { span } }) => ({ span, newText: `this.${name}` })),
  };
}
