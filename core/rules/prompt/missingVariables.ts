import { accidentalBraces } from '../../prompt/accidentalBraces';
import type { TemplateAnalysis, VariableUse } from '../../prompt/analyse';
import { HELPERS } from '../../prompt/helpers';
import { namedRoles, unquotedRoles } from '../../prompt/roles';
import type { Field, Schema } from '../../prompt/schema';
import { callsOf, type Expression, simpleName } from '../../prompt/tree';
import { valueAt } from '../../prompt/yamlEntries';
import { lineStart } from '../../text/lineText';
import type { Span } from '../../text/span';
import type { TemplateFix } from '../rule';

/** Uses of names that are not there, but for those that were hardly meant as names. */
export function missingVariables(analysis: TemplateAnalysis): VariableUse[] {
  // Of front matter that cannot be read nobody knows what it declares.
  if (analysis.file.yaml.problems.length > 0) return [];
  const otherwise = new Set<unknown>(meantOtherwise(analysis));
  return analysis.uses.filter(({ missing, path }) => missing && !otherwise.has(path));
}

/** What stands where a variable would and was hardly meant as one. */
export function meantOtherwise(analysis: TemplateAnalysis): Expression[] {
  return [
    ...accidentalBraces(analysis).flatMap(({ callee, params }) => [callee, ...params]),
    ...unquotedRoles(analysis),
    ...namedRoles(analysis),
    ...lostArguments(analysis),
  ];
}

/** What is given to a helper that there is none of: the call is reported, and is mended as a whole. */
function lostArguments({ file: { tree } }: TemplateAnalysis): Expression[] {
  return [...callsOf(tree.body)].flatMap(({ call: { callee, params } }) =>
    params.length > 0 && !HELPERS.has(simpleName(callee) ?? '') ? params : [],
  );
}

/** Where a use is shown in this file: the call of the partial that it is in, or itself. */
export function shownAt({ via, span }: Pick<VariableUse, 'via' | 'span'>): Span {
  return via ? via.name.span : span;
}

/**
 * Declares a variable in `input.schema`, which is made where there is none; or a field beside those of an object of
 * that schema.
 */
export function declareFix(analysis: TemplateAnalysis, name: string, beside?: Schema): TemplateFix[] {
  if (analysis.file.isPartial || !/^[A-Za-z_][\w-]*$/.test(name)) return [];
  const { source, split } = analysis.file;
  const fields = [...(beside?.fields.values() ?? [])];
  const edit = beside
    ? split.fault
      ? undefined
      : afterLastField(source, fields, name, lineBreakOf(source))
    : declaration(analysis, name);
  if (!edit) return [];
  const [at, newText] = edit;
  const [sibling] = fields;
  const title = sibling
    ? `Declare "${name}" beside "${sibling.name}" in the schema`
    : `Declare "${name}" in the input schema`;
  return [{ kind: 'suggestion', title, edits: [{ span: { start: at, end: at }, newText }] }];
}

function declaration(
  { file, inputs }: TemplateAnalysis,
  name: string,
): [at: number, text: string] | undefined {
  const { source, split, yaml } = file;
  if (split.fault || yaml.problems.length > 0) return undefined;
  const line = `${name}: string`;
  const lineBreak = lineBreakOf(source);
  if (!split.yaml) return [0, ['---', 'input:', '  schema:', `    ${line}`, '---', ''].join(lineBreak)];
  const input = valueAt(yaml.root, 'input');
  const schema = valueAt(yaml.root, 'input', 'schema');
  if (schema?.entries) return afterLastField(source, [...inputs.fields.values()], name, lineBreak);
  const entryEnd = (): number => endOfLine(source, split.yaml?.end ?? 0);
  if (input?.entries?.length) {
    const first = input.entries[0];
    if (!first || inFlow(source, first.keySpan.start)) return undefined;
    const indent = indentOf(source, first.span.start);
    const start = first.span.start - indent.length;
    return [start, `${indent}schema:${lineBreak}${indent}  ${line}${lineBreak}`];
  }
  if (input) return undefined;
  return [entryEnd(), [`${lineBreak}input:`, '  schema:', `    ${line}`].join(lineBreak)];
}

function lineBreakOf(source: string): string {
  return source[source.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

function afterLastField(
  source: string,
  fields: readonly Field[],
  name: string,
  lineBreak: string,
): [at: number, text: string] | undefined {
  const entry = fields.findLast((field) => field.entry)?.entry;
  if (!entry || inFlow(source, entry.keySpan.start)) return undefined;
  const isJsonSchema = entry.value.entries?.some(({ key }) => key === 'type');
  const indent = indentOf(source, entry.span.start);
  const text = isJsonSchema ? `${name}:${lineBreak}${indent}  type: string` : `${name}: string`;
  return [endOfLine(source, trimmedEnd(source, entry.span)), `${lineBreak}${indent}${text}`];
}

function trimmedEnd(source: string, { start, end }: Span): number {
  return start + source.slice(start, end).trimEnd().length;
}

function endOfLine(source: string, at: number): number {
  const rest = source.slice(at).search(/[\r\n]|$/);
  return at + Math.max(0, rest);
}

function indentOf(source: string, at: number): string {
  return /[ \t]*$/.exec(source.slice(lineStart(source, at), at))?.[0] ?? '';
}

/** Whether an entry stands in braces, or after something on its line. */
function inFlow(source: string, at: number): boolean {
  return !/^[ \t]*["']?$/.test(source.slice(lineStart(source, at), at));
}
