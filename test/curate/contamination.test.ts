import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type EvaluationText, findContamination, indexEvaluation } from '../../core/curate/contamination';
import { shingles } from '../../core/curate/similarity';
import { DISTRACTORS } from '../../core/generate/distractors';
import { createRandom } from '../../core/generate/random';
import { assertProperty } from '../assertProperty';

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

function part(text: string, record = 0): EvaluationText {
  return { name: 'context', text, file: 'eval.jsonl', record, range: RANGE };
}

/** The share of a part's sequences in a text, counted without an index. */
function exactShare(partText: string, text: string): number {
  const [own, other] = [shingles(partText), shingles(text)];
  return [...own].filter((shingle) => other.has(shingle)).length / own.size;
}

describe('contamination', () => {
  it('is found wherever counting every sequence finds it, and nowhere else', () => {
    const parts = DISTRACTORS.slice(0, 80).filter((text) => shingles(text).size >= 8);
    const sets = indexEvaluation(parts.map(part));
    let found = 0;
    assertProperty(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        fc.constantFrom(0.5, 0.8, 1),
        (seed, loss, least) => {
          const random = createRandom(seed % 2 ** 32);
          const text = random
            .sample(DISTRACTORS.slice(0, 80), 6)
            .join(' ')
            .replace(/\p{L}+/gu, (word) => (random.next() < loss / 3 ? 'other' : word));
          const best = Math.max(...parts.map((each) => exactShare(each, text)));
          const match = findContamination(sets, text, least);
          assert.equal(match?.share, best >= least ? best : undefined);
          if (match) found++;
        },
      ),
      { numRuns: 200 },
    );
    assert.ok(found > 50, `${found} texts held a part`);
  });

  it('of a part inside a longer text counts the part, not the text', () => {
    const needle = 'Fourteen of the twenty children in the second cohort went on to maintenance therapy.';
    const sets = indexEvaluation([part(needle, 7)]);
    const haystack = [...DISTRACTORS.slice(0, 30), needle.toUpperCase()].join('\n');
    assert.deepEqual(findContamination(sets, haystack, 1)?.share, 1);
    assert.equal(findContamination(sets, haystack, 1)?.part.record, 7);
  });

  it('does not look for what is short', () => {
    const sets = indexEvaluation([part('What was the recommended dose in the trial?')]);
    assert.deepEqual(sets.parts, []);
    assert.equal(findContamination(sets, 'What was the recommended dose in the trial?', 0.5), undefined);
  });
});
