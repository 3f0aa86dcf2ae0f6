/** What an editor's settings say of rules: they lie under the configuration of a project. */
import type { LintConfig } from '../lint/config';
import type { Severity } from '../lint/problem';
import { RULES } from '../rules/all';
import { checkOptions, checkShape, readChoice, ruleChoiceSchema } from './ruleChoice';

/** Reads choices by rule. What is none is left out; `onProblem` is told where in the choices it stands, and why. */
export function readRuleSettings(
  rules: Readonly<Record<string, unknown>>,
  onProblem?: (path: readonly string[], reason: string) => void,
): LintConfig {
  const severities: Record<string, Severity | 'off'> = {};
  const options: Record<string, object> = {};
  for (const [rule, value] of Object.entries(rules)) {
    if (!RULES.some(({ id }) => id === rule)) {
      onProblem?.([rule], 'there is no such rule');
      continue;
    }
    const choice = ruleChoiceSchema.safeParse(value);
    const [problem] = choice.success ? checkOptions(rule, choice.data) : checkShape(ruleChoiceSchema, value);
    if (problem || !choice.success) {
      onProblem?.([rule, ...(problem?.path ?? []).map(String)], problem?.message ?? '');
      continue;
    }
    const chosen = readChoice(choice.data);
    severities[rule] = chosen.severity;
    if (chosen.options) options[rule] = chosen.options;
  }
  return { severities, options };
}
