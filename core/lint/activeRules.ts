import { RULES } from '../rules/all';
import type { Rule, RuleContext } from '../rules/rule';
import { withOwnArchetypes } from '../sample/archetype';
import type { LintConfig } from './config';
import type { Severity } from './problem';

/** A rule that is on, with what a configuration says of it. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly context: RuleContext;
}

const known = new WeakMap<LintConfig, readonly ActiveRule[]>();

/** The rules that a configuration leaves on, in the order of the documentation; worked out once for each. */
export function activeRules(config: LintConfig): readonly ActiveRule[] {
  let active = known.get(config);
  if (!active) {
    active = RULES.flatMap((rule) => {
      const severity = severityOf(rule, config);
      return severity === 'off' ? [] : [{ rule, severity, context: ruleContext(rule, config) }];
    });
    known.set(config, active);
  }
  return active;
}

/** Those that look at records, one by one. */
export interface RecordRules {
  readonly all: readonly ActiveRule[];
  /** Without those that have nothing to say of a sample whose blocks are as they should be. */
  readonly forWellFormed: readonly ActiveRule[];
}

const knownOfRecords = new WeakMap<LintConfig, RecordRules>();

/** Of the active rules those that look at single records, in their order. */
export function recordRules(config: LintConfig): RecordRules {
  let rules = knownOfRecords.get(config);
  if (!rules) {
    const active = activeRules(config);
    rules = {
      all: active.filter(({ rule }) => rule.record || rule.sample || rule.malformed),
      forWellFormed: active.filter(({ rule }) => rule.record || rule.sample),
    };
    knownOfRecords.set(config, rules);
  }
  return rules;
}

/** What a rule is told of a configuration. Options that its shape does not allow are a bug of the caller. */
export function ruleContext(
  { id, options }: Rule,
  { options: chosen, archetypes, mix, evaluation }: LintConfig,
): RuleContext {
  return {
    options: options?.parse(chosen?.[id] ?? {}),
    archetypes: withOwnArchetypes(archetypes),
    mix,
    evaluation,
  };
}

function severityOf(
  { id, severity, onlyInProfile }: Rule,
  { severities, profile }: LintConfig,
): Severity | 'off' {
  const chosen = severities[id];
  if (chosen !== undefined) return chosen;
  return onlyInProfile === undefined || onlyInProfile === profile ? severity : 'off';
}
