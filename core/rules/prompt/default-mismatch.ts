import { readSchema } from '../../prompt/readSchema';
import { fits, typeText } from '../../prompt/schema';
import { valueAt } from '../../prompt/yamlEntries';
import { nearestWord } from '../../text/editDistance';
import type { Rule } from '../rule';

export const defaultMismatch: Rule = {
  id: 'prompt/default-mismatch',
  summary: 'A default that the input schema does not have',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'A key of `input.default` that `input.schema` does not declare, or a default of another type.',
    why: 'One of the two names is probably misspelled, and then the variable renders as nothing.',
    bad: '---\ninput:\n  schema:\n    drug: string\n  default:\n    drugs: ONC201\n---',
    good: '---\ninput:\n  schema:\n    drug: string\n  default:\n    drug: ONC201\n---',
  },
  template({ file: { yaml } }, report) {
    const written = valueAt(yaml.root, 'input', 'schema');
    const schema = written?.entries && readSchema(written, []);
    const entries = valueAt(yaml.root, 'input', 'default')?.entries ?? [];
    if (schema?.type !== 'object') return;
    for (const { key, keySpan, value } of entries) {
      const field = schema.fields.get(key);
      if (field) {
        if (value.value === null || fits(value.value, field.schema)) continue;
        const message = `The default of "${key}" is no ${typeText(field.schema)}.`;
        const span = value.span.end > value.span.start ? value.span : keySpan;
        report({
          message,
          span,
          related: field.declarations.map((at) => ({ span: at, message: 'Declared here.' })),
        });
      } else if (!schema.rest) {
        const instead = nearestWord(key, [...schema.fields.keys()], 2);
        report({
          message: `The input schema has no "${key}".`,
          span: keySpan,
          fixes:
            instead === undefined
              ? []
              : [
                  {
                    kind: 'suggestion',
                    title: `Write ${instead}`,
                    edits: [{ span: keySpan, newText: instead }],
                  },
                ],
        });
      }
    }
  },
};
