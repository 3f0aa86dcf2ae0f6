import type { TemplateFile } from '../prompt/templateFile';
import { entryOf } from '../prompt/yamlEntries';
import { drawTopic, type TopicInput } from './topics';

/** What a run would render a template with: one of its draws. */
export function drawnInputs({ yaml }: TemplateFile): TopicInput {
  return drawTopic(String(entryOf(yaml.root, 'vignette.archetype')?.value.value ?? 'general'), 0, 0);
}
