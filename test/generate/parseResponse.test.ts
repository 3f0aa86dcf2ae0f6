import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findBrokenJsonObject, findJsonObject } from '../../core/generate/parseResponse';
import { assertProperty } from '../assertProperty';

const OBJECT = { question: 'Why {so} "much"?', proof: ['a [1] b', 'c'] };
const JSON_TEXT = JSON.stringify(OBJECT);

describe('parseResponse: findJsonObject', () => {
  for (const [what, text] of [
    ['bare', JSON_TEXT],
    ['indented', JSON.stringify(OBJECT, undefined, 2)],
    ['between white space and a byte order mark', `\uFEFF \n${JSON_TEXT}\n\n`],
    ['in a fence', `\`\`\`json\n${JSON_TEXT}\n\`\`\``],
    ['in a fence without a language', `\`\`\`\n${JSON_TEXT}\n\`\`\``],
    ['in a fence that is not closed', `\`\`\`json\n${JSON_TEXT}`],
    ['in a fence on one line', `\`\`\`json ${JSON_TEXT}\`\`\``],
    ['after a preamble', `Sure! Here is the sample:\n\n${JSON_TEXT}`],
    ['after a preamble with braces', `The set {x} and [2] are used. ${JSON_TEXT}`],
    ['after an opening that is never closed', `Use { carefully. ${JSON_TEXT}`],
    ['before a remark with braces', `${JSON_TEXT}\nI hope {this} helps [1].`],
    ['in an array', `[${JSON_TEXT}, {"question": "another"}]`],
    ['in an array of arrays', `[[${JSON_TEXT}]]`],
    ['with trailing commas', '{"question": "Why {so} \\"much\\"?", "proof": ["a [1] b", "c",],}'],
    ['with comments', `{"question": "Why {so} \\"much\\"?", /* why */\n// so\n"proof": ["a [1] b", "c"]}`],
    ['after an empty object', `{} then ${JSON_TEXT}`],
    ['after reasoning with a draft', `<think>{"question": "x"}</think>${JSON_TEXT}`],
  ] as const) {
    it(`finds the object ${what}`, () => {
      assert.deepEqual(findJsonObject(text), OBJECT);
    });
  }

  it('forgives line breaks and tabs inside strings', () => {
    assert.deepEqual(findJsonObject('{"context": "one\n\ttwo\r\nthree"}'), {
      context: 'one\n\ttwo\r\nthree',
    });
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['prose', 'I cannot help with that.'],
    ['a number', '42'],
    ['null', 'null'],
    ['a list of numbers', '[1, 2]'],
    ['an answer that was cut off', JSON_TEXT.slice(0, -5)],
  ] as const) {
    it(`finds nothing in ${what}`, () => {
      assert.equal(findJsonObject(text), undefined);
      assert.equal(findBrokenJsonObject(text), undefined);
    });
  }

  for (const [what, text] of [
    ['opening brackets', '['.repeat(300_000)],
    ['nested objects', '{"a":'.repeat(100_000)],
    ['nested arrays that are closed', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['quotation marks', '{"'.repeat(200_000)],
    ['backslashes in a string', `{"${'\\'.repeat(400_001)}`],
  ] as const) {
    it(`survives a flood of ${what}`, () => {
      assert.equal(findJsonObject(text), undefined);
      assert.equal(findBrokenJsonObject(text), undefined);
    });
  }

  it('finds any object between sentences without brackets', () => {
    const prose = fc.string().map((text) => text.replace(/[[\]{}"]/g, ''));
    const key = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__');
    const object = fc.dictionary(key, fc.oneof(fc.string(), fc.array(fc.string())), { minKeys: 1 });
    assertProperty(
      fc.property(prose, object, prose, (before, value, after) => {
        const plain = JSON.parse(JSON.stringify(value)) as object;
        assert.deepEqual(findJsonObject(before + JSON.stringify(value) + after), plain);
      }),
    );
  });
});

describe('parseResponse: findBrokenJsonObject', () => {
  for (const [what, text] of [
    ['in single quotes', "{'question': 'Why {so} \"much\"?', 'proof': ['a [1] b', 'c']}"],
    ['with bare keys', '{question: "Why {so} \\"much\\"?", proof: ["a [1] b", "c"]}'],
    ['without a comma', '{"question": "Why {so} \\"much\\"?" "proof": ["a [1] b", "c"]}'],
    ['with typographic quotation marks', '{“question”: “Why {so} \\"much\\"?”, “proof”: [“a [1] b”, “c”]}'],
    [
      'in a fence, after prose',
      "Here {it} is:\n```json\n{'question': 'Why {so} \"much\"?', 'proof': ['a [1] b', 'c']}\n```",
    ],
  ] as const) {
    it(`finds the object ${what}`, () => {
      assert.deepEqual(findBrokenJsonObject(text), OBJECT);
    });
  }

  it('finds the object with quotation marks that are not escaped', () => {
    const text = 'Here: {"question": "What does the "high" dose do?", "proof": ["a [1] b"]} Done.';
    assert.deepEqual(findBrokenJsonObject(text), {
      question: 'What does the "high" dose do?',
      proof: ['a [1] b'],
    });
  });

  it('does not make up the end of what is cut off', () => {
    for (let end = 1; end < JSON_TEXT.length; end++) {
      const found = findBrokenJsonObject(JSON_TEXT.slice(0, end));
      assert.ok(found === undefined || !('proof' in found), JSON.stringify(found));
    }
  });
});
