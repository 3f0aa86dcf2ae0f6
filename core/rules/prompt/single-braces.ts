import { singleBraces } from '../../prompt/singleBraces';
import type { Rule } from '../rule';

export const singleBracesRule: Rule = {
  id: 'prompt/single-braces',
  summary: 'An input in single braces',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: '`{name}` in the text, also after a `$`, where `name` is an input of the template.',
    why: 'Other languages fill such places; here they are text, and the model reads the name and not its value.',
    bad: '---\ninput:\n  schema:\n    drug: string\n---\nDose of {drug}',
    good: '---\ninput:\n  schema:\n    drug: string\n---\nDose of {{drug}}',
  },
  template(analysis, report) {
    for (const { name, span } of singleBraces(analysis)) {
      const newText = `{{${name}}}`;
      const written = analysis.file.source.slice(span.start, span.end);
      report({
        message: `${written} is sent as it stands: a variable takes two braces, ${newText}.`,
        span,
        fixes: [{ kind: 'suggestion', title: `Write ${newText}`, edits: [{ span, newText }] }],
      });
    }
  },
};
