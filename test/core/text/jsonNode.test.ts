import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeJsonText, parseJsonNode } from '../../../core/text/jsonNode';
import { minifyJson } from '../../../core/text/minifyJson';
import type { Span } from '../../../core/text/span';
import type { ValueNode } from '../../../core/text/valueNode';
import { assertProperty } from '../../assertProperty';
import { cpuTime } from '../cpuTime';
import { jsonString, jsonText, mutatedJson, oddString } from './jsonArbitraries';

/** What holds of a node and everything in it: its span is its text, and its text is its value. */
function checkNode(node: ValueNode, source: string, base: number): void {
  const text = source.slice(node.span.start - base, node.span.end - base);
  assert.equal(node.json, text);
  assert.equal(text, text.trim());
  const value: unknown = JSON.parse(text);
  assert.deepEqual(node.value, value);
  assert.equal(node.kind, kindOf(value));
  assert.equal(node.text()?.value, typeof value === 'string' ? value : undefined);
  if (Array.isArray(value)) assert.equal(node.items().length, value.length);
  else assert.deepEqual(node.items(), []);
  const last = new Map<string, unknown>();
  for (const { key, keySpan, value: child } of node.properties()) {
    assert.equal(JSON.parse(source.slice(keySpan.start - base, keySpan.end - base)), key);
    last.set(key, child.value);
    checkNode(child, source, base);
  }
  if (node.kind === 'object') assert.deepEqual(new Map(Object.entries(value as object)), last);
  for (const item of node.items()) checkNode(item, source, base);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON nodes', () => {
  it('hold the values and spans of any JSON', () => {
    assertProperty(
      fc.property(jsonText, fc.nat(100), (text, base) => checkNode(parseJsonNode(text, base), text, base)),
      { numRuns: 1000 },
    );
  });

  it('accept what JSON.parse accepts, and nothing else', () => {
    assertProperty(
      fc.property(mutatedJson, (text) => {
        if (parses(text)) checkNode(parseJsonNode(text), text, 0);
        else assert.throws(() => parseJsonNode(text), SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it('keep each value of a repeated key, also of those that read as indexes or as the prototype', () => {
    const root = parseJsonNode('{"1":"a","__proto__":{"x":1},"1":{"k":[2]},"__proto__":{"x":2},"1":"c"}');
    assert.deepEqual(
      root.properties().map(({ key, value }) => [key, value.value]),
      [
        ['1', 'a'],
        ['__proto__', { x: 1 }],
        ['1', { k: [2] }],
        ['__proto__', { x: 2 }],
        ['1', 'c'],
      ],
    );
    assert.deepEqual(root.properties()[2]?.value.properties()[0]?.value.items()[0]?.value, 2);
  });

  it('walks 100,000 levels in linear time', () => {
    const depth = 100_000;
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":1,"a":', '}'],
      ['{"a":', ',"a":1}'],
    ] as const) {
      const text = `${open.repeat(depth)}0${close.repeat(depth)}`;
      const started = cpuTime();
      let levels = 0;
      const next = (node: ValueNode): ValueNode | undefined =>
        [...node.items(), ...node.properties().map(({ value }) => value)].find(
          ({ kind }) => kind === 'array' || kind === 'object',
        );
      for (let node: ValueNode | undefined = parseJsonNode(text); node; node = next(node)) levels++;
      assert.equal(levels, depth);
      assert.ok(cpuTime() - started < 15_000, `${open} took ${cpuTime() - started} ms`);
    }
  });
});

describe('text of JSON strings', () => {
  it('maps every stretch to source that decodes to it', () => {
    assertProperty(
      fc.property(jsonString(oddString), fc.nat(), fc.nat(), (json, a, b) => {
        const source = `  ${json} `;
        const text = parseJsonNode(source, 7).text();
        assert.ok(text);
        const [start, end] = [a % (text.value.length + 1), b % (text.value.length + 1)].sort((x, y) => x - y);
        const span = text.toSource({ start: start as number, end: end as number });
        const piece = source.slice(span.start - 7, span.end - 7);
        assert.equal(JSON.parse(`"${piece}"`), text.value.slice(start, end));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the unit that each source offset falls on', () => {
    assertProperty(
      fc.property(jsonString(oddString), (json) => {
        const text = parseJsonNode(json).text();
        assert.ok(text);
        for (let at = 0; at <= text.value.length; at++) {
          const { start, end }: Span = text.toSource({ start: at, end: Math.min(at + 1, text.value.length) });
          for (let offset: number = start; offset < Math.max(end, start + 1); offset++) {
            assert.equal(text.toValue(offset), at, `offset ${offset} of ${json}`);
          }
        }
        assert.equal(text.toValue(0), undefined);
        assert.equal(text.toValue(json.length), undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('encode gives source that reads back', () => {
    assertProperty(
      fc.property(oddString, (value) => assert.equal(JSON.parse(`"${encodeJsonText(value)}"`), value)),
    );
  });
});

describe('minifyJson', () => {
  it('keeps values, key order, repeated keys and the digits of numbers', () => {
    assertProperty(
      fc.property(jsonText, (text) => {
        const mini = minifyJson(text);
        assert.deepEqual(tokens(mini), tokens(text));
        assert.equal(minifyJson(mini), mini);
      }),
      { numRuns: 500 },
    );
  });

  it('is the text of JSON.stringify where that loses nothing', () => {
    assertProperty(
      fc.property(fc.jsonValue(), (value) =>
        assert.equal(minifyJson(JSON.stringify(value, null, 2)), JSON.stringify(value)),
      ),
    );
  });

  it('takes a string of millions of escapes', () => {
    const text = `"${'\\n'.repeat(6_000_000)}"`;
    assert.ok(minifyJson(text) === text);
  });
});

/** The values, keys and number digits of a JSON text in order. */
function tokens(text: string): unknown[] {
  const list: unknown[] = [];
  const waiting: ValueNode[] = [parseJsonNode(text)];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    list.push(node.kind, node.kind === 'number' ? node.json : node.text()?.value);
    for (const { key, value } of node.properties()) {
      list.push(key);
      waiting.push(value);
    }
    waiting.push(...node.items());
  }
  return list;
}
