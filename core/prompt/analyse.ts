/**
 * What a template says, with the place of everything: its inputs and outputs, and what each name in its body and
 * in the partials it uses means. Files of any state are analysed; what is unknown is taken to be right.
 */
import type { Span } from '../text/span';
import { HELPERS } from './helpers';
import { readSchema } from './readSchema';
import { ANY, OPEN, type Schema, type SchemaProblem, scalar, withDefaults } from './schema';
import { type Frame, type Place, type Resolution, resolvePath, Symbols, type TemplateSymbol } from './scope';
import type { TemplateFile } from './templateFile';
import {
  type Block,
  type Expression,
  type Mustache,
  nameOf,
  type Partial,
  type PathExpression,
  type Statement,
  simpleName,
} from './tree';
import { entryOf, valueAt } from './yamlEntries';

/** What a template is judged against, besides itself. */
export interface PromptContext {
  /** Partials by name, without the leading `_`. */
  readonly partials: ReadonlyMap<string, TemplateFile>;
  /** Models of the chosen teacher; undefined when they are not known. */
  readonly models?: readonly string[];
}

/** How a value is used, which says what types make sense. */
export type UseKind = 'text' | 'each' | 'with' | 'section' | 'condition' | 'argument';

export interface VariableUse extends Place, Resolution {
  readonly kind: UseKind;
  /** What names mean where it stands. */
  readonly frame: Frame;
  readonly path: PathExpression;
  /** The partial call of this file through which it is reached; undefined for what stands in this file. */
  readonly via?: Partial;
}

export interface PartialCall extends Place {
  readonly statement: Partial;
  /** Undefined for a computed name. */
  readonly name: string | undefined;
  /** Defined in the template itself by `{{#*inline}}`, or what a fallback block was given. */
  readonly isInline: boolean;
  readonly target?: TemplateFile;
  /** Names of partials from the one that includes itself to itself. */
  readonly cycle?: readonly string[];
  readonly via?: Partial;
  /** Arguments by name. */
  readonly args: ReadonlyMap<string, TemplateSymbol>;
  /** What the partial's names are looked up in. */
  readonly frame: Frame;
}

/** A stretch of this file and what names mean in it. */
export interface Scope {
  readonly span: Span;
  readonly frame: Frame;
}

export interface TemplateAnalysis {
  readonly file: TemplateFile;
  readonly context: PromptContext;
  /** The outermost context. */
  readonly inputs: Schema;
  /** Whether the template says what its inputs are. */
  readonly declaresInputs: boolean;
  /** `output.schema`. */
  readonly output?: Schema;
  readonly schemaProblems: readonly SchemaProblem[];
  /** In this file, and in the partials it uses. */
  readonly uses: readonly VariableUse[];
  readonly calls: readonly PartialCall[];
  /** Plain names that call a helper where a variable of that name is in reach. */
  readonly shadowed: readonly VariableUse[];
  /** Outer before inner. */
  readonly scopes: readonly Scope[];
  readonly symbols: Symbols;
}

export function analyse(file: TemplateFile, context: PromptContext): TemplateAnalysis {
  const { root } = file.yaml;
  const schemaProblems: SchemaProblem[] = [];
  const written = valueAt(root, 'input', 'schema');
  const defaults = valueAt(root, 'input', 'default');
  const declared = written && readSchema(written, schemaProblems);
  const output = valueAt(root, 'output', 'schema');
  const declaresInputs =
    (written?.value !== undefined && written.value !== null) || (defaults?.entries?.length ?? 0) > 0;
  const inputs = withDefaults(declared ?? (declaresInputs ? undefined : OPEN), defaults);
  const symbols = new Symbols(inputs.fields);
  const walker = new Walker(context, symbols, new Set(inlineNames(file.tree.body)));
  const frame: Frame = {
    schema: file.isPartial ? undefined : inputs,
    isRoot: true,
    blockParams: new Map(),
    inEach: false,
  };
  const end = file.source.length;
  walker.walk(
    file.tree.body,
    frame,
    { path: file.isPartial ? [file.name] : [] },
    { start: file.split.body, end },
  );
  return {
    file,
    context,
    inputs,
    declaresInputs,
    ...(output && { output: readSchema(output, schemaProblems) }),
    schemaProblems,
    uses: walker.uses,
    calls: walker.calls,
    shadowed: walker.shadowed,
    scopes: walker.scopes,
    symbols,
  };
}

