import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { StorageError } from '../../core/generate/journal';
import { PromptError } from '../../core/prompt/promptError';
import { chooseMaterials, materialsOf } from '../../storage/runMaterials';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { useTestFolder } from './folder';

function template(archetype: string, body: string): string {
  return `---\nvignette.archetype: ${archetype}\n---\n${body}\n`;
}

describe('materials of a run', () => {
  const folder = useTestFolder();
  const write = (name: string, text: string): void => writeFileSync(folder.join(`${name}.prompt`), text);
  const choose = (form: 'json' | 'tags' = 'json') => chooseMaterials({ templates: [folder.path], form });

  it('are the shipped templates of a form, each under its archetype', async () => {
    for (const [form, suffix] of [
      ['json', ''],
      ['tags', '.tags'],
    ] as const) {
      const { templates } = await chooseMaterials({ form });
      for (const name of ['reasoning', 'refusal', 'haystack', 'anti_knowledge'])
        assert.equal(templates.get(name), SHIPPED_TEMPLATES.get(name + suffix));
      assert.ok(templates.has('repair') && templates.has('repair.tags') && !templates.has('judge'));
    }
  });

  it('are those of a folder by the archetypes that they name, the rest shipped', async () => {
    write('mine', template('refusal', 'Mine.'));
    write('clause', template('missing_clause', 'Clause.'));
    write('notes', 'For nobody.');
    write('repair', 'Repair it.');
    write('_role', 'A lawyer.');
    const { templates } = await choose();
    assert.match(templates.get('refusal') ?? '', /Mine\./);
    assert.match(templates.get('missing_clause') ?? '', /Clause\./);
    assert.equal(templates.get('repair'), 'Repair it.');
    assert.equal(templates.get('_role'), 'A lawyer.');
    assert.equal(templates.get('reasoning'), SHIPPED_TEMPLATES.get('reasoning'));
  });

  it('are in the form asked for where the folder has it', async () => {
    write('refusal', template('refusal', 'As JSON.'));
    write('refusal.tags', template('refusal', 'As text.'));
    write('haystack', template('haystack', 'One for both.'));
    write('reasoning.tags', template('reasoning', 'Text alone.'));
    const [asJson, asText] = [(await choose()).templates, (await choose('tags')).templates];
    assert.match(asJson.get('refusal') ?? '', /As JSON/);
    assert.match(asText.get('refusal') ?? '', /As text/);
    for (const { get } of [asJson, asText].map((map) => ({ get: map.get.bind(map) })))
      assert.match(get('haystack') ?? '', /One for both/);
    assert.equal(asJson.get('reasoning'), SHIPPED_TEMPLATES.get('reasoning'));
    assert.match(asText.get('reasoning') ?? '', /Text alone/);
  });

  it('are refused where nobody can tell which one is meant, or none is', async () => {
    await assert.rejects(
      choose(),
      (error) => error instanceof StorageError && /has no templates/.test(error.message),
    );
    write('one', template('trap', 'a'));
    write('two', template('trap', 'b'));
    await assert.rejects(
      choose(),
      (error) =>
        error instanceof PromptError &&
        error.message === 'one.prompt, two.prompt are all for "trap": call the one to use trap.prompt',
    );
  });

  it('take partials from beside the template, as the editor does', async () => {
    const source = template('refusal', '{{> topic}}');
    assert.throws(
      () => materialsOf('mine.prompt', new Map([['mine.prompt', source]])),
      (error) => error instanceof PromptError && error.kind === 'missing-partial',
    );
    const { templates } = materialsOf(
      'mine.prompt',
      new Map([
        ['mine.prompt', source],
        ['_topic.prompt', 'Mine.'],
        ['repair.prompt', 'Repair.'],
        ['other.prompt', 'Other.'],
      ]),
    );
    assert.deepEqual(
      ['refusal', '_topic', 'repair', 'other'].map((name) => templates.get(name)),
      [source, 'Mine.', 'Repair.', undefined],
    );
    write('broken', template('refusal', '{{> nowhere}}'));
    await assert.rejects(choose(), /^PromptError: broken\.prompt: there is no partial "nowhere"/);
  });
});
