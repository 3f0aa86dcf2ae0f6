/** Message texts put together from pieces of tags. */
import fc from 'fast-check';

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('<think>', '</think>', '<proof>', '</proof>', '<answer>', '</answer>'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '<context>',
      '</context>',
      '<Think>',
      '</PROOF>',
      '<answer/>',
      '<proof a="b">',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('<think', '</answer', '<', '>', '</', '<proof ', '<answers>', '<50', '\n'),
  },
  { weight: 2, arbitrary: fc.constantFrom('word', ' ', '\n\n', '- "a quote"', '54 Gy', '\\', '---') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

/** Arbitrary texts in which tags are opened, closed, broken, glued and nested at random. */
export const tagText: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 24 })
  .map((pieces) => pieces.join(''));
