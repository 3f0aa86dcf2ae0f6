/** Marks of pictures, and the filter that the chosen ones make. */
import type { Filter, Mark } from '../../../core/inspect/filter';
import { MEASURES, type Measure, type MeasureId } from '../../../core/inspect/measure';
import type { ReviewDecision } from '../../../core/sample/reviewDecision';
import type { InspectorTexts } from '../texts';
import { fill } from './fill';
import { formatCount, formatPercent } from './numbers';

/** The same for marks that stand for the same. */
export function keyOf(mark: Mark): string {
  return JSON.stringify(mark);
}

/** What a mark is one value of: marks of one facet unite, those of several intersect. */
export function facetOf(mark: Mark): string {
  return 'measure' in mark ? mark.measure : (Object.keys(mark)[0] as string);
}

export function isChosen(filter: Filter, mark: Mark): boolean {
  return filter.some((other) => keyOf(other) === keyOf(mark));
}

/** Chooses a mark, or takes it back. */
export function toggle(filter: Filter, mark: Mark): Filter {
  const without = filter.filter((other) => keyOf(other) !== keyOf(mark));
  return without.length < filter.length ? without : [...filter, mark];
}

/** Chooses all of these marks, which are of one facet, and no other of it. */
export function chooseOnly(filter: Filter, marks: readonly Mark[]): Filter {
  const [first] = marks;
  return first ? [...withoutFacet(filter, facetOf(first)), ...marks] : filter;
}

export function withoutFacet(filter: Filter, facet: string): Filter {
  return filter.filter((mark) => facetOf(mark) !== facet);
}

/** A filter as a reader sees it: a chip for each facet. */
export interface Chip {
  readonly facet: string;
  readonly label: string;
}

export function chipsOf(filter: Filter, texts: InspectorTexts): Chip[] {
  return [...new Set(filter.map(facetOf))].map((facet) => {
    const marks = joinRanges(filter.filter((mark) => facetOf(mark) === facet));
    const values = marks.map((mark) => labelOf(mark, texts)).join(texts.or);
    return { facet, label: `${titleOf(facet, texts)}: ${values}` };
  });
}

export function titleOf(facet: string, texts: InspectorTexts): string {
  if (facet in MEASURES) return MEASURES[facet as MeasureId].title;
  const titles: Readonly<Record<string, string>> = {
    archetype: texts.archetype,
    source: texts.source,
    template: texts.template,
    dialect: texts.dialect,
    review: texts.decisions,
    standing: texts.standing,
    rule: texts.rule,
    cluster: texts.cluster,
  };
  return titles[facet] ?? facet;
}

/** The value that a mark stands for. */
export function labelOf(mark: Mark, texts: InspectorTexts): string {
  if ('measure' in mark) return rangeOf(MEASURES[mark.measure], mark, texts);
  if ('archetype' in mark) return mark.archetype ?? texts.none;
  if ('source' in mark) return mark.source ?? texts.none;
  if ('template' in mark) return mark.template ?? texts.none;
  if ('review' in mark)
    return mark.review === null ? texts.undecided : texts[mark.review as ReviewDecision['decision']];
  if ('dialect' in mark) return mark.dialect ?? texts.unreadable;
  if ('standing' in mark) return texts[mark.standing];
  if ('cluster' in mark) return fill(texts.likeRecord, formatCount(mark.cluster));
  return 'rule' in mark ? mark.rule : mark.file;
}

/** A range of values with its unit: `40 to 49 words`, `at least 500 words`, `90 to 100 %`. */
export function rangeOf(
  { kind, unit }: Measure,
  { from, to }: { readonly from: number | null; readonly to: number | null },
  texts: InspectorTexts,
): string {
  if (from === null) return texts.none;
  if (kind === 'share') {
    const end = to ?? 1;
    return from >= 1 ? formatPercent(1) : fill(texts.range, formatPercent(from), formatPercent(end));
  }
  const withUnit = (text: string): string => `${text} ${unit}`;
  if (to === null) return withUnit(fill(texts.atLeast, formatCount(from)));
  // Amounts are whole numbers: the end, which is not in it, is the last one plus 1.
  const last = Math.ceil(to) - 1;
  return withUnit(
    last <= from ? formatCount(from) : fill(texts.range, formatCount(Math.ceil(from)), formatCount(last)),
  );
}

/** Ranges of one measure that follow each other, as one. */
function joinRanges(marks: readonly Mark[]): Mark[] {
  const ranges = marks.flatMap((mark) => ('measure' in mark ? [mark] : []));
  if (ranges.length < 2) return [...marks];
  const joined: (typeof ranges)[number][] = [];
  for (const range of ranges.toSorted((a, b) => (a.from ?? -1) - (b.from ?? -1))) {
    const last = joined.at(-1);
    if (last && last.from !== null && last.to === range.from && range.from !== null)
      joined[joined.length - 1] = { ...last, to: range.to };
    else joined.push(range);
  }
  return joined;
}
