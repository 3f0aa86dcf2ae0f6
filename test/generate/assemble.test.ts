import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AssemblyInput, assembleRecord } from '../../core/generate/assemble';
import { DISTRACTORS } from '../../core/generate/distractors';
import { DISTRACTOR_RANGE } from '../../core/generate/haystack';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { fixText } from '../../core/lint/fixText';
import { GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { assertProperty } from '../assertProperty';
import { planOf, recordOf, responseOf } from './fakes';

const OUTPUT = {
  source: 'ONC201 was given at 125 mg. Six of 20 children had stable disease.',
  question: 'At what dose was ONC201 given?',
  think: 'The context names the dose directly.',
  proof: ['ONC201 was given at 125 mg.'],
  answer: 'ONC201 was given at 125 mg.',
};

/** The same about something that the context does not hold. */
const ABSTAINING = {
  ...OUTPUT,
  question: 'For how long was ONC201 given?',
  think: 'Missing information: the duration.',
  answer: 'The duration is not stated in the context.',
};

function inputOf(changes: Partial<AssemblyInput> = {}): AssemblyInput {
  return {
    plan: planOf(),
    sample: { index: 3, archetype: 'reasoning', ordinal: 1, draw: 0, seed: 99 },
    output: OUTPUT,
    response: responseOf('', { model: 'fake-1.1', modelDigest: 'abc' }),
    attempt: 2,
    repairs: 1,
    usage: { input: 9, output: 8, thinking: 7, cached: 6 },
    cost: 0.0123456,
    repairTemplate: { name: 'repair', hash: 'r' },
    statements: DISTRACTORS,
    template: { name: 'reasoning', hash: 'h' },
    parameters: { temperature: 0.5 },
    id: '5454bf47-ecfe-402a-a842-889089656300',
    timestamp: '2026-01-02T03:04:05.678Z',
    ...changes,
  };
}

function assistantOf(line: string): string {
  return recordOf(line).messages[1]?.content ?? '';
}

describe('assemble', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    it(`makes a record of a ${archetype} sample that the lint has nothing to say about`, () => {
      const sample = { index: 3, archetype, ordinal: 1, draw: 0, seed: 99 };
      const abstains = archetype === 'refusal' || archetype === 'anti_knowledge';
      const line = assembleRecord(inputOf({ sample, output: abstains ? ABSTAINING : OUTPUT }));
      const { text, lint } = fixText('jsonl', `${line}\n`, DEFAULT_CONFIG);
      assert.deepEqual(lint.diagnostics, []);
      assert.equal(text, `${line}\n`);
      assert.equal(lint.records, 1);
    });
  }

  it('says where the record comes from', () => {
    const { metadata } = recordOf(assembleRecord(inputOf()));
    assert.deepEqual(metadata, {
      id: '5454bf47-ecfe-402a-a842-889089656300',
      type: 'reasoning',
      source: 'synthetic-ollama/fake-1.1',
      timestamp: '2026-01-02T03:04:05.678Z',
      provenance: {
        provider: 'ollama',
        model: 'fake-1.1',
        model_digest: 'abc',
        template: 'reasoning',
        requested_model: 'fake',
        template_hash: 'h',
        repair_template_hash: 'r',
        parameters: { temperature: 0.5 },
        seed: 99,
        run: 'run-1',
        sample: 3,
        draw: 0,
        attempt: 2,
        repairs: 1,
        usage: { input: 9, output: 8, thinking: 7, cached: 6 },
        cost: 0.012346,
      },
    });
  });

  it('buries a needle, the same way for the same seed', () => {
    const sample = { index: 3, archetype: 'haystack', ordinal: 1, draw: 0, seed: 99 } as const;
    const line = assembleRecord(inputOf({ sample }));
    const lines =
      recordOf(line).messages[0]?.content.split('</context>')[0]?.trim().split('\n').slice(1) ?? [];
    assert.ok(lines.includes(OUTPUT.source));
    assert.ok(lines.length > DISTRACTOR_RANGE.least && lines.length <= DISTRACTOR_RANGE.most + 1);
    assert.equal(assembleRecord(inputOf({ sample })), line);
    assert.notEqual(assembleRecord(inputOf({ sample: { ...sample, seed: 100 } })), line);
  });

  for (const [given, expected] of [
    ['plain words', 'plain words'],
    ['- "with bullet and marks"', 'with bullet and marks'],
    ['* starred', 'starred'],
    ['• dotted', 'dotted'],
    ['“typographic marks”', 'typographic marks'],
    ['"said" and "done"', '"said" and "done"'],
    ['  padded  ', 'padded'],
    ['-5 degrees', '-5 degrees'],
  ] as const) {
    it(`quotes ${given}`, () => {
      const line = assembleRecord(inputOf({ output: { ...OUTPUT, proof: [given] } }));
      assert.ok(assistantOf(line).includes(`<proof>\n- "${expected}"\n</proof>`), assistantOf(line));
    });
  }

  it('is one line of JSON whatever the model writes', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    assertProperty(
      fc.property(text, text, text, fc.array(text, { minLength: 1 }), (source, question, think, proof) => {
        const line = assembleRecord(inputOf({ output: { source, question, think, proof, answer: think } }));
        assert.doesNotMatch(line, /[\n\r]/);
        assert.equal(recordOf(line).messages.length, 2);
      }),
    );
  });
});
