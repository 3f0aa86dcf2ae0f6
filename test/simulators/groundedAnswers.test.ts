import assert from 'node:assert/strict';
import { readTeacherOutput } from '../../core/generate/teacherOutput';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { groundedAnswer } from './groundedAnswers';

describe('grounded answers of the simulators', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    it(`${archetype}: well-formed, verbatim, each another`, () => {
      const texts = Array.from({ length: 200 }, (_, index) => groundedAnswer(archetype, index));
      assert.equal(new Set(texts).size, texts.length);
      for (const text of texts) {
        const output = readTeacherOutput(archetype, JSON.parse(text));
        assert.ok('source' in output, text);
        for (const quote of output.proof) assert.ok(output.source.includes(quote), quote);
      }
    });
  }
});
