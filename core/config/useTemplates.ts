/** Naming templates in the text of a configuration, for Generate to use. */
import { type ConfigEdit, setInConfig } from './editConfig';
import { readConfig } from './readConfig';

/** What a new configuration says that uses a folder of templates. */
export function configWithTemplates(folder: string): string {
  return `${JSON.stringify({ generate: { templates: [folder] } }, null, 2)}\n`;
}

/**
 * The edits that add templates, or a folder of them, to those that are used; none when it is named already. `folder`:
 * relative to the configuration's. Undefined for a text that cannot be read.
 */
export function useTemplates(text: string, folder: string): readonly ConfigEdit[] | undefined {
  const { config } = readConfig(text);
  if (!config) return undefined;
  const named = config.generate?.templates ?? [];
  if (named.some((path) => path.replace(/^\.\/|\/$/g, '') === folder)) return [];
  return setInConfig(text, ['generate', 'templates'], [...named, folder]);
}
