import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutReasons, withReasons } from '../../core/curate/rejection';
import { assertProperty } from '../assertProperty';

const key = fc.constantFrom('id', 'type', 'messages', 'note', 'source');
const json = fc.oneof(
  fc.constant('1.50'),
  fc.constant('"é \\u00e9, \\"}]"'),
  fc.constant('[{"provenance": {}}, null]'),
  fc.constant('{"a": {"rejected": ["x"]}}'),
);
const space = fc.constantFrom('', ' ', '  ');

/** An object of some members as people and programs write it, with others behind them. */
function objectWith(others: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  const members = fc.uniqueArray(fc.tuple(key, json), { selector: ([name]) => name, maxLength: 3 });
  return fc
    .tuple(members, others, space)
    .map(
      ([own, rest, gap]) =>
        `{${gap}${[...own.map(([name, value]) => `"${name}"${gap}:${value}`), ...rest].join(`${gap},${gap}`)}${gap}}`,
    )
    .filter((text) => !/^\{\s*\}$/.test(text));
}

const none = fc.constant<readonly string[]>([]);
const optional = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<readonly string[]> =>
  fc.option(value, { nil: undefined }).map((text) => (text === undefined ? [] : [`"${name}": ${text}`]));
const record = objectWith(optional('metadata', objectWith(optional('provenance', objectWith(none)))));

describe('reasons why a record was sorted out', () => {
  it('stand in the record, and without them it is what it was', () => {
    assertProperty(
      fc.property(record, fc.array(fc.string(), { maxLength: 3 }), (line, reasons) => {
        const rejected = withReasons(line, reasons);
        assert.deepEqual(JSON.parse(rejected).metadata.provenance.rejected, reasons);
        assert.equal(withoutReasons(rejected), line);
        assert.equal(withReasons(rejected, ['again']), withReasons(line, ['again']));
      }),
    );
  });

  it('are what a run writes: they are found wherever they stand', () => {
    const made = '{"messages":[],"metadata":{"id":"a","provenance":{"rejected":["b/c: d"],"model":"m"}}}';
    assert.equal(withoutReasons(made), '{"messages":[],"metadata":{"id":"a","provenance":{"model":"m"}}}');
    assert.equal(withoutReasons('{"rejected": ["b"]}'), '{"rejected": ["b"]}');
  });

  it('stand beside the text of what is no record', () => {
    for (const line of ['{"messages": [', '', '[]', '{"metadata": 3}', '{"metadata": {"provenance": "x"}}']) {
      const { messages, metadata } = JSON.parse(withReasons(line, ['why']));
      assert.deepEqual(messages, [{ role: 'assistant', content: line }]);
      assert.deepEqual(metadata, { provenance: { rejected: ['why'] } });
    }
  });
});