/** Where the walk is: in this file, or in a partial that it reached through a call. */
interface Site {
  readonly partial?: string;
  readonly via?: Partial;
  /** Names of the partials that include each other up to here. */
  readonly path: readonly string[];
}

/** A context of which nothing is known. */
const UNKNOWN: Frame = { schema: undefined, isRoot: false, blockParams: new Map(), inEach: true };

/** A partial that uses others may unfold without end in sight; more is not looked at. */
const MOST_CALLS = 2000;

class Walker {
  readonly uses: VariableUse[] = [];
  readonly calls: PartialCall[] = [];
  readonly shadowed: VariableUse[] = [];
  readonly scopes: Scope[] = [];

  constructor(
    private readonly context: PromptContext,
    private readonly symbols: Symbols,
    private readonly inline: ReadonlySet<string>,
  ) {}

  walk(body: readonly Statement[], frame: Frame, site: Site, span: Span): void {
    if (site.partial === undefined) this.scopes.push({ span, frame });
    for (const statement of body) {
      if (statement.kind === 'mustache') this.#mustache(statement, frame, site);
      else if (statement.kind === 'block') this.#block(statement, frame, site);
      else if (statement.kind === 'partial') this.#partial(statement, frame, site);
    }
  }

  #mustache({ callee, params, hash, decorator }: Mustache, frame: Frame, site: Site): void {
    if (decorator) return;
    if (params.length + hash.length === 0) {
      const found = this.#find(callee, 'text', frame, site);
      const isHelper = HELPERS.has(simpleName(callee) ?? '');
      const declared = found?.segments[0]?.symbol;
      if (!isHelper || declared?.kind === 'block-parameter') this.#use(callee, 'text', frame, site);
      else if (found && declared && declared.kind !== 'undeclared') this.shadowed.push(found);
      return;
    }
    for (const param of params) this.#use(param, 'argument', frame, site);
    for (const { value } of hash) this.#use(value, 'argument', frame, site);
  }

  #block(block: Block, frame: Frame, site: Site): void {
    const { callee, params, hash, body, bodySpan, inverse } = block;
    const name = simpleName(callee);
    for (const { value } of hash) this.#use(value, 'argument', frame, site);
    let inside = frame;
    if (block.decorator) inside = UNKNOWN;
    else if (name === 'each' || name === 'with') {
      const schema = this.#use(params[0], name, frame, site);
      inside = this.#enter(block, frame, site, name === 'each' ? itemOf(schema) : schema, name === 'each');
    } else if (name !== undefined && HELPERS.has(name)) {
      const kind = name === 'if' || name === 'unless' ? 'condition' : 'argument';
      for (const param of params) this.#use(param, kind, frame, site);
    } else if (params.length > 0) {
      for (const param of params) this.#use(param, 'argument', frame, site);
      inside = UNKNOWN;
    } else {
      const schema = this.#use(callee, 'section', frame, site);
      if (schema.type === 'array') inside = this.#enter(block, frame, site, itemOf(schema), true);
      else if (schema.type === 'object') inside = this.#enter(block, frame, site, schema, false);
      else if (schema.type === 'any') inside = this.#enter(block, frame, site, ANY, true);
    }
    const [positive, negative] = block.inverted ? [frame, inside] : [inside, frame];
    this.walk(body, positive, site, bodySpan);
    if (inverse) this.walk(inverse.body, negative, site, inverse.span);
  }

  /** The frame inside a block that changes the context. */
  #enter({ blockParams }: Block, frame: Frame, site: Site, schema: Schema, isEach: boolean): Frame {
    const types = isEach ? [schema, scalar('any')] : [schema];
    const params = blockParams.map(({ name, span }, index): [string, TemplateSymbol] => [
      name,
      {
        kind: 'block-parameter',
        name,
        schema: types[index] ?? ANY,
        declarations: [placeOf(site, span)],
      },
    ]);
    return {
      schema: schema.type === 'any' ? undefined : schema,
      isRoot: false,
      blockParams: new Map(params),
      inEach: isEach || frame.inEach,
      outer: frame,
      lexical: frame,
    };
  }

  #partial(statement: Partial, frame: Frame, site: Site): void {
    const { params, hash, fallback } = statement;
    const name = partialName(statement.name);
    if (statement.name.kind === 'call') this.#use(statement.name, 'argument', frame, site);
    const given = params[0] && this.#use(params[0], 'with', frame, site);
    const args = new Map(
      hash.map(({ key, value }): [string, TemplateSymbol] => [
        key.name,
        {
          kind: 'argument',
          name: key.name,
          schema: this.#use(value, 'argument', frame, site),
          declarations: [placeOf(site, key.span)],
        },
      ]),
    );
    if (fallback) this.walk(fallback.body, frame, site, fallback.span);
    const inner: Frame = {
      schema: given ? (given.type === 'any' ? undefined : given) : frame.schema,
      isRoot: frame.isRoot && !given,
      args: new Map([...(given ? [] : (frame.args ?? [])), ...args]),
      blockParams: new Map(),
      inEach: frame.inEach,
      ...(given || hash.length > 0 ? { outer: frame } : frame.outer && { outer: frame.outer }),
    };
    const isInline = name !== undefined && (name === PARTIAL_BLOCK || this.inline.has(name));
    const target = name === undefined || isInline ? undefined : this.context.partials.get(name);
    const cycle = name !== undefined && target && site.path.includes(name) ? [...site.path, name] : undefined;
    this.calls.push({
      ...placeOf(site, statement.span),
      statement,
      name,
      isInline,
      args,
      frame: inner,
      ...(target && { target }),
      ...(cycle && { cycle: cycle.slice(cycle.indexOf(name as string)) }),
      ...(site.via && { via: site.via }),
    });
    if (!target || cycle || name === undefined || this.calls.length > MOST_CALLS) return;
    const inside = { partial: name, via: site.via ?? statement, path: [...site.path, name] };
    this.walk(target.tree.body, inner, inside, statement.span);
  }

  /** What a path means; undefined for any other expression. */
  #find(path: Expression, kind: UseKind, frame: Frame, site: Site): VariableUse | undefined {
    if (path.kind !== 'path') return undefined;
    const place = placeOf(site, path.span);
    const via = site.via && { via: site.via };
    return { ...resolvePath(path, frame, this.symbols), ...place, kind, frame, path, ...via };
  }

  /** Notes the use of every variable in an expression; returns the type of its value. */
  #use(expression: Expression | undefined, kind: UseKind, frame: Frame, site: Site): Schema {
    switch (expression?.kind) {
      case 'path': {
        const use = this.#find(expression, kind, frame, site) as VariableUse;
        this.uses.push(use);
        return use.schema;
      }
      case 'call':
        for (const param of expression.params) this.#use(param, 'argument', frame, site);
        for (const { value } of expression.hash) this.#use(value, 'argument', frame, site);
        return simpleName(expression.callee) === 'json' ? scalar('string') : ANY;
      case 'string':
      case 'number':
      case 'boolean':
        return scalar(expression.kind);
      default:
        return ANY;
    }
  }
}

