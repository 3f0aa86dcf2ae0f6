import assert from 'node:assert/strict';
import { abstains, stanceOf } from '../../core/clinical/abstention';
import { ABSTAINING_SENTENCES, ANSWERING_SENTENCES } from './abstentionSentences';

describe('abstains', () => {
  it('knows every labelled sentence', () => {
    assert.ok(ABSTAINING_SENTENCES.length + ANSWERING_SENTENCES.length >= 150);
    const missed = ABSTAINING_SENTENCES.filter((sentence) => !abstains(sentence));
    const wrong = ANSWERING_SENTENCES.filter((sentence) => abstains(sentence));
    assert.deepEqual({ missed, wrong }, { missed: [], wrong: [] });
  });

  it('reads past capitals, bold type and typographic marks', () => {
    assert.ok(abstains('**I CANNOT answer** this question.'));
    assert.ok(abstains('The dose isn’t stated in the context.'));
  });

  it('looks at the main clause', () => {
    assert.ok(!abstains('Although the context does not state a weight, the flat dose is 125 mg.'));
    assert.ok(
      !abstains(
        'Note: Since the context does not quote a regimen, this answer is inferred from standard protocols.',
      ),
    );
    assert.ok(abstains('Since the context does not state a weight, the dose cannot be calculated.'));
  });
});

describe('stanceOf', () => {
  const cases: readonly (readonly [string, ReturnType<typeof stanceOf>])[] = [
    ['24 mg once daily.', 'answers'],
    ['No. The count was below the limit.', 'answers'],
    ['The dose is not stated in the context.', 'abstains'],
    ['The dose is not stated in the context. A paediatric oncologist has to be asked.', 'abstains'],
    ['Report A gives 54 Gy. Report B gives 50.4 Gy. The dose cannot be determined.', 'partly'],
    ['The dose is 24 mg. The duration is not stated in the context.', 'partly'],
    [
      'The regimen is not stated in the context. However, treatment would likely begin with temozolomide.',
      'hedges',
    ],
    [
      'The context does not give a dose. The standard dose for such tumours is 54 Gy. But typically the dose is 54 Gy.',
      'hedges',
    ],
    ['I cannot answer this from the context. However, a radiation oncologist can advise.', 'abstains'],
  ];
  for (const [answer, stance] of cases)
    it(`${stance}: ${answer}`, () => assert.equal(stanceOf(answer), stance));
});
