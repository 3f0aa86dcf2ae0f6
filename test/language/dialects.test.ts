import assert from 'node:assert/strict';
import { findCompletions } from '../../core/language/completion';
import { findInlayHints } from '../../core/language/inlayHints';
import { findSelections } from '../../core/language/selection';
import { findTokens } from '../../core/language/semanticTokens';
import { findSymbols } from '../../core/language/symbols';
import { jsonlToVignette } from '../../core/sample/vignette/write';
import { splitLines } from '../../core/text/lineText';
import { DIALECTS, type Marked, marked, textOf } from './marked';

const PARTS = { context: 'One. The dose was 1.5 mg.', proof: '- "The dose was 15 mg."', answer: '1.5 mg' };

describe('language features in other dialects', () => {
  const places = DIALECTS.flatMap(({ dialect, write }) => [
    { place: dialect, format: 'jsonl' as const, text: write(PARTS) },
    {
      place: `${dialect}, in review`,
      format: 'vignette' as const,
      text: jsonlToVignette(write(PARTS).trim()),
    },
  ]);
  for (const { place, format, text } of places) {
    it(`tell how much is grounded, and colour the number that is not: ${place}`, () => {
      const source = marked(format, text);
      const [hint] = findInlayHints(source.view, { start: source.cursor, end: { line: 99, character: 0 } });
      assert.equal(hint?.label, '0 of 1 quote grounded');
      const record = source.view.recordAt(0);
      assert.ok(record);
      const wrong = findTokens(record).filter(
        ({ type, modifier }) => type === 'number' && modifier === 'ungrounded',
      );
      assert.deepEqual(
        wrong.map(({ line, character, length }) =>
          splitLines(source.text)[line]?.slice(character, character + length),
        ),
        ['15 mg'],
      );
    });
  }

  const complete = (source: Marked): string[] =>
    findCompletions(source.view, source.cursor, { snippets: true }).map(({ newText, range }) =>
      [textOf(source, range), newText].join(' → '),
    );
  const flat = (fields: object): Marked =>
    marked(
      'jsonl',
      `${JSON.stringify({ context: 'A is "b". C is d.', question: 'q', think: 't', ...fields })}\n`,
    );

  it('offer the sentences of the context, as the place wants them', () => {
    assert.deepEqual(complete(flat({ proof: ['C is d.', 'A ‸'], answer: 'b' })), [
      'A  → A is \\"b\\".',
      'A  → C is d.',
    ]);
    assert.deepEqual(complete(flat({ proof: '- "A ‸"', answer: 'b' })), [
      'A \\" → A is \\"b\\".\\"',
      'A \\" → C is d.\\"',
    ]);
  });

  it('offer them in review too, and in each quote of a list', () => {
    const review = (proof: unknown): Marked =>
      marked(
        'vignette',
        jsonlToVignette(
          JSON.stringify({ context: 'A is "b". C is d.', question: 'q', think: 't', proof, answer: 'b' }),
        ),
      );
    assert.deepEqual(complete(review(['C is d.', 'A ‸'])), ['A  → A is "b".', 'A  → C is d.']);
    assert.deepEqual(complete(review('- "A ‸"')), ['A " → A is "b"."', 'A " → C is d."']);
  });

  it('offer no tags in a field', () => assert.deepEqual(complete(flat({ answer: '<‸', proof: 'x' })), []));

  it('list the parts, and grow over them', () => {
    const source = flat({ proof: ['C is ‸d.'], answer: 'b' });
    const [record] = findSymbols(source.view);
    assert.deepEqual(
      record?.children.map(({ name }) => name),
      ['context', 'question', 'think', 'proof', 'answer'],
    );
    const grown = findSelections(source.view, source.cursor).map((range) => textOf(source, range));
    assert.ok(grown.includes('C is d.'), grown.join('\n'));
  });
});
