import assert from 'node:assert/strict';
import { answerInStep } from '../../client/review/inStep';

describe('an answer about a document that is edited meanwhile', () => {
  it('is asked for again until it is about the version that the editor has', async () => {
    const document = { version: 3 };
    const versions = [1, 2, 3, 4];
    assert.deepEqual(await answerInStep(document, async () => ({ version: versions.shift() ?? 0 })), {
      version: 3,
    });
    assert.deepEqual(versions, [4]);
  });

  it('is given up when the document never rests, or there is none', async () => {
    const document = { version: 1 };
    let asked = 0;
    const answer = async () => {
      asked++;
      return { version: document.version++ };
    };
    assert.equal(await answerInStep(document, answer), 'behind');
    assert.equal(asked, 5);
    assert.equal(await answerInStep(document, async () => null), null);
  });
});
