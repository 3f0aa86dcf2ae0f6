/** Lines of JSONL, from canonical records to lines that are no JSON at all. */
import fc from 'fast-check';
import { formatCanonicalRecord } from '../../../core/sample/jsonl';
import { jsonString, jsonText, mutatedJson, oddString } from '../text/jsonArbitraries';

/** Lines that a `.vignette` reader could take for structure, and others that are hard to keep. */
const oddLine = fc.oneof(
  fc.constantFrom(
    '---',
    '\\---',
    '\\\\---',
    '--- ',
    '---\u00a0',
    '---\t',
    '---\u2028',
    '----',
    '<think>',
    '\\<think>',
    '</user>',
    '\\</user>',
    '</user>\u00a0',
    '<user>',
    '<assistant>',
    '</assistant> ',
    '<system>',
    '<answer>54 Gy</answer>',
    '</context>',
    '...',
    '# not a comment',
    '',
    ' ',
    '- "a quote"',
    '🧠 glioma',
  ),
  oddString,
);

/** Texts of several lines. */
export const oddText: fc.Arbitrary<string> = fc
  .tuple(fc.array(oddLine, { maxLength: 6 }), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n'))
  .map(([lines, end]) => lines.join(end));

/** Texts that are as a person writes them: no control characters, no blank ends. */
const plainText = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('54 Gy', '', '<50', '- "x"')),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((lines) => `${lines.join('\n').replace(/[\ufeff\r]|<\/?[a-z]/g, '')}`);

/** Strings that YAML reads as something else when they are written plainly. */
const yamlTrap = fc.constantFrom(
  'true',
  'no',
  'null',
  '~',
  '1.0',
  '0x1F',
  '1e5',
  '.inf',
  '12:30',
  '2026-01-14T09:21:00.000Z',
  '- a',
  'a: b',
  '# c',
  '&a',
  '*a',
  '!t',
  '%d',
  '@x',
  '`x',
  '|',
  '>',
  "it's",
  '"',
  ' x ',
  'a\nb',
  'a\n\n  b\n',
  '\n',
  '---',
  'a\n---\nb',
  '...',
  '<<',
  '? x',
  '{a}',
  '[a',
);

const trapString = jsonString(fc.oneof(yamlTrap, oddString));
const number = fc.constantFrom(
  '1.0',
  '1e5',
  '12345678901234567890',
  '-0',
  '1E+2',
  '0.10',
  '1e400',
  '-1.50',
  '7',
);

/** JSON of a metadata value. */
const metadataValue = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    trapString,
    number,
    fc.constantFrom('null', 'true', 'false', '{}', '[]'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(trapString, tie('value')), { maxLength: 3 })
      .map((members) => `{${members.map(([key, value]) => `${key}:${value}`).join(',')}}`),
  ),
})).value;

const metadataKey = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('id', 'type', 'source', 'note', 'lint', '1', 'true') },
  { weight: 1, arbitrary: fc.constantFrom('$frame', '$json', '$text', '__proto__', '<<', '---', '') },
  { weight: 1, arbitrary: fc.oneof(yamlTrap, oddString) },
);

const metadata = fc
  .array(fc.tuple(jsonString(metadataKey), metadataValue), { maxLength: 4 })
  .map((members) => `{${members.map(([key, value]) => `${key}: ${value}`).join(', ')}}`);

const message = fc
  .record({
    role: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('"system"', '"user"', '"assistant"') },
      { weight: 1, arbitrary: fc.constantFrom('"gpt"', '"User"', '5', 'null', '"tool"') },
    ),
    content: fc.oneof({ weight: 6, arbitrary: jsonString(oddText) }, { weight: 1, arbitrary: metadataValue }),
    extra: fc.oneof(
      { weight: 5, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constant(',"weight":1.0') },
    ),
    swapped: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  })
  .map(({ role, content, extra, swapped }) =>
    swapped
      ? `{"content":${content},"role":${role}${extra}}`
      : `{"role":${role},"content":${content}${extra}}`,
  );