/** What a partial is called where it is handed a block: that block. */
const PARTIAL_BLOCK = '@partial-block';

/** Undefined for a name that is worked out. */
function partialName(name: Expression): string | undefined {
  if (name.kind === 'path' && name.data && name.parts[0]?.name === 'partial-block') return PARTIAL_BLOCK;
  return name.kind === 'call' ? undefined : nameOf(name);
}

function placeOf({ partial }: Site, span: Span): Place {
  return partial === undefined ? { span } : { partial, span };
}

function itemOf({ type, items, rest, fields }: Schema): Schema {
  if (type === 'array') return items ?? ANY;
  return type === 'object' && fields.size === 0 ? (rest ?? ANY) : ANY;
}

function inlineNames(body: readonly Statement[]): string[] {
  return body.flatMap((statement) => {
    if (statement.kind !== 'block') return [];
    const [name] = statement.params;
    const own = statement.decorator && name && name.kind !== 'call' ? [nameOf(name) ?? ''] : [];
    return [...own, ...inlineNames(statement.body), ...inlineNames(statement.inverse?.body ?? [])];
  });
}

/** `vignette.tags`: the blocks or keys that a sample made with this template has. */
export function readTags({ yaml }: TemplateFile): readonly { readonly name: string; readonly span: Span }[] {
  const { items = [] } = entryOf(yaml.root, 'vignette.tags')?.value ?? {};
  return items.flatMap(({ value, span }) => (typeof value === 'string' ? [{ name: value, span }] : []));
}
