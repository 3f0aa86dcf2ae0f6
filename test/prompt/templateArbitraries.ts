/** Templates that property tests draw. */
import fc from 'fast-check';

const word = fc.constantFrom('a', 'b', 'name', 'list', 'this', 'drug', 'x1');
const path = fc.oneof(
  word,
  fc
    .tuple(fc.constantFrom('', './', '../', '../../', '@root.'), word, word)
    .map(([up, a, b]) => `${up}${a}.${b}`.replace('.this', '.that')),
  fc.constantFrom('.', 'this', '@index', '@key', 'a.[b c]', 'list.0', 'list.[0].a'),
);
const literal = fc.constantFrom('"text"', "'it'", '1', '-2.5', 'true', 'null', 'undefined', '"a \\"b\\""');
const atom = fc.oneof({ weight: 3, arbitrary: path }, { weight: 1, arbitrary: literal });
const argument = fc.oneof(
  { weight: 4, arbitrary: atom },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('lookup', 'json'), atom, atom).map(([f, a, b]) => `(${f} ${a} ${b})`),
  },
);
const hash = fc.array(
  fc.tuple(word, argument).map(([k, v]) => `${k}=${v}`),
  { maxLength: 2 },
);
const space = fc.constantFrom(' ', '  ', '\n  ');

const mustache = fc
  .tuple(
    fc.constantFrom(['{{', '}}'], ['{{~', '~}}'], ['{{{', '}}}'], ['{{~{', '}~}}'], ['{{&', '}}']),
    path,
    fc.array(argument, { maxLength: 2 }),
    hash,
    space,
  )
  .map(
    ([[open, close], callee, params, pairs, gap]) =>
      `${open}${[callee, ...params, ...pairs].join(gap)}${close}`,
  );

const text = fc.oneof(
  fc.constantFrom('text ', '\n', ' - ', '{', '}', 'ü🙂', '\\frac', '"a": ', '<think>', '\\\\', '--', '`'),
  fc.string({ maxLength: 6 }),
);
const comment = fc.constantFrom('{{! note }}', '{{!-- {{a}} --}}', '{{!}}', '\\{{a}}');
const partial = fc
  .tuple(fc.constantFrom('p', 'rules', '"q"', 'a/b'), fc.array(atom, { maxLength: 1 }), hash)
  .map(([name, params, pairs]) => `{{> ${[name, ...params, ...pairs].join(' ')}}}`);

/** A Handlebars template; nearly always one that parses. */
export const handlebarsTemplate: fc.Arbitrary<string> = fc.letrec<{ template: string; piece: string }>(
  (tie) => ({
    template: fc
      .array(tie('piece'), { maxLength: 6, depthIdentifier: 'template' })
      .map((pieces) => pieces.join('')),
    piece: fc.oneof(
      { depthSize: 'small', depthIdentifier: 'template' },
      text,
      mustache,
      comment,
      partial,
      fc
        .tuple(fc.constantFrom('if', 'unless'), argument, tie('template'), fc.option(tie('template')))
        .map(
          ([name, a, yes, no]) => `{{#${name} ${a}}}${yes}${no === null ? '' : `{{else}}${no}`}{{/${name}}}`,
        ),
      fc
        .tuple(fc.constantFrom('', ' as |item|', ' as |item at|'), path, tie('template'))
        .map(([params, a, body]) => `{{#each ${a}${params}}}${body}{{/each}}`),
      fc.tuple(word, tie('template')).map(([a, body]) => `{{^${a}}}${body}{{/${a}}}`),
      fc
        .tuple(path, tie('template'), tie('template'))
        .map(([a, b, c]) => `{{#if ${a}}}${b}{{else if ${a}}}${c}{{/if}}`),
      fc.tuple(word, tie('template')).map(([a, body]) => `{{#> ${a}}}${body}{{/${a}}}`),
      fc.tuple(word, tie('template')).map(([a, body]) => `{{#*inline "${a}"}}${body}{{/inline}}`),
    ),
  }),
).template;

const type = fc.constantFrom('string', 'integer, a number', 'any', 'boolean', 'number', 'strng');
const field = fc
  .tuple(fc.constantFrom('a', 'b', 'name', 'list(array)', 'drug?', 'x1(array, many)'), type)
  .map(([n, t]) => `    ${n}: ${t}`);

/** A whole file. */
export const promptFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.constantFrom(
        'model: m',
        'config: {temperature: 1}',
        'description: "x"',
        'vignette.tags: [think, answer]',
        'vignette.archetype: refusal',
        'output: {format: json}',
      ),
      { maxLength: 3 },
    ),
    fc.array(field, { maxLength: 3 }),
    fc.boolean(),
    handlebarsTemplate,
  )
  .map(([keys, fields, head, body]) => {
    if (!head) return body;
    const input = fields.length > 0 ? ['input:', '  schema:', ...fields] : [];
    return ['---', ...keys, ...input, '---', `{{role "system"}}${body}`].join('\n');
  });
