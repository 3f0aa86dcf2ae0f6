import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAnswer } from '../../core/generate/readAnswer';
import { labelledSections, taggedSections } from '../../core/generate/sections';
import { assertProperty } from '../assertProperty';

const SAMPLE = {
  context: 'The dose was 1.5 mg/m² (<50 was [low]).\nIt was given weekly.',
  question: 'What was the dose?',
  think: 'The context states it: 1.5 mg/m².\nNothing else is needed.',
  proof: ['The dose was 1.5 mg/m² (<50 was [low]).', 'It was given weekly.'],
  answer: 'The dose was 1.5 mg/m² weekly.',
};
const { context, question, think, proof, answer } = SAMPLE;
const JSON_TEXT = JSON.stringify(SAMPLE);
const bullets = proof.map((quote) => `- "${quote}"`).join('\n');

const bare = (quote: string): string => quote.replace(/^- "(.*)"$/, '$1');

function read(text: string, finish: 'stop' | 'length' = 'stop') {
  const output = readAnswer('reasoning', { text, finish });
  if (!('source' in output)) return output;
  const { source, ...rest } = output;
  return { context: source, ...rest, proof: output.proof.map(bare) };
}

const blocks = (open: (name: string) => string, close: (name: string) => string): string =>
  Object.entries({ context, question, think, proof: bullets, answer })
    .map(([name, text]) => `${open(name)}\n${text}\n${close(name)}`)
    .join('\n\n');

const tagged = blocks(
  (name) => `<${name}>`,
  (name) => `</${name}>`,
);
const reply = tagged.slice(tagged.indexOf('<think>'));
const request = tagged.slice(0, tagged.indexOf('<think>'));

