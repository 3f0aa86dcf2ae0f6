/** JSON Schema, as far as a template needs it: types, fields, and schemas that are put together of others. */
import { nearestWord } from '../text/editDistance';
import {
  ANY,
  type Field,
  NO_FIELDS,
  type Schema,
  type SchemaProblem,
  type SchemaType,
  scalar,
  TYPES,
  withDescription,
} from './schema';
import { entryOf, textSpan, valueAt, type YamlValue } from './yamlEntries';

const DEEPEST = 32;

export function readJsonSchema(value: YamlValue, problems: SchemaProblem[]): Schema {
  return new JsonSchemaReader(value, problems).read(value);
}

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
