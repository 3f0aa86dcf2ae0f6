/** What a template asks a model to write, as far as its words show: tags, and the keys of a JSON object. */
import { lineStart } from '../text/lineText';
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

/**
 * Blocks that the words ask for: those that are shown with both tags, and those of which only the first is named where
 * the model is told to write. A block that only frames values, as a judge's template shows a record, asks for nothing.
 */
export function askedBlocks(analysis: TemplateAnalysis): Asked[] {
  const closing = closeTags(analysis);
  const framing = new Set(closing.filter((tag) => framesValues(analysis, tag)).map(({ name }) => name));
  const shown = new Set(closing.map(({ name }) => name));
  const opening = openTags(analysis).filter((tag) => !shown.has(tag.name) && isToldToWrite(analysis, tag));
  return [...closing, ...opening].filter(({ name }) => !framing.has(name));
}

/** Whether nothing but tags of the template stands between the two tags of a block. */
function framesValues(analysis: TemplateAnalysis, { name, span, partial }: Asked): boolean {
  const end = span.start - '</'.length;
  const before = sourceOf(analysis, partial).slice(0, end);
  const start = before.lastIndexOf(`<${name}>`);
  const content = start === -1 ? '' : before.slice(start + name.length + '<>'.length);
  return content.includes('{{') && content.replace(/\{\{[\s\S]*?\}\}+/g, '').trim() === '';
}

const WRITE =
  /\b(?:put|write|wrap|enclose|place|start|begin|end|finish|output|return|respond|reply|emit)\b|\b(?:think|reason|answer)\b.*\b(?:in|inside|within|between|with|as)\W*$/is;
const NOT = /\b(?:no|not|never|without|avoid|instead|neither|nor|such as)\b|n[\u2019']t\b/i;

/** Whether a tag stands at the start of a line, or in a sentence that says to write it. */
function isToldToWrite(analysis: TemplateAnalysis, { name, span, partial }: Asked): boolean {
  const source = sourceOf(analysis, partial);
  const start = span.start - '<'.length;
  if (source.slice(lineStart(source, start), start).trim() === '') return true;
  const before = source.slice(Math.max(0, start - 300), start);
  const sentence = before.slice(before.search(/(?:(?![.!?:]\s|\n\s*\n|\}\})[\s\S])*$/));
  const rest = /^[^.!?\n]*/.exec(source.slice(start + name.length))?.[0] ?? '';
  return WRITE.test(sentence) && !NOT.test(sentence + rest);
}

function sourceOf({ file, context }: TemplateAnalysis, partial: string | undefined): string {
  return partial === undefined ? file.source : (context.partials.get(partial)?.source ?? '');
}

/** `<name>` in the text. */
export function openTags(analysis: TemplateAnalysis): Asked[] {
  return find(analysis, /<([A-Za-z][\w-]*)>/g);
}

/** `</name>` in the text. */
function closeTags(analysis: TemplateAnalysis): Asked[] {
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
