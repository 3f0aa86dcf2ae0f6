import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { analyse } from '../../core/prompt/analyse';
import { completePrompt } from '../../core/prompt/language/complete';
import { apply, formatPrompt, meaningOf } from '../../core/prompt/language/format';
import { hoverPrompt } from '../../core/prompt/language/hover';
import { findOccurrences, refuseName } from '../../core/prompt/language/occurrences';
import { foldsOf, type OutlineItem, outlineOf } from '../../core/prompt/language/outline';
import { selectionsAt } from '../../core/prompt/language/selections';
import { signatureAt } from '../../core/prompt/language/signature';
import { tokensOf } from '../../core/prompt/language/tokens';
import { readTemplateFile } from '../../core/prompt/templateFile';
import { ARCHETYPES } from '../../core/sample/archetype';
import { positionFinder } from '../../core/text/positions';
import { assertProperty } from '../assertProperty';
import { FILE, type Files, folderOf, type PromptSettings } from './promptCases';
import { promptFile } from './templateArbitraries';

interface Place {
  readonly text: string;
  readonly offset: number;
  readonly folder: ReturnType<typeof folderOf>;
  readonly fileName: string;
  readonly analysis: ReturnType<typeof analyse>;
}

/** `‸` is the cursor. */
function at(marked: string, files: Files = {}, settings: PromptSettings = {}): Place {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const folder = folderOf(text, files, settings);
  const fileName = settings.fileName ?? FILE;
  const analysis = folder.analysis(fileName);
  assert.ok(analysis);
  return { text, offset, folder, fileName, analysis };
}

const HEAD =
  '---\ninput:\n  schema:\n    drug: string, what is given\n    facts(array):\n      name: string\n      value: number\n---\n';

function labels(marked: string, files: Files = {}, settings: PromptSettings = {}): string[] {
  const { text, offset, folder, analysis } = at(marked, files, settings);
  return completePrompt(folder, analysis, positionFinder(text)(offset), ARCHETYPES).map(({ label }) => label);
}

