/** Writes the pages of the rules, the schema of the configuration, and the list of rules in the README where it has the markers for one. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RULES } from '../core/rules/all';
import { insertRuleOverview, renderRuleOverview } from '../core/rules/docs';
import { CONFIG_SCHEMA, configSchemaText, RULE_PAGES, rulePages } from './rulePages';

rmSync(RULE_PAGES, { recursive: true, force: true });
for (const [path, text] of rulePages(RULES)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

mkdirSync(dirname(CONFIG_SCHEMA), { recursive: true });
writeFileSync(CONFIG_SCHEMA, configSchemaText());

const README = 'README.md';
if (existsSync(README)) {
  const readme = insertRuleOverview(
    readFileSync(README, 'utf8'),
    renderRuleOverview(RULES, `${RULE_PAGES}/`),
  );
  if (readme !== undefined) writeFileSync(README, readme);
}
