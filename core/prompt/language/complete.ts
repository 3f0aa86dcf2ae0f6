/** What can be typed at a place of a template. */
import type { Completion } from '../../language/completionItem';
import type { Archetypes } from '../../sample/archetype';
import type { Position } from '../../text/lineText';
import { offsetFinder, positionFinder } from '../../text/positions';
import type { TemplateAnalysis } from '../analyse';
import type { PromptFolder } from '../promptFolder';
import { completeFrontMatter } from './completeFrontMatter';
import { completeTag } from './completeTag';
import { tagAt } from './place';

export function completePrompt(
  folder: PromptFolder,
  analysis: TemplateAnalysis,
  position: Position,
  archetypes: Archetypes,
): Completion[] {
  const { source, split } = analysis.file;
  const offset = offsetFinder(source)(position);
  const tag = tagAt(analysis, offset);
  const inHead = split.yaml !== undefined && split.yaml.start <= offset && offset <= split.yaml.end;
  const found = inHead
    ? completeFrontMatter(analysis, offset, archetypes)
    : tag && completeTag(folder, analysis, tag, offset);
  if (!found) return [];
  const toPosition = positionFinder(source);
  const range = { start: toPosition(found.start), end: toPosition(found.end ?? offset) };
  return found.offers.map(({ label, newText = label, ...offer }, index) => ({
    ...offer,
    label,
    newText,
    range,
    filterText: newText,
    sortText: String(index).padStart(4, '0'),
    snippet: false,
  }));
}