describe('completion in templates', () => {
  it('offers variables with their types, helpers and the other branch', () => {
    const { text, offset, folder, analysis } = at(`${HEAD}{{#if drug}}{{d‸}}{{/if}}`);
    const found = completePrompt(folder, analysis, positionFinder(text)(offset), ARCHETYPES);
    const drug = found.find(({ label }) => label === 'drug');
    assert.deepEqual(
      [drug?.detail, drug?.documentation, drug?.range],
      ['string', 'what is given', { start: { line: 8, character: 14 }, end: { line: 8, character: 15 } }],
    );
    for (const label of ['facts', 'else', 'json', 'role'])
      assert.ok(
        found.some((each) => each.label === label),
        label,
      );
    assert.ok(!found.some(({ label }) => label === 'each'));
  });

  it('knows the scope', () => {
    assert.deepEqual(labels(`${HEAD}{{#each facts}}{{‸}}{{/each}}`).slice(0, 2), ['name', 'value']);
    assert.ok(labels(`${HEAD}{{#each facts as |fact|}}{{‸`).includes('fact'));
    assert.deepEqual(labels(`${HEAD}{{#each facts as |fact|}}{{fact.‸}}{{/each}}`), ['name', 'value']);
    assert.deepEqual(labels(`${HEAD}{{#each facts}}{{../‸}}{{/each}}`), ['drug', 'facts']);
    assert.ok(labels(`${HEAD}{{#each facts}}{{@‸}}{{/each}}`).includes('index'));
    assert.deepEqual(labels(`${HEAD}{{#each facts}}{{@root.‸}}{{/each}}`), ['drug', 'facts']);
    // The tag that opens a block, which is not closed yet, stands outside of it.
    assert.deepEqual(labels(`${HEAD}{{#each ‸`), ['drug', 'facts']);
    assert.deepEqual(labels(`${HEAD}{{other}} {{#each fa‸}}`), ['drug', 'facts', 'other']);
    assert.deepEqual(labels(`${HEAD}{{#each facts as |fact|}}{{#with fact.‸`), ['name', 'value']);
  });

  it('offers what a place asks for', () => {
    assert.deepEqual(labels('{{role ‸}}'), ['system', 'user', 'model', 'tool']);
    assert.deepEqual(labels('{{role "s‸"}}'), ['system', 'user', 'model', 'tool']);
    const { text, offset, folder, analysis } = at('{{role "s‸"}}');
    const [role] = completePrompt(folder, analysis, positionFinder(text)(offset), ARCHETYPES);
    assert.deepEqual(
      [role?.newText, role?.range.start.character, role?.range.end.character],
      ['"system"', 7, 10],
    );
    const kinds = '---\ninput:\n  schema:\n    kind(enum): [letter, report]\n    role: string\n---\n';
    assert.deepEqual(labels(`${kinds}{{#ifEquals kind "‸"}}{{/ifEquals}}`), ['"letter"', '"report"']);
    assert.ok(labels(`${kinds}{{#ifEquals kind ‸}}{{/ifEquals}}`).includes('"letter"'));
    assert.deepEqual(labels(`${kinds}{{r‸}}`).slice(0, 2), ['kind', 'this.role']);
    assert.deepEqual(labels(`${kinds}{{#if (‸`), ['lookup', 'json']);
    assert.deepEqual(labels('{{> a x=‸}}', { a: '{{x}}' }), []);
    assert.ok(!labels('{{d‸ and more').includes('and'));
    assert.deepEqual(labels('{{> ‸', { rules: 'x', other: 'y' }), ['rules', 'other']);
    assert.ok(labels('{{#‸').includes('each'));
    assert.deepEqual(labels('{{#each a}}{{#if b}}{{/‸'), ['if', 'each']);
    assert.ok(labels('{{json a ‸}}').includes('indent='));
    assert.ok(labels('{{> rules ‸}}', { rules: '{{source}}' }).includes('source='));
    assert.deepEqual(labels('text ‸ text'), []);
  });

  it('offers in a partial what its callers give', () => {
    const caller = `${HEAD}{{> part unit="mg"}}`;
    const found = labels('{{‸}}', { 'a.prompt': caller }, { fileName: '_part.prompt' });
    for (const name of ['drug', 'facts', 'unit']) assert.ok(found.includes(name), name);
  });

  it('offers keys and values of the front matter', () => {
    assert.ok(labels('---\nmo‸\n---\nx').includes('model'));
    assert.ok(!labels('---\nmodel: a\n‸\n---\nx').includes('model'));
    assert.deepEqual(labels('---\nconfig:\n  temperature: 1\n  ‸\n---\nx').includes('topP'), true);
    assert.deepEqual(labels('---\nmodel: ‸\n---\nx', {}, { models: ['m1', 'm2'] }), ['m1', 'm2']);
    assert.ok(labels('---\nvignette.archetype: ‸\n---\nx').includes('refusal'));
    assert.deepEqual(labels('---\nvignette.tags: [think, ‸]\n---\nx'), ['proof', 'answer']);
    assert.deepEqual(labels('---\noutput:\n  format: ‸\n---\nx'), ['json', 'text']);
    assert.ok(labels('---\ninput:\n  schema:\n    a: ‸\n---\nx').includes('string'));
    assert.deepEqual(labels('---\ninput:\n  schema:\n    a(‸)\n---\nx'), ['array', 'object', 'enum']);
    assert.deepEqual(labels('---\ninput:\n  schema:\n    a: string\n  default:\n    ‸\n---\nx'), ['a']);
    assert.ok(labels('---\nmo‸').includes('model'));
  });
});

