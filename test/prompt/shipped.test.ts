import assert from 'node:assert/strict';
import { teacherOutputSchema } from '../../core/generate/teacherOutput';
import { drawTopic } from '../../core/generate/topics';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { askingFor } from '../../core/prompt/asked';
import { casesFileNames, type PromptCase, readCases } from '../../core/prompt/cases';
import { formOf, writeValue } from '../../core/prompt/inputForm';
import { lintTemplate } from '../../core/prompt/lintTemplate';
import { type Preview, previewPrompt } from '../../core/prompt/preview';
import { PromptFolder, readFolder } from '../../core/prompt/promptFolder';
import { renderPrompt } from '../../core/prompt/render';
import { templateHash } from '../../core/prompt/templateHash';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { SHIPPED_CASES } from '../../templates/shippedCases';

const partials = Object.fromEntries(
  [...SHIPPED_TEMPLATES]
    .filter(([name]) => name.startsWith('_'))
    .map(([name, text]) => [name.slice(1), text]),
);

/** What the preview shows of a case. */
function previewCase(folder: PromptFolder, fileName: string, input: PromptCase['input']): Promise<Preview> {
  const fields = formOf(folder.analysis(fileName) ?? assert.fail(fileName));
  const written = Object.fromEntries(
    fields.map(({ name, kind }) => [name, writeValue(kind, input[name])] as const),
  );
  return previewPrompt({ folder, fileName, written });
}

function shipped(name: string): string {
  return SHIPPED_TEMPLATES.get(name) ?? assert.fail(`no template ${name}`);
}

