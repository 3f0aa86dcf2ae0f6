/** The lint of a prompt template: every rule over its analysis. */
import { activeRules } from '../lint/activeRules';
import type { LintConfig } from '../lint/config';
import type { Diagnostic, RelatedPlace } from '../lint/diagnostic';
import type { TemplateFinding, TemplateReport } from '../rules/rule';
import type { Position, Range } from '../text/lineText';
import { positionFinder } from '../text/positions';
import { contains, lastUpTo, type Span } from '../text/span';
import type { TemplateAnalysis } from './analyse';
import { partialFileName } from './templateFile';

const SYNTAX = 'prompt/syntax';

type RelatedFinding = NonNullable<TemplateFinding['related']>[number];

/**
 * What is wrong with a template, in the order of the places. `beside`: how the caller names a file in the folder of
 * the template, for places in partials.
 */
export function lintTemplate(
  analysis: TemplateAnalysis,
  config: LintConfig,
  beside: (fileName: string) => string,
): Diagnostic[] {
  const toRange = rangeFinder(positionFinder(analysis.file.source));
  const partialRanges = new Map<string, (span: Span) => Range>();
  const toPartialRange = (partial: string): ((span: Span) => Range) => {
    const known =
      partialRanges.get(partial) ??
      rangeFinder(positionFinder(analysis.context.partials.get(partial)?.source ?? ''));
    partialRanges.set(partial, known);
    return known;
  };
  const toRelated = ({ partial, span, message }: RelatedFinding): RelatedPlace =>
    partial === undefined
      ? { message, range: toRange(span) }
      : { message, range: toPartialRange(partial)(span), file: beside(partialFileName(partial)) };
  // What stands in a tag that is not closed is still being written.
  const unclosed = analysis.file.tree.tags.filter(({ closed }) => !closed);
  const isUnfinished = (span: Span): boolean => {
    const tag = lastUpTo(unclosed, span.start);
    return tag !== undefined && contains(tag.span, span);
  };
  const found: { readonly span: Span; readonly diagnostic: Diagnostic }[] = [];
  for (const { rule, severity, context } of activeRules(config)) {
    const report: TemplateReport = ({ message, span, fixes = [], related = [] }) => {
      if (rule.id !== SYNTAX && isUnfinished(span)) return;
      const diagnostic: Diagnostic = {
        rule: rule.id,
        severity,
        message,
        range: toRange(span),
        record: null,
        fixes: fixes.map(({ edits, ...fix }) => ({
          ...fix,
          edits: edits.map((edit) => ({ range: toRange(edit.span), newText: edit.newText })),
        })),
        related: related.map(toRelated),
      };
      found.push({ span, diagnostic });
    };
    rule.template?.(analysis, report, context);
  }
  return found
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ diagnostic }) => diagnostic);
}

function rangeFinder(position: (offset: number) => Position): (span: Span) => Range {
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}
