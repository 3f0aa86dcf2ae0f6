import { expectScopes } from './expectScopes';

const check = expectScopes.bind(undefined, 'text.vignette');

/** A block around some lines. */
function block(tag: string, content: string): string {
  return `<${tag}>\n${content}\n</${tag}>`;
}

describe('vignette grammar', () => {
  it('embeds YAML between the metadata lines', () =>
    check(
      '«---»\n«id»: 5454bf47\ntype: «haystack»\n«---»\n«<»«context»«>»\n«text»',
      ['punctuation.definition.metadata.begin'],
      ['meta.embedded.block.yaml', 'entity.name.tag.yaml'],
      ['entity.name.type.archetype'],
      ['punctuation.definition.metadata.end', '!meta.embedded'],
      ['punctuation.definition.tag.begin'],
      ['entity.name.tag.context'],
      ['punctuation.definition.tag.end'],
      ['meta.context'],
    ));

  it('leaves the metadata even when YAML is in the middle of something', () =>
    check(
      '---\nnote: |\n  text\n«---»\n<«think»>',
      ['punctuation.definition.metadata.end'],
      ['entity.name.tag'],
    ));

  it('starts each sample anew', () =>
    check(
      `${block('answer', 'x')}\n«---»\ntype: «refusal»\n«---»\n<«question»>`,
      ['punctuation.definition.metadata.begin'],
      ['entity.name.type.archetype'],
      ['punctuation.definition.metadata.end'],
      ['entity.name.tag.question'],
    ));

  for (const [tag, ...scopes] of [
    ['context', 'meta.context'],
    ['question', 'meta.question', 'markup.heading'],
    ['think', 'meta.think', 'markup.italic'],
    ['proof', 'meta.proof'],
    ['answer', 'meta.answer', 'markup.bold'],
  ] as const) {
    it(`scopes the content of ${tag}`, () =>
      check(
        `<${tag}>\n«some text»\n</«${tag}»>\n«outside»`,
        scopes,
        [`entity.name.tag.${tag}`, `!${scopes[0]}`],
        [`!${scopes[0]}`],
      ));
  }

  it('takes a tag as structure only alone on its line', () =>
    check(
      block('think', 'the «<answer>» tag\n«<answer>» is\n «</think>»\n«<b>»\n«<Think>»'),
      ...Array.from({ length: 5 }, () => ['meta.think', '!entity.name.tag']),
    ));

  it('marks the backslash that hides structure, and only that one', () =>
    check(
      block('context', '«\\»---\n«\\»<think>\n«\\»«\\»</context>\n«\\»frac\n«still inside»'),
      ['constant.character.escape'],
      ['constant.character.escape'],
      ['constant.character.escape'],
      ['!constant.character.escape'],
      ['!constant.character.escape'],
      ['meta.context'],
    ));

  it('scopes quotes in a proof', () =>
    check(
      block('proof', '«-» «"»«a "quoted" word»«"»\nIt says: «"54 patients"» «there».'),
      ['punctuation.definition.list'],
      ['punctuation.definition.string.begin', 'string.quoted'],
      ['string.quoted.double', 'markup.quote'],
      ['punctuation.definition.string.end', 'string.quoted'],
      ['string.quoted.double', 'markup.quote'],
      ['!string', 'meta.proof'],
    ));

  it('ends an unfinished quote at the next bullet or tag', () =>
    check(
      '<proof>\n- "«unfinished»\n- "«done»"\n- "«also unfinished»\n</«proof»>',
      ['string.quoted'],
      ['string.quoted'],
      ['string.quoted'],
      ['entity.name.tag.proof', '!string'],
    ));

  it('does not take the note after a quote for part of it', () =>
    check(block('proof', '- «"text"» («Report A»)'), ['string.quoted'], ['!string']));

  it('scopes the words that name a reason to abstain', () =>
    check(
      block('think', '«Missing information»: none. «Conflict detected».'),
      ['keyword.other.abstention'],
      ['keyword.other.abstention'],
    ));

  for (const quantity of [
    '15 mg',
    '1.5 mg/m²',
    '54 Gy',
    '70 %',
    '70%',
    '12.5 mg/kg/day',
    '45,000/µL',
    '<50',
  ]) {
    it(`takes ${quantity} for one number`, () =>
      check(block('context', `of «${quantity}», given`), ['constant.numeric.quantity']));
  }

  it('names the unit', () =>
    check(block('answer', '1.5 «mg/m²»'), ['keyword.other.unit', 'constant.numeric']));

  for (const name of ['H3K27M', 'ONC201', 'GSK-J4', 'AZD0156', '3D', 'TP53']) {
    it(`sees no number in ${name}`, () => check(block('context', `the «${name}» x`), ['!constant.numeric']));
  }

  it('goes on after a block that is not closed', () =>
    check(
      '<think>\n«open»\n<«answer»>\n«x»\n</answer>\n---\n«type»: refusal\n---',
      ['meta.think'],
      ['entity.name.tag.answer', '!meta.think'],
      ['meta.answer', '!meta.think'],
      ['entity.name.tag.yaml'],
    ));

  it('knows message wrappers', () =>
    check(
      '<«system»>\n«Reply.»\n</system>\n<user>\n<context>\n«x»\n</context>\n</«user»>\n<assistant>\n<«analysis»>\n</assistant>',
      ['entity.name.tag.system'],
      ['meta.message.system'],
      ['meta.message.user', 'meta.context'],
      ['entity.name.tag.user', '!meta.message'],
      ['entity.name.tag.alias', 'meta.message.assistant'],
    ));
});
