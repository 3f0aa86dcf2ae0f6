/** What names mean at a place of a template: the context of blocks, their parameters, `../` and `@index`. */
import { nearestWord } from '../text/editDistance';
import type { Span } from '../text/span';
import { ANY, type Field, type Schema, scalar } from './schema';
import type { PathExpression } from './tree';

/** A place in this file or, where `partial` says so, in a partial's. */
export interface Place {
  /** Name of the partial; undefined for the file that is analysed. */
  readonly partial?: string;
  readonly span: Span;
}

/** Something that has a name in a template. One object for each thing. */
export interface TemplateSymbol {
  readonly kind: 'input' | 'field' | 'block-parameter' | 'argument' | 'undeclared';
  readonly name: string;
  readonly schema: Schema;
  readonly declarations: readonly Place[];
}

export interface Segment {
  readonly name: string;
  readonly span: Span;
  /** Undefined where nothing is known of it, as in a list's `length`. */
  readonly symbol?: TemplateSymbol;
}

export interface Resolution {
  readonly segments: readonly Segment[];
  /** Of the whole path; ANY where nothing is known. */
  readonly schema: Schema;
  /** The segment that is not there, and what is. */
  readonly missing?: {
    readonly segment: Segment;
    readonly kind: 'variable' | 'field' | 'data' | 'depth';
    /** Where it was looked for. */
    readonly of?: Schema;
  };
  /** Set when the path means a whole context, with everything in it. */
  readonly whole?: Frame;
}

/** A context that names are looked up in. */
export interface Frame {
  /** Undefined when nothing is known of it: a partial may be called from anywhere. */
  readonly schema: Schema | undefined;
  /** Whether names are those of the outermost context. */
  readonly isRoot: boolean;
  /** Named arguments of a partial, which go over the context. */
  readonly args?: ReadonlyMap<string, TemplateSymbol>;
  readonly blockParams: ReadonlyMap<string, TemplateSymbol>;
  /** Inside `each`, here or around. */
  readonly inEach: boolean;
  /** Where `../` leads; undefined at the outermost. */
  readonly outer?: Frame;
  /** Whose block parameters can be seen too: not those of a partial's caller. */
  readonly lexical?: Frame;
}

/** Gives every field, and every name that is not declared, one symbol. */
export class Symbols {
  readonly #ofFields = new Map<Field, TemplateSymbol>();
  readonly #undeclared = new Map<string, TemplateSymbol>();

  constructor(private readonly inputs: ReadonlyMap<string, Field>) {}

  field(field: Field): TemplateSymbol {
    let symbol = this.#ofFields.get(field);
    if (!symbol) {
      const kind = this.inputs.get(field.name) === field ? 'input' : 'field';
      const declarations = field.declarations.map((span) => ({ span }));
      symbol = { kind, name: field.name, schema: field.schema, declarations };
      this.#ofFields.set(field, symbol);
    }
    return symbol;
  }

  /** A name of the outermost context that nobody has declared. */
  undeclared(name: string): TemplateSymbol {
    let symbol = this.#undeclared.get(name);
    if (!symbol) {
      symbol = { kind: 'undeclared', name, schema: ANY, declarations: [] };
      this.#undeclared.set(name, symbol);
    }
    return symbol;
  }
}

const DATA: ReadonlyMap<string, Schema> = new Map([
  ['index', scalar('integer')],
  ['key', scalar('string')],
  ['first', scalar('boolean')],
  ['last', scalar('boolean')],
]);

export const DATA_DOCS: ReadonlyMap<string, string> = new Map([
  ['index', 'Place of the item in its list, from 0.'],
  ['key', 'Key of the item in its object.'],
  ['first', 'Whether this is the first item.'],
  ['last', 'Whether this is the last item.'],
  ['root', 'The outermost context: the inputs of the template.'],
]);

export function resolvePath(path: PathExpression, frame: Frame, symbols: Symbols): Resolution {
  if (path.data) return resolveData(path, frame, symbols);
  let at = frame;
  for (let depth = 0; depth < path.depth; depth++) {
    if (!at.outer) {
      const segment = { name: '../', span: path.span };
      const knows = at.schema !== undefined;
      return { segments: [], schema: ANY, ...(knows && { missing: { segment, kind: 'depth' as const } }) };
    }
    at = at.outer;
  }
  const [first, ...rest] = path.parts;
  if (!first) return { segments: [], schema: at.schema ?? ANY, whole: at };
  const param = path.scoped ? undefined : findBlockParam(frame, first.name);
  if (param) return follow([{ ...first, symbol: param }], param.schema, rest, symbols);
  return lookUp(at, first, rest, symbols);
}

