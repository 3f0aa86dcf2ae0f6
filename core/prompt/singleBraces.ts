/** Inputs in single braces, as other languages write what they fill in: `{name}`, `${name}`. */
import type { Span } from '../text/span';
import type { TemplateAnalysis } from './analyse';
import { statementsOf } from './tree';

/** Also `{name}}`; no argument of a LaTeX command. */
const SINGLE = /(?<![{\\_^}]|\\[A-Za-z]+)\$?\{\s*([\p{L}_][\p{L}\p{N}_-]*)\s*\}{1,2}(?!\})/gu;

export function singleBraces({
  file: { tree, source },
  inputs,
}: TemplateAnalysis): { name: string; span: Span }[] {
  return [...statementsOf(tree.body)].flatMap(({ statement: { kind, span } }) => {
    if (kind !== 'text') return [];
    return [...source.slice(span.start, span.end).matchAll(SINGLE)].flatMap(
      ({ 0: written, 1: name = '', index }) => {
        const start = span.start + index;
        return inputs.fields.has(name) ? [{ name, span: { start, end: start + written.length } }] : [];
      },
    );
  });
}
