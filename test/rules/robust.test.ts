import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RULES } from '../../core/rules/all';
import { KNOWN_TYPES } from '../../core/sample/archetype';
import { parseJsonlRecord } from '../../core/sample/jsonl';
import { isWellFormed } from '../../core/sample/wellFormed';
import { assertProperty } from '../assertProperty';
import { cpuTime } from '../core/cpuTime';
import { applied, findingsOf, recordOf } from './ruleCases';

const PIECES = [
  ...[
    '<think>',
    '</think>',
    '<prof>',
    '</mind>',
    '<reasoning>',
    '</reasoning>',
    '<answer>',
    '```\n',
    '\n',
    ' ',
  ],
  ...[
    '20 mg',
    '25 %',
    '× ',
    '= ',
    '√(',
    ')',
    '≈ ',
    '/',
    '- ',
    '3,000/µL',
    '10⁹',
    '½',
    'two weeks',
    'half',
    '**',
  ],
  ...[
    'ONC201',
    'H3 K27M',
    'NCT04567890',
    'novotinib',
    'a@b.org',
    '555-234-5678',
    'born 2017-03-14',
    'MRN 123456',
  ],
  ...[
    'The context does not state it.',
    'No evidence of',
    'cannot be',
    'Wait, ',
    'Let me check',
    '"',
    '“x”',
    '…',
    'İ',
  ],
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 14 })
  .map((parts) => parts.join(''));

const parts = fc.record(
  {
    context: text,
    question: text,
    think: text,
    proof: text,
    answer: text,
    assistant: text,
    type: fc.constantFrom(...KNOWN_TYPES),
  },
  { requiredKeys: ['type'] },
);

describe('every rule', () => {
  it('reports spans of the record, and fixes that leave it a record, for any text', () => {
    assertProperty(
      fc.property(parts, (sample) => {
        const { source } = recordOf(sample);
        for (const rule of RULES) {
          for (const { span, fixes = [], message } of findingsOf(rule, source)) {
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= source.length, rule.id);
            assert.doesNotMatch(message, /undefined|NaN/);
            for (const fix of fixes) {
              assert.ok(
                parseJsonlRecord(applied(source, fix)).error === undefined,
                `${rule.id}: ${fix.title}`,
              );
            }
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('has nothing to say of tags where the blocks are as they should be', () => {
    const rules = RULES.filter(({ malformed }) => malformed);
    assert.ok(rules.length > 10);
    let wellFormed = 0;
    assertProperty(
      fc.property(
        fc.record({ context: text, question: text, think: text, proof: text, answer: text }),
        (sample) => {
          const { source } = recordOf(sample);
          const record = parseJsonlRecord(source);
          if (!record.sample || !isWellFormed(record.sample)) return;
          wellFormed++;
          for (const rule of rules) assert.deepEqual(findingsOf(rule, source), [], rule.id);
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(wellFormed > 0);
  });

  it('takes time in proportion to the text', () => {
    const long = 60_000;
    const repeated = [
      'a',
      'no ',
      '1 ',
      '1(',
      'the ',
      '= 1 ',
      '20 mg × ',
      '- ',
      '@',
      'a-',
      '\n',
      '<a>',
      '**',
      '. ',
      'is not ',
    ];
    for (const piece of repeated) {
      const words = piece.repeat(Math.ceil(long / piece.length));
      for (const type of ['reasoning', 'refusal', 'haystack']) {
        const { source } = recordOf({ context: words, question: words, think: words, answer: words, type });
        for (const rule of RULES) {
          // The proof rules are measured where they are tested.
          if (rule.id.startsWith('proof/')) continue;
          const started = cpuTime();
          findingsOf(rule, source);
          const took = cpuTime() - started;
          assert.ok(took < 5000, `${rule.id} took ${took.toFixed(0)} ms on ${JSON.stringify(piece)}`);
        }
      }
    }
  });

  it('has an id of its own, named for its file, and all of its documentation', () => {
    const ids = RULES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, summary, docs } of RULES) {
      assert.match(id, /^[a-z]+\/[a-z-]+$/);
      assert.ok(summary !== '' && !summary.endsWith('.'), id);
      for (const words of [docs.what, docs.why, docs.bad, docs.good]) assert.ok(words.length > 3, id);
    }
  });
});
