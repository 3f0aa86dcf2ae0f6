/**
 * Where a name of a template is written: in the front matter, the body, the partials that it reaches, and in other
 * templates that share those partials. Two names are the same when they stand at the same place.
 */
import type { Span } from '../../text/span';
import type { TemplateAnalysis } from '../analyse';
import { HELPERS } from '../helpers';
import type { PromptFolder } from '../promptFolder';
import type { Schema } from '../schema';
import type { Place, TemplateSymbol } from '../scope';
import { partialFileName } from '../templateFile';

export interface Occurrence {
  /** In the folder of the template. */
  readonly fileName: string;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

interface Names {
  readonly symbols: ReadonlyMap<TemplateSymbol, readonly Occurrence[]>;
  readonly at: ReadonlyMap<string, readonly TemplateSymbol[]>;
}

const known = new WeakMap<PromptFolder, Names>();

/** The symbol at an offset, and the stretch its name takes. */
export function symbolAt(
  folder: PromptFolder,
  fileName: string,
  offset: number,
): { readonly symbol: TemplateSymbol; readonly span: Span } | undefined {
  for (const [symbol, occurrences] of namesOf(folder).symbols) {
    const found = occurrences.find(
      ({ fileName: name, span }) => name === fileName && span.start <= offset && offset <= span.end,
    );
    if (found) return { symbol, span: found.span };
  }
  return undefined;
}

/** Every place where the name at an offset is written, each once, declarations first. */
export function findOccurrences(folder: PromptFolder, fileName: string, offset: number): Occurrence[] {
  const start = symbolAt(folder, fileName, offset);
  if (!start) return [];
  const { symbols, at } = namesOf(folder);
  const found = new Map<string, Occurrence>();
  const seen = new Set<TemplateSymbol>();
  const waiting = [start.symbol];
  for (let symbol = waiting.pop(); symbol; symbol = waiting.pop()) {
    if (seen.has(symbol)) continue;
    seen.add(symbol);
    for (const occurrence of symbols.get(symbol) ?? []) {
      const key = keyOf(occurrence);
      if (!found.get(key)?.isDeclaration) found.set(key, occurrence);
      waiting.push(...(at.get(key) ?? []));
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(b.isDeclaration) - Number(a.isDeclaration) ||
      (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : a.span.start - b.span.start),
  );
}

/** Why a name cannot be given; undefined when it can. */
export function refuseName(name: string): string | undefined {
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name)) {
    return `"${name}" is no name for a variable: use letters, digits, "_" and "-".`;
  }
  if (HELPERS.has(name)) return `"${name}" is the name of a helper.`;
  return RESERVED.includes(name) ? `"${name}" means something else in Handlebars.` : undefined;
}

const RESERVED: readonly string[] = ['this', 'else', 'true', 'false', 'null', 'undefined', 'as'];

function keyOf({ fileName, span }: Occurrence): string {
  return `${span.start}:${span.end}:${fileName}`;
}

function namesOf(folder: PromptFolder): Names {
  let names = known.get(folder);
  if (!names) {
    names = collect(folder);
    known.set(folder, names);
  }
  return names;
}

function collect(folder: PromptFolder): Names {
  const symbols = new Map<TemplateSymbol, Occurrence[]>();
  const at = new Map<string, TemplateSymbol[]>();
  const note = (
    symbol: TemplateSymbol,
    fileName: string,
    { partial, span }: Place,
    isDeclaration: boolean,
  ) => {
    const where = partial === undefined ? fileName : partialFileName(partial);
    const occurrence = { fileName: where, span, isDeclaration };
    const written = symbols.get(symbol);
    if (written) written.push(occurrence);
    else symbols.set(symbol, [occurrence]);
    const key = keyOf(occurrence);
    const here = at.get(key) ?? [];
    if (!here.includes(symbol)) at.set(key, [...here, symbol]);
  };
  for (const [fileName, analysis] of folder.analyses()) {
    const declared = new Set<TemplateSymbol>();
    const declare = (symbol: TemplateSymbol): void => {
      if (declared.has(symbol)) return;
      declared.add(symbol);
      for (const place of symbol.declarations) note(symbol, fileName, place, true);
    };
    for (const symbol of fieldsOf(analysis, analysis.inputs)) declare(symbol);
    for (const { args } of analysis.calls) for (const symbol of args.values()) declare(symbol);
    for (const { segments, partial } of analysis.uses) {
      for (const { symbol, span } of segments) {
        if (!symbol) continue;
        declare(symbol);
        note(symbol, fileName, partial === undefined ? { span } : { partial, span }, false);
      }
    }
  }
  return { symbols, at };
}

function* fieldsOf(analysis: TemplateAnalysis, schema: Schema | undefined): Generator<TemplateSymbol> {
  for (const field of schema?.fields.values() ?? []) {
    yield analysis.symbols.field(field);
    yield* fieldsOf(analysis, field.schema);
    yield* fieldsOf(analysis, field.schema.items);
  }
}
