import { readTags } from '../../prompt/analyse';
import { type Asked, askedBlocks, jsonKeys, wantsJson } from '../../prompt/asked';
import type { Schema } from '../../prompt/schema';
import { ASSISTANT_TAGS } from '../../sample/tags';
import type { Rule } from '../rule';

export const tagInstruction: Rule = {
  id: 'prompt/tag-instruction',
  summary: 'Words that contradict the output schema',
  severity: 'warning',
  fix: null,
  docs: {
    what: 'A template for JSON output whose words show `<think>…</think>` or another block, or say to write in `<think>`, or list keys that the output schema does not have.',
    why: 'A model follows the words as often as the schema: some answers come as tags, some with other keys.',
    bad: '---\noutput:\n  format: json\n---\nAnswer as <think>…</think><answer>…</answer>.',
    good: '---\noutput:\n  format: json\n---\nAnswer with one JSON object.',
    misses:
      'Words that describe another form without naming a tag. A block with nothing but values in it, `<answer>{{answer}}</answer>`, shows the model what to read and is not reported.',
  },
  template(analysis, report) {
    if (!wantsJson(analysis)) return;
    const tell = (message: string, { span, via, partial }: Asked): void => {
      report({
        message,
        span: via ? via.name.span : span,
        related: partial === undefined ? [] : [{ partial, span, message: 'It is asked for here.' }],
      });
    };
    const blocks = new Set<string>([...ASSISTANT_TAGS, ...readTags(analysis.file).map(({ name }) => name)]);
    for (const tag of askedBlocks(analysis)) {
      if (!blocks.has(tag.name)) continue;
      tell(
        `The output is JSON, but the words ask for the block <${tag.name}>: ask for the key "${tag.name}".`,
        tag,
      );
    }
    const { output } = analysis;
    const keys = jsonKeys(analysis);
    // A list of keys is told from any other JSON by the keys it shares with the schema.
    if (!output || keys.filter(({ name }) => output.fields.has(name)).length < 2) return;
    const known = namesIn(output);
    for (const key of keys) {
      if (!known.has(key.name))
        tell(`The output schema has no "${key.name}": add it there, or ask for a key that it has.`, key);
    }
  },
};

function namesIn(schema: Schema | undefined): Set<string> {
  if (!schema) return new Set();
  const inner = [schema.items, schema.rest, ...[...schema.fields.values()].map((field) => field.schema)];
  return new Set([...schema.fields.keys(), ...inner.flatMap((each) => [...namesIn(each)])]);
}
