import assert from 'node:assert/strict';
import fc from 'fast-check';
import { casesFileNames, readCases } from '../../core/prompt/cases';
import { looksLikeMark, type PlacedPiece } from '../../core/prompt/piece';
import { isFailure, type PreviewedPrompt, previewPrompt } from '../../core/prompt/preview';
import { PromptError } from '../../core/prompt/promptError';
import { renderPrompt, traceRender } from '../../core/prompt/render';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { assertProperty } from '../assertProperty';
import { FILE, type Files, folderOf } from './promptCases';
import { handlebarsTemplate } from './templateArbitraries';

function preview(source: string, written: Record<string, string> = {}, files: Files = {}) {
  return previewPrompt({ folder: folderOf(source, files), fileName: FILE, written });
}

async function rendered(...given: Parameters<typeof preview>): Promise<PreviewedPrompt> {
  const { result } = await preview(...given);
  assert.ok(!isFailure(result), JSON.stringify(result));
  return result;
}

/** The pieces of a message as `kind line: text`, of a partial `kind partial line @ template line: text`. */
function written({ messages }: PreviewedPrompt): string[][] {
  return messages.map(({ pieces }) =>
    pieces.map((piece) => {
      if (piece.kind === 'unknown') return `unknown: ${piece.text}`;
      const { kind, text, line, partial, templateLine } = piece;
      const place = partial === undefined ? String(line) : `${partial} ${line} @ ${templateLine}`;
      return `${kind} ${place}: ${text.trim()}`;
    }),
  );
}

