import { expectScopes } from './expectScopes';

const check = expectScopes.bind(undefined, 'source.json.lines');

const raw = String.raw;

/** One record whose assistant says `content`, which is written as it stands in JSON. */
function record(content: string): string {
  return `{"messages":[{"role":"assistant","content":"${content}"}],"metadata":{"type":"reasoning"}}`;
}

describe('JSON Lines injection', () => {
  it('scopes tags and what is between them', () =>
    check(
      record(raw`«<»«think»«>»\n«text»\n</«think»>\n\n<answer>«x»</answer>\n«y»`),
      ['punctuation.definition.tag.begin'],
      ['entity.name.tag.think', 'string.quoted.double.json.lines'],
      ['punctuation.definition.tag.end'],
      ['meta.think', 'markup.italic', 'string.quoted.double.json.lines'],
      ['entity.name.tag.think', '!meta.think'],
      ['meta.answer', 'markup.bold'],
      ['!meta.answer', 'string.quoted.double.json.lines'],
    ));

  it('scopes aliases and brackets', () =>
    check(
      record(raw`<«analysis»>«a»</analysis> [«think»]b[/«think»] <«final_answer»>`),
      ['entity.name.tag.think'],
      ['meta.think'],
      ['entity.name.tag.alias'],
      ['entity.name.tag.alias'],
      ['entity.name.tag.alias'],
    ));

  it('scopes the channel form', () =>
    check(
      record('<|«channel»|>analysis<|message|>x<|«end»|>'),
      ['entity.name.tag.channel'],
      ['entity.name.tag.channel'],
    ));

  it('reads escaped brackets, and not what only looks escaped', () =>
    check(
      record(raw`\u003c«think»\u003e «a» \u003c/«think»\u003e <\/«answer»> \\u003c«think»\\u003e`),
      ['entity.name.tag.think'],
      ['meta.think'],
      ['entity.name.tag.think'],
      ['entity.name.tag'],
      ['!entity.name.tag'],
    ));

  it('leaves other text alone', () =>
    check(
      record(raw`«<b>» «<50» «<thinker>» «<think» «a > b» «[x]» «[quote]» «<Think>»`),
      ...Array.from({ length: 8 }, () => [
        'string.quoted.double.json.lines',
        '!entity',
        '!constant',
        '!punctuation',
      ]),
    ));

  it('styles nothing after a tag that its string does not close', () =>
    check(record(raw`<«think»>\n«text»`), ['entity.name.tag'], ['!meta.think', '!markup']));

  it('ends with the string, whatever is inside', () =>
    check(
      `${record(raw`<think>a \"b\" \\</think>«c»`)}\n{"«id»":«1»}`,
      ['!meta.think'],
      ['support.type.property-name.json.lines', '!string.quoted'],
      ['constant.numeric.json.lines'],
    ));

  it('keeps escapes inside a block', () =>
    check(
      record(raw`<think>«\n»15 mg«\"»</think>`),
      ['constant.character.escape.json.lines'],
      ['constant.character.escape.json.lines'],
    ));

  it('scopes the quotes of a proof and their numbers', () =>
    check(
      record(raw`<proof>\n- \"«given »«1.5 mg/m²» daily\"\n- \"«b \"c\" d»\"\n</«proof»>`),
      ['markup.quote', 'meta.proof'],
      ['constant.numeric.quantity', 'markup.quote'],
      ['markup.quote'],
      ['entity.name.tag.proof', '!markup.quote'],
    ));

  it('scopes a number right after an escaped line break', () =>
    check(record(raw`<answer>\n«15 mg»\n</answer>`), ['constant.numeric.quantity']));

  it('scopes the archetype, and only there', () =>
    check(
      '{"type":"«haystack»","type": "«refusal»","type":"«other»","kind":"«general»","«reasoning»":1}',
      ['entity.name.type.archetype'],
      ['entity.name.type.archetype'],
      ['!entity.name.type'],
      ['!entity.name.type'],
      ['!entity.name.type'],
    ));

  it('leaves property names alone', () => check('{"«<think>»":1}', ['!entity.name.tag']));
});