describe('readAnswer', () => {
  for (const [what, text] of [
    ['JSON', JSON_TEXT],
    [
      'JSON in a fence between sentences',
      `Sure:\n\`\`\`json\n${JSON_TEXT}\n\`\`\`\nI hope this [really] helps.`,
    ],
    ['a list of samples', `[${JSON_TEXT}]`],
    ['an envelope', `{"sample": ${JSON_TEXT}}`],
    ['an envelope with a list', `{"samples": [${JSON_TEXT}]}`],
    [
      'other names and capitals',
      JSON.stringify({
        Context: context,
        QUESTION: question,
        Reasoning: think,
        evidence: proof,
        final_answer: answer,
      }),
    ],
    ['lists for texts', JSON.stringify({ ...SAMPLE, think: think.split('\n'), question: [question] })],
    ['a text for the list', JSON.stringify({ ...SAMPLE, proof: bullets })],
    [
      'objects for texts',
      JSON.stringify({ ...SAMPLE, proof: proof.map((quote) => ({ quote })), answer: { text: answer } }),
    ],
    [
      'tags in JSON, one per field',
      JSON.stringify({
        context: `<context>${context}</context>`,
        question,
        think: `<think>\n${think}\n</think>`,
        proof: `<proof>${bullets}</proof>`,
        answer: `<answer>${answer}</answer>`,
      }),
    ],
    ['tags in JSON, all in one field', JSON.stringify({ context, question, response: reply })],
    ['tags in JSON, all in the answer', JSON.stringify({ context, question, answer: reply })],
    [
      'a record of a dataset',
      JSON.stringify({
        messages: [
          { role: 'user', content: request },
          { role: 'assistant', content: reply },
        ],
        metadata: { id: 'x' },
      }),
    ],
    [
      'a record of conversations',
      JSON.stringify({
        conversations: [
          { from: 'human', value: request },
          { from: 'gpt', value: reply },
        ],
      }),
    ],
    ['JSON in a tag', `<answer>${JSON_TEXT}</answer>`],
    ['JSON after tagged thoughts of its own', `<think>Let me write one.</think>\n${JSON_TEXT}`],
    [
      'thinking in tags and the rest as JSON',
      `<think>${think}</think>${JSON.stringify({ context, question, proof, answer })}`,
    ],
    ['trailing commas and comments', `${JSON_TEXT.slice(0, -1)}, // done\n}`],
    ['single quotes', JSON_TEXT.replaceAll('"', "'")],
    ['tagged text', tagged],
    ['tagged text after a preamble', `Here is the sample.\n\n${tagged}\n\nThat is all.`],
    ['tagged text in a fence', `\`\`\`xml\n${tagged}\n\`\`\``],
    [
      'tags in capitals with attributes',
      tagged.replaceAll(/<(\w+)>/g, (_, name: string) => `<${name.toUpperCase()} id="1">`),
    ],
    ['tags that are not closed', tagged.replaceAll(/<\/\w+>/g, '')],
    ['a last tag that breaks off', tagged.slice(0, -3)],
    ['tags in brackets', tagged.replaceAll(/<(\/?\w+)>/g, '[$1]')],
    [
      'aliases',
      tagged
        .replaceAll(/(<\/?)think>/g, '$1analysis>')
        .replaceAll(/(<\/?)proof>/g, '$1evidence>')
        .replaceAll(/(<\/?)answer>/g, '$1final>'),
    ],
    [
      'channels',
      `${request}<|channel|>analysis<|message|>${think}<|end|><|start|>assistant<|channel|>evidence<|message|>${bullets}<|end|><|start|>assistant<|channel|>final<|message|>${answer}<|return|>`,
    ],
    [
      'headings',
      blocks(
        (name) => `## ${name}`,
        () => '',
      ),
    ],
    [
      'bold labels',
      blocks(
        (name) => `**${name[0]?.toUpperCase()}${name.slice(1)}:**`,
        () => '',
      ),
    ],
    [
      'YAML',
      blocks(
        (name) => `${name}: |`,
        () => '',
      ).replaceAll(/^(?!\w+: \|)/gm, '  '),
    ],
  ] as const) {
    it(`takes ${what}`, () => {
      assert.deepEqual(read(text), SAMPLE);
    });
  }

  it('takes the needle of a haystack', () => {
    const output = readAnswer('haystack', { text: tagged.replaceAll('context>', 'needle>'), finish: 'stop' });
    assert.ok('source' in output && output.source === context);
  });

  it('keeps a quote that is folded whole', () => {
    const folded = read(JSON.stringify({ ...SAMPLE, proof: '"It was\ngiven weekly."' }));
    assert.deepEqual('proof' in folded && folded.proof, ['"It was\ngiven weekly."']);
  });

  it('takes no word in brackets, and no tag that a field only mentions, for a section', () => {
    const text = JSON.stringify({ ...SAMPLE, think: 'The [trace] and the <proof> are needed.' });
    const output = read(text);
    assert.equal('think' in output && output.think, 'The [trace] and the <proof> are needed.');
  });

  for (const [what, text, expected] of [
    ['nothing', '', /^The response holds no parts of a sample, neither as JSON nor between tags\.$/],
    [
      'a refusal',
      'I cannot help with that {sorry}.',
      /^The response holds no parts of a sample, neither as JSON nor between tags\.$/,
    ],
    [
      'JSON without fields of a sample',
      '{"error": "no"}',
      /^The response holds no parts of a sample, neither as JSON nor between tags\.$/,
    ],
    ['a field that is missing', JSON.stringify({ ...SAMPLE, think: '' }), /^think: /],
    ['tagged text without thinking', tagged.replace(/<think>[\s\S]*<\/think>/, ''), /^think: /],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.match((read(text) as readonly string[])[0] ?? '', expected);
    });
  }

  for (const [what, text] of [
    ['JSON', JSON_TEXT],
    ['tagged text', tagged],
    [
      'headings',
      blocks(
        (name) => `## ${name}`,
        () => '',
      ),
    ],
  ] as const) {
    it(`takes no ${what} that the token limit cut off`, () => {
      for (let end = text.indexOf('weekly.', text.lastIndexOf('1.5')); end < text.length - 12; end++) {
        const output = read(text.slice(0, end), 'length');
        assert.ok(Array.isArray(output) && /cut off/.test(String(output[0])), text.slice(0, end));
      }
    });
  }

  it('gives an output or reasons for any text, and never throws', () => {
    const piece = fc.constantFrom(
      ...tagged.split(/(?=[<\n])/),
      ...JSON_TEXT.split(/(?=["{[])/),
      '<|channel|>',
      "'",
      '\\',
    );
    assertProperty(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), fc.boolean(), (pieces, cut) => {
        const output = readAnswer('reasoning', { text: pieces.join(''), finish: cut ? 'length' : 'stop' });
        assert.ok('source' in output || output.length > 0);
      }),
    );
  });
});

describe('sections of answers as models wrote them', () => {
  for (const [what, text, answer] of [
    ['a colon after the tag', '<answer>: 30%</answer>', '30%'],
    ['an end tag that breaks off', '<answer>\n45%\n</answer', '45%'],
    ['an empty proof before it', '\n<proof/>\n<answer>I am unable to tell.</answer>', 'I am unable to tell.'],
    ['no end', '<proof>\n"a"\n</proof>\n\n<answer>\n**38%**', '**38%**'],
  ] as const) {
    it(`finds an answer with ${what}`, () => assert.equal(taggedSections(text).answer, answer));
  }

  it('finds what stands under bold labels', () => {
    const text = '**Reasoning:**  \nIt is stated.\n\n**Proof:**\n"a"\n\n**Answer:** 45%.';
    assert.deepEqual(labelledSections(text), { think: 'It is stated.', proof: '"a"', answer: '45%.' });
  });
});
