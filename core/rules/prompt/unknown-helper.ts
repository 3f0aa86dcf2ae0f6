import { accidentalBraces } from '../../prompt/accidentalBraces';
import { HELPERS } from '../../prompt/helpers';
import { type Block, type Call, callsOf, nameOf, simpleName, statementsOf } from '../../prompt/tree';
import { nearestWord } from '../../text/editDistance';
import type { Rule, TemplateFix } from '../rule';
import { escapeFix } from './escapeFix';

export const unknownHelper: Rule = {
  id: 'prompt/unknown-helper',
  summary: 'A helper that does not exist',
  severity: 'error',
  fix: 'suggestion',
  docs: {
    what: 'Something called with arguments that is no helper of Handlebars or Dotprompt.',
    why: 'The library throws when the template is rendered.',
    bad: '{{uppercase drug}}',
    good: '{{drug}}',
    misses: 'Helpers that a program registers by itself: Vignette registers none.',
  },
  template(analysis, report) {
    const { tree, source } = analysis.file;
    const accidental = new Set<unknown>(accidentalBraces(analysis).map(({ callee }) => callee));
    const compared = new Map(
      [...statementsOf(tree.body)].flatMap(({ statement }) =>
        statement.kind === 'block' ? [[statement.params[0] as unknown, statement] as const] : [],
      ),
    );
    for (const { call, span, as } of callsOf(tree.body)) {
      const { callee, params, hash } = call;
      const isCall = as === 'expression' || params.length + hash.length > 0;
      if (!isCall || accidental.has(callee) || HELPERS.has(simpleName(callee) ?? '')) continue;
      const name = nameOf(callee);
      const meant = MEANT[name?.toLowerCase() ?? ''];
      const instead =
        name === undefined ? undefined : (meant?.name ?? nearestWord(name, [...HELPERS.keys()], 2));
      const block = as === 'expression' ? compared.get(call) : undefined;
      const rename = { title: `Write ${instead}`, edits: [{ span: callee.span, newText: instead ?? '' }] };
      const advice = meant ? `: write ${meant.written}` : '';
      report({
        message: `There is no helper "${name ?? source.slice(callee.span.start, callee.span.end)}"${advice}.`,
        span: callee.span,
        fixes: [
          ...(block && meant ? compareFix(source, block, call, meant.name) : []),
          ...(instead === undefined || as === 'block' || (meant && as !== meant.as)
            ? []
            : [{ kind: 'suggestion' as const, ...rename }]),
          ...(as === 'inline' && !meant ? escapeFix(source, span) : []),
        ],
      });
    }
  },
};

/** `{{#if (eq a b)}}` as the helper that compares: `{{#ifEquals a b}}`. */
function compareFix(source: string, block: Block, { params }: Call, compares: string): TemplateFix[] {
  const opens = simpleName(block.callee);
  const [condition] = block.params;
  if (!condition || !(opens === 'if' || opens === 'unless') || params.length !== 2) return [];
  const helper = opens === 'if' ? compares : COMPARISONS.find((each) => each !== compares);
  if (helper === undefined || !COMPARISONS.includes(compares)) return [];
  const args = params.map(({ span }) => source.slice(span.start, span.end)).join(' ');
  const open = { start: block.callee.span.start, end: condition.span.end };
  return [
    {
      kind: 'suggestion',
      title: `Write {{#${helper} ${args}}}`,
      edits: [
        { span: open, newText: `${helper} ${args}` },
        ...(block.close ? [{ span: block.close.name, newText: helper }] : []),
      ],
    },
  ];
}

const COMPARISONS: readonly string[] = ['ifEquals', 'unlessEquals'];

interface Meant {
  readonly name: string;
  /** As it is to be written. */
  readonly written: string;
  /** Where the name alone can be put in the place of the other. */
  readonly as?: 'inline' | 'expression';
}

const EQUAL: Meant = { name: 'ifEquals', written: '{{#ifEquals a b}}…{{/ifEquals}}' };
const UNEQUAL: Meant = { name: 'unlessEquals', written: '{{#unlessEquals a b}}…{{/unlessEquals}}' };
const LOOP: Meant = { name: 'each', written: '{{#each list as |item|}}…{{/each}}' };
const BRANCH: Meant = { name: 'else if', written: '{{else if a}}', as: 'inline' };
const JSON_TEXT: Meant = { name: 'json', written: '{{json a}}', as: 'inline' };

/** Helpers of other programs, in small letters, and what there is here. */
const MEANT: Readonly<Record<string, Meant>> = {
  eq: EQUAL,
  equal: EQUAL,
  equals: EQUAL,
  ifeq: EQUAL,
  is: EQUAL,
  ne: UNEQUAL,
  neq: UNEQUAL,
  noteq: UNEQUAL,
  isnt: UNEQUAL,
  for: LOOP,
  foreach: LOOP,
  elif: BRANCH,
  elsif: BRANCH,
  elseif: BRANCH,
  tojson: JSON_TEXT,
  stringify: JSON_TEXT,
};
