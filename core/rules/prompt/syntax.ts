import { fullName } from '../../prompt/promptFolder';
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
    what: 'In a template, or in a partial it uses: a tag that is not closed, a block without its end, an end without its block, or words between braces that are no expression.',
    why: 'The template cannot be rendered at all. Every mistake is shown where it is, not only the first.',
    bad: '{{#if context}}Read the context.',
    good: '{{#if context}}Read the context.{{/if}}',
  },
  template({ file, calls }, report) {
    for (const [target, call] of new Map([...calls].reverse().map((each) => [each.target, each]))) {
      const [problem] = target ? syntaxProblems(target) : [];
      if (!problem || !target || target === file) continue;
      report({
        message: `The partial "${call.name}" cannot be read: ${problem.message}`,
        span: (call.via ?? call.statement).name.span,
        related: [{ partial: fullName(target), span: problem.span, message: problem.message }],
      });
    }
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
