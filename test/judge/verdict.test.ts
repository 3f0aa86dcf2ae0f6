import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { ANSWER_FORMS } from '../../core/generate/teacherOutput';
import type { Judgement } from '../../core/judge/judgement';
import { judgeMarkdown } from '../../core/judge/reportMarkdown';
import { RUBRIC } from '../../core/judge/rubric';
import { summarize } from '../../core/judge/summary';
import { readVerdict, type Verdict, verdictSchema, wouldReject } from '../../core/judge/verdict';
import { assertProperty } from '../assertProperty';
import { verdictBlocks, verdictText } from './answers';

function verdictOf(text: string): Verdict {
  const verdict = readVerdict(text, 'json');
  assert.ok(typeof verdict !== 'string', String(verdict));
  return verdict;
}

describe('verdict of a judge', () => {
  it('is read bare, fenced and between sentences', () => {
    for (const text of [
      verdictText(),
      `\`\`\`json\n${verdictText()}\n\`\`\``,
      `Here it is: ${verdictText()} Done.`,
    ]) {
      assert.equal(verdictOf(text).safety.score, 5);
    }
  });

  it('is never guessed: anything but whole scores from 1 to 5 with reasons is no verdict', () => {
    for (const score of [0, 6, 4.5, '5', null, true, [5]]) {
      assert.match(
        String(readVerdict(verdictText({ groundedness: score }), 'json')),
        /^groundedness\.score: /,
      );
    }
    const whole = JSON.parse(verdictText()) as Record<string, unknown>;
    const { safety: _, ...missing } = whole;
    assert.match(String(readVerdict(JSON.stringify(missing), 'json')), /^safety: /);
    assert.equal(typeof readVerdict(JSON.stringify({ ...whole, overall: 5 }), 'json'), 'string');
    assert.match(
      String(readVerdict(JSON.stringify({ ...whole, safety: { reason: ' ', score: 5 } }), 'json')),
      /^safety\.reason/,
    );
    assert.equal(readVerdict('5 out of 5!', 'json'), 'The answer holds no JSON object.');
  });

  it('is read from blocks as it is from JSON, and guessed no more', () => {
    const read = (text: string): Verdict | string => readVerdict(text, 'tags');
    assert.deepEqual(
      read(`Here it is:\n${verdictBlocks({ safety: 2 })}`),
      verdictOf(verdictText({ safety: 2 })),
    );
    for (const score of ['4.5', '6', 'five', '', '4/5', '-3'])
      assert.match(String(read(verdictBlocks({ groundedness: score }))), /^groundedness\.score: /);
    const whole = verdictBlocks();
    assert.match(String(read(whole.replace(/<safety>[\s\S]*/, ''))), /^safety: /);
    assert.match(
      String(read(`${whole}\n${verdictBlocks({ safety: 1 })}`)),
      /^groundedness: The answer holds it twice/,
    );
    assert.match(String(read(whole.replace('<reason>', '<why>'))), /^groundedness\.reason: /);
    assert.equal(read(verdictText()), 'The answer holds no block of a criterion.');
  });

  it('reads anything without failing', () => {
    assertProperty(
      fc.property(
        fc.string(),
        fc.constantFrom(...ANSWER_FORMS),
        (text, form) => typeof readVerdict(text, form) === 'string',
      ),
    );
  });

  it('is asked for by a schema that says the same', () => {
    const validate = new Ajv({ strict: true }).compile(verdictSchema());
    assert.ok(validate(JSON.parse(verdictText())));
    assert.ok(!validate(JSON.parse(verdictText({ safety: 6 }))));
    assert.ok(!validate({}));
  });

  it('keeps a sample out for one low score', () => {
    for (const { id } of RUBRIC) {
      assert.equal(wouldReject(verdictOf(verdictText({ [id]: 2 }))), true);
      assert.equal(wouldReject(verdictOf(verdictText({ [id]: 3 }))), false);
    }
  });
});

describe('summary of a judging', () => {
  const judged = (record: number, groundedness: number, lintErrors: number): Judgement => ({
    record,
    status: 'judged',
    lintErrors,
    verdict: verdictOf(verdictText({ groundedness })),
  });

  it('counts what is no verdict, and never scores it', () => {
    const summary = summarize([
      judged(0, 1, 1),
      judged(1, 5, 0),
      judged(2, 2, 0),
      judged(3, 5, 0),
      { record: 4, status: 'unparseable', lintErrors: 3 },
      { record: 5, status: 'unanswered', lintErrors: 0 },
      { record: 6, status: 'unreadable', lintErrors: 1 },
    ]);
    const { records, judged: scored, unparseable, unanswered, unreadable, criteria, agreement } = summary;
    assert.deepEqual([records, scored, unparseable, unanswered, unreadable], [7, 4, 1, 1, 1]);
    assert.deepEqual(criteria[0]?.counts, [1, 1, 0, 0, 2]);
    assert.equal(criteria[0]?.mean.value, 3.25);
    const { both, onlyFirst, onlySecond, neither, share, kappa } = agreement;
    assert.deepEqual([both, onlyFirst, onlySecond, neither, share], [1, 1, 0, 2, 0.75]);
    assert.equal(kappa?.value, 0.5);
    const text = judgeMarkdown('Judged', summary);
    assert.match(text, /1 answers are no verdict/);
    assert.match(text, /\| \*\*Judge: reject\*\* \| 1 \| 1 \|/);
    assert.match(text, /agree on 75\.0 %.*kappa 0\.50/);
  });

  it('has no agreement where there is nothing to agree on', () => {
    const { agreement, criteria } = summarize([{ record: 0, status: 'unparseable', lintErrors: 0 }]);
    assert.deepEqual([agreement.share, agreement.kappa, criteria], [undefined, undefined, []]);
    assert.match(judgeMarkdown('x', summarize([judged(0, 5, 0)])), /kappa is undefined/);
  });
});
