import assert from 'node:assert/strict';
import { splitSentencesOfLines } from '../../../core/text/sentences';

const sentences = (text: string): string[] =>
  splitSentencesOfLines(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentencesOfLines', () => {
  it('cuts at ends of sentences and lines', () => {
    assert.deepEqual(sentences('One is 1.5 mg. Two is "done." Three?\nFour\n\n- Five! Six'), [
      'One is 1.5 mg.',
      'Two is "done."',
      'Three?',
      'Four',
      '- Five!',
      'Six',
    ]);
  });

  it('does not cut at abbreviations, list numbers and small letters', () => {
    const whole = [
      'E.g. ONC201, i.e. dordaviprone.',
      '1. First Report A vs. Report B.',
      'approx. 20 mg p.o. daily.',
    ];
    for (const text of whole) assert.deepEqual(sentences(text), [text]);
  });

  it('knows only what it is asked about', () => {
    assert.deepEqual(splitSentencesOfLines('A b. C d.', { start: 2, end: 8 }), [
      { start: 2, end: 4 },
      { start: 5, end: 8 },
    ]);
    assert.deepEqual(splitSentencesOfLines('  \n '), []);
  });
});
