// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of snippets
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dotprompt } from 'dotprompt';
import Handlebars from 'handlebars';
import { parse as parseYaml } from 'yaml';
import { GENERATED_ARCHETYPES, isArchetype } from '../../core/sample/archetype';
import { ungroundedQuotes } from '../examples/readExample';
import { expandSnippet } from './expandSnippet';

interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: string | readonly string[];
}

interface CanonicalRecord {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly metadata: Readonly<Record<'id' | 'type' | 'source' | 'timestamp', string>>;
}

function read(language: string): [name: string, snippet: Snippet][] {
  const path = join(process.cwd(), `snippets/${language}.json`);
  return Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Snippet>);
}

function prefixes({ prefix }: Snippet): readonly string[] {
  return typeof prefix === 'string' ? [prefix] : prefix;
}

describe('snippet expander', () => {
  it('follows the syntax of VS Code', () => {
    assert.equal(expandSnippet('$1-${1:a}-${2:b $1}-${3|c,d|}-${4}$0'), 'a-a-b a-c-');
    assert.equal(expandSnippet('\\$1 \\\\n {{${1:x}}} \\} \\n'), '$1 \\n {{x}} } \\n');
    assert.equal(expandSnippet(['$CURRENT_YEAR', '${CURRENT_MONTH}']), '2026\n01');
    assert.throws(() => expandSnippet('${NO_SUCH}'));
    assert.throws(() => expandSnippet('${1:open'));
  });
});

for (const language of ['jsonl', 'vignette', 'dotprompt']) {
  describe(`${language} snippets`, () => {
    it('have their own prefixes and a description each', () => {
      const all = read(language).flatMap(([, snippet]) => prefixes(snippet));
      assert.equal(new Set(all).size, all.length);
      for (const [name, { description }] of read(language)) assert.ok(description.length > 10, name);
    });

    it('use defaults and variables that exist', () => {
      for (const [name, { body }] of read(language)) assert.doesNotThrow(() => expandSnippet(body), name);
    });
  });
}

describe('JSON Lines record snippets', () => {
  const records = read('jsonl').filter(([, snippet]) => prefixes(snippet)[0]?.startsWith('record-'));

  it('cover every archetype', () => {
    const types = records.map(
      ([, { body }]) => (JSON.parse(expandSnippet(body)) as CanonicalRecord).metadata.type,
    );
    assert.deepEqual(types.sort(), [...GENERATED_ARCHETYPES].sort());
  });

  for (const [name, { body }] of records) {
    it(`${name}: is a canonical record on one line, grounded`, () => {
      const line = expandSnippet(body);
      assert.ok(!line.includes('\n'));
      const { messages, metadata } = JSON.parse(line) as CanonicalRecord;
      assert.deepEqual(
        messages.map(({ role }) => role),
        ['user', 'assistant'],
      );
      const [user, assistant] = messages;
      assert.match(user!.content, /^<context>\n.+\n<\/context>\n\n<question>\n.+\n<\/question>$/s);
      assert.match(
        assistant!.content,
        /^<think>\n.+\n<\/think>\n\n<proof>\n- ".+"\n<\/proof>\n\n<answer>\n.+\n<\/answer>$/s,
      );
      assert.ok(isArchetype(metadata.type));
      assert.match(metadata.id, /^[0-9a-f-]{36}$/);
      assert.ok(!Number.isNaN(Date.parse(metadata.timestamp)));
      assert.ok(metadata.source.length > 0);
      assert.deepEqual(ungroundedQuotes(`${user!.content}\n${assistant!.content}`), []);
    });
  }

  it('part snippets are JSON too', () => {
    const parts = Object.fromEntries(read('jsonl'));
    assert.doesNotThrow(() => JSON.parse(`[${expandSnippet(parts['System message']!.body)}0]`));
    assert.doesNotThrow(() => JSON.parse(`{${expandSnippet(parts.Metadata!.body)}}`));
  });
});

describe('vignette sample snippets', () => {
  for (const [name, { body }] of read('vignette').filter(([title]) => title.endsWith(' sample'))) {
    it(`${name}: has metadata and grounded blocks in order`, () => {
      const text = expandSnippet(body);
      const [, metadata, content] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
      assert.ok(isArchetype(parseYaml(metadata!).type));
      assert.deepEqual(content!.match(/^<\w+>$/gm), [
        '<context>',
        '<question>',
        '<think>',
        '<proof>',
        '<answer>',
      ]);
      assert.deepEqual(ungroundedQuotes(text), []);
    });
  }
});

/** Names at the start of the paths in a template that are looked up in its input. */
function inputsUsed(body: string): Set<string> {
  const used = new Set<string>();
  const helpers = new Set(['role', 'if', 'each', 'this', 'else']);
  class Paths extends Handlebars.Visitor {
    override PathExpression(path: hbs.AST.PathExpression): void {
      const head = path.parts[0];
      if (!path.data && head !== undefined && !helpers.has(head)) used.add(head);
    }
    override PartialStatement(partial: hbs.AST.PartialStatement): void {
      for (const param of partial.params) this.accept(param);
    }
  }
  new Paths().accept(Handlebars.parseWithoutProcessing(body));
  return used;
}

describe('dotprompt snippets', () => {
  const all = read('dotprompt');

  it('parse', () => {
    for (const [name, { body }] of all) {
      const [, front = '', content] = /^(?:---\n(.*?)\n---\n)?(.*)$/s.exec(expandSnippet(body)) ?? [];
      assert.doesNotThrow(() => parseYaml(front), name);
      assert.doesNotThrow(() => Handlebars.parseWithoutProcessing(content!), name);
    }
  });

  const templates = all.filter(([, snippet]) => prefixes(snippet)[0]?.startsWith('template-'));

  it('have a whole template for every archetype', () => {
    const archetypes = templates.map(
      ([, { body }]) => /^vignette\.archetype: (\w+)$/m.exec(expandSnippet(body))?.[1],
    );
    assert.deepEqual(archetypes.sort(), [...GENERATED_ARCHETYPES].sort());
  });

  for (const [name, { body }] of templates) {
    it(`${name}: asks for the tags it declares and uses the inputs it declares`, async () => {
      const source = expandSnippet(body);
      const prompt = new Dotprompt({ partials: { grounding_rules: 'RULES' } });
      const parsed = prompt.parse(source);
      const raw = parsed.raw as {
        'vignette.tags': string[];
        input: { schema: Record<string, string> };
        output: { schema: Record<string, string> };
      };
      const bare = (key: string): string => key.replace(/[?(].*$/, '');
      assert.deepEqual(Object.keys(raw.output.schema).map(bare), raw['vignette.tags']);
      const declared = Object.keys(raw.input.schema).map(bare);
      assert.deepEqual([...inputsUsed(parsed.template)].sort(), declared.sort());
      const { messages } = await prompt.render(source, { input: { topic: 'TOPIC', examples: ['EXAMPLE'] } });
      assert.deepEqual(
        messages.map(({ role }) => role),
        ['system', 'user'],
      );
      const text = JSON.stringify(messages);
      for (const word of ['RULES', 'TOPIC', '- EXAMPLE']) assert.ok(text.includes(word), word);
    });
  }
});
