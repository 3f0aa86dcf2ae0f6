import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitSentences } from '../../../core/text/sentences';
import { assertProperty } from '../../assertProperty';

function sentences(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  const cases: readonly (readonly [what: string, ...sentences: string[]])[] = [
    ['decimals', 'The dose was 1.5 mg/m² once weekly.', 'It rose to 2.5 mg.'],
    ['Latin abbreviations', 'Some agents, e.g. ONC201, cross the barrier, i.e. the BBB.', 'Others do not.'],
    ['titles and comparisons', 'Dr. Li compared ONC201 vs. TMZ.', 'Prof. A. B. Smith agreed.'],
    ['citations', 'See Jones et al. (2021) and Fig. 2 for details.', 'No. 7 was excluded.'],
    ['questions and exclamations', 'Was it stable?', 'It was!', 'Good.'],
    ['closing quotation marks', 'He said “stop.”', 'She went on.'],
    ['gene names in lower case', 'The tumour was stable.', 'mTOR was not measured.'],
    ['routes', 'It was given p.o. daily for 28 days.', 'Blood was drawn.'],
    ['a single letter that is no initial', 'These were the results of group A.', 'Group B did worse.'],
    ['a grade', 'The tumour was grade I.', 'No other was found.'],
    ['numbers first', 'There were two arms.', '12 children were in each.'],
  ];
  for (const [what, ...expected] of cases) {
    it(`survives ${what}`, () => assert.deepEqual(sentences(expected.join(' ')), expected));
  }

  it('ends a sentence after a unit', () => {
    assert.deepEqual(sentences('She took 5 mg. The next day she took 10 mg.'), [
      'She took 5 mg.',
      'The next day she took 10 mg.',
    ]);
  });

  it('goes on over a folded line and stops at a blank one', () => {
    assert.deepEqual(sentences('The dose was\n1.5 mg once\nweekly. It rose\n\nAnother paragraph'), [
      'The dose was\n1.5 mg once\nweekly.',
      'It rose',
      'Another paragraph',
    ]);
  });

  it('keeps list items and labelled lines apart', () => {
    assert.deepEqual(sentences('Findings:\n- stable disease\n- no oedema\n1. First item\n2. Second item'), [
      'Findings:',
      '- stable disease',
      '- no oedema',
      '1. First item',
      '2. Second item',
    ]);
    assert.deepEqual(sentences('Weight: 20 kg\nHeight: 1.2 m'), ['Weight: 20 kg', 'Height: 1.2 m']);
  });

  it('covers every word once, in order', () => {
    const piece = fc.constantFrom(
      ' ',
      '\n',
      '. ',
      '.',
      'Dr. ',
      '1.5',
      'word',
      'A',
      '- ',
      '"',
      '\r\n',
      '?',
      'é',
    );
    assertProperty(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const spans = splitSentences(text);
        const left = text.replace(/[^\p{L}\p{N}]/gu, '');
        assert.equal(
          sentences(text)
            .join('')
            .replace(/[^\p{L}\p{N}]/gu, ''),
          left,
        );
        let at = 0;
        for (const { start, end } of spans) {
          assert.ok(at <= start && start < end && end <= text.length);
          at = end;
        }
      }),
    );
  });
});