function resolveData(path: PathExpression, frame: Frame, symbols: Symbols): Resolution {
  const [first, ...rest] = path.parts;
  if (!first) return { segments: [], schema: ANY };
  if (first.name === 'root') {
    let root = frame;
    while (root.outer) root = root.outer;
    const [name, ...more] = rest;
    return name
      ? lookUp(root, name, more, symbols)
      : { segments: [], schema: root.schema ?? ANY, whole: root };
  }
  const schema = DATA.get(first.name);
  const segments = path.parts.map(({ name, span }) => ({ name, span }));
  // Programs may give values of their own; what is nearly one of each is hardly one of them.
  if (!schema && nearestWord(first.name, [...DATA.keys()], 2) !== undefined)
    return { segments, schema: ANY, missing: { segment: first, kind: 'data' } };
  if (!schema || frame.inEach || outermost(frame).schema === undefined)
    return { segments, schema: schema ?? ANY };
  return { segments, schema, missing: { segment: first, kind: 'data' } };
}

function outermost(frame: Frame): Frame {
  return frame.outer ? outermost(frame.outer) : frame;
}

function findBlockParam(frame: Frame | undefined, name: string): TemplateSymbol | undefined {
  return frame && (frame.blockParams.get(name) ?? findBlockParam(frame.lexical, name));
}

function lookUp(
  frame: Frame,
  first: { readonly name: string; readonly span: Span },
  rest: PathExpression['parts'],
  symbols: Symbols,
): Resolution {
  const argument = frame.args?.get(first.name);
  if (argument) return follow([{ ...first, symbol: argument }], argument.schema, rest, symbols);
  if (frame.schema === undefined || (frame.isRoot && frame.schema.rest)) {
    const known = frame.schema?.fields.get(first.name);
    const symbol = known ? symbols.field(known) : frame.isRoot ? symbols.undeclared(first.name) : undefined;
    const segment = { ...first, ...(symbol && { symbol }) };
    return follow([segment], symbol?.schema ?? ANY, rest, symbols);
  }
  const field = fieldOf(frame.schema, first.name);
  if (field === 'unknown') return follow([first], ANY, rest, symbols);
  if (field) {
    if ('declarations' in field) {
      return follow([{ ...first, symbol: symbols.field(field) }], field.schema, rest, symbols);
    }
    return follow([first], field, rest, symbols);
  }
  const segment = frame.isRoot ? { ...first, symbol: symbols.undeclared(first.name) } : first;
  const more = rest.map(({ name, span }) => ({ name, span }));
  const missing = { segment, kind: 'variable', of: frame.schema } as const;
  return { segments: [segment, ...more], schema: ANY, missing };
}

function follow(
  segments: readonly Segment[],
  schema: Schema,
  rest: PathExpression['parts'],
  symbols: Symbols,
): Resolution {
  const [next, ...more] = rest;
  if (!next) return { segments, schema };
  const field = fieldOf(schema, next.name);
  if (field === undefined) {
    const left = more.map(({ name, span }) => ({ name, span }));
    const missing = { segment: next, kind: 'field', of: schema } as const;
    return { segments: [...segments, next, ...left], schema: ANY, missing };
  }
  if (field === 'unknown') return follow([...segments, next], ANY, more, symbols);
  if ('declarations' in field) {
    return follow([...segments, { ...next, symbol: symbols.field(field) }], field.schema, more, symbols);
  }
  return follow([...segments, next], field, more, symbols);
}

/** What a schema has under a name; undefined when it certainly has nothing. */
function fieldOf(schema: Schema, name: string): Field | Schema | 'unknown' | undefined {
  switch (schema.type) {
    case 'any':
      return 'unknown';
    case 'object':
      return schema.fields.get(name) ?? schema.rest;
    case 'array':
      if (name === 'length') return scalar('integer');
      return /^\d+$/.test(name) ? (schema.items ?? ANY) : undefined;
    case 'string':
    case 'enum':
      if (/^\d+$/.test(name)) return scalar('string');
      return name === 'length' ? scalar('integer') : undefined;
    default:
      return undefined;
  }
}

/** Names that can be written at a place, nearest first, with what they are. */
export function namesIn(frame: Frame, symbols: Symbols): ReadonlyMap<string, TemplateSymbol> {
  const names = new Map<string, TemplateSymbol>();
  const add = (name: string, symbol: TemplateSymbol): void => {
    if (!names.has(name)) names.set(name, symbol);
  };
  for (let at: Frame | undefined = frame; at; at = at.lexical) {
    for (const [name, symbol] of at.blockParams) add(name, symbol);
  }
  for (const [name, symbol] of frame.args ?? []) add(name, symbol);
  for (const field of frame.schema?.fields.values() ?? []) add(field.name, symbols.field(field));
  return names;
}
