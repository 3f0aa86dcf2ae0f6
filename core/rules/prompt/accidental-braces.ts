import { accidentalBraces } from '../../prompt/accidentalBraces';
import { withSingleBraces } from '../../prompt/jsonInBraces';
import { syntaxProblems } from '../../prompt/syntaxProblems';
import type { Span } from '../../text/span';
import type { Rule, TemplateFix } from '../rule';
import { escapeFix } from './escapeFix';

export const accidentalBracesRule: Rule = {
  id: 'prompt/accidental-braces',
  summary: 'Double braces that were hardly meant as a variable',
  severity: 'warning',
  fix: 'suggestion',
  docs: {
    what: 'Braces around a number or a quoted text, JSON between double braces, as templates of other kinds write it, and braces of a LaTeX command: `\\frac{{1}}{2}`.',
    why: 'Handlebars takes them for a variable that does not exist, which renders as nothing, or for a helper that does not exist.',
    bad: 'Use \\frac{{1}}{2}.',
    good: 'Use \\frac\\{{1}}{2}.',
  },
  template(analysis, report) {
    const { file } = analysis;
    const broken = new Set(syntaxProblems(file).map(({ span }) => span.start));
    for (const { span, params } of accidentalBraces(analysis)) {
      if (broken.has(span.start)) continue;
      const [message, fixes] =
        params.length === 0
          ? ['These braces render as nothing: Handlebars takes them for a variable.', []]
          : [
              'Handlebars takes this for the call of a helper, and throws.',
              [singleBraces(file.source, span)],
            ];
      report({ message, span, fixes: [...fixes, ...escapeFix(file.source, span)] });
    }
  },
};

function singleBraces(source: string, span: Span): TemplateFix {
  const newText = withSingleBraces(source.slice(span.start, span.end));
  return { kind: 'suggestion', title: 'Write single braces', edits: [{ span, newText }] };
}
