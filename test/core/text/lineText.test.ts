import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineText, type Position, splitLines, stripLineEnd } from '../../../core/text/lineText';
import { assertProperty } from '../../assertProperty';

const lineyText = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom('\r', '\n', '\r\n') }, fc.string({ maxLength: 3 })),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const position = fc.record({ line: fc.nat(8), character: fc.nat(6) });
const edit = fc.record({ a: position, b: position, text: lineyText });

/** The offset of a position in a plain string, clamped to its line, written without the code under test. */
function offsetOf(text: string, { line, character }: Position): number {
  let start = 0;
  for (let n = 0; n < line; n++) {
    const rest = /^[^\r\n]*(\r\n|\r|\n)/.exec(text.slice(start));
    if (!rest) return text.length;
    start += rest[0].length;
  }
  const length = /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  return start + Math.min(character, length);
}

describe('splitLines', () => {
  it('joins back, ends each line but the last, and never inside a line end', () => {
    assertProperty(
      fc.property(lineyText, (text) => {
        const lines = splitLines(text);
        assert.equal(lines.join(''), text);
        assert.ok(lines.length > 0);
        for (const [i, line] of lines.entries()) {
          assert.doesNotMatch(stripLineEnd(line), /[\r\n]/);
          assert.equal(stripLineEnd(line) === line, i === lines.length - 1);
          assert.ok(!(line.endsWith('\r') && lines[i + 1]?.startsWith('\n')));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('LineText', () => {
  it('edits as a plain string does', () => {
    assertProperty(
      fc.property(lineyText, fc.array(edit, { minLength: 1, maxLength: 6 }), (initial, edits) => {
        const lines = new LineText(initial);
        let plain = initial;
        for (const { a, b, text } of edits) {
          const [from, to] = [offsetOf(plain, a), offsetOf(plain, b)];
          const ordered = from <= to;
          lines.replace(ordered ? { start: a, end: b } : { start: b, end: a }, text);
          plain = plain.slice(0, Math.min(from, to)) + text + plain.slice(Math.max(from, to));
          assert.equal(lines.toString(), plain);
          assert.deepEqual([...lines.lines], splitLines(plain));
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('takes a range whose ends are swapped', () => {
    const text = new LineText('abc\ndef');
    text.replace({ start: { line: 1, character: 1 }, end: { line: 0, character: 1 } }, '-');
    assert.equal(text.toString(), 'a-ef');
  });

  it('takes the paste of more lines than a call takes arguments', () => {
    const text = new LineText('a\nb\nc');
    const pasted = 'x\n'.repeat(300_000);
    text.replace({ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, pasted);
    assert.equal(text.lines.length, 300_003);
    assert.equal(text.toString(), `a\n${pasted}b\nc`);
  });
});
