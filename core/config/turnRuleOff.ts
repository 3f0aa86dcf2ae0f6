/** Turning a rule off in the text of a configuration. */
import { type ConfigEdit, setInConfig } from './editConfig';
import { readConfig } from './readConfig';

/** What a new configuration says that turns one rule off. */
export function configWithout(rule: string): string {
  return `${JSON.stringify({ rules: { [rule]: 'off' } }, null, 2)}\n`;
}

/** The edits that turn a rule off for all files; options stay where they are. Undefined for a text that cannot be read. */
export function turnRuleOff(text: string, rule: string): readonly ConfigEdit[] | undefined {
  const { config } = readConfig(text);
  if (!config) return undefined;
  const path = ['rules', rule, ...(Array.isArray(config.rules?.[rule]) ? [0] : [])];
  return setInConfig(text, path, 'off');
}
