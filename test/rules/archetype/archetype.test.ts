import assert from 'node:assert/strict';
import { haystackTooShort } from '../../../core/rules/archetype/haystack-too-short';
import { mustAbstain } from '../../../core/rules/archetype/must-abstain';
import { mustNotAbstain } from '../../../core/rules/archetype/must-not-abstain';
import { needleMissing } from '../../../core/rules/archetype/needle-missing';
import { reasonNotNamed } from '../../../core/rules/archetype/reason-not-named';
import { unknown } from '../../../core/rules/archetype/unknown';
import type { Rule } from '../../../core/rules/rule';
import { KNOWN_TYPES } from '../../../core/sample/archetype';
import { applied, check, checkGood, findingsOf, type Parts, recordOf } from '../ruleCases';

/** So many lines that say nothing, with a needle in the middle. */
function haystack(lines: number, separator = '\n'): string {
  const hay = Array.from({ length: lines }, (_, i) => `Statement ${i} is about brains in general.`);
  hay.splice(lines >> 1, 0, 'The LARK trial reported 14.5 months.');
  return hay.join(separator);
}

describe('archetype/unknown', () => {
  it('reports a type that is none and proposes the nearest', () => {
    const cases = [
      ['anti-knowledge', 'anti_knowledge'],
      ['Refusal', 'refusal'],
      ['resoning', 'reasoning'],
      ['hay stack', 'haystack'],
    ];
    for (const [written = '', meant = ''] of cases) {
      const metadata = `{"id":"a","type":⟦"${written}"⟧}`;
      const [finding] = check(unknown, { metadata }, new RegExp(`did you mean "${meant}"`));
      const { source } = recordOf({ metadata });
      assert.ok(applied(source, finding?.fixes?.[0]).includes(`"type":"${meant}"`));
    }
    check(unknown, { metadata: '{"type":⟦"poetry"⟧}' }, /Known: reasoning/);
    check(unknown, { metadata: '{"type":⟦7⟧}' }, /not a number/);
  });

  it('takes every known type, and none', () => {
    checkGood(unknown, ...KNOWN_TYPES.map((type) => ({ type })), { metadata: '{"id":"a"}' });
  });
});

describe('archetype/must-abstain', () => {
  it('reports an answer where there is none to give', () => {
    check(mustAbstain, { type: 'refusal', answer: '⟦The dose is 54 Gy.⟧' }, /must say/);
    check(mustAbstain, { type: 'anti_knowledge', answer: '⟦Paris.⟧' });
    check(mustAbstain, { type: 'refusal', answer: '⟦There was no evidence of recurrence.⟧' });
    check(
      mustAbstain,
      { type: 'refusal', answer: '⟦The dose is not stated. However, it would likely be 54 Gy.⟧' },
      /all the same/,
    );
  });

  it('reports what is told around an abstention', () => {
    const told = (answer: string): void => {
      const question = 'What is the capital of Portugal?';
      check(mustAbstain, { type: 'anti_knowledge', question, answer: `⟦${answer}⟧` }, /Lisbon/);
    };
    told('Lisbon, although the context does not mention it.');
    told('The context does not cover it (the answer is Lisbon).');
    told('The context does not say so. The capital of Portugal is Lisbon.');
    const question = 'What is the diagnosis?';
    check(mustAbstain, {
      question,
      type: 'refusal',
      answer: '⟦The reports conflict, but the diagnosis is glioma.⟧',
    });
    checkGood(mustAbstain, {
      question,
      type: 'refusal',
      answer: 'The reports conflict, so the diagnosis is uncertain. A Pathologist must review it.',
    });
  });

  it('reports what is told or guessed after the answer abstained', () => {
    check(
      mustAbstain,
      {
        type: 'anti_knowledge',
        answer: '⟦The context does not say it, but the capital of Portugal is Lisbon.⟧',
      },
      /"Portugal"/,
    );
    check(
      mustAbstain,
      { type: 'refusal', answer: '⟦The size cannot be determined, so we assume 3.2 cm.⟧' },
      /all the same/,
    );
    checkGood(
      mustAbstain,
      { type: 'refusal', answer: 'The dose is not stated, but the drug was reduced after grade 3 Toxicity.' },
      { type: 'refusal', answer: 'The dose is not stated, so 54 Gy cannot be assumed.' },
      { type: 'refusal', answer: 'The two reports conflict, so the dose cannot be determined.' },
    );
  });

  it('takes answers that abstain, and other types', () => {
    checkGood(
      mustAbstain,
      { type: 'refusal', answer: 'The dose is not stated in the context.' },
      { type: 'refusal', answer: 'Report A says 54 Gy, report B 50.4 Gy. The dose cannot be determined.' },
      { type: 'anti_knowledge', answer: 'I cannot answer this question.' },
      { type: 'reasoning', answer: '54 Gy.' },
      { metadata: '{"id":"a"}', answer: '54 Gy.' },
    );
  });
});

