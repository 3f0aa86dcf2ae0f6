import type { Rule } from '../rule';
import { declareFix, meantOtherwise, shownAt } from './missingVariables';

export const undeclaredVariable: Rule = {
  id: 'prompt/undeclared-variable',
  summary: 'A variable of a template that does not declare its inputs',
  severity: 'info',
  fix: 'suggestion',
  docs: {
    what: 'A variable in a template without `input.schema` and `input.default`. Each name is reported once, where it comes first.',
    why: 'Nothing can tell a misspelled name from one that will be given; declared inputs are checked, completed and documented.',
    bad: 'Write about {{condition}}.',
    good: '---\ninput:\n  schema:\n    condition: string, the disease and its stage\n---\nWrite about {{condition}}.',
  },
  template(analysis, report) {
    const { declaresInputs, file, inputs } = analysis;
    // Of front matter that cannot be read nobody knows what it declares.
    if (declaresInputs || file.isPartial || inputs.rest === undefined || file.yaml.problems.length > 0)
      return;
    const meant = new Set<unknown>(meantOtherwise(analysis));
    const reported = new Set<string>();
    for (const use of analysis.uses) {
      const [first] = use.segments;
      if (first?.symbol?.kind !== 'undeclared' || reported.has(first.name) || meant.has(use.path)) continue;
      if (!/^[\p{L}_]/u.test(first.name)) continue;
      reported.add(first.name);
      report({
        message: `The template does not say that it needs "${first.name}": declare it in \`input.schema\`.`,
        span: use.via ? shownAt(use) : first.span,
        fixes: declareFix(analysis, first.name),
      });
    }
  },
};
