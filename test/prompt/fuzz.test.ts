/** Half-typed templates: nothing crashes, and every range is inside. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { askingFor } from '../../core/prompt/asked';
import { completePrompt } from '../../core/prompt/language/complete';
import { formatPrompt } from '../../core/prompt/language/format';
import { hoverPrompt } from '../../core/prompt/language/hover';
import { findOccurrences } from '../../core/prompt/language/occurrences';
import { foldsOf, type OutlineItem, outlineOf } from '../../core/prompt/language/outline';
import { selectionsAt } from '../../core/prompt/language/selections';
import { signatureAt } from '../../core/prompt/language/signature';
import { tokensOf } from '../../core/prompt/language/tokens';
import { lintTemplate } from '../../core/prompt/lintTemplate';
import { PromptFolder, readFolder } from '../../core/prompt/promptFolder';
import { PROMPT_RULES } from '../../core/rules/prompt/rules';
import { ARCHETYPES } from '../../core/sample/archetype';
import { type Range, splitLines, stripLineEnd } from '../../core/text/lineText';
import { positionFinder } from '../../core/text/positions';
import type { Span } from '../../core/text/span';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { assertProperty } from '../assertProperty';
import { FILE } from './promptCases';
import { promptFile } from './templateArbitraries';

const SHIPPED = new Map([...SHIPPED_TEMPLATES].map(([name, text]) => [`${name}.prompt`, text]));
const READ = readFolder(SHIPPED);

/** Asks everything of a text. */
function probe(source: string, cursors: readonly number[], fileName = FILE): void {
  const folder = new PromptFolder(readFolder(new Map([...SHIPPED, [fileName, source]]), READ), ['m']);
  const analysis = folder.analysis(fileName);
  assert.ok(analysis);
  const lines = splitLines(source).map(stripLineEnd);
  const inRange = ({ start, end }: Range): void => {
    for (const { line, character } of [start, end]) {
      assert.ok(
        line >= 0 && character >= 0 && character <= (lines[line]?.length ?? -1),
        `${line}:${character}`,
      );
    }
    assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character));
  };
  const inSource = ({ start, end }: Span): void =>
    assert.ok(0 <= start && start <= end && end <= source.length);
  for (const { range, message, fixes, related } of lintTemplate(analysis, DEFAULT_CONFIG, String)) {
    inRange(range);
    assert.match(message, /\S/);
    for (const { range: changed } of fixes.flatMap(({ edits }) => edits)) inRange(changed);
    for (const place of related) if (place.file === undefined) inRange(place.range);
  }
  const outline = (item: OutlineItem): void => {
    inSource(item.span);
    assert.ok(item.span.start <= item.selection.start && item.selection.end <= item.span.end, item.name);
    item.children.forEach(outline);
  };
  outlineOf(analysis).forEach(outline);
  foldsOf(analysis).forEach(inSource);
  let last = 0;
  for (const { span } of tokensOf(analysis)) {
    inSource(span);
    assert.ok(span.start >= last, 'tokens overlap');
    last = span.end;
  }
  for (const { span } of formatPrompt(analysis.file)) inSource(span);
  const position = positionFinder(source);
  for (const cursor of cursors) {
    for (const { range } of completePrompt(folder, analysis, position(cursor), ARCHETYPES)) inRange(range);
    const hover = hoverPrompt(folder, fileName, analysis, cursor, ARCHETYPES);
    if (hover) inSource(hover.span);
    for (const place of findOccurrences(folder, fileName, cursor)) {
      if (place.fileName === fileName) inSource(place.span);
    }
    signatureAt(analysis, cursor);
    for (const span of selectionsAt(analysis, cursor)) inSource(span);
  }
  for (const name of ['think', 'proof']) {
    const asked = askingFor(analysis, [name]);
    if (asked && asked.partial === undefined) inSource(asked.span);
  }
}

const DENSE = `---
model: m
config: {temperature: 0.5, stopSequences: ["a"]}
input:
  schema:
    drug: string, what is given
    facts(array, some): {name: string, value?: number}
    kind(enum): [a, b]
  default: {drug: "x"}
output:
  schema: {type: object, properties: {think: {type: string}}, required: [think]}
vignette.tags: [think, answer]
---
{{role "system"}}{{> role}} \\frac{{1}}{2} \\{{x}}
{{#each facts as |f i|}}{{f.name}} {{@index}} {{../drug}}{{else if kind}}{{json this indent=2}}{{else}}n{{/each}}
{{{drug}}} {{!-- c --}} {{{{raw}}}}r{{{{/raw}}}} {{#> layout a=drug}}b{{/layout}} {{lookup facts (lookup kind "0")}}
`;

