/** Double braces that were hardly meant for Handlebars: LaTeX, JSON, and other literals. */
import type { TemplateAnalysis } from './analyse';
import { HELPERS } from './helpers';
import { type Mustache, nameOf, statementsOf } from './tree';

/** A LaTeX command with the arguments before the one at hand: `\frac`, `\frac{a}`, `\frac{{a}}`, `x_`. */
const LATEX = /(?:\\[A-Za-z]+\*?(?:\{{1,2}[^{}]*\}{1,2}|\[[^\]]*\])*|[_^])$/;

export function accidentalBraces({ file: { source, tree }, inputs }: TemplateAnalysis): Mustache[] {
  return [...statementsOf(tree.body)].flatMap(({ statement }) => {
    if (statement.kind !== 'mustache') return [];
    const { callee, span, params, hash } = statement;
    const name = nameOf(callee) ?? '';
    const root = callee.kind === 'path' ? (callee.parts[0]?.name ?? '') : name;
    if (inputs.fields.has(root) || HELPERS.has(name)) return [];
    if (callee.kind !== 'path' && callee.kind !== 'call') return [statement];
    if (params.length > 0 || hash.length > 0) return [];
    const before = source.slice(Math.max(0, span.start - 80), span.start);
    const inLatex = LATEX.test(before) || (/\\[A-Za-z]+$/.test(before) && source[span.end] === '{');
    return inLatex ? [statement] : [];
  });
}
