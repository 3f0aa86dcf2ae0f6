/** What is known of the values a template is given or asks for: picoschema and JSON Schema as one model. */
import { nearestWord } from '../text/editDistance';
import type { Span } from '../text/span';
import { isMapping } from './frontMatter';
import { entryOf, valueAt, type YamlEntry, type YamlValue } from './yamlEntries';

export const SCALAR_TYPES = ['any', 'boolean', 'integer', 'null', 'number', 'string'] as const;
const TYPES = [...SCALAR_TYPES, 'array', 'object'] as const;
export const PARENTHETICAL = ['array', 'object', 'enum'] as const;

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

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/** Of which nothing is known. */
export const ANY: Schema = { type: 'any', fields: NO_FIELDS };

export function scalar(type: SchemaType): Schema {
  return type === 'any' ? ANY : { type, fields: NO_FIELDS };
}

/** An object that may hold anything beside its fields. */
export const OPEN: Schema = { type: 'object', fields: NO_FIELDS, rest: ANY };

/** Reads `schema:`, of either kind, as the library tells them apart (dotprompt 1.1.2, `src/picoschema.ts`). */
export function readSchema(value: YamlValue, problems: SchemaProblem[]): Schema {
  if (value.value === null || value.value === undefined) return OPEN;
  if (typeof value.value === 'string') return picoScalar(value, value.value, problems);
  const type = entryOf(value, 'type')?.value.value;
  const isJsonSchema =
    (TYPES as readonly unknown[]).includes(type) || isMapping(entryOf(value, 'properties')?.value.value);
  if (isJsonSchema) return new JsonSchemaReader(value, problems).read(value);
  const keyword = value.entries?.find(({ key }) => JSON_SCHEMA_ONLY.has(key));
  if (!keyword) return pico(value, problems, 0);
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

/** Types and descriptions part at the first comma. */
function describe(text: string): { readonly type: string; readonly description?: string } {
  const match = /^(.*?), *(.*)$/s.exec(text);
  return match ? { type: match[1] as string, description: match[2] as string } : { type: text };
}

function withDescription(schema: Schema, description: string | undefined): Schema {
  return description === undefined || description === '' ? schema : { ...schema, description };
}

function picoScalar(value: YamlValue, text: string, problems: SchemaProblem[]): Schema {
  const { type, description } = describe(text);
  if ((SCALAR_TYPES as readonly string[]).includes(type))
    return withDescription(scalar(type as SchemaType), description);
  const start = textStart(value);
  const span = value.plain ? { start, end: start + type.length } : value.span;
  const instead = COMMON_NAMES[type.toLowerCase()] ?? nearestWord(type.toLowerCase(), SCALAR_TYPES, 2);
  problems.push({
    message: `There is no type "${type}": use ${SCALAR_TYPES.join(', ')}.`,
    span,
    ...(instead !== undefined && value.plain && { instead }),
  });
  return withDescription(ANY, description);
}

/** What people write who know other languages. */
const COMMON_NAMES: Readonly<Record<string, (typeof SCALAR_TYPES)[number]>> = {
  text: 'string',
  str: 'string',
  int: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
};

function textStart(value: YamlValue): number {
  return textSpan(value).start;
}

/** The text of a scalar without the quotes around it. */
function textSpan({ span, value }: YamlValue): Span {
  const quoted = span.end - span.start === String(value).length + 2;
  return quoted ? { start: span.start + 1, end: span.end - 1 } : span;
}

const DEEPEST = 32;

function pico(value: YamlValue, problems: SchemaProblem[], depth: number): Schema {
  if (typeof value.value === 'string') return picoScalar(value, value.value, problems);
  if (!value.entries || depth > DEEPEST) {
    problems.push({
      message: 'A schema is a type, such as string, or a mapping of names to schemas.',
      span: value.span,
    });
    return ANY;
  }
  const fields = new Map<string, Field>();
  let rest: Schema | undefined;
  for (const entry of value.entries) {
    if (entry.key === '(*)') {
      rest = pico(entry.value, problems, depth + 1);
      continue;
    }
    const field = picoField(entry, problems, depth);
    fields.set(field.name, field);
  }
  return { type: 'object', fields, ...(rest && { rest }) };
}

function picoField(entry: YamlEntry, problems: SchemaProblem[], depth: number): Field {
  const { key, keySpan, value } = entry;
  const paren = key.indexOf('(');
  const written = paren === -1 ? key : key.slice(0, paren);
  const optional = written.endsWith('?');
  const name = optional ? written.slice(0, -1) : written;
  const declaration = { start: keySpan.start, end: Math.min(keySpan.end, keySpan.start + name.length) };
  const make = (schema: Schema): Field => ({ name, schema, optional, declarations: [declaration], entry });
  if (paren === -1) return make(pico(value, problems, depth + 1));

  const { type, description } = describe(key.slice(paren + 1).replace(/\)$/, ''));
  if (!key.endsWith(')')) {
    problems.push({ message: 'The parenthesis after the name is not closed.', span: keySpan });
  }
  if (type === 'array') {
    return make(
      withDescription({ type, fields: NO_FIELDS, items: pico(value, problems, depth + 1) }, description),
    );
  }
  if (type === 'object') return make(withDescription(pico(value, problems, depth + 1), description));
  if (type === 'enum') {
    if (!value.items) {
      problems.push({ message: 'The values of an enum are a list: [one, two].', span: value.span });
    }
    const values = value.items?.map((item) => item.value) ?? [];
    return make(withDescription({ type, fields: NO_FIELDS, values }, description));
  }
  const start = keySpan.start + paren + 1;
  const instead = nearestWord(type, PARENTHETICAL, 2);
  problems.push({
    message: `"${type}" cannot stand in parentheses: use array, object or enum.`,
    span: { start, end: Math.min(keySpan.end, start + type.length) },
    ...(instead !== undefined && { instead }),
  });
  return make(ANY);
}

