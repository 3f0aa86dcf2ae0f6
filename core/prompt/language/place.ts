/** What stands around an offset of a template. */
import { contains } from '../../text/span';
import type { TemplateAnalysis } from '../analyse';
import type { PromptFolder } from '../promptFolder';
import { holds } from '../scanTags';
import { type Frame, namesIn, type TemplateSymbol } from '../scope';
import { type Call, callsOf, simpleName, type Tag } from '../tree';

export function tagAt({ file }: TemplateAnalysis, offset: number): Tag | undefined {
  return file.tree.tags.findLast((tag) => tag.kind !== 'comment' && holds(tag, offset));
}

/** The innermost call around an offset. */
export function callAt({ file }: TemplateAnalysis, offset: number): Call | undefined {
  let found: Call | undefined;
  for (const { call, span } of callsOf(file.tree.body)) {
    if (span.start < offset && offset <= lastOf(file.source, span.end)) found = call;
  }
  return found;
}

/** The last offset within a call; of one that is still being typed, after the spaces that follow it. */
function lastOf(source: string, end: number): number {
  if (/[})]/.test(source[end - 1] ?? '')) return end - 1;
  return end + (/^[ \t]*/.exec(source.slice(end))?.[0].length ?? 0);
}

/** What names mean at an offset. */
export function frameAt({ scopes }: TemplateAnalysis, offset: number): Frame | undefined {
  return scopes.findLast(({ span }) => span.start <= offset && offset <= span.end)?.frame;
}

/**
 * Names of variables that can be written at an offset in a tag, but for the one that is there; in a partial, those that its
 * callers give it as well. The tag that opens a block stands outside of the block.
 */
export function namesAt(
  folder: PromptFolder,
  analysis: TemplateAnalysis,
  tag: Tag,
  offset: number,
): ReadonlyMap<string, TemplateSymbol> {
  const frame = frameAt(analysis, tag.span.start);
  if (!frame) return new Map();
  const names = new Map(namesIn(frame, analysis.symbols));
  if (!frame.isRoot) return names;
  const add = (name: string, symbol: TemplateSymbol): void => {
    if (!names.has(name)) names.set(name, symbol);
  };
  if (analysis.file.isPartial) {
    for (const [, caller] of folder.analyses()) {
      for (const call of caller.calls) {
        if (call.target !== analysis.file) continue;
        for (const [name, symbol] of namesIn(call.frame, caller.symbols)) add(name, symbol);
      }
    }
  }
  for (const { segments, partial, path } of analysis.uses) {
    const [first] = segments;
    // What follows in a tag that is not closed may be text.
    const here = tag.closed ? path.span : tag.span;
    const isHere = contains(here, path.span) && here.start <= offset && offset <= here.end;
    if (partial === undefined && !isHere && first?.symbol?.kind === 'undeclared')
      add(first.name, first.symbol);
  }
  return names;
}

/** Names of the blocks that are open at an offset, innermost last. */
export function openBlocks({ file }: TemplateAnalysis, offset: number): string[] {
  const open: string[] = [];
  for (const { kind, tokens, span, inner } of file.tree.tags) {
    if (span.start >= offset || (span.end > offset && inner.start <= offset)) break;
    const name = tokens[0]?.text ?? '';
    if (['block', 'inverted', 'partial-block', 'inline'].includes(kind)) {
      // Of a path, all of it closes the block.
      const rest = tokens.slice(1).findIndex((token, i) => token.span.start !== tokens[i]?.span.end);
      open.push(
        tokens
          .slice(0, rest === -1 ? tokens.length : rest + 1)
          .map(({ text }) => text)
          .join('') || name,
      );
    } else if (kind === 'end') open.pop();
  }
  return open;
}

export function helperName(call: Call | undefined): string | undefined {
  return call && simpleName(call.callee);
}
