/** What the front matter writes under `schema:`. */
import { isMapping } from './frontMatter';
import { readJsonSchema } from './jsonSchema';
import { readPicoschema } from './picoschema';
import { OPEN, type Schema, type SchemaProblem, TYPES } from './schema';
import { entryOf, type YamlValue } from './yamlEntries';

/** Reads `schema:`, of either kind, as the library tells them apart (dotprompt 1.1.2, `src/picoschema.ts`). */
export function readSchema(value: YamlValue, problems: SchemaProblem[]): Schema {
  if (value.value === null || value.value === undefined) return OPEN;
  if (typeof value.value === 'string') return readPicoschema(value, problems);
  const type = entryOf(value, 'type')?.value.value;
  const isJsonSchema =
    (TYPES as readonly unknown[]).includes(type) || isMapping(entryOf(value, 'properties')?.value.value);
  if (isJsonSchema) return readJsonSchema(value, problems);
  const keyword = value.entries?.find(({ key }) => JSON_SCHEMA_ONLY.has(key));
  if (!keyword) return readPicoschema(value, problems);
  const message = `To picoschema "${keyword.key}" is the name of a field: write "type: object" beside it, which makes a JSON Schema of it.`;
  problems.push({ message, span: keyword.keySpan });
  return OPEN;
}

/** Keywords that nobody gives to a field; without `type` or `properties` the library does not know them. */
const JSON_SCHEMA_ONLY: ReadonlySet<string> = new Set([
  '$ref',
  '$schema',
  '$defs',
  'allOf',
  'anyOf',
  'oneOf',
  'additionalProperties',
]);
