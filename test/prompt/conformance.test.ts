/** What we render is what the Dotprompt library renders. */
import assert from 'node:assert/strict';
import { Dotprompt } from 'dotprompt';
import fc from 'fast-check';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { lintTemplate } from '../../core/prompt/lintTemplate';
import type { Partials } from '../../core/prompt/partialUse';
import { PromptError } from '../../core/prompt/promptError';
import { PromptFolder, readFolder } from '../../core/prompt/promptFolder';
import { renderPrompt } from '../../core/prompt/render';
import { assertProperty } from '../assertProperty';
import { promptFile } from './templateArbitraries';

const INPUT = {
  a: 'Anna',
  b: 0,
  name: 'x & "y"',
  list: [{ a: 1, b: 'two' }, { a: [] }, { name: '' }],
  drug: { a: { b: 'deep' }, name: 'ONC201', drug: 'inner' },
  x1: false,
};

interface Rendered {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly config: unknown;
  readonly model: unknown;
}

async function byLibrary(source: string, partials: Partials = {}): Promise<Rendered> {
  const library = new Dotprompt();
  for (const [name, text] of Object.entries(partials)) library.definePartial(name, text);
  const { messages, config, model } = await library.render(source, { input: INPUT });
  return {
    messages: messages
      .map(({ role, content }) => ({
        role: role as string,
        text: content
          .map((part) => part.text ?? '')
          .join('')
          .trim(),
      }))
      .filter(({ text }) => text !== ''),
    config: config ?? {},
    model,
  };
}

async function byUs(source: string, partials: Partials = {}): Promise<Rendered | undefined> {
  try {
    const { messages, config, model } = await renderPrompt({ source, input: INPUT, partials });
    return { messages, config, model };
  } catch (error) {
    if (error instanceof PromptError) return undefined;
    throw error;
  }
}

const HEAD = `---
model: gemini-2.5-pro
config: {temperature: 0.5, topK: 3, stopSequences: [END]}
input:
  schema:
    a: string
    b: integer
    name: string
    list(array):
      a?: any
      b?: string
      name?: string
    drug:
      a: {b: string}
      name: string
      drug: string
    x1: boolean
---
`;

const PARTIALS: Partials = {
  plain: 'A rule.\n',
  lines: '- {{a}}\n- {{name}}\n',
  argument: '{{what}} for {{who}}',
  item: '{{b}}{{#if b}}!{{/if}}',
  nested: '<{{> argument what="deep" who=a}}>',
  turn: '{{role "model"}}Understood.{{role "user"}}',
};

