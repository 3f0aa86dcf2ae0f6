import type { UseKind, VariableUse } from '../../prompt/analyse';
import { fits, typeText } from '../../prompt/schema';
import { type Call, callsOf, simpleName } from '../../prompt/tree';
import { nearestWord } from '../../text/editDistance';
import type { Rule, TemplateFinding } from '../rule';
import { shownAt } from './missingVariables';

export const typeMismatch: Rule = {
  id: 'prompt/type-mismatch',
  summary: 'A variable used as what it is not',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A text that `each` goes through, a list or object that is written into the text, in the template or in a partial it is handed to; a comparison with what the variable can never be.',
    why: '`each` over a text renders nothing; an object renders as `[object Object]`; `{{#ifEquals kind "lettr"}}` never holds, nor does a number equal a text.',
    bad: '---\ninput:\n  schema:\n    facts(array): string\n---\nFacts: {{facts}}',
    good: '---\ninput:\n  schema:\n    facts(array): string\n---\nFacts:\n{{#each facts}}\n- {{this}}\n{{/each}}',
  },
  template({ uses, file }, report) {
    if (file.yaml.problems.length > 0) return;
    const useOf = new Map<unknown, VariableUse>(uses.map((use) => [use.path, use]));
    for (const { call } of callsOf(file.tree.body)) {
      const impossible = comparedWithOther(call, useOf);
      if (impossible) report(impossible);
    }
    const reported = new Set<number>();
    for (const use of uses) {
      const message = problemOf(use);
      const span = shownAt(use);
      if (message === undefined || reported.has(span.start)) continue;
      reported.add(span.start);
      const related =
        use.partial === undefined ? [] : [{ partial: use.partial, span: use.span, message: 'Used here.' }];
      const fixes =
        use.kind === 'text' && !use.via
          ? [
              {
                kind: 'suggestion' as const,
                title: 'Write it as JSON',
                edits: [{ span: { start: span.start, end: span.start }, newText: 'json ' }],
              },
            ]
          : [];
      report({ message, span, related, fixes });
    }
  },
};

/** A comparison of a variable with a value that its type does not have. */
function comparedWithOther(
  { callee, params }: Call,
  useOf: ReadonlyMap<unknown, VariableUse>,
): TemplateFinding | undefined {
  if (!/^(?:if|unless)Equals$/.test(simpleName(callee) ?? '') || params.length !== 2) return undefined;
  const [literal, variable] = params[0]?.kind === 'path' ? [params[1], params[0]] : params;
  if (!literal || !variable || !('value' in literal) || literal.value === undefined || literal.value === null)
    return undefined;
  const use = useOf.get(variable);
  if (!use || use.missing || !PLAIN.includes(use.schema.type) || fits(literal.value, use.schema))
    return undefined;
  const written = use.segments.map(({ name }) => name).join('.');
  const { values = [] } = use.schema;
  const instead = nearestWord(String(literal.value), values.map(String), 2);
  const newText = JSON.stringify(values.find((value) => String(value) === instead));
  return {
    message: `"${written}" is ${typeText(use.schema)} and never equals ${JSON.stringify(literal.value)}.`,
    span: literal.span,
    fixes:
      instead === undefined
        ? []
        : [{ kind: 'suggestion', title: `Write ${newText}`, edits: [{ span: literal.span, newText }] }],
  };
}

const PLAIN = ['string', 'number', 'integer', 'boolean', 'null', 'enum'];

function problemOf({ kind, schema, segments, whole, missing, partial }: VariableUse): string | undefined {
  // The context itself is what the author of a loop knows best.
  if (missing || whole?.isRoot) return undefined;
  const written = segments.map(({ name }) => name).join('.') || 'this';
  const name = `"${written}"${partial === undefined ? '' : `, used in the partial "${partial}",`}`;
  const type = typeText(schema);
  const list = schema.type === 'array' || schema.type === 'object';
  const around = schema.type === 'array' ? 'each' : 'with';
  const wrong: Readonly<Partial<Record<UseKind, string | false>>> = {
    each:
      PLAIN.includes(schema.type) &&
      `${name} is a ${type}: each renders nothing, as it goes through lists and objects.`,
    with: PLAIN.includes(schema.type) && `${name} is a ${type} and has no fields.`,
    text:
      list &&
      `${name} is an ${type}: write {{#${around} ${written}}}…{{/${around}}}, or {{json ${written}}}.`,
  };
  return wrong[kind] || undefined;
}