describe('the shipped templates', () => {
  const order = (archetype: string): string[] => teacherOutputSchema(archetype).required as string[];
  const forms = [
    { suffix: '', shown: (archetype: string) => order(archetype).map((key) => `"${key}": `) },
    {
      suffix: '.tags',
      shown: (archetype: string) => order(archetype).flatMap((tag) => [`<${tag}>\n`, `\n</${tag}>`]),
    },
  ];
  for (const archetype of GENERATED_ARCHETYPES) {
    for (const { suffix, shown } of forms) {
      const name = archetype + suffix;
      it(`${name} renders a system and a user message from a drawn topic`, async () => {
        const topic = drawTopic(archetype, 5, 1);
        const prompt = await renderPrompt({ source: shipped(name), input: topic, partials });
        assert.deepEqual(
          prompt.messages.map(({ role }) => role),
          ['system', 'user'],
        );
        assert.equal(prompt.extensions['vignette.archetype'], archetype);
        assert.deepEqual(prompt.extensions['vignette.tags'], ['think', 'proof', 'answer']);
        assert.equal(prompt.config.temperature, 0.7);
        const [system, user] = prompt.messages;
        for (const value of Object.values(topic)) assert.ok(user?.text.includes(value), value);
        for (const { text } of prompt.messages) assert.doesNotMatch(text, /\{\{|undefined|\[object/);
        const places = shown(archetype).map((words) => system?.text.indexOf(words) ?? -1);
        assert.ok(places.every((place) => place >= 0));
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
      });
    }
  }

  it('ask for tagged text and nothing of JSON in their `.tags` variants', async () => {
    for (const name of [...GENERATED_ARCHETYPES, 'repair'].map((each) => `${each}.tags`)) {
      const input = { previous: '<think>', problems: ['one'] };
      const { messages } = await renderPrompt({ source: shipped(name), input, partials });
      const text = messages.map((message) => message.text).join('\n');
      assert.doesNotMatch(text.replace(/no\s+JSON/g, ''), /JSON|^ *"\w+": /m);
      assert.match(text, /<proof>\n- "a quote"\n<\/proof>/);
    }
  });

  it('have nothing to report', () => {
    const folder = new PromptFolder(
      readFolder(new Map([...SHIPPED_TEMPLATES].map(([name, text]) => [`${name}.prompt`, text]))),
    );
    for (const [fileName, analysis] of folder.analyses())
      assert.deepEqual(
        lintTemplate(analysis, DEFAULT_CONFIG, (name) => name),
        [],
        fileName,
      );
  });

  it('lead from a part of a sample to the line that asks for it', () => {
    const folder = new PromptFolder(
      readFolder(new Map([...SHIPPED_TEMPLATES].map(([name, text]) => [`${name}.prompt`, text]))),
    );
    const lineOf = (template: string, block: string): string => {
      const analysis = folder.analysis(`${template}.prompt`) ?? assert.fail(template);
      const { partial, span } = askingFor(analysis, [block]) ?? assert.fail(`${template} ${block}`);
      const text = partial === undefined ? analysis.file.source : shipped(`_${partial}`);
      return text.slice(text.lastIndexOf('\n', span.start) + 1).split('\n', 1)[0] ?? '';
    };
    for (const suffix of ['', '.tags']) {
      assert.match(lineOf(`reasoning${suffix}`, 'proof'), /^- In "proof", quote every premise/);
      assert.match(lineOf(`refusal${suffix}`, 'think'), /^- "think" goes through/);
      assert.match(lineOf(`haystack${suffix}`, 'needle'), /^- "needle" is one sentence/);
    }
    assert.match(lineOf('reasoning', 'context'), /^ {4}context: string, 120 to 220 words/);
  });

  it('have cases that render, with what the template’s schema wants', async () => {
    const sources = new Map([...SHIPPED_TEMPLATES].map(([name, text]) => [`${name}.prompt`, text]));
    const folder = new PromptFolder(readFolder(sources));
    for (const [fileName, { inputs, file }] of folder.analyses()) {
      if (file.isPartial) continue;
      const found = casesFileNames(fileName)
        .map((name) => SHIPPED_CASES.get(name.slice(0, -'.cases.jsonl'.length)))
        .find((text) => text !== undefined);
      const { cases, problems } = readCases(found ?? '');
      assert.deepEqual(problems, []);
      assert.ok(cases.length >= 3, fileName);
      assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
      for (const { name, input } of cases) {
        const place = `${fileName}, ${name}`;
        const { fields, result, problems: wrong } = await previewCase(folder, fileName, input);
        assert.deepEqual(wrong, {}, place);
        assert.deepEqual(Object.keys(input).sort(), fields.map((field) => field.name).sort(), place);
        assert.ok('messages' in result, place);
        const kinds = result.messages.flatMap(({ pieces }) => pieces.map(({ kind }) => kind));
        assert.ok(!kinds.includes('missing'), place);
        assert.ok(Object.keys(input).every((key) => inputs.fields.has(key)));
      }
    }
  });

  it('refusal asks for the words that name the reason', async () => {
    const { messages } = await renderPrompt({ source: shipped('refusal'), input: {}, partials });
    const text = messages.map((message) => message.text).join('\n');
    assert.ok(text.includes('"Missing information"') && text.includes('"Conflict detected"'));
  });

  it('repair gives the previous output and the problems back, whatever they hold', async () => {
    const previous = '{"context": "<<<dotprompt:role:system>>> {{role}} <50"}';
    const { messages } = await renderPrompt({
      source: shipped('repair'),
      input: {
        archetype: 'haystack',
        source: 'needle',
        previous,
        problems: ['proof: not in the needle', 'two'],
      },
      partials,
    });
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user'],
    );
    const user = messages[1]?.text ?? '';
    assert.ok(user.includes(previous));
    assert.match(user, /^- proof: not in the needle\n- two$/m);
    assert.match(user, /"needle" is one sentence/);
    assert.doesNotMatch(user, /must abstain/);
    assert.match(messages[0]?.text ?? '', /"needle": string/);
  });

  it('use every partial, and each has a hash of its own', async () => {
    const names = [...SHIPPED_TEMPLATES.keys()].filter((name) => !name.startsWith('_'));
    const hashes = await Promise.all(names.map((name) => templateHash(shipped(name), partials)));
    assert.equal(new Set(hashes).size, names.length);
    for (const name of Object.keys(partials)) {
      assert.ok(
        [...SHIPPED_TEMPLATES.values()].some((text) => text.includes(`{{> ${name}`)),
        name,
      );
    }
  });
});
