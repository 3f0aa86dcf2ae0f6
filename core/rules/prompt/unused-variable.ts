import type { TemplateAnalysis } from '../../prompt/analyse';
import type { Field } from '../../prompt/schema';
import { singleBraces } from '../../prompt/singleBraces';
import { lineStart } from '../../text/lineText';
import type { Rule, TemplateFix } from '../rule';

export const unusedVariable: Rule = {
  id: 'prompt/unused-variable',
  summary: 'An input that the template never uses',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A variable of `input.schema` or `input.default` that occurs neither in the body nor in the partials it uses.',
    why: 'What is given for it never reaches the model; often the body misspells its name.',
    bad: '---\ninput:\n  schema:\n    drug: string\n    age: integer\n---\nDose of {{drug}}',
    good: '---\ninput:\n  schema:\n    drug: string\n    age: integer\n---\nDose of {{drug}} at {{age}} years',
    misses:
      'Nothing is reported where the whole input is used at once (`{{json this}}`), or a partial cannot be found.',
  },
  template(analysis, report) {
    const { inputs, uses, shadowed, calls, symbols, file } = analysis;
    const usesAll =
      uses.some(({ whole }) => whole?.isRoot) || calls.some((call) => !call.target && !call.isInline);
    if (usesAll || file.isPartial || file.tree.problems.length > 0) return;
    const inText = new Set(singleBraces(analysis).map(({ name }) => name));
    const used = new Set(
      [...uses, ...shadowed].flatMap(({ segments }) => segments.map(({ symbol }) => symbol)),
    );
    for (const field of inputs.fields.values()) {
      const [span] = field.declarations;
      if (!span || used.has(symbols.field(field)) || inText.has(field.name)) continue;
      report({
        message: `The input "${field.name}" is never used: write {{${field.name}}} where it belongs, or remove it.`,
        span,
        fixes: removeFix(analysis, field),
      });
    }
  },
};

/** Takes the lines of the field out of the schema, where it has lines of its own and is not the only one. */
function removeFix(
  { file: { source }, inputs }: TemplateAnalysis,
  { entry, name, declarations }: Field,
): TemplateFix[] {
  if (!entry || inputs.fields.size < 2 || declarations.length > 1) return [];
  const start = lineStart(source, entry.span.start);
  const last = entry.span.start + source.slice(entry.span.start, entry.span.end).trimEnd().length;
  const rest = source.slice(last).search(/[\r\n]/);
  const ownLines = source.slice(start, entry.span.start).trim() === '' && rest !== -1;
  if (!ownLines || source.slice(last, last + rest).trim() !== '') return [];
  const end = last + rest + (source.startsWith('\r\n', last + rest) ? 2 : 1);
  return [
    {
      kind: 'suggestion',
      title: `Remove "${name}" from the input schema`,
      edits: [{ span: { start, end }, newText: '' }],
    },
  ];
}
