import type { UseKind, VariableUse } from '../../prompt/analyse';
import { typeText } from '../../prompt/schema';
import type { Rule } from '../rule';
import { shownAt } from './missingVariables';

export const typeMismatch: Rule = {
  id: 'prompt/type-mismatch',
  summary: 'A variable used as what it is not',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A text that `each` goes through, a list or object that is written into the text, in the template or in a partial it is handed to.',
    why: '`each` over a text renders nothing; an object renders as `[object Object]`.',
    bad: '---\ninput:\n  schema:\n    facts(array): string\n---\nFacts: {{facts}}',
    good: '---\ninput:\n  schema:\n    facts(array): string\n---\nFacts:\n{{#each facts}}\n- {{this}}\n{{/each}}',
  },
  template({ uses, file }, report) {
    if (file.yaml.problems.length > 0) return;
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

const PLAIN = ['string', 'number', 'integer', 'boolean', 'null', 'enum'];

function problemOf({ kind, schema, segments, whole, missing, partial }: VariableUse): string | undefined {
  // The context itself is what the author of a loop knows best.
  if (missing || whole?.isRoot) return undefined;
  const written = segments.map(({ name }) => name).join('.') || 'this';
  const name = `"${written}"${partial === undefined ? '' : `, used in the partial "${partial}",`}`;
  const type = typeText(schema);
  const list = schema.type === 'array' || schema.type === 'object';
  const wrong: Readonly<Partial<Record<UseKind, string | false>>> = {
    each: PLAIN.includes(schema.type) && `${name} is a ${type}: each renders nothing.`,
    with: PLAIN.includes(schema.type) && `${name} is a ${type} and has no fields.`,
    text: list && `${name} is an ${type}: written as text it says little.`,
  };
  return wrong[kind] || undefined;
}
