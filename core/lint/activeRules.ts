import { RULES } from '../rules/all';
import type { Rule } from '../rules/rule';
import type { LintConfig } from './config';
import type { Severity } from './problem';

/** A rule that is on, with the severity it has in a configuration. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

const known = new WeakMap<LintConfig, readonly ActiveRule[]>();

/** The rules that a configuration leaves on, in the order of the documentation; worked out once for each. */
export function activeRules(config: LintConfig): readonly ActiveRule[] {
  let active = known.get(config);
  if (!active) {
    active = RULES.flatMap((rule) => {
      const severity = severityOf(rule, config);
      return severity === 'off' ? [] : [{ rule, severity }];
    });
    known.set(config, active);
  }
  return active;
}

function severityOf(
  { id, severity, onlyInProfile }: Rule,
  { severities, profile }: LintConfig,
): Severity | 'off' {
  const chosen = severities[id];
  if (chosen !== undefined) return chosen;
  return onlyInProfile === undefined || onlyInProfile === profile ? severity : 'off';
}
