/** Reduces a JSON Schema to the keywords that `responseJsonSchema` knows; any other one is a 400. */

type Schema = Readonly<Record<string, unknown>>;

/** Keywords whose value is passed on as it is. */
const PLAIN = new Set([
  '$id',
  '$ref',
  '$anchor',
  'type',
  'format',
  'title',
  'description',
  'enum',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'required',
  'propertyOrdering',
]);
/** Keywords whose value is a schema, or a boolean. */
const SCHEMA = new Set(['items', 'additionalProperties']);
/** Keywords whose value is a list of schemas. */
const SCHEMA_LIST = new Set(['prefixItems', 'anyOf', 'oneOf']);
/** Keywords whose value is a map from names to schemas. */
const SCHEMA_MAP = new Set(['$defs', 'properties']);

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reduceAny(value: unknown): unknown {
  return isSchema(value) ? reduceSchema(value) : value;
}

/** A copy of the schema in the known subset; `const` becomes a one-item `enum`, the rest is dropped. */
export function reduceSchema(schema: Schema): Schema {
  const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (PLAIN.has(key)) return [[key, value]];
    if (SCHEMA.has(key)) return [[key, reduceAny(value)]];
    if (SCHEMA_LIST.has(key)) return [[key, Array.isArray(value) ? value.map(reduceAny) : value]];
    if (SCHEMA_MAP.has(key) && isSchema(value)) {
      return [[key, Object.fromEntries(Object.entries(value).map(([name, of]) => [name, reduceAny(of)]))]];
    }
    // An enumeration may hold strings and numbers only.
    if (key === 'const' && (typeof value === 'string' || typeof value === 'number'))
      return [['enum', [value]]];
    return [];
  });
  return Object.fromEntries(entries);
}
