import assert from 'node:assert/strict';
import { findTokens } from '../../core/language/semanticTokens';
import { FORMATS, marked, type Parts, textOf, vignetteOf } from './marked';

for (const { format, write } of FORMATS) {
  /** `type.modifier text` of each token but the tags. */
  const tokens = (parts: Parts): string[] => {
    const source = marked(format, write(parts));
    return [...source.view.all()]
      .flatMap((record) =>
        findTokens(record).map((token) => {
          const start = { line: record.startLine + token.line, character: token.character };
          const text = textOf(source, {
            start,
            end: { ...start, character: start.character + token.length },
          });
          return `${token.type}${token.modifier ? `.${token.modifier}` : ''} ${text}`;
        }),
      )
      .filter((token) => !token.startsWith('tag'));
  };

  describe(`semantic tokens in ${format}`, () => {
    it('tell grounded quotes from others, and numbers in them', () => {
      assert.deepEqual(
        tokens({
          context: 'The dose was 1.5 mg daily.',
          proof: '- "The dose was 1.5 mg daily."\n- "Zebras graze on plains."',
          answer: 'It was 1.5 mg in 2 arms.',
        }),
        [
          'number 1.5 mg',
          'quote.grounded The dose was ',
          'number.grounded 1.5 mg',
          'quote.grounded  daily.',
          'quote.ungrounded Zebras graze on plains.',
          'number 1.5 mg',
        ],
      );
    });

    it('point at the number that is wrong', () => {
      assert.deepEqual(
        tokens({
          context: 'From 7 days the dose was 1.5 mg daily.',
          proof: '- "From 7 days the dose was 15 mg daily."',
        }),
        [
          'number 7 days',
          'number 1.5 mg',
          'quote.ungrounded From ',
          'number 7 days',
          'quote.ungrounded  the dose was ',
          'number.ungrounded 15 mg',
          'quote.ungrounded  daily.',
        ],
      );
    });

    it('mark every tag, escapes or not', () => {
      const source = marked(format, write({ context: 'a "b"\tc' }));
      const [record] = source.view.all();
      assert.ok(record);
      const tags = findTokens(record).filter(({ type }) => type === 'tag');
      assert.deepEqual(
        tags.map(({ length }) => length),
        ['context', 'question', 'think', 'proof', 'answer'].flatMap(({ length }) => [length, length]),
      );
    });
  });
}

describe('semantic tokens', () => {
  it('are cut at line ends', () => {
    const { view } = marked(
      'vignette',
      vignetteOf({ context: 'One two\nthree.', proof: '- "One two\nthree."' }),
    );
    const [record] = view.all();
    assert.ok(record);
    assert.deepEqual(
      findTokens(record)
        .filter(({ type }) => type === 'quote')
        .map(({ character, length }) => [character, length]),
      [
        [3, 7],
        [0, 6],
      ],
    );
  });
});
