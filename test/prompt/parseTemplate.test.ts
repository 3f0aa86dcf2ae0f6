import assert from 'node:assert/strict';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { parseTemplate } from '../../core/prompt/parseTemplate';
import type { Call, Expression, Statement } from '../../core/prompt/tree';
import { assertProperty } from '../assertProperty';
import { handlebarsTemplate } from './templateArbitraries';

type Node = Readonly<Record<string, unknown>>;

/** The tree as Handlebars describes it, text left out: whitespace is not ours to judge. */
function ours(source: string): unknown {
  const call = ({ callee, params, hash }: Call): unknown => ({
    callee: expression(callee),
    params: params.map(expression),
    hash: hash.map(({ key, value }) => [key.name, expression(value)]),
  });
  function expression(node: Expression): unknown {
    if (node.kind === 'path') {
      const { data, depth, parts } = node;
      return { data, depth, parts: parts.map(({ name }) => name) };
    }
    return node.kind === 'call' ? { call: call(node) } : { literal: node.value };
  }
  const statement = (node: Statement): unknown[] => {
    switch (node.kind) {
      case 'text':
        return [];
      case 'comment':
        return ['comment'];
      case 'mustache':
        return [call(node)];
      case 'raw':
        return [{ block: call(node), names: [], body: [], inverse: [] }];
      case 'partial': {
        const { name, params, hash, fallback } = node;
        const inner = fallback ? { body: fallback.body.flatMap(statement) } : {};
        return [{ partial: call({ callee: name, params, hash }), ...inner }];
      }
      case 'block': {
        const body = node.body.flatMap(statement);
        const inverse = (node.inverse?.body ?? []).flatMap(statement);
        const [yes, no] = node.inverted ? [inverse, body] : [body, inverse];
        return [
          { block: call(node), names: node.blockParams.map(({ name }) => name), body: yes, inverse: no },
        ];
      }
    }
  };
  return parseTemplate(source, 0).body.flatMap(statement);
}

function theirs(source: string): unknown {
  const call = (node: Node): unknown => ({
    callee: expression((node.path ?? node.name) as Node),
    params: (node.params as Node[]).map(expression),
    hash: (((node.hash as Node | undefined)?.pairs ?? []) as Node[]).map((pair) => [
      pair.key,
      expression(pair.value as Node),
    ]),
  });
  function expression(node: Node): unknown {
    if (node.type === 'PathExpression') {
      const { data, depth, parts } = node;
      return { data: data === true, depth, parts };
    }
    if (node.type === 'SubExpression') return { call: call(node) };
    return { literal: 'value' in node ? node.value : node.type === 'NullLiteral' ? null : undefined };
  }
  const program = (node: unknown): unknown[] =>
    (((node as Node | null | undefined)?.body ?? []) as Node[]).flatMap(statement);
  function statement(node: Node): unknown[] {
    switch (node.type) {
      case 'ContentStatement':
        return [];
      case 'CommentStatement':
        return ['comment'];
      case 'MustacheStatement':
      case 'Decorator':
        return [call(node)];
      case 'PartialStatement':
        return [{ partial: call(node) }];
      case 'PartialBlockStatement':
        return [{ partial: call(node), body: program(node.program) }];
      default: {
        const names = [node.program, node.inverse].flatMap(
          (each) => ((each as Node | undefined)?.blockParams ?? []) as string[],
        );
        return [{ block: call(node), names, body: program(node.program), inverse: program(node.inverse) }];
      }
    }
  }
  return program(Handlebars.parseWithoutProcessing(source));
}

