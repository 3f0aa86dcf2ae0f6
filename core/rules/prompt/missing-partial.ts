import type { PartialCall } from '../../prompt/analyse';
import { partialFileName } from '../../prompt/templateFile';
import { nearestWord } from '../../text/editDistance';
import type { Rule, TemplateFix } from '../rule';

export const missingPartial: Rule = {
  id: 'prompt/missing-partial',
  summary: 'A partial that does not exist',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: '`{{> name}}` without a file `_name.prompt` in the folder of the template. Partials are looked up in the folder of the template, by the editor, the preview and runs alike.',
    why: 'The template cannot be rendered, and the library does not say where the mistake is.',
    bad: '{{> grounding_rule}}',
    good: '{{> grounding_rules}}',
    misses:
      'A block `{{#> name}}…{{/name}}` renders its body where the partial is missing, so it is not reported.',
  },
  template({ file: { source }, calls, context: { partials } }, report) {
    for (const call of calls) {
      const { name, target, isInline, statement, partial } = call;
      if (name === undefined || target || isInline || statement.fallback || partial !== undefined) continue;
      const { span } = statement.name;
      const written = source.slice(span.start, span.end);
      const own = /[^/"']*(?=["']?$)/.exec(written)?.[0] ?? name;
      const instead = partials.has(own)
        ? own
        : nearestWord(own, [...partials.keys()], own.length > 4 ? 3 : 1);
      const rename: TemplateFix[] =
        instead === undefined
          ? []
          : [{ kind: 'suggestion', title: `Write ${instead}`, edits: [{ span, newText: instead }] }];
      const beside = written.includes('/')
        ? `: move its file beside the template and write {{> ${own}}}, as partials are looked up in no other folder`
        : '';
      report({
        message: `There is no partial "${written}"${beside}.`,
        span,
        fixes: [...rename, ...createFix(name, call)],
      });
    }
  },
};

function createFix(name: string, { args }: PartialCall): TemplateFix[] {
  if (!/^[\w-]+$/.test(name)) return [];
  const fileName = partialFileName(name);
  const text = [...args.keys()].map((key) => `{{${key}}}\n`).join('');
  return [{ kind: 'suggestion', title: `Create ${fileName}`, edits: [], create: { fileName, text } }];
}