const messages = fc.oneof(
  { weight: 4, arbitrary: fc.array(message, { maxLength: 4 }).map((list) => `[${list.join(', ')}]`) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(jsonString(oddText), jsonString(oddText))
      .map(
        ([user, assistant]) =>
          `[{"role":"user","content":${user}},{"role":"assistant","content":${assistant}}]`,
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom('[]', 'null', '5', '{}', '[1]', '[{"$text":true}]') },
);

const otherField = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '"extra":{"$text":true}',
      '"extra":{"$yaml":true}',
      '"messages":[]',
      '"x": [1.0, "a"]',
    ),
  },
);

/** Records that are objects with messages, in every variation we could think of. */
export const recordLine: fc.Arbitrary<string> = fc
  .record({
    messages,
    metadata: fc.option(fc.oneof({ weight: 6, arbitrary: metadata }, metadataValue)),
    otherField,
    order: fc.nat(5),
  })
  .map(({ messages: list, metadata: meta, otherField: other, order }) => {
    const fields = [`"messages": ${list}`];
    if (meta !== null) fields.push(`"metadata": ${meta}`);
    if (other !== '') fields.push(other);
    if (order === 0) fields.reverse();
    return `{${fields.join(', ')}}`;
  });

const text = jsonString(oddText);
const optional = (key: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: value.map((json) => `"${key}":${json}`) },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: metadataValue.map((json) => `"${key}":${json}`) },
  );
const objectOf = (...fields: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.tuple(...fields), fc.boolean())
    .map(([list, reversed]) => (reversed ? list.toReversed() : list).filter((field) => field !== ''))
    .map((list) => `{${list.join(',')}}`);
const turns = fc
  .array(fc.tuple(fc.constantFrom('"human"', '"gpt"', '"system"', '"model"', '"tool"', '7'), text), {
    maxLength: 4,
  })
  .map((list) => `[${list.map(([from, value]) => `{"from":${from},"value":${value}}`).join(',')}]`);
const quoteList = fc.array(text, { maxLength: 3 }).map((list) => `[${list.join(',')}]`);
const proof = fc.oneof(text, quoteList);
const beside = [
  optional('id', trapString),
  optional('lint', metadataValue),
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: optional('metadata', metadata) },
  ),
];
const asked = [optional('context', text), optional('question', text)];

/** Records of the other dialects, with texts and values of all kinds. */
export const dialectLine: fc.Arbitrary<string> = fc.oneof(
  objectOf(...beside, optional('conversations', turns)),
  objectOf(...beside, optional('prompt', fc.oneof(text, messages))),
  objectOf(
    ...beside,
    optional('system', text),
    ...asked,
    optional('think', text),
    optional('proof', proof),
    optional('answer', text),
  ),
  objectOf(
    optional('task_id', trapString),
    ...beside,
    ...asked,
    optional('expected_answer', objectOf(optional('final', text), optional('proof', proof))),
  ),
);

/** Canonical records as we write them. */
export const canonicalLine: fc.Arbitrary<string> = fc
  .record({
    system: fc.option(plainText, { nil: undefined, freq: 4 }),
    context: plainText,
    question: plainText,
    think: plainText,
    proof: plainText,
    answer: plainText,
    id: fc.uuid(),
    note: fc.oneof(yamlTrap, plainText),
  })
  .map(({ system, id, note, ...texts }) =>
    formatCanonicalRecord({
      ...texts,
      ...(system !== undefined && { system }),
      metadata: {
        id,
        type: 'reasoning',
        source: 'synthetic-ollama/gpt-oss:120b-cloud',
        timestamp: '2026-01-14T09:21:00.000Z',
        provenance: { seed: 7, parameters: { temperature: 0.7, top: 1 }, tags: ['a', 'b'], note },
      },
    }),
  );

/** Any line of a file: records, other JSON, and what is no JSON. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: recordLine },
  { weight: 4, arbitrary: dialectLine },
  { weight: 2, arbitrary: canonicalLine },
  { weight: 2, arbitrary: jsonText.map((text) => text.replace(/[\r\n]/g, ' ')) },
  { weight: 2, arbitrary: mutatedJson.map((text) => text.replace(/[\r\n]/g, ' ')) },
  { weight: 1, arbitrary: oddString.map((text) => text.replace(/[\r\n]/g, ' ')) },
);