describe('parseTemplate', () => {
  const valid = [
    'plain text',
    '{{a}} {{{a}}} {{&a}} {{~a~}} {{ a.b.c }} {{a/b}} {{../a}} {{../../a.b}} {{this}} {{.}} {{./a}} {{this.a}}',
    '{{@index}} {{@root.a}} {{@../index}} {{a.[b c]}} {{[a]}} {{array.[0].x}}',
    '{{json a indent=2}} {{json (lookup a "b") x=(json c)}} {{log "a" \'b\' 1 -2.5 true false null undefined}}',
    '{{#if a}}1{{else}}2{{/if}} {{#if a}}1{{^}}2{{/if}} {{^a}}no{{/a}} {{^a}}no{{else}}yes{{/a}}',
    '{{#if a}}1{{else if b}}2{{else if c}}3{{else}}4{{/if}}',
    '{{#if a}}1{{else each b as |x i|}}{{x}}{{i}}{{/if}}',
    '{{#each list as |item index|}}{{item}}{{/each}} {{#each (lookup a "b")}}x{{/each}}',
    '{{> p}} {{> p a b=c}} {{>p}} {{> "p q"}} {{> a/b}} {{> (lookup . "x")}} {{#> layout}}body{{/layout}}',
    '{{#*inline "x"}}in{{/inline}}{{> x}} {{* deco}}',
    '{{! a }} {{!-- {{b}} --}} {{~! c ~}} {{!}} {{!--}} {{!----}}',
    '\\{{a}} {{b}} \\\\{{c}} \\{{d}} \\{{e}}',
    'x\\{{a',
    '{{{{raw}}}} {{a}} {{{{/raw}}}} {{b}}',
    '{{{{raw}}}} {{{{in}}}} x {{{{/in}}}} {{{{/raw}}}}',
    '{{#a.b}}x{{/a.b}} {{#a/b}}x{{/a/b}} {{#"x"}}y{{/"x"}}',
    '{{a\n  b\n  c=d\n}}',
    '{{elsewhere}} {{asx}} {{trueish}} {{nullable}} {{thisone}}',
    '{{~#if a~}} x {{~else~}} y {{~/if~}}',
    '{{~{a}~}} {{{a}~}} {{~&a~}} {{a~}}}',
    'ünïcode {{naïve}} 🙂 {{"🙂"}}',
    '{ a } {b} }} { {',
  ];
  for (const source of valid) {
    it(`reads as Handlebars does: ${source.slice(0, 60)}`, () => {
      assert.deepEqual(ours(source), theirs(source));
      assert.deepEqual(parseTemplate(source, 0).problems, []);
    });
  }

  it('reads any valid template as Handlebars does', () => {
    assertProperty(
      fc.property(handlebarsTemplate, (source) => {
        let expected: unknown;
        try {
          expected = theirs(source);
        } catch {
          return;
        }
        assert.deepEqual(ours(source), expected);
        assert.deepEqual(parseTemplate(source, 0).problems, []);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a problem wherever Handlebars finds one', () => {
    assertProperty(
      fc.property(handlebarsTemplate, fc.nat(), fc.nat({ max: 6 }), (whole, at, length) => {
        const from = at % (whole.length + 1);
        const source = whole.slice(0, from) + whole.slice(from + length);
        try {
          Handlebars.parseWithoutProcessing(source);
        } catch {
          assert.notDeepEqual(parseTemplate(source, 0).problems, [], source);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('says where the tilde of three braces goes', () => {
    const [problem] = parseTemplate('x {{{a~}}} y', 0).problems;
    assert.deepEqual(problem?.span, { start: 6, end: 10 });
    assert.deepEqual(problem?.fix, { title: 'Write }~}}', span: { start: 6, end: 10 }, newText: '}~}}' });
  });

  it('keeps what follows a mistake', () => {
    const { body, problems } = parseTemplate('{{#if a}}{{b {{c}}\n{{/each}} {{d}}', 0);
    assert.deepEqual(
      problems.map(({ span }) => [span.start, span.end]),
      [
        [0, 9],
        [9, 12],
        [19, 28],
      ],
    );
    const [block] = body;
    assert.ok(block?.kind === 'block');
    assert.deepEqual(
      block.body.filter(({ kind }) => kind === 'mustache').map(({ span }) => span.start),
      [9, 13, 29],
    );
  });
});
