import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatVignette } from '../../core/language/formatVignette';
import { applyEdits } from '../../core/lint/applyFixes';
import { vignetteToJsonl } from '../../core/sample/vignette/read';
import { splitSamples } from '../../core/sample/vignette/split';
import { splitLines } from '../../core/text/lineText';
import { assertProperty } from '../assertProperty';
import { vignetteOf } from './marked';

function format(text: string): string {
  return applyEdits(text, formatVignette(splitLines(text)));
}

function records(text: string): unknown[] {
  const lines = splitLines(text);
  return splitSamples(lines).map(({ start, end }) => {
    const record = vignetteToJsonl(lines.slice(start, end).join(''));
    return typeof record === 'string' ? record : record.message;
  });
}

describe('formatting vignette', () => {
  it('leaves canonical samples alone', () => {
    assert.deepEqual(formatVignette(splitLines(`${vignetteOf({})}\n${vignetteOf({})}`)), []);
  });

  it('lays out the samples that a range touches, and no other', () => {
    const messy = '---\nid:   a\n---\n<answer>\nA\n</answer>\n\n\n';
    const text = messy.repeat(3);
    const second = messy.split('\n').length - 1;
    const at = { line: second + 1, character: 0 };
    const edits = formatVignette(splitLines(text), { start: at, end: at });
    const clean = '---\nid: a\n---\n<answer>\nA\n</answer>\n\n';
    assert.equal(applyEdits(text, edits), messy + clean + messy);
  });

  it('lays out metadata, the space between messages and between samples', () => {
    const messy =
      '\n\n---  \nid:    a  \n\ntype:\treasoning\n---\n\n\n<context>\nA  b \n</context>\n\n\n\n<think>\nx\n</think>\n\n\n---\nid: b\n---\n<context>\n</context>';
    assert.equal(
      format(messy),
      '---\nid: a\ntype: reasoning\n---\n<context>\nA  b \n</context>\n\n<think>\nx\n</think>\n\n---\nid: b\n---\n<context>\n</context>\n',
    );
    assert.deepEqual(records(format(messy)), records(messy));
  });

  it('lays out messages inside the lines of their roles', () => {
    const messy =
      '\n<system>\nBe brief. \n</system>\n<user>\n\nHi\n</user>   \n\n\n<assistant>\nYo\n</assistant>\n\n\n';
    assert.equal(
      format(messy),
      '<system>\nBe brief. \n</system>\n\n<user>\n\nHi\n</user>\n\n<assistant>\nYo\n</assistant>\n',
    );
  });

  it('keeps what is data: blank lines inside a message, block scalars, broken samples', () => {
    const inside = '<context>\na\n</context>\n\n\n\n<question>\nb\n</question>\n';
    assert.equal(format(inside), inside);
    const scalar = '---\nnote: |\n  key:    kept\n\n  more  \ntype: general\n---\n<context>\na\n</context>\n';
    assert.equal(format(scalar), scalar);
    const broken = '---\nid: [\n---\n\n\n<context>\na\n</context>\n';
    assert.equal(format(broken), broken);
  });

  it('keeps Windows line ends', () => {
    assert.equal(format('---\r\nid:  a\r\n---\r\n\r\nHi'), '---\r\nid: a\r\n---\r\nHi\r\n');
  });

  it('keeps every record and settles at once, whatever the text', () => {
    const line = fc.constantFrom(
      ...['---', '--- ', 'id:  a', 'type: x', 'n: |', '  deep:   1', 'x: "a', '', '  ', '\\---', 'words'],
      ...[
        '<context>',
        '</context> ',
        '<proof>',
        '</proof>',
        '- "q"',
        '<user>',
        '</user>',
        '<assistant>',
        '<system>',
      ],
      ...['</assistant>', '$json: "{}"', "$frame: '{}'", '<think>x</think>', '\r', '# comment', 'a: # note'],
    );
    const texts = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));
    assertProperty(
      fc.property(texts, (text) => {
        const formatted = format(text);
        assert.deepEqual(records(formatted), records(text));
        assert.equal(format(formatted), formatted);
      }),
      { numRuns: 1000 },
    );
  });
});
