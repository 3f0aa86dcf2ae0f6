import assert from 'node:assert/strict';
import { PROMPT_RULES } from '../../core/rules/prompt/rules';
import { expectNothing, expectPrompt, lintPrompt, type PromptExpectation } from './promptCases';

/** A template with inputs, as YAML under `schema:`. */
function withInputs(schema: string, body: string): string {
  return `---\ninput:\n  schema:\n${schema.replace(/^/gm, '    ')}\n---\n${body}`;
}

const CASES: Readonly<Record<string, readonly PromptExpectation[]>> = {
  'prompt/front-matter': [
    {
      marked: '⟦---⟧\nmodel: a\nYou are careful.\n',
      messages: [/not closed/],
      fixed: '---\nmodel: a\n---\nYou are careful.\n',
    },
    { marked: '⟦---⟧\nmodel: a', messages: [/not closed/], fixed: '---\nmodel: a\n---\n' },
    { marked: '⟦---\n---⟧\nBody', messages: [/empty/], fixed: 'Body' },
    { marked: '⟦---\n\n---⟧\nBody', messages: [/empty/], fixed: 'Body' },
    { marked: '---\nmodel: a\n⟦---⟧', messages: [/new line/], fixed: '---\nmodel: a\n---\n' },
    { marked: '---\nmodel: a\n⟦---⟧Hello', messages: [/new line/], fixed: '---\nmodel: a\n---\nHello' },
    {
      marked: '⟦Hello\n⟧---\nmodel: a\n---\nBody\n',
      messages: [/before/],
      fixed: '---\nmodel: a\n---\nHello\nBody\n',
    },
    { marked: '---\nmodel: a\n⟦model⟧: b\n---\nBody', messages: [/stands there already/], fixed: null },
    { marked: '---\n⟦- a⟧\n---\nBody', messages: [/mapping/] },
    { marked: '---\r\nmodel: ⟦{⟧\r\n---\r\nBody', messages: [/YAML/] },
    {
      marked: '⟦  ⟧---\nmodel: a\n---\nBody',
      messages: [/before/],
      fixed: '---\nmodel: a\n---\nBody',
    },
    { marked: '---\nx.y: &b {a: 1}\nmodel: ⟦*a⟧\n---\n{{a}}', messages: [/no anchor &a/] },
    {
      marked: '---\noutput:\n  schema:\n    a: ⟦string, as: "x"⟧ # note\n---\n{{a}}',
      messages: [/": " in it needs quotation marks/],
      fixed: '---\noutput:\n  schema:\n    a: "string, as: \\"x\\"" # note\n---\n{{a}}',
    },
    {
      marked: '---\ninput:\n  schema:\n    ⟦a(array, of: b)⟧: string\n---\n{{a}}',
      messages: [/a name with ": "/],
      fixed: '---\ninput:\n  schema:\n    "a(array, of: b)": string\n---\n{{a}}',
    },
    {
      marked: '---\ninput:\n⟦\t⟧schema:\n⟦\t\t⟧a: string\n---\n{{a}}',
      messages: [/spaces, not with tabs/, /tabs/],
      fixed: '---\ninput:\n  schema:\n    a: string\n---\n{{a}}',
    },
    {
      marked: '---\ninput:\n  schema:\n    a: ⟦string⟧\n      b: string\n---\n{{a}}',
      messages: [/can have no keys under it/],
    },
    {
      marked: '---\ninput:\n  schema:\n    a: string\n   ⟦b: string⟧\n---\n{{a}}',
      messages: [/indented otherwise/],
    },
    { marked: '---\n⟦no colon⟧\nmodel: a\n---\nx', messages: [/a colon is missing/] },
    { marked: '---\nstop.x: [a\n⟦model⟧: a\n---\nx', messages: [/\] is missing before/] },
    { marked: '---\ndescription: "a" ⟦b⟧\n---\nx', messages: [/ends at the quotation mark/] },
    {
      marked: '---\ndescription: ⟦@you⟧\n---\nx',
      messages: [/starts with @/],
      fixed: '---\ndescription: "@you"\n---\nx',
    },
    { marked: '---\ndescription: "⟦a⟧\n---\nx', messages: [/" is not closed/] },
  ],
  'prompt/partial-front-matter': [
    {
      fileName: '_rules.prompt',
      marked: '⟦---\ndescription: x\n---⟧\nQuote.',
      messages: [/as text/],
      fixed: 'Quote.',
    },
  ],
  'prompt/syntax': [
    { marked: '⟦{{#if a}}⟧yes', messages: [/\{\{\/if\}\} is missing/], fixed: '{{#if a}}yes{{/if}}' },
    {
      marked: '{{> ⟦a⟧}}{{> fine}}',
      files: { a: '{{> b}}', b: 'x {{#if c}}', fine: '{{c}}' },
      messages: [/The partial "b" cannot be read: \{\{#if\}\} is not closed/],
    },
    { marked: 'a ⟦{{/if}}⟧ b', messages: [/closes nothing/], fixed: 'a  b' },
    { marked: '{{#each a}}x⟦{{/eahc}}⟧', messages: [/does not close/], fixed: '{{#each a}}x{{/each}}' },
    {
      marked: '{{#if a}}⟦{{#each b}}⟧x{{/if}}',
      messages: [/\{\{\/each\}\} is missing/],
      fixed: '{{#if a}}{{#each b}}x{{/each}}{{/if}}',
    },
    { marked: 'a ⟦{{b}⟧ c', messages: [/not closed/], fixed: 'a {{b}} c' },
    { marked: 'a ⟦{{b} }⟧ c', messages: [/not closed/], fixed: 'a {{b}} c' },
    { marked: 'a ⟦{{b.c⟧ and more\nc', messages: [/not closed/], fixed: 'a {{b.c}} and more\nc' },
    { marked: '⟦{{json a⟧\nc', messages: [/not closed/], fixed: '{{json a}}\nc' },
    { marked: 'a ⟦{{b⟧\nc', messages: [/not closed/], fixed: 'a {{b}}\nc' },
    { marked: 'a ⟦{{b⟧ {{c}}', messages: [/not closed/], fixed: 'a {{b}} {{c}}' },
    { marked: '{"a": {{b⟦}}}⟧', messages: [/put a space/], fixed: '{"a": {{b}} }' },
    { marked: '⟦{{}}⟧', messages: [/nothing between/], fixed: '\\{{}}' },
    { marked: '⟦{{else}}⟧', messages: [/outside every block/] },
    { marked: '{{#if a}}1{{else}}2⟦{{else}}⟧3{{/if}}', messages: [/one \{\{else\}\}/] },
    {
      marked: '{{role ⟦"system⟧}}\nBe brief.\n{{role "user"}}\nHi',
      messages: [/other quotation mark/],
      fixed: '{{role "system"}}\nBe brief.\n{{role "user"}}\nHi',
    },
    {
      marked: '{{role ⟦system"⟧}}\nSay "yes".',
      messages: [/other quotation mark/],
      fixed: '{{role "system"}}\nSay "yes".',
    },
    { marked: '{{role "a\n}}\n{{"}}', messages: [] },
    { marked: '{{#if a ⟦&⟧& b}}x{{/if}}{{a ⟦|⟧ upper}}', messages: [/no "and"/, /no filters/] },
    { marked: '⟦{{role "us⟧', messages: [/not closed/] },
    { marked: '{{#each a}}x⟦{{/ea⟧', messages: [/not closed/] },
    { marked: '{{a ⟦%⟧}}', messages: [/not expected/] },
    { marked: '{{#if a ⟦===⟧ "x"}}y{{/if}}', messages: [/ifEquals/] },
    {
      marked: 'As JSON: ⟦{{ "a": 1,\n "b": ["x"] }}⟧',
      messages: [/this JSON for a tag/],
      fixed: 'As JSON: { "a": 1,\n "b": ["x"] }',
    },
    { marked: '⟦a \0 b⟧', messages: [/^Handlebars cannot read this: Unrecognized text\.$/] },
    { marked: '{{json ⟦(⟧lookup a b}}', messages: [/parenthesis/] },
    { marked: '⟦{{! note⟧\n', messages: [/comment/] },
    {
      marked: '⟦{{a⟧\n{{#if b}}\n⟦{{/each}}⟧\n{{/if}} ⟦{{}}⟧',
      messages: [/not closed/, /does not close/, /nothing/],
    },
    { marked: '{{#if a}}1{{else if b}}2{{else}}3{{/if}}', messages: [] },
    {
      marked: `${'{{#if a}}'.repeat(200)}⟦{{#if b}}⟧{{#if c}}x{{else}}y{{/if}}{{/if}}${'{{/if}}'.repeat(200)}\nz`,
      messages: [/200 deep/],
    },
    {
      marked: `{{#if a}}${'{{else if b}}'.repeat(199)}⟦{{else if c}}⟧x{{else if d}}y{{else}}\nz{{/if}}`,
      messages: [/200 deep/],
    },
    {
      marked: `{{json ${'(lookup a '.repeat(100)}⟦(⟧lookup a b${')'.repeat(101)}}}\nx`,
      messages: [/100 deep/],
    },
  ],
  'prompt/unknown-key': [
    { marked: '---\n⟦modle⟧: a\n---\nx', messages: [/no key/], fixed: '---\nmodel: a\n---\nx' },
    { marked: '---\nconfig:\n  ⟦temprature⟧: 1\n---\nx', messages: [/`config`/] },
    {
      marked: '---\nconfig:\n  ⟦max_tokens⟧: 1\n---\nx',
      messages: [/max_tokens/],
      fixed: '---\nconfig:\n  maxOutputTokens: 1\n---\nx',
    },
    {
      marked: '---\n⟦Top_P⟧: 1\n---\nx',
      messages: [/belongs under `config`/],
      fixed: '---\nconfig:\n  topP: 1\n---\nx',
    },
    { marked: '---\n⟦temperature⟧: 1\nconfig: {}\n---\nx', messages: [/belongs under/], fixed: null },
    { marked: '---\n⟦vignette.archtype⟧: refusal\nother.key: 1\n---\nx', messages: [/no key/] },
    { marked: '---\n⟦metadata⟧: {}\n---\nx', messages: [/overwrites/], fixed: null },
  ],
  'prompt/wrong-value': [
    { marked: '---\nconfig:\n  temperature: ⟦3⟧\n  topP: ⟦95⟧\n---\nx', messages: [/0 to 2/, /0 to 1/] },
    { marked: '---\nconfig:\n  topK: ⟦1.5⟧\n---\nx', messages: [/whole number/] },
    {
      marked: '---\nconfig:\n  temperature: ⟦"0.5"⟧\n---\nx',
      messages: [/number/],
      fixed: '---\nconfig:\n  temperature: 0.5\n---\nx',
    },
    {
      marked: '---\nconfig:\n  stopSequences: ⟦END⟧\n---\nx',
      messages: [/list of strings/],
      fixed: '---\nconfig:\n  stopSequences: ["END"]\n---\nx',
    },
    { marked: '---\nvignette.tags: [think, ⟦1⟧]\n---\nx', messages: [/list of strings/] },
    {
      marked: '---\noutput:\n  format: ⟦jsno⟧\n---\nx',
      messages: [/json, text/],
      fixed: '---\noutput:\n  format: json\n---\nx',
    },
    { marked: '---\ninput: ⟦x⟧\nmodel:\n---\nx', messages: [/mapping/] },
  ],
  'prompt/schema-type': [
    {
      marked: withInputs('a: ⟦int⟧, a number', '{{a}}'),
      messages: [/no type "int"/],
      fixed: withInputs('a: integer, a number', '{{a}}'),
    },
    { marked: withInputs('a(⟦arrray⟧, things): string', '{{a}}'), messages: [/parentheses/] },
    {
      marked:
        '---\nvignette.tags: &t [think]\next: &a {drug: string, n: ⟦strng⟧}\ninput:\n  schema: *a\n---\n{{drug}} {{n}}',
      messages: [/no type "strng"/],
    },
    { marked: withInputs('a: ⟦5⟧', '{{a}}'), messages: [/mapping of names/] },
    {
      marked: withInputs('⟦allOf⟧: [{type: object}]', '{{a}}'),
      messages: [/write "type: object" beside it/],
    },
    {
      marked: withInputs('type: object\nproperties:\n  a: {$ref: ⟦"#/$defs/B"⟧}', '{{a}}'),
      messages: [/no #\/\$defs\/B/],
    },
    { marked: withInputs('a(enum): ⟦x⟧', '{{a}}'), messages: [/list/] },
    {
      marked: withInputs('type: object\nproperties:\n  a: {type: ⟦strin⟧}', '{{a}}'),
      messages: [/no type "strin"/],
    },
  ],
  'prompt/default-mismatch': [
    {
      marked: '---\ninput:\n  schema:\n    drug: string\n  default:\n    ⟦drugs⟧: x\n---\n{{drug}}',
      messages: [/no "drugs"/],
      fixed: '---\ninput:\n  schema:\n    drug: string\n  default:\n    drug: x\n---\n{{drug}}',
    },
    {
      marked:
        '---\ninput:\n  schema:\n    n: integer\n    e(enum): [a, b]\n  default:\n    n: ⟦x⟧\n    e: ⟦c⟧\n---\n{{n}}{{e}}',
      messages: [/no integer/, /no "a" \| "b"/],
    },
  ],
  'prompt/input-default': [
    { marked: '---\ninput:\n  ⟦default⟧:\n    a: 1\n---\n{{a}}', messages: [/ignores them/] },
  ],
  'prompt/unknown-model': [
    {
      models: ['gpt-oss:120b-cloud', 'llama3:latest'],
      marked: '---\nmodel: ⟦gpt-os:120b-cloud⟧\n---\nx',
      messages: [/no model/],
      fixed: '---\nmodel: gpt-oss:120b-cloud\n---\nx',
    },
    { models: ['llama3:latest'], marked: '---\nmodel: llama3\n---\nx', messages: [] },
    { models: ['llama3:latest'], marked: '---\nmodel: ollama/llama3\n---\nx', messages: [] },
    { models: ['gemini-2.5-pro'], marked: '---\nmodel: googleai/gemini-2.5-pro\n---\nx', messages: [] },
    { marked: '---\nmodel: anything\n---\nx', messages: [] },
  ],
  'prompt/unknown-archetype': [
    {
      marked: '---\nvignette.archetype: ⟦refusals⟧\n---\nx',
      messages: [/no archetype "refusals"/],
      fixed: '---\nvignette.archetype: refusal\n---\nx',
    },
    {
      config: { severities: {}, archetypes: { my_trap: {} } },
      marked: '---\nvignette.archetype: my_trap\n---\nx',
      messages: [],
    },
  ],
  'prompt/undefined-variable': [
    {
      marked: withInputs('drug: string', '{{drug}} {{⟦drugs⟧}}'),
      messages: [/"drugs" is not defined/],
      fixed: withInputs('drug: string', '{{drug}} {{drug}}'),
    },
    {
      marked: withInputs('a: string', '{{a}} {{⟦zebra⟧}}'),
      messages: [/zebra/],
      fixed: withInputs('a: string\nzebra: string', '{{a}} {{zebra}}'),
    },
    {
      marked: withInputs(
        'list(array):\n  name: string\nunit: string',
        '{{#each list}}{{name}} {{⟦unit⟧}}{{/each}}{{unit}}',
      ),
      messages: [/unit/],
      fixed: withInputs(
        'list(array):\n  name: string\nunit: string',
        '{{#each list}}{{name}} {{../unit}}{{/each}}{{unit}}',
      ),
    },
    { marked: withInputs('p:\n  name: string', '{{p.name}} {{p.⟦nme⟧}}'), messages: [/no field "nme"/] },
    {
      marked: withInputs('p:\n  name: string', '{{p.name}} {{p.⟦nmae⟧}}'),
      messages: [/"p" has no field "nmae"/],
      fixed: withInputs('p:\n  name: string', '{{p.name}} {{p.name}}'),
    },
    {
      marked: withInputs(
        'ps(array):\n  name: string\na: string',
        '{{a}}{{#each ps}}{{name}} {{⟦zebra⟧}}{{/each}}',
      ),
      messages: [/"zebra"/],
      fixed: withInputs(
        'ps(array):\n  name: string\n  zebra: string\na: string',
        '{{a}}{{#each ps}}{{name}} {{zebra}}{{/each}}',
      ),
    },
    {
      marked: withInputs('a: string', '{{a.length}} {{a.[0]}} {{a.⟦b⟧}}'),
      messages: [/"a" is a string and has no/],
    },
    {
      marked: withInputs('a(array): string', '{{#each a}}{{@⟦indx⟧}}{{@state.x}}{{/each}}'),
      messages: [/write @index/],
      fixed: withInputs('a(array): string', '{{#each a}}{{@index}}{{@state.x}}{{/each}}'),
    },
    {
      marked: `---
input:
  schema:
    type: object
    properties:
      one: {$ref: '#/$defs/Party'}
      many: {type: array, items: {$ref: '#/$defs/Party'}}
      either: {anyOf: [{type: object, properties: {a: {type: string}}}, {type: 'null'}]}
      both: {allOf: [{$ref: '#/$defs/Party'}, {type: object, properties: {b: {const: x}}}]}
    $defs:
      Party: {type: object, properties: {name: {type: string}, parent: {$ref: '#/$defs/Party'}}}
---
{{one.name}}{{one.⟦nam⟧}}{{one.parent.parent.name}}{{#each many}}{{name}}{{⟦age⟧}}{{/each}}
{{either.a}}{{either.⟦x⟧}}{{both.name}}{{both.b}}{{both.⟦a⟧}}`,
      messages: [/"one" has no field "nam"/, /age/, /"either" has no/, /"both" has no/],
    },
    { marked: withInputs('a: string', '{{a}}{{@⟦index⟧}}'), messages: [/inside of each/] },
    { marked: withInputs('a: string', '{{a}}{{⟦../a⟧}}'), messages: [/leads out/] },
    {
      marked: withInputs(
        'list(array): string',
        '{{#each list as |item at|}}{{item}} {{at}} {{@index}} {{⟦thing⟧}}{{/each}}',
      ),
      messages: [/thing/],
    },
    {
      marked: withInputs('p:\n  name: string', '{{#with p}}{{name}} {{../p.name}} {{@root.p.name}}{{/with}}'),
      messages: [],
    },
    { marked: withInputs('a: string\n(*): any', '{{a}} {{anything}}'), messages: [] },
    {
      marked: withInputs('a: string', '{{a}} {{> ⟦rules⟧}} {{> rules source="x"}}'),
      files: { rules: 'From {{source}}.' },
      messages: [/"source", which the partial "rules" uses/],
    },
    {
      marked: withInputs('p:\n  name: string', '{{> person p}}'),
      files: { person: '{{name}}' },
      messages: [],
    },
    {
      marked: withInputs('ps(array):\n  name: string', '{{#each ps}}{{> ⟦person⟧}}{{/each}}'),
      files: { person: '{{name}} {{age}}' },
      messages: [/"age"/],
    },
  ],
  'prompt/undeclared-variable': [
    {
      marked: 'About {{⟦drug⟧}} and {{drug}}.',
      messages: [/"drug"/],
      fixed: '---\ninput:\n  schema:\n    drug: string\n---\nAbout {{drug}} and {{drug}}.',
    },
    {
      marked: '---\nmodel: m\n---\n{{⟦drug⟧}}',
      messages: [/drug/],
      fixed: '---\nmodel: m\ninput:\n  schema:\n    drug: string\n---\n{{drug}}',
    },
    { fileName: '_part.prompt', marked: '{{drug}}', messages: [] },
  ],
  'prompt/unused-variable': [
    {
      marked: withInputs('⟦age⟧?: integer, in years\ndrug: string', '{{drug}}'),
      messages: [/"age" is never used/],
      fixed: withInputs('drug: string', '{{drug}}'),
    },
    { marked: withInputs('age: integer', '{{json this}}'), messages: [] },
    { marked: withInputs('age: integer', '{{> part}}'), files: { part: '{{age}}' }, messages: [] },
    {
      marked: withInputs('age: integer', '{{> part years=age}}'),
      files: { part: '{{years}}' },
      messages: [],
    },
    { marked: withInputs('age: integer', '{{#ifEquals (lookup this "x") age}}x{{/ifEquals}}'), messages: [] },
  ],
  'prompt/shadowed-variable': [
    {
      marked: withInputs('⟦role⟧: string', 'You are {{role}}.'),
      messages: [/calls a helper/],
      fixed: withInputs('role: string', 'You are {{this.role}}.'),
    },
    { marked: withInputs('json: string', 'It is {{this.json}}.'), messages: [] },
    {
      marked: withInputs(
        'ps(array):\n  name: string\n  role: string',
        '{{#each ps}}{{name}}: {{⟦role⟧}}{{/each}}',
      ),
      messages: [/not the field "role"/],
      fixed: withInputs(
        'ps(array):\n  name: string\n  role: string',
        '{{#each ps}}{{name}}: {{this.role}}{{/each}}',
      ),
    },
    {
      marked: withInputs('ps(array):\n  role: string', '{{#each ps}}{{> ⟦who⟧}}{{/each}}'),
      files: { who: '{{role}}' },
      messages: [/in the partial "who"/],
      fixed: null,
    },
    { marked: withInputs('ps(array): string', '{{#each ps as |log|}}{{log}}{{/each}}'), messages: [] },
  ],
  'prompt/type-mismatch': [
    {
      marked: withInputs(
        'kind(enum): [letter, report]\nn: integer',
        '{{#ifEquals kind ⟦"lettr"⟧}}x{{/ifEquals}}{{#unlessEquals n ⟦"6"⟧}}x{{/unlessEquals}}{{#ifEquals n 6}}y{{/ifEquals}}',
      ),
      messages: [/"kind" is "letter" \| "report" and never equals "lettr"/, /"n" is integer and never/],
      fixed: withInputs(
        'kind(enum): [letter, report]\nn: integer',
        '{{#ifEquals kind "letter"}}x{{/ifEquals}}{{#unlessEquals n "6"}}x{{/unlessEquals}}{{#ifEquals n 6}}y{{/ifEquals}}',
      ),
    },
    {
      marked: withInputs(
        'a: any\nb: string\nc?(enum): [x, null]',
        '{{#ifEquals a 1}}x{{/ifEquals}}{{#ifEquals "t" b}}x{{/ifEquals}}{{#ifEquals c "x"}}x{{/ifEquals}}{{#ifEquals b a}}{{/ifEquals}}',
      ),
      messages: [],
    },
    { marked: withInputs('a: string', '{{#each ⟦a⟧}}x{{/each}}{{a}}'), messages: [/each renders nothing/] },
    {
      marked: withInputs('a(array): string', '{{⟦a⟧}}'),
      messages: [/array/],
      fixed: withInputs('a(array): string', '{{json a}}'),
    },
    {
      marked: withInputs('a: string', '{{> ⟦list⟧ items=a}}'),
      files: { list: '{{#each items}}{{this}}{{/each}}' },
      messages: [/partial "list"/],
    },
  ],
  'prompt/unknown-helper': [
    { marked: '{{⟦uppercase⟧ a}}', messages: [/no helper "uppercase"/], fixed: '\\{{uppercase a}}' },
    { marked: '{{⟦jsn⟧ a}}', messages: [/jsn/], fixed: '{{json a}}' },
    {
      marked: '{{#if (⟦eq⟧ a "b")}}x{{else}}y{{/if}}',
      messages: [/write \{\{#ifEquals/],
      fixed: '{{#ifEquals a "b"}}x{{else}}y{{/ifEquals}}',
    },
    {
      marked: '{{#if a}}x{{else if (⟦ne⟧ a b)}}y{{/if}}',
      messages: [/unlessEquals/],
      fixed: '{{#if a}}x{{else unlessEquals a b}}y{{/if}}',
    },
    {
      marked: '{{#unless (⟦eq⟧ a b)}}y{{/unless}}',
      messages: [/eq/],
      fixed: '{{#unlessEquals a b}}y{{/unlessEquals}}',
    },
    {
      marked: '{{#if a}}x{{⟦elif⟧ b}}y{{/if}}',
      messages: [/elif/],
      fixed: '{{#if a}}x{{else if b}}y{{/if}}',
    },
    { marked: '{{⟦toJSON⟧ a}}', messages: [/json/], fixed: '{{json a}}' },
    { marked: '{{#⟦for⟧ x in xs}}y{{/for}}', messages: [/#each list as/], fixed: null },
  ],
  'prompt/helper-arguments': [
    { marked: '{{#⟦ifEquals⟧ a}}x{{/ifEquals}}', messages: [/lacks its argument "b"/] },
    { marked: '{{⟦if⟧ a}}', messages: [/needs a block/] },
    { marked: '⟦{{#json a}}⟧x{{/json}}', messages: [/body is lost/] },
    { marked: '{{#if a ⟦b⟧}}x{{/if}}', messages: [/does not take/] },
    { marked: '{{json a ⟦indnt⟧=2}}{{json a indent=2}}', messages: [/no argument "indnt"/] },
    { marked: '{{⟦role⟧}}', messages: [/"name"/] },
  ],
  'prompt/block-role': [
    {
      marked: '⟦{{#role "system"}}⟧Be careful.{{/role}}',
      messages: [/lost/],
      fixed: '{{role "system"}}Be careful.',
    },
    {
      marked: withInputs('a: string', '⟦{{#assistant}}⟧{{a}}{{/assistant}}'),
      messages: [/lost/],
      fixed: withInputs('a: string', '{{role "model"}}{{a}}'),
    },
    { marked: withInputs('user?: string', '{{#user}}Of {{this}}{{/user}}'), messages: [] },
  ],
  'prompt/unknown-role': [
    { marked: '{{role ⟦system⟧}}x', messages: [/quotation marks/], fixed: '{{role "system"}}x' },
    { marked: withInputs('user: string', '{{role user}}x'), messages: [] },
    { marked: '{{role ⟦"Assistant"⟧}}', messages: [/no role/], fixed: '{{role "model"}}' },
    { marked: '{{role ⟦"sytem"⟧}}', messages: [/no role/], fixed: '{{role "system"}}' },
    { marked: '{{role "user"}}{{role who}}', messages: [] },
  ],
  'prompt/role-alias': [
    { marked: '{{role ⟦"assistant"⟧}}', messages: [/"model"/], fixed: '{{role "model"}}' },
  ],
  'prompt/accidental-braces': [
    { marked: '\\frac⟦{{1}}⟧{2}', messages: [/render as nothing/], fixed: '\\frac\\{{1}}{2}' },
    { marked: '\\text⟦{{dose}}⟧ x_⟦{{i}}⟧', messages: [/nothing/, /nothing/] },
    { marked: '⟦{{"a"}}⟧', messages: [/nothing/] },
    { marked: '⟦{{ "a": 1 }}⟧', messages: [/call of a helper/], fixed: '{ "a": 1 }' },
    { marked: withInputs('dose: string', '\\text{{dose}} {{dose}}'), messages: [] },
  ],
  'prompt/single-braces': [
    {
      marked: withInputs(
        'drug: string',
        'Of ⟦{drug}⟧, ⟦\u0024{drug}⟧ and ⟦{ drug }}⟧ \\text{drug} {"drug"} {other} \\{{drug}}',
      ),
      messages: [/two braces, \{\{drug\}\}/, /\$\{drug\}/, /sent as it stands/],
      fixed: withInputs(
        'drug: string',
        'Of {{drug}}, \u0024{drug} and { drug }} \\text{drug} {"drug"} {other} \\{{drug}}',
      ),
    },
  ],
  'prompt/raw-block': [
    {
      marked: '⟦{{{{raw}}}}a {{b}}{{{{/raw}}}}⟧ c',
      messages: [/renders nothing/],
      fixed: 'a \\{{b}} c',
    },
  ],
  'prompt/media-url': [
    { marked: '⟦{{media}}⟧', messages: [/missing/], fixed: null },
    { marked: '⟦{{media scan}}⟧', messages: [/missing/], fixed: '{{media url=scan}}' },
    { marked: '{{media url=⟦"a b"⟧}}', messages: [/first space/], fixed: '{{media url="a%20b"}}' },
    { marked: '{{media url=scan contentType="image/png"}}', messages: [] },
  ],
  'prompt/role-marker': [
    {
      marked: 'a ⟦<<<dotprompt:role:system>>>⟧ b',
      messages: [/mark of its own/],
      fixed: 'a {{role "system"}} b',
    },
    {
      marked: '---\ninput:\n  default:\n    a: ⟦"<<<dotprompt:role:system>>>x"⟧\n---\n{{a}}',
      messages: [/who speaks/],
    },
  ],
  'prompt/missing-partial': [
    {
      marked: '{{> ⟦ruls⟧}}',
      files: { rules: 'x' },
      messages: [/no partial "ruls"/],
      fixed: '{{> rules}}',
      creates: '_ruls.prompt',
    },
    {
      marked: '{{> ⟦sub/rules⟧}}',
      files: { rules: 'x', 'sub.rules': 'x' },
      messages: [/no partial "sub\/rules": move its file beside the template/],
      fixed: '{{> rules}}',
    },
    { marked: '{{#> nowhere}}else{{/nowhere}}{{#*inline "own"}}x{{/inline}}{{> own}}', messages: [] },
  ],
  'prompt/partial-cycle': [
    { marked: '{{> ⟦a⟧}}', files: { a: '{{> b}}', b: '{{> a}}' }, messages: [/a > b > a/] },
    { fileName: '_a.prompt', marked: 'x {{> ⟦a⟧}}', messages: [/a > a/] },
  ],
  'prompt/dynamic-partial': [
    { fileName: '_layout.prompt', marked: '<{{> @partial-block}}>', messages: [] },
    { marked: '{{#> layout}}x{{/layout}}', files: { layout: '<{{> @partial-block}}>' }, messages: [] },
    { marked: '{{> ⟦(lookup this "x")⟧}}', messages: [/written out/] },
  ],
  'prompt/partial-argument': [
    {
      marked: '{{> rules ⟦sorce⟧="x"}}',
      files: { rules: '{{source}}' },
      messages: [/does not use "sorce"/],
      fixed: '{{> rules source="x"}}',
    },
    { marked: '{{> a x="1"}}', files: { a: '{{> b}}', b: '{{x}}' }, messages: [] },
    { marked: '{{> a x="1"}}', files: { a: '{{json this}}' }, messages: [] },
  ],
  'prompt/output-contract': [
    {
      marked:
        '---\noutput:\n  schema:\n    think: string\n    answer: string\nvignette.tags: [think, ⟦proof⟧, answer]\n---\nx',
      messages: [/no "proof"/],
    },
    {
      marked: '---\nvignette.tags: [think, ⟦answer⟧]\n---\nWrite <think>…</think><⟦proof⟧>…</proof>'.replace(
        '<⟦proof⟧>…</proof>',
        '<proof>…</⟦proof⟧>',
      ),
      messages: [/does not ask for "answer"/, /asks for <proof>/],
    },
    {
      marked: '---\noutput: {format: json}\nvignette.tags: [⟦answer⟧]\n---\n{\n  "think": string\n}',
      messages: [/JSON asked for/],
    },
    {
      marked: '---\nvignette.tags: [answer]\n---\n{{> out}}',
      files: { out: '<answer>…</answer>' },
      messages: [],
    },
  ],
  'prompt/tag-instruction': [
    {
      marked: '---\noutput: {format: json}\n---\nAnswer as <think>…</⟦think⟧>.',
      messages: [/JSON, but/],
    },
    {
      marked:
        '---\noutput: {format: json}\n---\nReason in <⟦think⟧> first. Do not write <proof>, the <context> has it.\n<⟦answer⟧>\n42',
      messages: [/the key "think"/, /the key "answer"/],
    },
    {
      marked: '---\noutput: {format: json}\n---\nPut the rest in {{> ⟦out⟧}}\n{{> out}}',
      files: { out: 'No string contains tags such as <think> or <answer>. Write <proof> first.' },
      messages: [/the block <proof>/],
    },
    {
      marked:
        '---\noutput: {format: json}\n---\n<answer>\n{{answer}}\n</answer>\nScore the <answer>; output what it lacks beside <answer>.',
      messages: [],
    },
    {
      marked:
        '---\noutput:\n  schema:\n    think: string\n    answer: string\n---\n{\n "think": string,\n "⟦final⟧": string,\n "answer": string }',
      messages: [/no "final"/],
    },
  ],
  'prompt/unsupported': [
    { marked: '⟦{{history}}⟧ ⟦{{role "tool"}}⟧x', messages: [/text only/, /text only/] },
  ],
  'prompt/no-text': [{ marked: '⟦---⟧\nmodel: m\n---\n{{role "user"}}\n{{! x }}', messages: [/no text/] }],
};

describe('the rules of prompt templates', () => {
  for (const [id, expectations] of Object.entries(CASES)) {
    for (const [index, expectation] of expectations.entries()) {
      it(`${id} ${index + 1}: ${expectation.marked.split('\n').at(-1)}`, () => {
        expectPrompt(id, expectation);
      });
    }
  }

  it('have tests each', () => {
    assert.deepEqual(
      PROMPT_RULES.map(({ id }) => id).filter((id) => !(id in CASES)),
      [],
    );
  });

  it('can be silenced and made stricter', () => {
    const source = '---\nmodle: x\n---\nx';
    const severities = { 'prompt/unknown-key': 'error', 'prompt/no-text': 'off' } as const;
    const [found] = lintPrompt(source, {}, { config: { severities } });
    assert.equal(found?.severity, 'error');
    assert.deepEqual(lintPrompt(source, {}, { config: { severities: { 'prompt/unknown-key': 'off' } } }), []);
  });

  it('point at the place in the partial', () => {
    const [found] = expectPrompt('prompt/undefined-variable', {
      marked: withInputs('a: string', '{{a}}{{> ⟦rules⟧}}'),
      files: { rules: 'x\n  {{source}}' },
      messages: [/source/],
    });
    assert.deepEqual(found?.related[0], {
      file: '_rules.prompt',
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 10 } },
      message: '"source" is used here.',
    });
  });

  it('say nothing of what stands in a tag that is being typed', () => {
    assert.deepEqual(
      lintPrompt('{{#ifEquals a').map(({ rule }) => rule),
      ['prompt/syntax', 'prompt/syntax'],
    );
  });

  it('say one thing of one mistake', () => {
    const rulesOf = (source: string): string[] => lintPrompt(source).map(({ rule }) => rule);
    assert.deepEqual(rulesOf(withInputs('a: string', '{{a} and')), ['prompt/syntax']);
    assert.deepEqual(rulesOf(withInputs('role: string', 'As {{role}}')), ['prompt/shadowed-variable']);
    assert.deepEqual(rulesOf(withInputs('a: string', '{{a}}{{first name}}')), ['prompt/unknown-helper']);
    assert.deepEqual(rulesOf('\\frac{{x}}{2}'), ['prompt/accidental-braces']);
    assert.deepEqual(rulesOf('\\frac{{x}}{{y}}'), ['prompt/accidental-braces', 'prompt/accidental-braces']);
    assert.deepEqual(rulesOf('---\ninput:\n\tschema:\n---\n{{a}}'), ['prompt/front-matter']);
  });

  it('do not look at front matter twice when it is broken', () => {
    expectNothing('prompt/unknown-key', '---\nmodle: [a\n---\nx');
  });
});
