/** The lint of one record: every rule over what was read. */
import { RULES } from '../rules/all';
import type { Rule } from '../rules/rule';
import type { ParsedRecord } from '../sample/record';
import { member } from '../text/valueNode';
import type { LintConfig } from './config';
import type { Problem, Severity } from './problem';

/** The problems of a record in the order of their places. */
export function lintRecord(record: ParsedRecord, config: LintConfig): Problem[] {
  const problems: Problem[] = [];
  const ignored = ignoredRules(record);
  for (const rule of RULES) {
    const severity = severityOf(rule, config);
    if (severity === 'off' || ignored.has(rule.id)) continue;
    const report: Parameters<NonNullable<Rule['record']>>[1] = (finding) => {
      problems.push({ rule: rule.id, severity, fixes: [], related: [], ...finding });
    };
    rule.record?.(record, report);
    if (record.sample) rule.sample?.(record.sample, report);
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

export function severityOf(rule: Rule, { severities }: LintConfig): Severity | 'off' {
  return severities[rule.id] ?? rule.severity;
}

/** The rules that a record asks to be spared: `metadata.lint.ignore`. */
function ignoredRules({ sample }: ParsedRecord): ReadonlySet<unknown> {
  const ignore = member(member(sample?.metadata, 'lint'), 'ignore');
  return new Set(ignore?.items().map(({ value }) => value));
}
