import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  convertRecord,
  convertRecords,
  joinRecords,
  TARGETS,
  type Target,
} from '../../../core/dataset/convert/convertRecord';
import { dialectOf } from '../../../core/sample/dialects/dialect';
import { DIALECTS } from '../../../core/sample/record';
import { vignetteToJsonl } from '../../../core/sample/vignette/read';
import { parseJsonNode } from '../../../core/text/jsonNode';
import { splitLines, stripLineEnd } from '../../../core/text/lineText';
import { assertProperty } from '../../assertProperty';
import { ASSISTANT, GOOD, line, messageLine, USER } from '../rules/goodSample';
import { QUOTE, RECORDS, VARIANTS } from '../sample/dialects';
import { jsonText, mutated, oddString } from '../text/jsonArbitraries';

const convert = (record: unknown, target: Target): unknown => {
  const result = convertRecord('jsonl', JSON.stringify(record), target);
  return 'text' in result ? (target === 'vignette' ? result.text : JSON.parse(result.text)) : result.reason;
};

const { context, question, think, proof, answer } = GOOD;
const user = { role: 'user', content: USER };
const assistant = { role: 'assistant', content: ASSISTANT };
const { metadata } = GOOD;

describe('conversion of a file that is one JSON value', () => {
  const records = [RECORDS.flat, RECORDS.messages];
  const converted = (text: string) => [...convertRecords('jsonl', splitLines(text), 'flat')];
  const flat = converted(records.map((record) => `${JSON.stringify(record)}\n`).join(''));

  it('takes the items of an array, and an indented record, as lines', () => {
    const all = flat.map(({ conversion }) => conversion);
    for (const indent of [undefined, 2]) {
      const text = JSON.stringify(records, null, indent);
      for (const written of [text, `\ufeff${text}\n`, text.replaceAll('\n', '\r\n')])
        assert.deepEqual(
          converted(written).map(({ conversion }) => conversion),
          all,
        );
    }
    assert.deepEqual(converted(JSON.stringify(records[0], null, '\t')), flat.slice(0, 1));
  });

  it('says on which line an item starts, and keeps the digits of its numbers', () => {
    const [first, second] = converted('[\n7,\n  {"context":"a","question":"b","n":1.50}\n]');
    assert.deepEqual([first?.line, second?.line], [1, 2]);
    assert.ok(first && 'reason' in first.conversion);
    assert.ok(second && 'text' in second.conversion && second.conversion.text.includes('"n":1.50'));
  });

  it('leaves other files to be read line by line', () => {
    assert.deepEqual(
      converted('[]\n[1]\n').map(({ line: at }) => at),
      [0, 1],
    );
    assert.equal(converted('{\n"context": \n').length, 2);
  });
});

