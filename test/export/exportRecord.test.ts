import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EXPORT_FORMATS, type ExportFormat, exportRecord } from '../../core/export/exportRecord';
import { splitNameOf } from '../../core/export/splitName';
import { assertProperty } from '../assertProperty';

const USER = '<context>\nThe dose was 5 mg.\n</context>\n\n<question>\nWhich dose?\n</question>';
const REST = '<proof>\n- "The dose was 5 mg."\n</proof>\n\n<answer>\nIt was 5 mg.\n</answer>';
const REPLY = `<think>\nIt says so.\n</think>\n\n${REST}`;
const messages = [
  { role: 'system', content: 'Quote.' },
  { role: 'user', content: USER },
  { role: 'assistant', content: REPLY },
];
const metadata = { id: 'a1', type: 'reasoning', source: 'synthetic-ollama/x', n: 1.5, lint: { ignore: [] } };
const LINE = JSON.stringify({ messages, note: 'of my own', metadata });

function exported(format: ExportFormat, line = LINE): unknown {
  const result = exportRecord('jsonl', line, format);
  return 'line' in result ? JSON.parse(result.line) : result.reason;
}

describe('a record for trainers', () => {
  it('is what each of them reads, and nothing else', () => {
    assert.deepEqual(exported('openai'), { messages });
    assert.deepEqual(exported('sharegpt'), {
      conversations: [
        { from: 'system', value: 'Quote.' },
        { from: 'human', value: USER },
        { from: 'gpt', value: REPLY },
      ],
    });
    assert.deepEqual(exported('alpaca'), { instruction: USER, input: '', output: REPLY, system: 'Quote.' });
    assert.deepEqual(exported('grpo'), {
      prompt: messages.slice(0, 2),
      id: 'a1',
      archetype: 'reasoning',
      context: 'The dose was 5 mg.',
      question: 'Which dose?',
      answer: 'It was 5 mg.',
      proof: ['The dose was 5 mg.'],
    });
    assert.deepEqual(exported('harmony'), {
      messages: [...messages.slice(0, 2), { role: 'assistant', thinking: 'It says so.', content: REST }],
    });
    assert.deepEqual(exported('huggingface'), {
      messages,
      id: 'a1',
      archetype: 'reasoning',
      source: 'synthetic-ollama/x',
      metadata: JSON.stringify(metadata),
    });
    const result = exportRecord('jsonl', LINE, 'openai');
    assert.deepEqual('line' in result && result.leftOut, ['note']);
  });

  it('comes of every dialect', () => {
    const flat = {
      context: 'The dose was 5 mg.',
      question: 'Which dose?',
      think: 'It says so.',
      proof: '- "The dose was 5 mg."',
      answer: 'It was 5 mg.',
    };
    assert.deepEqual(exported('openai', JSON.stringify(flat)), { messages: messages.slice(1) });
    const prompt = { prompt: messages.slice(0, 2), metadata };
    assert.deepEqual((exported('grpo', JSON.stringify(prompt)) as { answer: unknown }).answer, null);
    const channels = REPLY.replace('<think>\n', '<|channel|>analysis<|message|>').replace(
      '\n</think>',
      '<|end|>',
    );
    const { messages: replies } = exported(
      'harmony',
      JSON.stringify({ messages: [messages[1], { role: 'assistant', content: channels }] }),
    ) as { messages: readonly { readonly thinking?: string }[] };
    assert.equal(replies[1]?.thinking, 'It says so.');
  });

  it('is refused where a trainer would refuse it or learn nothing', () => {
    const user = { role: 'user', content: USER };
    const reply = { role: 'assistant', content: REPLY };
    const cases: readonly (readonly [ExportFormat, readonly object[], RegExp])[] = [
      ['openai', [user], /ends with the user/],
      ['sharegpt', [user, user, reply], /user and assistant in turn/],
      ['openai', [user, { role: 'tool', content: 'x' }, reply], /the role "tool"/],
      ['openai', [user, { role: 'assistant', content: [{ type: 'text' }] }], /not all texts/],
      ['alpaca', [user, reply, user, reply], /several turns/],
      ['harmony', [user, { role: 'assistant', content: REST }], /one <think> of its own/],
      ['grpo', [reply], /user and assistant in turn/],
    ];
    for (const [format, list, reason] of cases)
      assert.match(exported(format, JSON.stringify({ messages: list })) as string, reason);
    assert.match(exported('openai', '{"messages": [') as string, /not JSON/);
  });

  it('is refused or written for any line, and never thrown at', () => {
    assertProperty(
      fc.property(fc.json(), fc.constantFrom(...EXPORT_FORMATS), (line, format) => {
        const result = exportRecord('jsonl', line, format);
        assert.ok('reason' in result || JSON.parse(result.line));
      }),
    );
  });
});

describe('the split of a file', () => {
  it('is what the last word of its name says', () => {
    for (const [path, name] of [
      ['data/a.train.jsonl', 'train'],
      ['a-val.jsonl', 'validation'],
      ['dev.jsonl', 'validation'],
      ['test.ndjson', 'test'],
      ['latest.jsonl', 'train'],
      ['a.vignette', 'train'],
    ] as const)
      assert.equal(splitNameOf(path), name, path);
  });
});
