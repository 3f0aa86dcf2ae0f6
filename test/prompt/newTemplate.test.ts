import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ANSWER_FORMS } from '../../core/generate/teacherOutput';
import { drawTopic } from '../../core/generate/topics';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { lintTemplate } from '../../core/prompt/lintTemplate';
import { newCases, newTemplate } from '../../core/prompt/newTemplate';
import { PromptFolder, readFolder } from '../../core/prompt/promptFolder';
import { renderPrompt } from '../../core/prompt/render';
import {
  type ArchetypeExpectations,
  type Archetypes,
  GENERATED_ARCHETYPES,
  withOwnArchetypes,
} from '../../core/sample/archetype';
import { assertProperty } from '../assertProperty';

const MODEL = 'gpt-oss:120b-cloud';

function problemsOf(source: string, archetypes: Archetypes): readonly string[] {
  const folder = new PromptFolder(readFolder(new Map([['new.prompt', source]])), [MODEL]);
  const analysis = folder.analysis('new.prompt') ?? assert.fail();
  const config = { ...DEFAULT_CONFIG, archetypes };
  return lintTemplate(analysis, config, (name) => name).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('a new template', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    for (const form of ANSWER_FORMS) {
      it(`for ${archetype} as ${form} has nothing to report, and renders from a topic and from its cases`, async () => {
        const archetypes = withOwnArchetypes(undefined);
        const expected = archetypes[archetype] ?? assert.fail();
        const source = newTemplate({ archetype, expected, form, model: MODEL });
        assert.deepEqual(problemsOf(source, {}), []);
        for (const input of [drawTopic(archetype, 3, 1), ...newCases(archetype).map((each) => each.input)]) {
          const { messages, extensions } = await renderPrompt({ source, input, partials: {} });
          assert.equal(extensions['vignette.archetype'], archetype);
          const text = messages.map((message) => message.text).join('\n');
          assert.doesNotMatch(text, /: \n|undefined/);
          assert.equal(/<think>/.test(text), form === 'tags');
          for (const phrase of expected.reason ?? []) assert.ok(text.includes(`"${phrase}"`));
        }
      });
    }
  }

  it('asks for what the lint expects of an archetype of one’s own', async () => {
    const expected = {
      description: 'A clause that `<answer>` cannot name.',
      abstains: true,
      reason: ['Clause absent'],
      needle: true,
      minContextSentences: 20,
    };
    const source = newTemplate({ archetype: 'missing_clause', expected, form: 'json', model: MODEL });
    assert.deepEqual(problemsOf(source, { missing_clause: expected }), []);
    const [first] = newCases('missing_clause');
    const { messages } = await renderPrompt({ source, input: first?.input ?? {}, partials: {} });
    const text = messages.at(-1)?.text ?? '';
    for (const words of [
      'A clause that "answer" cannot name.',
      'a context of 20 sentences or more',
      'One sentence of the context alone',
      '"think" contains the exact words "Clause absent".',
      'cannot be answered',
      '- Subject: the rules of a public library',
    ])
      assert.ok(text.includes(words), words);
  });

  it('has nothing to report whatever a user’s archetype says', async () => {
    const words = fc.string({
      unit: fc.constantFrom(
        '{{',
        '}}',
        '<think>',
        '</answer>',
        '\\',
        '"',
        ' a',
        '\n---\n',
        '<<<dotprompt:role:user>>>',
        '`',
      ),
      maxLength: 8,
    });
    const expectations: fc.Arbitrary<ArchetypeExpectations> = fc.record(
      {
        description: words,
        abstains: fc.boolean(),
        reason: fc.array(words, { maxLength: 2 }),
        needle: fc.boolean(),
        minContextSentences: fc.integer({ min: 1, max: 50 }),
      },
      { requiredKeys: [] },
    );
    await assertProperty(
      fc.asyncProperty(expectations, fc.constantFrom(...ANSWER_FORMS), async (expected, form) => {
        const source = newTemplate({ archetype: 'my_trap', expected, form, model: MODEL });
        assert.deepEqual(problemsOf(source, { my_trap: expected }), []);
        await renderPrompt({ source, input: newCases('my_trap')[0]?.input ?? {}, partials: {} });
      }),
      { numRuns: 100 },
    );
  });
});