describe('conversion of the good sample', () => {
  const { messages, conversations, flat, task, prompts } = RECORDS;

  it('to canonical messages', () => {
    const thoughtless = { role: 'assistant', content: ASSISTANT.slice(ASSISTANT.indexOf('<proof>')) };
    assert.deepEqual(convert(messages, 'messages'), messages);
    assert.deepEqual(convert(conversations, 'messages'), messages);
    assert.deepEqual(convert(flat, 'messages'), { messages: [user, assistant] });
    assert.deepEqual(convert(task, 'messages'), {
      messages: [user, thoughtless],
      metadata: { id: metadata.id },
    });
    assert.deepEqual(convert(prompts, 'messages'), { messages: [user] });
    assert.deepEqual(convert(VARIANTS['a prompt of one string'], 'messages'), { messages: [user] });
    assert.deepEqual(convert(VARIANTS['a flat record with a system prompt'], 'messages'), {
      messages: [{ role: 'system', content: 'Be exact.' }, user, assistant],
    });
    assert.deepEqual(convert({ ...flat, proof: [QUOTE, 'He said "no".'] }, 'flat'), {
      ...flat,
      proof: [QUOTE, 'He said "no".'],
    });
    const listed = convert({ ...flat, proof: [QUOTE, 'He said "no".'] }, 'messages') as typeof messages;
    assert.ok(listed.messages[1].content.includes(`<proof>\n- "${QUOTE}"\n- “He said "no".”\n</proof>`));
  });

  it('from canonical messages', () => {
    assert.deepEqual(convert(messages, 'conversations'), {
      conversations: conversations.conversations,
      metadata,
    });
    assert.deepEqual(convert(messages, 'flat'), { context, question, think, proof, answer, metadata });
    assert.deepEqual(convert(messages, 'task'), {
      task_id: metadata.id,
      context,
      question,
      expected_answer: { think, proof, final: answer },
      metadata,
    });
    assert.deepEqual(convert(messages, 'prompts'), {
      prompt: [user],
      metadata: { ...metadata, completion: [assistant] },
    });
    assert.equal(vignetteToJsonl(String(convert(messages, 'vignette'))), JSON.stringify(messages));
  });

  it('keeps other fields, in their order and with their digits', () => {
    const source = `{"a":1.0,"messages":[{"role":"user","content":"x","name":"n"}],"b":{"c":1e400},"metadata":{"z":0.10}}`;
    const result = convertRecord('jsonl', source, 'conversations');
    assert.deepEqual(result, {
      text: '{"a":1.0,"conversations":[{"from":"human","value":"x","name":"n"}],"b":{"c":1e400},"metadata":{"z":0.10}}',
    });
    assert.deepEqual(convertRecord('jsonl', 'text' in result ? result.text : '', 'messages'), {
      text: source,
    });
    assert.deepEqual(
      convert(
        {
          note: 1,
          ...RECORDS.task,
          type: 'reasoning',
          expected_answer: { ...RECORDS.task.expected_answer, rubric: [1] },
        },
        'messages',
      ),
      {
        note: 1,
        messages: (convert(RECORDS.task, 'messages') as typeof messages).messages,
        metadata: { id: metadata.id, type: 'reasoning', expected_answer: { rubric: [1] } },
      },
    );
  });

  it('writes blocks of other formats as ours', () => {
    const channel = `<|channel|>analysis<|message|>${think}<|end|><|start|>assistant<|channel|>final<|message|>${ASSISTANT.slice(ASSISTANT.indexOf('<proof>'))}<|return|>`;
    const record = JSON.parse(messageLine({ assistant: channel })) as unknown;
    assert.deepEqual(convert(record, 'messages'), messages);
    assert.deepEqual(convert(record, 'flat'), { context, question, think, proof, answer, metadata });
  });

  it('reads samples of a .vignette', () => {
    const source = String(convert(messages, 'vignette'));
    assert.deepEqual(convertRecord('vignette', source, 'messages'), { text: JSON.stringify(messages) });
  });

  it('joins lines and samples as files', () => {
    assert.equal(joinRecords('flat', ['{}', '{}']), '{}\n{}\n');
    assert.equal(joinRecords('vignette', ['---\n---\na\n', '---\n---\nb\n']), '---\n---\na\n\n---\n---\nb\n');
    assert.equal(joinRecords('flat', []), '');
  });
});

