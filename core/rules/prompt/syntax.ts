import { syntaxProblems } from '../../prompt/syntaxProblems';
import { contains, lastUpTo } from '../../text/span';
import type { Rule } from '../rule';
import { escapeFix } from './escapeFix';

export const syntax: Rule = {
  id: 'prompt/syntax',
  summary: 'Braces that Handlebars cannot read',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A tag that is not closed, a block without its end, an end without its block, or words between braces that are no expression.',
    why: 'The template cannot be rendered at all. Every mistake is shown where it is, not only the first.',
    bad: '{{#if context}}Read the context.',
    good: '{{#if context}}Read the context.{{/if}}',
  },
  template({ file }, report) {
    for (const { message, span, fix } of syntaxProblems(file)) {
      const fixes = fix
        ? [
            {
              kind: 'suggestion' as const,
              title: fix.title,
              edits: [{ span: fix.span, newText: fix.newText }],
            },
          ]
        : [];
      const tag = lastUpTo(file.tree.tags, span.start);
      const isPlain = tag?.closed && tag.kind === 'mustache' && contains(tag.span, span);
      report({ message, span, fixes: [...fixes, ...(isPlain ? escapeFix(file.source, tag.span) : [])] });
    }
  },
};
