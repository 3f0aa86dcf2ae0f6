import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hopelessReason, StreamWatch } from '../../core/generate/hopeless';
import { readAnswer } from '../../core/generate/readAnswer';
import { assertProperty } from '../assertProperty';
import { groundedAnswer } from '../simulators/groundedAnswers';

/** Where a stream of these pieces is given up, in UTF-16 units; undefined where it never is. */
function givenUp(pieces: readonly string[]): number | undefined {
  const watch = new StreamWatch();
  return pieces.some((piece) => watch.push(piece) !== undefined) ? watch.text.length : undefined;
}

const pieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));

const SAMPLE = groundedAnswer('reasoning', 0);
const PROSE = Array.from({ length: 300 }, (_, i) => `Sentence ${i * i} says nothing.`).join(' ');

describe('hopeless answers', () => {
  for (const [what, text, reason] of [
    ['prose without an end', PROSE.repeat(2), /without any JSON/],
    ['white space without an end', `{"context": "x",${' \n'.repeat(3000)}`, /repeats itself/],
    [
      'a sentence that is said again and again',
      `{"context": "${'It was given again. '.repeat(300)}`,
      /repeats itself/,
    ],
    [
      'a text of any length',
      `{"context": "${Array.from({ length: 30_000 }, (_, i) => i).join(' ')}`,
      /longer than/,
    ],
  ] as const) {
    it(`are ${what}`, () => {
      assert.match(hopelessReason(text) ?? '', reason);
      const at = givenUp(pieces(text, 7));
      assert.ok(at !== undefined && at < text.length, `given up at ${at}`);
      assert.match(String(readAnswer('reasoning', { text, finish: 'stop' })), reason);
    });
  }

  it('are not samples, however they stream, and not those after a long preamble', () => {
    for (const text of [SAMPLE, `${PROSE.slice(0, 7000)}\n${SAMPLE}`, `${SAMPLE}\n${PROSE}`]) {
      for (const length of [1, 13, 512, 100_000]) assert.equal(givenUp(pieces(text, length)), undefined);
      assert.ok('source' in readAnswer('reasoning', { text, finish: 'stop' }));
    }
  });

  it('would not have been accepted had they gone on: no stream is given up whose whole text is a sample', () => {
    const part = fc.oneof(
      fc.constantFrom(PROSE, PROSE.slice(0, 5000), SAMPLE, ' ', '{', '\n```\n', '<context>'),
      fc
        .tuple(fc.string({ maxLength: 70 }), fc.integer({ min: 1, max: 300 }))
        .map(([unit, n]) => unit.repeat(n)),
    );
    assertProperty(
      fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 5000 }), (parts, length) => {
        const text = parts.join('');
        const at = givenUp(pieces(text, length));
        assert.equal(at !== undefined, hopelessReason(text) !== undefined);
        if (at !== undefined) assert.ok(!('source' in readAnswer('reasoning', { text, finish: 'stop' })));
      }),
    );
  });
});