/** Reads JSON Schema as far as a template needs it: types, fields, and schemas that are put together of others. */
class JsonSchemaReader {
  /** What `$ref` leads to, read once, so that a field has one place however it is reached. */
  readonly #read = new Map<YamlValue, Schema>();

  constructor(
    private readonly root: YamlValue,
    private readonly problems: SchemaProblem[],
  ) {}

  read(value: YamlValue, depth = 0): Schema {
    if (!value.entries || depth > DEEPEST) {
      // `true` and `false` are schemas too.
      if (typeof value.value !== 'boolean' && depth <= DEEPEST)
        this.problems.push({ message: 'A JSON Schema is a mapping.', span: value.span });
      return ANY;
    }
    const description = entryOf(value, 'description')?.value.value;
    const parts = (key: string): Schema[] =>
      (entryOf(value, key)?.value.items ?? []).map((part) => this.read(part, depth + 1));
    const ref = entryOf(value, '$ref')?.value;
    const found = all([
      this.#own(value, depth),
      ...(ref ? [this.#follow(ref, depth)] : []),
      ...parts('allOf'),
      oneOf(parts('anyOf')),
      oneOf(parts('oneOf')),
    ]);
    return withDescription(found, typeof description === 'string' ? description : found.description);
  }

  /** What a schema says itself. */
  #own(value: YamlValue, depth: number): Schema {
    const values = entryOf(value, 'enum')?.value.items?.map((item) => item.value);
    const only = entryOf(value, 'const')?.value;
    if (values || only) return { type: 'enum', fields: NO_FIELDS, values: values ?? [only?.value] };
    const type = jsonType(value, this.problems);
    if (type === 'object') return this.#object(value, depth);
    if (type !== 'array') return scalar(type);
    const items = entryOf(value, 'items')?.value;
    return { type, fields: NO_FIELDS, items: items ? this.read(items, depth + 1) : ANY };
  }

  /** A schema elsewhere in this one: `#/$defs/name`. What leads outside, or to itself, says nothing. */
  #follow(ref: YamlValue, depth: number): Schema {
    const path =
      typeof ref.value === 'string' && /^#(?:\/|$)/.test(ref.value)
        ? ref.value.split('/').slice(1)
        : undefined;
    if (!path) return ANY;
    const target = valueAt(this.root, ...path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')));
    if (!target) {
      this.problems.push({ message: `There is no ${String(ref.value)} in this schema.`, span: ref.span });
      return ANY;
    }
    const known = this.#read.get(target);
    if (known) return known;
    this.#read.set(target, ANY);
    const schema = this.read(target, depth + 1);
    this.#read.set(target, schema);
    return schema;
  }

  #object(value: YamlValue, depth: number): Schema {
    const properties = entryOf(value, 'properties')?.value;
    const required = entryOf(value, 'required')?.value.items ?? [];
    const fields = new Map<string, Field>();
    for (const entry of properties?.entries ?? []) {
      const mentions = required.filter((item) => item.value === entry.key).map(textSpan);
      fields.set(entry.key, {
        name: entry.key,
        schema: this.read(entry.value, depth + 1),
        optional: mentions.length === 0,
        declarations: [entry.keySpan, ...mentions],
        entry,
      });
    }
    const more = entryOf(value, 'additionalProperties')?.value;
    // JSON Schema lets an object hold anything else; a template that uses what is not declared is mistaken all the same.
    const rest = more?.entries ? this.read(more, depth + 1) : more?.value === true ? ANY : undefined;
    const open = rest ?? (properties ? undefined : ANY);
    return { type: 'object', fields, ...(open && { rest: open }) };
  }
}

