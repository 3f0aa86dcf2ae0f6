import type { Rule } from '../rule';

export const schemaType: Rule = {
  id: 'prompt/schema-type',
  summary: 'A schema that cannot be read',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'A type that picoschema or JSON Schema does not have, and other mistakes in `input.schema` and `output.schema`.',
    why: 'The library throws when the template is rendered, without saying where the mistake is.',
    bad: '---\ninput:\n  schema:\n    age: int\n---',
    good: '---\ninput:\n  schema:\n    age: integer\n---',
    misses: 'Names of schemas that a program registers by itself: Vignette registers none.',
  },
  template({ file, schemaProblems }, report) {
    // What is wrong with the YAML itself is said already.
    if (file.yaml.problems.length > 0) return;
    for (const { message, span, instead } of schemaProblems) {
      report({
        message,
        span,
        fixes:
          instead === undefined
            ? []
            : [{ kind: 'suggestion', title: `Write ${instead}`, edits: [{ span, newText: instead }] }],
      });
    }
  },
};
