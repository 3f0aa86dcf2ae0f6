import { expectScopes } from './expectScopes';

const check = expectScopes.bind(undefined, 'source.dotprompt');

const raw = String.raw;

describe('dotprompt grammar', () => {
  it('embeds YAML front matter at the start only', () =>
    check(
      '«---»\n«model»: x\nvignette.archetype: «reasoning»\nnote: |\n  text\n«---»\n«body»\n---\n«model»: x\n---',
      ['punctuation.definition.front-matter.begin'],
      ['meta.embedded.block.yaml', 'entity.name.tag.yaml'],
      ['entity.name.type.archetype'],
      ['punctuation.definition.front-matter.end', '!meta.embedded'],
      ['!meta'],
      ['!meta'],
    ));

  it('has no front matter when something stands before it', () => check('\n---\n«model»: x\n---', ['!meta']));

  it('scopes roles', () =>
    check(
      `«{{»«role» «"»«system»«"»«}}» {{~role 'user'}} {{«role»}} {{«roles»}}`,
      ['punctuation.section.embedded.begin'],
      ['keyword.control.role'],
      ['punctuation.definition.string.begin'],
      ['entity.name.type.role', 'string.quoted'],
      ['punctuation.definition.string.end'],
      ['punctuation.section.embedded.end'],
      ['support.function.helper'],
      ['variable.other', '!support', '!keyword'],
    ));

  it('scopes blocks', () =>
    check(
      '{{«#»«if» «topic»}}a{{«else»}}b{{«else» «if» x}}c{{«^»}}d{{«/»«if»}} {{«#each» items «as» |«item» «i»|}}{{/each}}',
      ['keyword.control'],
      ['keyword.control'],
      ['variable.other'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['keyword.control'],
      ['variable.parameter'],
      ['variable.parameter'],
    ));

  it('tells other block helpers from the built-in ones', () =>
    check(
      '{{#«section» "x"}}{{/«section»}} {{#«iffy» x}}',
      ...Array.from({ length: 3 }, () => ['entity.name.function.helper', '!keyword.control']),
    ));

  it('scopes partials and their arguments', () =>
    check(
      '{{«>» «grounding_rules» «topic»=«value» strict=«true» n=«3» s=«"x"»}} {{> «dir/name» «this»}} {{«#>» «layout»}}',
      ['keyword.control.partial'],
      ['entity.name.function.partial'],
      ['entity.other.attribute-name'],
      ['variable.other', '!entity'],
      ['constant.language'],
      ['constant.numeric'],
      ['string.quoted.double'],
      ['entity.name.function.partial'],
      ['variable.language.this'],
      ['keyword.control.partial'],
      ['entity.name.function.partial'],
    ));

  it('scopes paths', () =>
    check(
      '{{«a».«b»}} {{«this».«c»}} {{«../»«d»}} {{«@index»}} {{«@root».«e»}} {{f.[«0»].«g»}} {{«thistle»}} {{«.»}}',
      ['variable.other'],
      ['variable.other.property'],
      ['variable.language.this'],
      ['variable.other.property'],
      ['variable.language.parent'],
      ['variable.other'],
      ['variable.language.data'],
      ['variable.language.data'],
      ['variable.other.property'],
      ['variable.other.property'],
      ['variable.other.property'],
      ['variable.other', '!variable.language'],
      ['variable.language.this'],
    ));

  it('scopes helper calls and subexpressions', () =>
    check(
      '{{«json» facts «indent»=2}} {{«shout» «topic»}} {{#if («ifEquals» «a» «"b"»)}} {{«plain»}} {{«history»}}',
      ['support.function.helper'],
      ['entity.other.attribute-name'],
      ['entity.name.function.helper'],
      ['variable.other'],
      ['support.function.helper', 'meta.subexpression'],
      ['variable.other'],
      ['string.quoted.double'],
      ['variable.other', '!entity'],
      ['support.function.helper'],
    ));

  it('scopes triple braces as one', () =>
    check(
      '«{{{»«note»«}}}»«x» {{«&»«note»}}',
      ['punctuation.section.embedded.begin'],
      ['variable.other'],
      ['punctuation.section.embedded.end'],
      ['!meta'],
      ['keyword.operator.unescaped'],
      ['variable.other'],
    ));

  it('scopes comments, over lines too', () =>
    check(
      '{{«! short {{x»}}«y»{{«!-- long }} {{a}}»\n«more» --}}«z»',
      ['comment.block'],
      ['!comment'],
      ['comment.block'],
      ['comment.block'],
      ['!comment'],
    ));

  it('scopes escapes as text', () =>
    check(
      raw`«\{{escaped}}» «\\»{{«live»}} «\frac»{{«1»}}`,
      ['constant.character.escape', '!variable'],
      ['constant.character.escape'],
      ['variable.other', '!constant'],
      ['!constant'],
      ['constant.numeric'],
    ));

  it('marks a raw block, which renders nothing', () =>
    check('{{{{«raw»}}}} x {{{{/«raw»}}}}«y»', ['invalid.deprecated'], ['invalid.deprecated'], ['!meta']));

  it('scopes the tags of the output contract, and no others', () =>
    check(
      '«<»«think»> </«proof»> «<b>» «<50» «<thinking>»',
      ['punctuation.definition.tag'],
      ['entity.name.tag'],
      ['entity.name.tag'],
      ['!entity', '!punctuation'],
      ['!entity'],
      ['!entity'],
    ));

  it('carries an expression over lines', () =>
    check('{{shout\n  «loud»=«yes»\n}}«x»', ['entity.other.attribute-name'], ['variable.other'], ['!meta']));
});
