/** What of a `.vignette` file can be folded: samples, their metadata, their blocks. Found line by line. */

import { isBlank } from '../dataset/records';
import { ROLES } from '../sample/record';
import { ALL_TAGS } from '../sample/tags';
import { isRule } from '../sample/vignette/split';
import type { DatasetView } from './datasetView';

export interface FoldingRange {
  /** 0-based; both lines belong to it. */
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'sample' | 'metadata' | 'block';
}

const TAG_LINE = new RegExp(`^<(/?)(${[...ALL_TAGS, ...ROLES].join('|')})>\\s*$`);

/** In the order of their first lines. */
export function findFoldingRanges(view: DatasetView, limit = Number.POSITIVE_INFINITY): FoldingRange[] {
  if (view.format !== 'vignette') return [];
  const ranges: FoldingRange[] = [];
  for (const { start, end } of view.spans()) {
    if (ranges.length >= limit) break;
    let last = end - 1;
    while (last > start && isBlank(view.lines[last] as string)) last--;
    add(ranges, start, last, 'sample');
    let body = start;
    if (isRule(view.lines[start] as string)) {
      do body++;
      while (body < last && !isRule(view.lines[body] as string));
      // The sample's own fold starts on the same line: this one starts on the first line of the metadata.
      add(ranges, start + 1, body, 'metadata');
    }
    addBlocks(ranges, view.lines, body, last);
  }
  return ranges.slice(0, limit);
}

/** Blocks that both tags stand alone on their lines of; a block that nothing closes is not folded. */
function addBlocks(ranges: FoldingRange[], lines: readonly string[], first: number, last: number): void {
  const open: { readonly name: string; readonly line: number }[] = [];
  const found: FoldingRange[] = [];
  for (let line = first; line <= last; line++) {
    const text = lines[line] as string;
    const [, slash, name] = (text.startsWith('<') && TAG_LINE.exec(text)) || [];
    if (name === undefined) continue;
    if (slash === '') {
      open.push({ name, line });
      continue;
    }
    const at = open.findLastIndex((tag) => tag.name === name);
    const start = open[at];
    if (!start) continue;
    open.length = at;
    add(found, start.line, line, 'block');
  }
  ranges.push(...found.sort((a, b) => a.startLine - b.startLine));
}

function add(ranges: FoldingRange[], startLine: number, endLine: number, kind: FoldingRange['kind']): void {
  if (endLine > startLine) ranges.push({ startLine, endLine, kind });
}
