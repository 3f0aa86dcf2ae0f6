/** Picoschema, as the library reads it (dotprompt 1.1.2, `src/picoschema.ts`). */
import { nearestWord } from '../text/editDistance';
import {
  ANY,
  type Field,
  NO_FIELDS,
  SCALAR_TYPES,
  type Schema,
  type SchemaProblem,
  type SchemaType,
  scalar,
  withDescription,
} from './schema';
import { textSpan, type YamlEntry, type YamlValue } from './yamlEntries';

export const PARENTHETICAL = ['array', 'object', 'enum'] as const;

/** Types and descriptions part at the first comma. */
function describe(text: string): { readonly type: string; readonly description?: string } {
  const match = /^(.*?), *(.*)$/s.exec(text);
  return match ? { type: match[1] as string, description: match[2] as string } : { type: text };
}

function picoScalar(value: YamlValue, text: string, problems: SchemaProblem[]): Schema {
  const { type, description } = describe(text);
  if ((SCALAR_TYPES as readonly string[]).includes(type))
    return withDescription(scalar(type as SchemaType), description);
  const { start } = textSpan(value);
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

const DEEPEST = 32;

export function readPicoschema(value: YamlValue, problems: SchemaProblem[], depth = 0): Schema {
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
      rest = readPicoschema(entry.value, problems, depth + 1);
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
  if (paren === -1) return make(readPicoschema(value, problems, depth + 1));

  const { type, description } = describe(key.slice(paren + 1).replace(/\)$/, ''));
  if (!key.endsWith(')')) {
    problems.push({ message: 'The parenthesis after the name is not closed.', span: keySpan });
  }
  if (type === 'array') {
    return make(
      withDescription(
        { type, fields: NO_FIELDS, items: readPicoschema(value, problems, depth + 1) },
        description,
      ),
    );
  }
  if (type === 'object')
    return make(withDescription(readPicoschema(value, problems, depth + 1), description));
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
