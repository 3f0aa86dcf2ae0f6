/** Selections that grow: the word, the call, the tag, the block or line, the message, the file. */
import type { Span } from '../../text/span';
import type { TemplateAnalysis } from '../analyse';
import { messagesOf } from '../roles';
import { callsOf, statementsOf } from '../tree';
import type { YamlValue } from '../yamlEntries';
import { tagAt } from './place';

/** The stretches around an offset, each strictly within the next; the last is the whole file. */
export function selectionsAt(analysis: TemplateAnalysis, offset: number): Span[] {
  const { file } = analysis;
  const { source } = file;
  const all = { start: 0, end: source.length };
  const around = [
    ...wordAndLine(source, offset),
    ...(file.yaml.root ? yamlSpans(file.yaml.root) : []),
    ...(file.split.whole ? [file.split.whole] : []),
    ...bodySpans(analysis, offset),
    { start: file.split.body, end: source.length },
  ].filter(({ start, end }) => start <= offset && offset <= end && start < end);
  const chain: Span[] = [];
  for (const span of around.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = chain.at(-1);
    if (!inner || isWithin(inner, span)) chain.push(span);
  }
  const last = chain.at(-1);
  return last && !isWithin(last, all) ? chain : [...chain, all];
}

function isWithin(inner: Span, outer: Span): boolean {
  const isSame = inner.start === outer.start && inner.end === outer.end;
  return !isSame && outer.start <= inner.start && inner.end <= outer.end;
}

function wordAndLine(source: string, offset: number): Span[] {
  const before = /[\p{L}\p{N}_]*$/u.exec(source.slice(0, offset))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}_]*/u.exec(source.slice(offset))?.[0].length ?? 0;
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(source.slice(start))?.[0] ?? '';
  return [
    { start: offset - before, end: offset + after },
    { start: start + line.length - line.trimStart().length, end: start + line.trimEnd().length },
  ];
}

function bodySpans(analysis: TemplateAnalysis, offset: number): Span[] {
  const { file } = analysis;
  const tag = tagAt(analysis, offset);
  return [
    ...(tag ? [tag.inner, tag.span, ...tag.tokens.map(({ span }) => span)] : []),
    ...[...callsOf(file.tree.body)].map(({ span }) => span),
    ...[...statementsOf(file.tree.body)].flatMap(({ statement }) => {
      if (statement.kind !== 'block') return statement.kind === 'text' ? [] : [statement.span];
      return [statement.span, statement.bodySpan, ...(statement.inverse ? [statement.inverse.span] : [])];
    }),
    ...messagesOf(file).map(({ span }) => span),
  ];
}

function yamlSpans({ span, entries = [], items = [] }: YamlValue): Span[] {
  return [
    span,
    ...entries.flatMap((entry) => [entry.keySpan, entry.span, ...yamlSpans(entry.value)]),
    ...items.flatMap(yamlSpans),
  ];
}