describe('what cannot be converted', () => {
  const canonical = (...messages: readonly unknown[]): unknown => ({ messages });
  const cases: readonly (readonly [name: string, record: unknown, target: Target, reason: RegExp])[] = [
    ['no sample', { text: 'x' }, 'messages', /no sample in any dialect/],
    ['several turns', canonical(user, assistant, user, assistant), 'flat', /one question with one answer/],
    [
      'text outside the blocks',
      canonical(user, { ...assistant, content: `Here: ${ASSISTANT}` }),
      'flat',
      /assistant message has text outside/,
    ],
    [
      'a block that is not closed',
      canonical(user, { ...assistant, content: '<answer>x' }),
      'task',
      /not closed/,
    ],
    [
      'blocks in another order',
      canonical(user, { ...assistant, content: '<answer>x</answer><think>y</think>' }),
      'flat',
      /another order/,
    ],
    ['no blocks', canonical({ role: 'user', content: 'Hi' }), 'flat', /user message has no blocks/],
    ['a field of a message', canonical(user, { ...assistant, name: 'n' }), 'flat', /field "name"/],
    ['a field in the way', { ...RECORDS.messages, think: 1 }, 'flat', /called "think" already/],
    ['a prompt in the way', { ...RECORDS.messages, chosen: 'x' }, 'prompts', /read as no sample at all/],
    [
      'a role in the way',
      canonical({ role: 'human', content: 'x' }),
      'conversations',
      /would be read as "user"/,
    ],
    ['no question', canonical({ role: 'system', content: 'x' }), 'prompts', /asks anything/],
    ['messages that are no texts', canonical({ role: 'user', content: [] }), 'prompts', /not all texts/],
    ['a list that is none', { conversations: {} }, 'messages', /no list of messages/],
    ['a turn that is none', { conversations: ['x'] }, 'messages', /must be an object, not a string/],
    ['a part that is no text', { ...RECORDS.flat, think: ['a'] }, 'messages', /"think" is no text/],
    ['tags in a part', { ...RECORDS.flat, think: 'a</think><answer>b' }, 'messages', /holds tags/],
    ['metadata that is none', { ...RECORDS.task, metadata: 5 }, 'messages', /"metadata" is no object/],
  ];
  for (const [name, record, target, reason] of cases) {
    it(`says why: ${name}`, () => assert.match(String(convert(record, target)), reason));
  }

  it('is handed back as it came', () => {
    assert.deepEqual(convertRecord('jsonl', '{"messages": [}\r\n', 'flat'), {
      reason: 'It is not JSON: expected a value or "]".',
      record: '{"messages": [}',
    });
    const twice = '{"messages":[],"a":1,"a":2}';
    assert.deepEqual(convertRecord('jsonl', twice, 'flat'), {
      reason: 'The key "a" stands twice.',
      record: twice,
    });
  });
});

describe('laws of conversion', () => {
  const words = fc
    .array(
      fc.oneof(
        fc.constantFrom('54 Gy', '<50', '- "a quote"', '[think]', '{"answer": "x"}', '<b>', '“”', ''),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((lines) => lines.join('\n').trim());
  const parts = fc.record({ context: words, question: words, think: words, proof: words, answer: words });
  const json = fc.jsonValue({ maxDepth: 2 });
  const metadataOf = fc
    .dictionary(fc.oneof(fc.constantFrom('id', 'type', 'note'), fc.string({ maxLength: 5 })), json, {
      maxKeys: 4,
    })
    .filter((fields) => !('completion' in fields) && Object.keys(fields).length > 0);
  const extras = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 3 }).map((key) => `x_${key}`),
    json,
    { maxKeys: 2 },
  );
  const records = fc
    .tuple(parts, metadataOf, extras, fc.option(oddString, { nil: undefined }))
    .map(([texts, fields, others, system]) => {
      const record = JSON.parse(
        line({ ...texts, metadata: fields, ...(system !== undefined && { system }) }),
      ) as object;
      return JSON.stringify({ ...record, ...others });
    });

  for (const target of DIALECTS) {
    it(`messages, ${target}, messages: the same record`, () => {
      assertProperty(
        fc.property(records, (record) => {
          const there = convertRecord('jsonl', record, target);
          assert.ok('text' in there, JSON.stringify(there));
          assert.equal(dialectOf(parseJsonNode(there.text)), target);
          const back = convertRecord('jsonl', there.text, 'messages');
          assert.ok('text' in back, JSON.stringify(back));
          assert.deepEqual(JSON.parse(back.text), JSON.parse(record));
        }),
        { numRuns: 300 },
      );
    });
  }

  it('anything is converted or refused with a reason, and what is converted reads as its target', () => {
    const shapes = fc.oneof(
      mutated(
        fc.constantFrom(
          ...Object.values({ ...RECORDS, ...VARIANTS }).map((record) => JSON.stringify(record)),
        ),
      ),
      jsonText,
    );
    assertProperty(
      fc.property(shapes, fc.constantFrom(...TARGETS), (source, target) => {
        const result = convertRecord('jsonl', source, target);
        if ('reason' in result) {
          assert.match(result.reason, /^[A-Z"].*\.$/s);
          assert.equal(result.record, stripLineEnd(source).replace(/^\uFEFF/, ''));
        } else if (target !== 'vignette') assert.equal(dialectOf(parseJsonNode(result.text)), target);
        else assert.equal(typeof vignetteToJsonl(result.text), 'string');
      }),
      { numRuns: 1000 },
    );
  });
});
