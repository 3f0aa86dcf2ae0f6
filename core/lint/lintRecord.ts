/** The lint of one record: every rule over what was read. */
import type { Report } from '../rules/rule';
import { ignoredRules } from '../sample/ignoredRules';
import type { ParsedRecord } from '../sample/record';
import { isWellFormed } from '../sample/wellFormed';
import { type ActiveRule, recordRules } from './activeRules';
import type { LintConfig } from './config';
import type { Problem } from './problem';

/** The problems of a record in the order of their places. */
export function lintRecord(record: ParsedRecord, config: LintConfig): Problem[] {
  const problems: Problem[] = [];
  const ignored = ignoredRules(record);
  const { sample } = record;
  const { all, forWellFormed } = recordRules(config);
  const rules = sample && isWellFormed(sample) ? forWellFormed : all;
  let current = rules[0] as ActiveRule;
  const report: Report = (finding) => {
    const { rule, severity } = current;
    problems.push({ rule: rule.id, severity, fixes: [], related: [], ...finding });
  };
  for (let i = 0; i < rules.length; i++) {
    current = rules[i] as ActiveRule;
    const { rule, context } = current;
    if (ignored?.has(rule.id)) continue;
    rule.record?.(record, report, context);
    if (!sample) continue;
    rule.sample?.(sample, report, context);
    if (rules === all) rule.malformed?.(sample, report, context);
  }
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