/** Bodies under \`HEAD\`, by what they are about. */
const VALID: Readonly<Record<string, readonly string[]>> = {
  'variables and paths': [
    '{{a}}|{{ a }}|{{{a}}}|{{&a}}|{{this.a}}|{{./a}}|{{@root.a}}',
    '{{drug.a.b}} {{drug/name}} {{drug.[name]}} {{list.0.b}} {{list.[0].a}} {{list.length}}',
    '{{a}} & {{{name}}} {{name}} <b> "quoted" \'single\'',
    'None here, {not: one} or } { or {{!-- {{a}} --}}{{! a }}.',
    '\\{{a}} and \\\\{{a}} and \\frac{1}{2}',
    '🙂 ünï {{a}} 漢字\u00a0{{name}}',
  ],
  conditions: [
    '{{#if a}}1{{/if}}{{#if b}}2{{else}}3{{/if}}{{#unless x1}}4{{/unless}}{{#unless a}}5{{else}}6{{/unless}}',
    '{{#if b}}1{{else if x1}}2{{else if a}}3{{else}}4{{/if}}',
    '{{#if b includeZero=true}}zero{{/if}}{{^x1}}not{{/x1}}{{^a}}x{{else}}y{{/a}}',
    '{{#ifEquals a "Anna"}}same{{else}}other{{/ifEquals}}{{#ifEquals b 0}}0{{/ifEquals}}{{#ifEquals x1 false}}f{{/ifEquals}}',
    '{{#unlessEquals name "y"}}1{{else}}2{{/unlessEquals}}{{#unlessEquals drug.name "ONC201"}}1{{else}}2{{/unlessEquals}}',
    '{{#if list}}{{#each list}}{{#if b}}{{b}}{{/if}}{{/each}}{{/if}}',
    '{{#if (lookup drug "name")}}yes{{/if}}',
  ],
  'loops and contexts': [
    '{{#each list}}{{@index}}{{@first}}{{@last}}{{this.b}},{{/each}}',
    '{{#each list as |item i|}}{{i}}{{item.b}}{{../a}};{{else}}none{{/each}}',
    '{{#each drug}}{{@key}}={{json this}};{{/each}}',
    '{{#each list}}{{#each ../list}}{{@../index}}{{@index}} {{/each}}{{/each}}',
    '{{#with drug}}{{name}}{{#with a}}{{b}}{{../name}}{{../../a}}{{/with}}{{/with}}',
    '{{#with drug as |d|}}{{d.name}} {{d.a.b}}{{/with}}{{#with x1}}never{{else}}no{{/with}}',
    '{{#each list}}{{#with ../drug}}{{drug}}{{/with}}{{@root.a}}{{/each}}',
  ],
  'white space': [
    'Start\n{{#if a}}\n  standalone\n{{/if}}\nend\n',
    'a {{~a~}} b {{~#if a~}} c {{~/if~}} d',
    '{{#each list}}\n- {{b}}\n{{/each}}\n\n\nlast',
    '\n\n  {{a}}\n\t{{name}}  \n',
    'one\r\n{{#if a}}\r\ntwo\r\n{{/if}}\r\nthree\r\n',
    '{{! a comment alone }}\nnext\n{{!-- another --}}\n',
  ],
  helpers: [
    '{{json drug}}|{{json list indent=2}}|{{json a}}|{{json b}}',
    '{{lookup list 0}}{{lookup drug "name"}}{{lookup (lookup list 0) "b"}}',
    '{{#each list}}{{lookup ../drug "name"}}{{/each}}',
  ],
  roles: [
    '{{role "system"}}Be exact.{{role "user"}}{{a}}{{role "model"}}Yes.{{role "user"}}More.',
    'before {{role "user"}} after',
    '{{role "system"}}\n\n{{role "user"}}\nonly this\n',
    '{{#each list}}{{role "user"}}Q {{@index}}{{role "model"}}A {{b}}{{/each}}{{role "user"}}end',
    '{{#if a}}{{role "system"}}S{{/if}}{{role "user"}}U',
    '{{role "user"}}one{{role "user"}}two',
  ],
  partials: [
    '{{> plain}}{{> lines}}',
    'x\n  {{> lines}}\ny',
    '{{> argument what="dose" who=name}} {{> argument who="all" what=(lookup drug "name")}}',
    '{{#each list}}{{> item}}{{/each}} {{> item drug.a}}',
    '{{> nested}}{{role "user"}}{{> turn}}Go on.',
    '{{#> missing_one}}fallback {{a}}{{/missing_one}}',
    '{{#*inline "mine"}}[{{name}}]{{/inline}}{{> mine}}',
  ],
};

/** Front matters that are valid, each with the inputs \`a\` and \`name\`. */
const HEADS: readonly (readonly [what: string, head: string])[] = [
  ['picoschema in flow style', 'input: {schema: {a: string, name: "string, who"}}'],
  [
    'optional, enum and array',
    'input:\n  schema:\n    a(enum, which): [Anna, Ben]\n    name?: string\n    list?(array): any',
  ],
  ['a wildcard', 'input:\n  schema:\n    a: string\n    name: string\n    (*): any'],
  [
    'JSON Schema',
    'input:\n  schema:\n    type: object\n    properties: {a: {type: string}, name: {type: string}}\n    required: [a]',
  ],
  [
    'an output schema',
    'input: {schema: {a: string, name: string}}\noutput:\n  format: json\n  schema:\n    answer: string\n    proof(array, quotes): string',
  ],
  [
    'config and model',
    'model: m\nconfig:\n  temperature: 0\n  topP: 0.9\n  maxOutputTokens: 10\ninput: {schema: {a: string, name: string}}',
  ],
  [
    'keys of extensions and comments',
    '# a note\ninput: {schema: {a: string, name: string}}\nvignette.archetype: refusal # ours\nother.key: [1, {b: 2}]',
  ],
  ['an anchor', 'x-inputs: &inputs {a: string, name: string}\ninput:\n  schema: *inputs'],
  ['no schema at all', 'description: "Says: nothing"'],
];

