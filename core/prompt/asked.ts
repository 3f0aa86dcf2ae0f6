/** What a template asks a model to write, as far as its words show: tags, and the keys of a JSON object. */
import type { TemplateAnalysis } from './analyse';
import type { Place } from './scope';
import { type Partial, type Statement, statementsOf } from './tree';
import { entryOf } from './yamlEntries';

export interface Asked extends Place {
  readonly name: string;
  /** The call of this file through which a partial's words come in. */
  readonly via?: Partial;
}

interface Words extends Place {
  readonly text: string;
  readonly via?: Partial;
}

/** The plain text of a template and of the partials it uses, each once. */
function wordsOf({ file, calls }: TemplateAnalysis): Words[] {
  const texts = (source: string, body: readonly Statement[]): Words[] =>
    [...statementsOf(body)].flatMap(({ statement: { kind, span } }) =>
      kind === 'text' ? [{ span, text: source.slice(span.start, span.end) }] : [],
    );
  const words = texts(file.source, file.tree.body);
  const seen = new Set<string>();
  for (const { name, target, statement, via } of calls) {
    if (name === undefined || !target || seen.has(name)) continue;
    seen.add(name);
    for (const text of texts(target.source, target.tree.body))
      words.push({ ...text, partial: name, via: via ?? statement });
  }
  return words;
}

function find(analysis: TemplateAnalysis, pattern: RegExp): Asked[] {
  return wordsOf(analysis).flatMap(({ text, span, partial, via }) =>
    [...text.matchAll(pattern)].map(({ 0: whole, 1: name = '', index }) => {
      const start = span.start + index + whole.indexOf(name);
      return {
        name,
        span: { start, end: start + name.length },
        ...(partial !== undefined && { partial }),
        ...(via && { via }),
      };
    }),
  );
}

/** `<name>` in the text. */
export function openTags(analysis: TemplateAnalysis): Asked[] {
  return find(analysis, /<([A-Za-z][\w-]*)>/g);
}

/** `</name>` in the text: who writes both tags shows the block that the model is to write. */
export function closeTags(analysis: TemplateAnalysis): Asked[] {
  return find(analysis, /<\/([A-Za-z][\w-]*)>/g);
}

/** Keys that stand at the start of a line, as in a JSON object written out. */
export function jsonKeys(analysis: TemplateAnalysis): Asked[] {
  return find(analysis, /^[ \t]*"([A-Za-z_][\w-]*)"[ \t]*:/gm);
}

/**
 * The words that ask for a part of the answer: the last that name it, as `<name>` or in quotation marks, of the template
 * before those of its partials, because instructions get more exact as they go on; else its field in the output schema.
 * `names`: of the part, the best first. Undefined where nothing names it.
 */
export function askingFor(analysis: TemplateAnalysis, names: readonly string[]): Asked | undefined {
  const named = find(analysis, /["`<]([A-Za-z][\w-]*)[>"`]/g);
  for (const name of names) {
    const found = named.filter((asked) => asked.name === name);
    const words = found.findLast(({ partial }) => partial === undefined) ?? found.at(-1);
    const [declared] = analysis.output?.fields.get(name)?.declarations ?? [];
    const asked = words ?? (declared && { name, span: declared });
    if (asked) return asked;
  }
  return undefined;
}

/** Whether the template asks for JSON. */
export function wantsJson({ file, output }: TemplateAnalysis): boolean {
  const format = entryOf(entryOf(file.yaml.root, 'output')?.value, 'format')?.value.value;
  return format === 'json' || (format === undefined && output !== undefined);
}
