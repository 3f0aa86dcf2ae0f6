import assert from 'node:assert/strict';
import fc from 'fast-check';
import { locateJsonError } from '../../../core/text/jsonError';
import { assertProperty } from '../../assertProperty';
import { markedText } from '../marked';
import { mutatedJson } from './jsonArbitraries';

function errorOf(text: string): ReturnType<typeof locateJsonError> | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof SyntaxError);
    return locateJsonError(text, error);
  }
}

describe('JSON errors', () => {
  it('stand inside the text and can be seen', () => {
    let broken = 0;
    assertProperty(
      fc.property(mutatedJson, (text) => {
        const error = errorOf(text);
        if (!error) return;
        broken++;
        const { start, end } = error.span;
        assert.ok(0 <= start && start <= end && end <= text.length);
        assert.ok(end > start || text === '');
        assert.ok(error.message.length > 0 && !/JSON at position/.test(error.message), error.message);
        // What stands before the error is the start of some JSON: no error there when the rest is cut off.
        const before = errorOf(text.slice(0, start));
        assert.ok(!before || before.span.end >= start - 1, `${before?.message} at ${before?.span.start}`);
      }),
      { numRuns: 3000 },
    );
    assert.ok(broken > 1000, `only ${broken} texts were broken`);
  });

  const cases: readonly (readonly [marked: string, message: RegExp])[] = [
    ['{"a": ⟦tru⟧}', /not a JSON value/],
    ['{"a": ⟦01⟧}', /not a JSON number/],
    ['{"a": ⟦.5⟧}', /not a JSON number/],
    ['{"a": ⟦NaN⟧}', /not a JSON value/],
    ["{⟦'a'⟧: 1}", /double quotes/],
    ['{⟦a⟧: 1}', /not a JSON value/],
    ['{"a" ⟦1⟧}', /expected ":"/],
    ['{"a": 1 ⟦"b"⟧: 2}', /expected "," or "}"/],
    ['[1, 2⟦}⟧', /expected "," or "]"/],
    ['{"a": 1,⟦}⟧', /expected a property name/],
    ['[1,⟦]⟧', /expected a value/],
    ['{"a": "b⟦"⟧', /expected "," or "}"/],
    ['{"a": ⟦"b}⟧', /string is not closed/],
    ['{"a": "⟦\\x⟧"}', /escape/],
    ['{"a": "⟦\\u00⟧g"}', /four hexadecimal digits/],
    ['{"a": "⟦\t⟧"}', /control character/],
    ['{"a": 1} ⟦{⟧"b": 2}', /one record to a line/],
    ['⟦//⟧ note', /comments/],
    ['{"a": 1}⟦,⟧', /one record to a line/],
    ['⟦{⟧', /expected a property name/],
    ['[1, 2⟦,⟧', /expected a value/],
    ['⟦\u00a0⟧{}', /not a JSON value/],
    ['⟦undefined⟧', /not a JSON value/],
  ];
  for (const [marked, message] of cases) {
    it(`shows ${JSON.stringify(marked)}`, () => {
      const { text, spans } = markedText(marked);
      const error = errorOf(text);
      assert.ok(error);
      assert.deepEqual([error.span], spans);
      assert.match(error.message, message);
    });
  }

  it('has a message for nothing at all', () => {
    assert.deepEqual(errorOf('')?.span, { start: 0, end: 0 });
  });

  it('finds the end of 100,000 open brackets', () => {
    for (const open of ['[', '{"a":']) {
      const text = open.repeat(100_000);
      assert.equal(errorOf(text)?.span.end, text.length);
    }
  });
});