function errorsOf(source: string): string[] {
  const files = new Map([['t.prompt', source]]);
  for (const [name, text] of Object.entries(PARTIALS)) files.set(`_${name}.prompt`, text);
  const analysis = new PromptFolder(readFolder(files)).analysis('t.prompt') ?? assert.fail();
  return lintTemplate(analysis, DEFAULT_CONFIG, (name) => name)
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe('rendering conforms to the library', () => {
  const templates: readonly string[] = [
    'Hello {{a}}, {{b}}, {{name}}, {{missing}}.',
    '{{role "system"}}Be exact.{{role "user"}}\n{{a}}\n{{role "model"}}Yes.{{role "user"}}More',
    '---\nmodel: m\nconfig:\n  temperature: 0.5\n---\n\n  {{a}}  \n',
    '{{#each list}}{{@index}}:{{a}}{{#unless @last}},{{/unless}}{{else}}none{{/each}}',
    '{{#each list as |item at|}}{{at}}={{item.b}};{{/each}} {{#each drug}}{{@key}} {{/each}}',
    '{{#with drug}}{{name}} of {{../a}} {{@root.a}} {{a.b}}{{/with}}',
    '{{#if b}}1{{else if a}}2{{else}}3{{/if}} {{#if b includeZero=true}}0{{/if}} {{^x1}}no{{/x1}}',
    '{{json drug}} {{json list indent=2}} {{lookup list 0}} {{lookup drug "name"}}',
    '{{#ifEquals a "Anna"}}same{{else}}other{{/ifEquals}} {{#unlessEquals b 0}}x{{else}}zero{{/unlessEquals}}',
    '{{#list}}{{a}}{{/list}} {{#drug}}{{name}}{{/drug}}',
    '\\{{a}} {{! c }}{{!-- {{a}} --}} {{{name}}} {{&name}}  {{~a~}}  end',
    '{{#if a}}\n  standalone\n{{/if}}\n\n{{#each list}}\n- {{a}}\n{{/each}}\nend',
    'ünïcode 🙂 {{a}}\r\nnext {{b}}\r\n',
    '---\ninput:\n  schema:\n    a: string\noutput:\n  format: json\n---\n{{a}} {"k": "{{a}}"}',
  ];
  for (const source of templates) {
    it(JSON.stringify(source.slice(0, 70)), async () => {
      assert.deepEqual(await byUs(source), await byLibrary(source));
    });
  }

  for (const [what, bodies] of Object.entries(VALID)) {
    it(`${what}, and a valid template has no error`, async () => {
      for (const body of bodies) {
        const source = `${HEAD}${body}`;
        const ours = await byUs(source, PARTIALS);
        assert.ok(ours, body);
        assert.deepEqual(ours, await byLibrary(source, PARTIALS), body);
        assert.deepEqual(errorsOf(source), [], body);
      }
    });
  }

  for (const [what, head] of HEADS) {
    it(`front matter: ${what}`, async () => {
      const source = `---\n${head}\n---\n{{a}} of {{name}}`;
      assert.deepEqual(await byUs(source), await byLibrary(source));
      assert.deepEqual(errorsOf(source), []);
    });
  }

  it('for any template that we render', async () => {
    let compared = 0;
    await assertProperty(
      fc.asyncProperty(promptFile, async (source) => {
        const ours = await byUs(source);
        if (!ours) return;
        compared++;
        assert.deepEqual(ours, await byLibrary(source));
      }),
      { numRuns: 1500 },
    );
    assert.ok(compared > 100, String(compared));
  });
});