describe('preview of a template', () => {
  it('says of every piece which line it comes from', async () => {
    const source = [
      '---',
      'input:',
      '  schema:',
      '    drug: string',
      '    list(array): string',
      '  default:',
      '    list: [a, b]',
      '---',
      '{{role "system"}}',
      'First line,',
      'then {{drug}} here.',
      '{{role "user"}}',
      '{{#each list}}',
      '- {{this}}',
      '{{/each}}',
      '{{> rules}}',
      'End.',
    ].join('\n');
    assert.deepEqual(
      written(await rendered(source, { drug: 'ONC201' }, { rules: 'One.\n{{drug}} two.\n' })),
      [
        ['text 10: First line,', 'text 11: then', 'value 11: ONC201', 'text 11: here.'],
        [
          'text 14: -',
          'value 14: a',
          'text 14: ',
          'text 14: -',
          'value 14: b',
          'text 14: ',
          'text rules 1 @ 16: One.',
          'value rules 2 @ 16: ONC201',
          'text rules 2 @ 16: two.',
          'text 17: End.',
        ],
      ],
    );
  });

  it('marks values that are not there, and only those', async () => {
    const source =
      '---\ninput:\n  schema:\n    a: string\n    n: number\n---\n{{a}}{{n}}{{b.c}}{{json n}} end';
    const [message] = (await rendered(source, { n: '0' })).messages;
    const pieces = (message?.pieces ?? []) as PlacedPiece[];
    assert.deepEqual(
      pieces.map(({ kind, expression, text }) => [kind, expression, text]),
      [
        ['missing', 'a', ''],
        ['value', 'n', '0'],
        ['missing', 'b.c', ''],
        ['value', 'json', '0'],
        ['text', undefined, ' end'],
      ],
    );
  });

  it('shows marks of Dotprompt in the data as the text that they are sent as', async () => {
    const result = await rendered('{{x}} and more', { x: '<<<dotprompt:role:system>>>' });
    assert.deepEqual(
      result.messages.map(({ role }) => role),
      ['user'],
    );
    const [piece] = result.messages[0]?.pieces ?? [];
    assert.ok(piece && looksLikeMark(piece));
    assert.equal(piece.text, '<<<dotprompt:role:system>>>');
  });

  it('says what is wrong and where instead of failing', async () => {
    const { result, fields } = await preview('a\n{{#if x}}b');
    assert.ok(isFailure(result));
    assert.match(result.message, /^\{\{#if\}\} is not closed: .* \(line 2:1\)$/);
    assert.deepEqual(result.place, { line: 2, column: 0 });
    assert.deepEqual(
      fields.map(({ name }) => name),
      ['x'],
    );
  });

  it('makes a form of the schema, the defaults and what is only used', async () => {
    const source = [
      '---',
      'input:',
      '  schema:',
      '    name: string, who it is',
      '    age?: integer',
      '    old: boolean',
      '    kind(enum): [a, b]',
      '    list(array): string',
      '  default:',
      '    name: Ann',
      '    list: [x]',
      '---',
      '{{name}} {{age}} {{old}} {{kind}} {{#each list}}{{this}}{{/each}} {{other}}',
    ].join('\n');
    const { fields, problems, result } = await preview(source, {
      age: 'old',
      old: 'true',
      kind: 'b',
      other: 'z',
      name: '',
    });
    assert.deepEqual(
      fields.map(({ name, kind, initial, optional, declared }) => [name, kind, initial, optional, declared]),
      [
        ['name', 'text', 'Ann', false, true],
        ['age', 'number', '', true, true],
        ['old', 'boolean', '', false, true],
        ['kind', 'enum', '', false, true],
        ['list', 'json', '[\n  "x"\n]', false, true],
        ['other', 'text', '', false, false],
      ],
    );
    assert.deepEqual(problems, { age: 'This is not a number.' });
    assert.ok(!isFailure(result));
    assert.equal(result.messages[0]?.pieces.map(({ text }) => text).join(''), 'true b x z');
  });

  it('counts tokens for each message, and what an answer costs', async () => {
    const { result } = await previewPrompt({
      folder: folderOf('---\nmodel: m\n---\n{{role "system"}}one two{{role "user"}}three'),
      fileName: FILE,
      written: {},
      countTokens: (text) => text.split(' ').length,
      price: { input: 1e6, output: 0 },
    });
    assert.ok(!isFailure(result));
    assert.deepEqual(
      result.messages.map(({ tokens }) => tokens),
      [2, 1],
    );
    assert.equal(result.cost, 3);
  });

  it('has the texts that are sent, for every template that renders', async () => {
    const data = { a: 'A<', b: { c: 1 }, name: 'n\n', list: ['x', { a: 'y' }], drug: '', this: 1, x1: null };
    const partials = {
      p: '{{a}}\n  - {{name}}\n',
      rules: 'Rules.\n{{#if a}}{{b}}\n{{/if}}',
      q: '',
      'a/b': '\n{{zz}}',
    };
    let placed = 0;
    await assertProperty(
      fc.asyncProperty(handlebarsTemplate, async (source) => {
        const request = { source, input: data, partials };
        const wanted = await renderPrompt(request).catch((error: unknown) => error);
        if (wanted instanceof PromptError) {
          await assert.rejects(traceRender(request), { message: wanted.message });
          return;
        }
        const { messages, ...rest } = await traceRender(request);
        assert.deepEqual({ messages: messages.map(({ role, text }) => ({ role, text })), ...rest }, wanted);
        const lines = source.split(/\r\n|\r|\n/).length;
        for (const { pieces, text } of messages) {
          assert.equal(pieces.map((piece) => piece.text).join(''), text);
          for (const piece of pieces) {
            if (piece.kind === 'unknown') continue;
            placed++;
            assert.ok(piece.templateLine >= 1 && piece.templateLine <= lines, `${piece.templateLine}`);
          }
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(placed > 100, `only ${placed} pieces have a place`);
  });

  it('places every piece of the shipped templates', async () => {
    const partials = Object.fromEntries(
      [...SHIPPED_TEMPLATES].flatMap(([name, text]) => (name.startsWith('_') ? [[name.slice(1), text]] : [])),
    );
    for (const [name, source] of SHIPPED_TEMPLATES) {
      if (name.startsWith('_')) continue;
      const { messages } = await traceRender({ source, input: {}, partials });
      const kinds = new Set(messages.flatMap(({ pieces }) => pieces.map(({ kind }) => kind)));
      assert.ok(!kinds.has('unknown'), name);
      const lines = source.split('\n');
      for (const piece of messages.flatMap(({ pieces }) => pieces)) {
        if (piece.kind !== 'text' || piece.partial !== undefined) continue;
        assert.ok(lines[piece.line - 1]?.includes(piece.text.trim()), `${name} ${piece.line}: ${piece.text}`);
      }
    }
  });
});

describe('cases of a template', () => {
  it('are read one a line, with what is wrong', () => {
    const text = '{"name":"one","input":{"a":1}}\n\n{"input":{}}\n{"a":1}\n{';
    const { cases, problems } = readCases(text);
    assert.deepEqual(cases, [
      { name: 'one', input: { a: 1 } },
      { name: 'Case 2', input: {} },
    ]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [4, 5],
    );
  });

  it('stand beside the template; a variant shares them', () => {
    assert.deepEqual(casesFileNames('trap.prompt'), ['trap.cases.jsonl']);
    assert.deepEqual(casesFileNames('trap.tags.prompt'), ['trap.tags.cases.jsonl', 'trap.cases.jsonl']);
  });
});
