import assert from 'node:assert/strict';
import { readTeacherOutput, teacherOutputSchema } from '../../core/generate/teacherOutput';

const REPLY = { question: 'Q', think: 'T', proof: ['P'], answer: 'A' };

describe('teacherOutput: reading', () => {
  it('takes the context, or for a haystack the needle, as the source', () => {
    const expected = { source: 'C', ...REPLY };
    assert.deepEqual(readTeacherOutput('reasoning', { context: 'C', ...REPLY }), expected);
    assert.deepEqual(readTeacherOutput('haystack', { needle: 'C', ...REPLY }), expected);
  });

  it('trims, takes a lone quote for a list of one, and drops fields it did not ask for', () => {
    assert.deepEqual(
      readTeacherOutput('refusal', { ...REPLY, context: ' C\n', proof: ' P ', confidence: 0.9 }),
      { source: 'C', ...REPLY },
    );
  });

  for (const [what, change, expected] of [
    ['no context', { context: undefined }, /^context: /],
    ['an empty answer', { answer: ' \n ' }, /^answer: /],
    ['no proof at all', { proof: [] }, /^proof/],
    ['an empty quote', { proof: ['P', ''] }, /^proof/],
    ['a question that is a number', { question: 7 }, /^question: /],
  ] as const) {
    it(`says what is wrong with ${what}`, () => {
      const problems = readTeacherOutput('reasoning', { context: 'C', ...REPLY, ...change });
      assert.ok(!('source' in problems));
      assert.equal(problems.length, 1);
      assert.match(problems[0] as string, expected);
      assert.doesNotMatch(problems[0] as string, /\n/);
    });
  }

  it('names the needle that a haystack lacks', () => {
    const problems = readTeacherOutput('haystack', { context: 'C', ...REPLY });
    assert.ok(!('source' in problems));
    assert.match(problems.join(), /needle/);
  });

  for (const value of [undefined, null, 'text', 4, []]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      const problems = readTeacherOutput('reasoning', value);
      assert.ok(!('source' in problems) && problems.length > 0);
    });
  }
});

describe('teacherOutput: schema', () => {
  it('requires every property it has, and takes no other', () => {
    for (const archetype of ['reasoning', 'haystack'] as const) {
      const schema = teacherOutputSchema(archetype);
      assert.deepEqual(schema.required, Object.keys(schema.properties as object));
      assert.equal(schema.additionalProperties, false);
      assert.equal((schema.required as string[])[0], archetype === 'haystack' ? 'needle' : 'context');
    }
  });
});
