import assert from 'node:assert/strict';
import { editDistance, nearestWord } from '../../core/text/editDistance';
import { splitSentences } from '../../core/text/sentences';

const sentences = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('splitSentences', () => {
  it('cuts at ends of sentences and lines', () => {
    assert.deepEqual(sentences('One is 1.5 mg. Two is "done." Three?\nFour\n\n- Five! six'), [
      'One is 1.5 mg.',
      'Two is "done."',
      'Three?',
      'Four',
      '- Five!',
      'six',
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
    assert.deepEqual(splitSentences('A b. C d.', { start: 2, end: 8 }), [
      { start: 2, end: 4 },
      { start: 5, end: 8 },
    ]);
    assert.deepEqual(splitSentences('  \n '), []);
  });
});

describe('editDistance', () => {
  it('counts edits and swaps', () => {
    assert.equal(editDistance('answer', 'anwser', 2), 1);
    assert.equal(editDistance('proof', 'prof', 2), 1);
    assert.equal(editDistance('proof', 'spoof', 2), 2);
    assert.equal(editDistance('mind', 'think', 3), 3);
    assert.ok(editDistance('', 'abc', 1) > 1);
  });

  it('finds the nearest word', () => {
    assert.equal(nearestWord('refusl', ['reasoning', 'refusal'], 2), 'refusal');
    assert.equal(nearestWord('poem', ['reasoning', 'refusal'], 2), undefined);
  });
});
