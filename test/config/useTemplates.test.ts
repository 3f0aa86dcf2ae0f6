import assert from 'node:assert/strict';
import { readConfig } from '../../core/config/readConfig';
import { configWithTemplates, useTemplates } from '../../core/config/useTemplates';

describe('naming templates in a configuration', () => {
  const templatesIn = (text: string): readonly string[] | undefined =>
    readConfig(text).config?.generate?.templates;

  it('adds to those that are named, and keeps the rest of the text', () => {
    assert.deepEqual(templatesIn(configWithTemplates('prompts')), ['prompts']);
    for (const [before, after] of [
      ['{}', ['prompts']],
      ['{\n  // mine\n  "generate": { "count": 3 },\n}\n', ['prompts']],
      ['{"generate": {"templates": ["a.prompt"]}}', ['a.prompt', 'prompts']],
    ] as const) {
      const text = (useTemplates(before, 'prompts') ?? []).reduceRight(
        (all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end),
        before as string,
      );
      assert.deepEqual(templatesIn(text), after);
      assert.equal(text.includes('// mine'), before.includes('// mine'));
    }
  });

  it('changes nothing where the folder is named already, and cannot change what cannot be read', () => {
    assert.deepEqual(useTemplates('{"generate": {"templates": ["./prompts/"]}}', 'prompts'), []);
    assert.equal(useTemplates('{', 'prompts'), undefined);
  });
});