/** What holds for a value that all of several schemas hold for. */
function all(schemas: readonly Schema[]): Schema {
  const telling = schemas.filter((schema) => schema.type !== 'any');
  const [first = ANY, ...others] = telling;
  if (others.length === 0) return first;
  return telling.every(({ type }) => type === 'object') ? union(telling) : first;
}

/** What holds for a value that one of several schemas holds for; null is left out, as an input may always be. */
function oneOf(schemas: readonly Schema[]): Schema {
  const telling = schemas.filter(({ type }) => type !== 'null');
  const [first = ANY, ...others] = telling;
  if (others.length === 0) return first;
  if (telling.every(({ type }) => type === 'object')) return union(telling);
  return others.every(({ type }) => type === first.type) && first.type !== 'array' && first.type !== 'enum'
    ? first
    : ANY;
}

/** An object that may have the fields of all. */
function union(objects: readonly Schema[]): Schema {
  const fields = new Map(objects.flatMap((schema) => [...schema.fields]));
  const rest = objects.every((schema) => schema.rest) ? objects[0]?.rest : undefined;
  return { type: 'object', fields, ...(rest && { rest }) };
}

/** The type of a JSON Schema; of several, the one that is not null. */
function jsonType(value: YamlValue, problems: SchemaProblem[]): Exclude<SchemaType, 'enum'> {
  const written = entryOf(value, 'type')?.value;
  if (!written) return entryOf(value, 'properties') ? 'object' : 'any';
  const found = (written.items ?? [written]).flatMap((item) => {
    if ((TYPES as readonly unknown[]).includes(item.value)) return [item.value as (typeof TYPES)[number]];
    const instead =
      typeof item.value === 'string' && item.plain ? nearestWord(item.value, TYPES, 2) : undefined;
    const message = `There is no type "${String(item.value)}": use ${TYPES.join(', ')}.`;
    problems.push({ message, span: item.span, ...(instead !== undefined && { instead }) });
    return [];
  });
  const [first, second] = found.filter((type) => type !== 'null');
  return second === undefined ? (first ?? found[0] ?? 'any') : 'any';
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
