/** Which documentation pages there are, and what they hold. Paths are relative to the root. */
import { configJsonSchema } from '../core/config/schema';
import { renderRuleDocs, renderRuleIndex, ruleDocsPath } from '../core/rules/docs';
import type { Rule } from '../core/rules/rule';

export const RULE_PAGES = 'docs/rules';

export const CONFIG_SCHEMA = 'schemas/vignette.config.schema.json';

/** The schema that editors complete `vignette.config.json` from. */
export function configSchemaText(): string {
  return `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
}

export function rulePages(rules: readonly Rule[]): Map<string, string> {
  return new Map([
    [`${RULE_PAGES}/README.md`, renderRuleIndex(rules)],
    ...rules.map((rule) => [`${RULE_PAGES}/${ruleDocsPath(rule.id)}`, renderRuleDocs(rule)] as const),
  ]);
}
