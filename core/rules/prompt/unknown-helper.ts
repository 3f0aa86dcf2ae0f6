import { accidentalBraces } from '../../prompt/accidentalBraces';
import { HELPERS } from '../../prompt/helpers';
import { callsOf, nameOf, simpleName } from '../../prompt/tree';
import { nearestWord } from '../../text/editDistance';
import type { Rule } from '../rule';
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
    for (const { call, span, as } of callsOf(tree.body)) {
      const { callee, params, hash } = call;
      const isCall = as === 'expression' || params.length + hash.length > 0;
      if (!isCall || accidental.has(callee) || HELPERS.has(simpleName(callee) ?? '')) continue;
      const name = nameOf(callee);
      const instead = name === undefined ? undefined : nearestWord(name, [...HELPERS.keys()], 2);
      const rename = { title: `Write ${instead}`, edits: [{ span: callee.span, newText: instead ?? '' }] };
      report({
        message: `There is no helper "${name ?? source.slice(callee.span.start, callee.span.end)}".`,
        span: callee.span,
        fixes: [
          ...(instead === undefined || as === 'block' ? [] : [{ kind: 'suggestion' as const, ...rename }]),
          ...(as === 'inline' ? escapeFix(source, span) : []),
        ],
      });
    }
  },
};
