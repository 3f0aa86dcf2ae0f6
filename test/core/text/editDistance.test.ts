import assert from 'node:assert/strict';
import { editDistance, nearestWord } from '../../../core/text/editDistance';

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