describe('half-typed templates', () => {
  it('cut off at every offset', () => {
    for (let end = 0; end <= DENSE.length; end++) probe(DENSE.slice(0, end), [end]);
  });

  it('without any one character', () => {
    for (let i = 0; i < DENSE.length; i++) probe(DENSE.slice(0, i) + DENSE.slice(i + 1), [i]);
  });

  it('altered at random, as templates and as partials', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{',
      '}',
      '{{#',
      '{{/',
      '"',
      '---\n',
      '\n',
      '\r\n',
      ':',
      '  ',
      '|',
      '(',
      ')',
      '../',
      '@',
      '[',
      '&a',
      '*a',
      '🙂',
      '\uFEFF',
      '\0',
    );
    assertProperty(
      fc.property(
        promptFile,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), piece), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (whole, edits, partial) => {
          let source = whole;
          for (const [at, remove, insert] of edits) {
            const from = at % (source.length + 1);
            source = source.slice(0, from) + insert + source.slice(from + remove);
          }
          probe(source, [0, source.length >> 1, source.length], partial ? '_x.prompt' : FILE);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('of any text', () => {
    assertProperty(
      fc.property(fc.string({ unit: 'binary' }), (source) => probe(source, [0, source.length])),
      { numRuns: 300 },
    );
  });

  it('deep and wide ones come to an end', () => {
    probe('{{#if a}}'.repeat(400), [0]);
    probe('{{'.repeat(4000), [0]);
    probe(`{{json ${'(json '.repeat(500)}a${')'.repeat(500)}}}`, [0]);
    const partials = Array.from({ length: 25 }, (_, i): [string, string] => [
      `_p${i}.prompt`,
      `{{> p${i + 1}}}{{> p${i + 1}}}`,
    ]);
    const folder = new PromptFolder(readFolder(new Map([...partials, [FILE, '{{> p0}}']])));
    const analysis = folder.analysis(FILE);
    assert.ok(analysis);
    lintTemplate(analysis, DEFAULT_CONFIG, String);
  });
});

describe('valid templates', () => {
  const partials = [...SHIPPED].filter(([name]) => name.startsWith('_'));
  for (const [name, source] of SHIPPED) {
    it(`${name} has neither errors nor warnings`, () => {
      const analysis = new PromptFolder(readFolder(new Map([...partials, [name, source]]))).analysis(name);
      assert.ok(analysis);
      const found = lintTemplate(analysis, DEFAULT_CONFIG, String);
      assert.deepEqual(
        found.filter(({ severity }) => severity === 'error' || severity === 'warning'),
        [],
      );
    });
  }

  const VALID: readonly string[] = [
    'Just text.',
    'Hello {{name}}!',
    '---\nmodel: googleai/gemini-1.5-pro\n---\nHi {{name}}',
    '---\n# a comment\nmodel: "m"\nversion: 2\ntools: [search]\n---\nHi',
    '---\ninput:\n  schema:\n    text: string\noutput:\n  format: json\n  schema:\n    name?: string, the full name\n    age?: number\n---\nExtract from {{text}}.',
    '---\ninput:\n  schema:\n    items(array, list):\n      title: string\n      tags?(array): string\n---\n{{#each items}}{{title}}{{#each tags}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}{{else}}none{{/each}}',
    '---\ninput:\n  schema:\n    type: object\n    properties:\n      user: {type: object, properties: {name: {type: string}}}\n    required: [user]\n---\n{{#with user}}{{name}}{{/with}} {{user.name}}',
    '---\ninput:\n  schema:\n    status(enum, state): [ON, OFF]\n    extra: any\n    (*): string\n---\n{{status}} {{extra.deep.er}} {{anything}}',
    '---\ninput:\n  default:\n    who: you\n---\n{{#if who}}{{who}}{{else if other}}x{{/if}}'.replace(
      '{{else if other}}x',
      '',
    ),
    '---\next:\n  a: 1\nmyext.flag: true\n---\nx',
    '{{role "system"}}A{{role "user"}}B{{role "model"}}C{{history}}{{role "user"}}D',
    '{{media url=photo contentType="image/png"}} {{section "code"}}',
    '{{#ifEquals a "x"}}1{{else}}2{{/ifEquals}} {{#unlessEquals a 1}}3{{/unlessEquals}}',
    '{{json this}} {{json a indent=2}} {{lookup a "b"}} {{log a}}',
    '{{#*inline "x"}}in {{y}}{{/inline}}{{> x}} {{#> missing}}fallback{{/missing}}',
    '{{! c }}{{!-- {{c}} --}} \\{{literal}} text {{{a}}} {{&a}} {{~a~}}',
    '---\r\nmodel: m\r\n---\r\nLine\r\n{{a}}\r\n',
    '\uFEFF---\nmodel: m\n---\nHi',
    'One\n\n---\n\ntwo\n\n---\n\nthree',
    '{{#list}}{{.}}{{/list}}{{^list}}none{{/list}}',
    '---\ninput:\n  schema:\n    m(object, by name): {a: string}\n    n: integer\n---\n{{#each m as |v k|}}{{k}}={{v}} {{@key}}{{/each}} {{n}} {{m.a}}',
    '---\ninput: {schema: {a: string, b: "number, with: colon"}}\n---\n{{a}} {{b}}',
  ];
  for (const source of VALID) {
    it(`no error in ${JSON.stringify(source.slice(0, 60))}`, () => {
      const analysis = new PromptFolder(readFolder(new Map([[FILE, source]]))).analysis(FILE);
      assert.ok(analysis);
      assert.deepEqual(
        lintTemplate(analysis, DEFAULT_CONFIG, String).filter(({ severity }) => severity === 'error'),
        [],
      );
    });
  }

  it('are said good by the documentation of the rules', () => {
    for (const { id, docs } of PROMPT_RULES) {
      if (/^_\w+\.prompt:/.test(docs.good) || id === 'prompt/media-url') continue;
      const files = new Map([...partials, [FILE, docs.good]]);
      const analysis = new PromptFolder(readFolder(files)).analysis(FILE);
      assert.ok(analysis);
      const own = lintTemplate(analysis, DEFAULT_CONFIG, String).filter(({ rule }) => rule === id);
      const named = id === 'prompt/missing-partial' || id === 'prompt/partial-argument';
      if (!named) assert.deepEqual(own, [], id);
    }
  });
});