describe('hover in templates', () => {
  const hover = (marked: string, files: Files = {}): string | undefined => {
    const { offset, folder, fileName, analysis } = at(marked, files);
    return hoverPrompt(folder, fileName, analysis, offset, ARCHETYPES)?.text;
  };

  it('tells variables, helpers, roles, partials, keys and archetypes', () => {
    assert.match(
      hover(`${HEAD}{{dr‸ug}}`) ?? '',
      /`drug: string` \(input of the template\)\n\nwhat is given/,
    );
    assert.match(hover(`${HEAD}{{#each facts}}{{na‸me}}{{/each}}`) ?? '', /`name: string` \(field\)/);
    assert.match(hover('{{#ea‸ch a}}{{/each}}') ?? '', /\{\{#each list\}\}/);
    assert.match(hover('{{role "sys‸tem"}}') ?? '', /whole conversation/);
    assert.match(hover('{{> ru‸les}}', { rules: 'Quote.' }) ?? '', /_rules\.prompt[\s\S]*Quote\./);
    assert.match(hover('---\nconfig:\n  tempe‸rature: 1\n---\nx') ?? '', /0 to 2/);
    assert.match(hover('---\nvignette.archetype: refu‸sal\n---\nx') ?? '', /trap/);
    assert.match(hover('{{#each a}}{{@ind‸ex}}{{/each}}') ?? '', /from 0/);
    assert.equal(hover('plain ‸ text'), undefined);
  });
});

describe('names across files', () => {
  const occurrences = (marked: string, files: Files = {}, settings: PromptSettings = {}): string[] => {
    const { offset, folder, fileName } = at(marked, files, settings);
    return findOccurrences(folder, fileName, offset).map(
      ({ fileName: name, span, isDeclaration }) =>
        `${name} ${folder.files.get(name)?.source.slice(span.start, span.end)}@${span.start}${isDeclaration ? ' declared' : ''}`,
    );
  };
  const template = (rest: string): string =>
    `---\ninput:\n  schema:\n    drug: string\n  default:\n    drug: x\n---\n${rest}`;

  it('are found in front matter, body and partials, and through them in other templates', () => {
    const files = {
      part: 'of {{drug}}',
      'other.prompt': '---\ninput:\n  schema:\n    drug: string\n---\n{{> part}}',
    };
    const expected = [
      'main.prompt drug@25 declared',
      'main.prompt drug@53 declared',
      'other.prompt drug@25 declared',
      '_part.prompt drug@5',
      'main.prompt drug@67',
    ];
    assert.deepEqual(occurrences(template('{{dr‸ug}} {{> part}}'), files), expected);
    assert.deepEqual(
      occurrences(
        'of {{dr‸ug}}',
        { ...files, 'main.prompt': template('{{drug}} {{> part}}') },
        { fileName: '_part.prompt' },
      ),
      expected,
    );
  });

  it('tell scopes apart', () => {
    assert.deepEqual(occurrences('{{#each a as |x|}}{{‸x}}{{/each}}{{x}}'), [
      'main.prompt x@14 declared',
      'main.prompt x@20',
    ]);
    assert.deepEqual(occurrences('{{> part s‸="1"}} {{s}}', { part: '{{s}}' }), [
      'main.prompt s@9 declared',
      '_part.prompt s@2',
    ]);
    assert.deepEqual(
      occurrences(`${HEAD}{{#each facts}}{{na‸me}}{{../drug}}{{/each}}`).map((each) => each.split('@')[0]),
      ['main.prompt name', 'main.prompt name'],
    );
  });

  it('are found among the required properties of JSON Schema', () => {
    const schema =
      '---\ninput:\n  schema:\n    properties:\n      a: {type: string}\n    required: ["a"]\n---\n{{‸a}}';
    assert.equal(occurrences(schema).length, 3);
  });

  it('find names that nothing declares', () => {
    assert.equal(occurrences('{{dr‸ug}} {{drug}}').length, 2);
  });

  it('cannot be those of helpers, nor what is no name', () => {
    for (const name of ['role', 'a b', '', '1', 'this']) assert.notEqual(refuseName(name), undefined, name);
    for (const name of ['drug', 'a-b', '_x', 'naïve']) assert.equal(refuseName(name), undefined, name);
  });
});

describe('structure of templates', () => {
  it('has an outline', () => {
    const { analysis } = at(
      `${HEAD}{{role "system"}}\nA\n{{role "user"}}\n{{#each facts}}{{> p}}{{/each}}‸`,
      { p: '' },
    );
    const show = ({ name, children }: OutlineItem): unknown =>
      children.length > 0 ? [name, ...children.map(show)] : name;
    assert.deepEqual(outlineOf(analysis).map(show), [
      ['front matter', ['input', 'drug', 'facts']],
      'system',
      ['user', ['#each facts', '> p']],
    ]);
  });

  it('folds the front matter, messages and blocks', () => {
    const { analysis, text } = at('---\nmodel: m\n---\n{{role "user"}}\n{{#if a}}\nx\n{{/if}}\n‸');
    assert.deepEqual(
      foldsOf(analysis).map(({ start, end }) => text.slice(start, end).split('\n').length),
      [3, 4, 3],
    );
  });

  it('has selections that grow', () => {
    const { text, offset, analysis } = at(
      `${HEAD}{{role "user"}}\nSee:\n{{#each facts}}\n- {{lookup this "na‸me"}}\n{{/each}}\n`,
    );
    const stretches = selectionsAt(analysis, offset).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(stretches.slice(0, 6), [
      'name',
      '"name"',
      'lookup this "name"',
      '{{lookup this "name"}}',
      '- {{lookup this "name"}}',
      '\n- {{lookup this "name"}}\n',
    ]);
    assert.equal(stretches[6], '{{#each facts}}\n- {{lookup this "name"}}\n{{/each}}');
    assert.equal(stretches.at(-1), text);
    const head = at(HEAD.replace('what', 'wh‸at'));
    assert.deepEqual(
      selectionsAt(head.analysis, head.offset)
        .slice(0, 3)
        .map(({ start, end }) => head.text.slice(start, end)),
      ['what', 'string, what is given', 'drug: string, what is given'],
    );
  });

  it('has selections each within the next, at any place of any template', () => {
    assertProperty(
      fc.property(promptFile, fc.nat(), (text, place) => {
        const analysis = folderOf(text).analysis(FILE) ?? assert.fail();
        const offset = place % (text.length + 1);
        const spans = selectionsAt(analysis, offset);
        assert.deepEqual(spans.at(-1), { start: 0, end: text.length });
        for (const [i, { start, end }] of spans.entries()) {
          assert.ok(start <= offset && offset <= end);
          const inner = spans[i - 1];
          if (inner)
            assert.ok(start <= inner.start && inner.end <= end && inner.end - inner.start < end - start);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has tokens for what a grammar cannot know', () => {
    const { analysis, text } = at(
      `${HEAD}{{#each facts as |f|}}{{f.name}} {{json ../drug indent=2}}{{> p}}{{/each}}‸`,
    );
    assert.deepEqual(
      tokensOf(analysis)
        .filter(({ span }) => span.start > HEAD.length)
        .map(({ span, type }) => `${text.slice(span.start, span.end)} ${type}`),
      [
        'each function',
        'facts variable',
        'f parameter',
        'name property',
        'json function',
        'drug variable',
        'indent property',
        'p namespace',
      ],
    );
  });

  it('has the signature of the helper at the cursor', () => {
    const active = (marked: string): unknown => {
      const { analysis, offset } = at(marked);
      const found = signatureAt(analysis, offset);
      return found && [found.label.slice(0, 12), found.active];
    };
    assert.deepEqual(active('{{#ifEquals ‸}}{{/ifEquals}}'), ['{{#ifEquals ', 0]);
    assert.deepEqual(active('{{#ifEquals a ‸}}{{/ifEquals}}'), ['{{#ifEquals ', 1]);
    assert.deepEqual(active('{{#ifEquals a (lookup ‸b)}}{{/ifEquals}}'), ['{{lookup obj', 0]);
    assert.deepEqual(active('{{json a indent=‸2}}'), ['{{json value', 1]);
    assert.equal(active('{{na‸me}}'), undefined);
  });
});

describe('formatting of templates', () => {
  const format = (source: string): string => apply(source, formatPrompt(readTemplateFile(FILE, source)));

  it('lays out tags and leaves text alone', () => {
    assert.equal(
      format(
        '---  \nmodel: m  \n---\n  {{ a }}  {{>rules   x = "1" }} {{#if  ( lookup a  b ) }}  {{ else }}{{/ if }} {{{ a }}} {{~ a ~}}',
      ),
      '---  \nmodel: m\n---\n  {{a}}  {{> rules x="1"}} {{#if (lookup a b)}}  {{else}}{{/if}} {{{a}}} {{~a~}}',
    );
    assert.equal(format('{{#each a  as  | x  i | }}{{/each}}'), '{{#each a as |x i|}}{{/each}}');
  });

  it('refuses what it cannot read', () => {
    for (const source of ['{{ a ', '{{#if a }}', '---\nmodel: [ \n---\n{{ a }}'])
      assert.equal(format(source), source);
  });

  it('keeps spaces that a value of the front matter has', () => {
    assert.equal(format('---\na: |\n  x  \n---\n{{ b }}'), '---\na: |\n  x  \n---\n{{b}}');
  });

  it('keeps the tree and comes to rest', () => {
    assertProperty(
      fc.property(promptFile, (source) => {
        const once = format(source);
        assert.equal(meaningOf(once), meaningOf(source));
        assert.equal(format(once), once);
      }),
      { numRuns: 1000 },
    );
  });
});