describe('archetype/must-not-abstain', () => {
  it('reports a sample that gives up', () => {
    check(mustNotAbstain, { type: 'reasoning', answer: '⟦The dose cannot be determined.⟧' });
    check(mustNotAbstain, { type: 'haystack', answer: '⟦The context does not mention a rate.⟧' });
  });

  it('takes answers with a "no" in them', () => {
    checkGood(
      mustNotAbstain,
      { answer: 'No. The child did not meet the criteria.' },
      { answer: 'No dose-limiting toxicity was observed.' },
      { answer: '15 mg. How long it was given is not stated in the context.' },
      { type: 'refusal', answer: 'The dose cannot be determined.' },
    );
  });
});

describe('archetype/reason-not-named', () => {
  it('reports a refusal without one of the two reasons', () => {
    check(reasonNotNamed, { type: 'refusal', think: '⟦There is no dose.⟧' });
  });

  it('takes both reasons, and other types', () => {
    checkGood(
      reasonNotNamed,
      { type: 'refusal', think: 'Missing information: the dose.' },
      { type: 'refusal', think: 'This is a case of conflict detected between reports.' },
      { type: 'reasoning', think: 'There is no dose.' },
    );
  });
});

describe('archetype/haystack-too-short', () => {
  it('counts lines, or sentences of running text', () => {
    const [first, ...rest] = haystack(24).split('\n');
    check(haystackTooShort, { type: 'haystack', context: `⟦${first}⟧\n${rest.join('\n')}` }, /has 24 lines/);
    check(haystackTooShort, { type: 'haystack', context: `⟦${haystack(20, ' ')}⟧` }, /has 20 sentences/);
  });

  it('takes 25 lines or sentences, and other types', () => {
    checkGood(
      haystackTooShort,
      { type: 'haystack', context: haystack(25) },
      { type: 'haystack', context: haystack(25, ' ') },
      { type: 'reasoning', context: 'Short.' },
    );
  });
});

describe('archetype/needle-missing', () => {
  const context = haystack(30);
  const needle = '- "The LARK trial reported 14.5 months."';

  it('reports a quote from elsewhere', () => {
    check(
      needleMissing,
      { type: 'haystack', context, proof: `${needle}\n- "⟦Statement 3 is about brains in general.⟧"` },
      /one needle/,
    );
  });

  it('takes one place, and quotes that are nowhere', () => {
    checkGood(
      needleMissing,
      { type: 'haystack', context, proof: needle },
      { type: 'haystack', context, proof: `- "The LARK trial"\n- "14.5 months"` },
      { type: 'haystack', context, proof: `${needle}\n- "Something quite different was said."` },
      { type: 'reasoning', context, proof: `${needle}\n- "Statement 3 is about brains in general."` },
    );
  });
});

describe('archetypes of a user', () => {
  const config = {
    severities: {},
    archetypes: {
      my_trap: { abstains: true, reason: ['Clause absent'], minContextSentences: 20 },
      needle_in_contract: { needle: true },
      haystack: { minContextSentences: 10 },
    },
    options: { 'archetype/haystack-too-short': { minimum: 3 } },
  };
  const messages = (rule: Rule, parts: Parts): readonly string[] =>
    findingsOf(rule, recordOf(parts).source, config).map(({ message }) => message);

  it('are known, and proposed for what is misspelled', () => {
    assert.deepEqual(messages(unknown, { type: 'my_trap' }), []);
    assert.match(messages(unknown, { type: 'my trap' })[0] ?? '', /did you mean "my_trap"/);
    assert.match(
      messages(unknown, { type: 'poem' })[0] ?? '',
      /Known: .*general, my_trap, needle_in_contract;/,
    );
  });

  it('are held to their expectations', () => {
    const type = 'my_trap';
    assert.match(messages(mustAbstain, { type, answer: '15 mg.' })[0] ?? '', /of type my_trap must say/);
    assert.deepEqual(messages(mustAbstain, { type, answer: 'The context does not state the dose.' }), []);
    assert.match(messages(reasonNotNamed, { type })[0] ?? '', /must say "Clause absent"/);
    assert.deepEqual(messages(reasonNotNamed, { type, think: 'clause ABSENT: the dose.' }), []);
    assert.match(messages(haystackTooShort, { type })[0] ?? '', /has 2 sentences; .* my_trap .* at least 20/);
    assert.deepEqual(messages(haystackTooShort, { type, context: haystack(20) }), []);
  });

  it('of which nothing is said are free', () => {
    for (const rule of [mustAbstain, mustNotAbstain, reasonNotNamed])
      assert.deepEqual(messages(rule, { type: 'needle_in_contract', answer: 'It cannot be told.' }), []);
  });

  it('with a needle have as much hay as the option says, ours as much as is said of them', () => {
    const type = 'needle_in_contract';
    assert.match(messages(haystackTooShort, { type })[0] ?? '', /has 1 sentences .* at least 3/);
    assert.deepEqual(messages(haystackTooShort, { type, context: haystack(3, ' ') }), []);
    assert.match(
      messages(haystackTooShort, { type: 'haystack', context: haystack(8) })[0] ?? '',
      /at least 9/,
    );
  });
});
