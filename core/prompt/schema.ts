/** What is known of the values a template is given or asks for: picoschema and JSON Schema as one model. */
import type { Span } from '../text/span';
import { isMapping } from './frontMatter';
import type { YamlEntry, YamlValue } from './yamlEntries';

export const SCALAR_TYPES = ['any', 'boolean', 'integer', 'null', 'number', 'string'] as const;
export const TYPES = [...SCALAR_TYPES, 'array', 'object'] as const;

export type SchemaType = (typeof TYPES)[number] | 'enum';

export interface Schema {
  readonly type: SchemaType;
  readonly description?: string;
  /** Of an object. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What an object holds beside its fields; undefined where it may hold nothing else. */
  readonly rest?: Schema;
  /** Of an array. */
  readonly items?: Schema;
  /** Of an enum. */
  readonly values?: readonly unknown[];
}

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly optional: boolean;
  /** Where its name is written: in the schema first, then among the required ones and the defaults. */
  readonly declarations: readonly Span[];
  /** The entry of the schema, for taking it out; undefined for a field that only has a default. */
  readonly entry?: YamlEntry;
}

export interface SchemaProblem {
  readonly message: string;
  readonly span: Span;
  /** What was probably meant. */
  readonly instead?: string;
}

export const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/** Of which nothing is known. */
export const ANY: Schema = { type: 'any', fields: NO_FIELDS };

export function scalar(type: SchemaType): Schema {
  return type === 'any' ? ANY : { type, fields: NO_FIELDS };
}

/** An object that may hold anything beside its fields. */
export const OPEN: Schema = { type: 'object', fields: NO_FIELDS, rest: ANY };

export function withDescription(schema: Schema, description: string | undefined): Schema {
  return description === undefined || description === '' ? schema : { ...schema, description };
}

/** What a value of the front matter tells of its type. */
export function schemaOfValue({ value, entries, items }: YamlValue): Schema {
  if (entries) {
    return {
      type: 'object',
      fields: new Map(entries.map((entry) => [entry.key, fieldOfDefault(entry)])),
    };
  }
  if (items) return { type: 'array', fields: NO_FIELDS, items: items[0] ? schemaOfValue(items[0]) : ANY };
  switch (typeof value) {
    case 'string':
      return scalar('string');
    case 'number':
    case 'bigint':
      return scalar('number');
    case 'boolean':
      return scalar('boolean');
    default:
      return ANY;
  }
}

function fieldOfDefault({ key, keySpan, value }: YamlEntry): Field {
  return { name: key, schema: schemaOfValue(value), optional: true, declarations: [keySpan] };
}

/** A schema together with the defaults of its fields: what has only a default is a field too. */
export function withDefaults(schema: Schema | undefined, defaults: YamlValue | undefined): Schema {
  const fields = new Map(schema?.fields ?? []);
  for (const entry of defaults?.entries ?? []) {
    const field = fields.get(entry.key);
    fields.set(
      entry.key,
      field
        ? {
            ...field,
            declarations: [...field.declarations, entry.keySpan],
            schema:
              field.schema.type === 'object' && entry.value.entries
                ? withDefaults(field.schema, entry.value)
                : field.schema,
          }
        : fieldOfDefault(entry),
    );
  }
  return { ...(schema ?? { type: 'object' }), fields };
}

/** Whether a value fits a schema, as far as the type tells. */
export function fits(value: unknown, { type, values }: Schema): boolean {
  switch (type) {
    case 'any':
      return true;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'enum':
      return values?.some((allowed) => allowed === value) ?? true;
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}

/** The type in a few words: `string`, `array of string`, `"a" | "b"`. */
export function typeText({ type, items, values, fields }: Schema): string {
  if (type === 'array') return items && items !== ANY ? `array of ${typeText(items)}` : 'array';
  if (type === 'enum') return (values ?? []).map((value) => JSON.stringify(value)).join(' | ');
  if (type === 'object' && fields.size > 0) return `object { ${[...fields.keys()].join(', ')} }`;
  return type;
}
