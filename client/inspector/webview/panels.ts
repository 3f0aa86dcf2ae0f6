/** The pictures of an inspection, each with all records pale and those that pass the filter full. */
import type { Filter, Mark } from '../../../core/inspect/filter';
import type { DatasetSummary, ValueCounts } from '../../../core/inspect/summary';
import { type Html, html } from '../../reports/htmlText';
import type { InspectorTexts } from '../texts';
import { type Bar, barListHtml } from './barList';
import { fill } from './fill';
import type { ShownSummaries } from './header';
import { histogramHtml } from './histogramPlot';
import { labelOf } from './marks';
import { formatCount, formatPercent } from './numbers';

export function panelsHtml({ whole, part }: ShownSummaries, filter: Filter, texts: InspectorTexts): Html {
  const isAll = filter.length === 0;
  const list = (name: string, title: string, note: string, bars: readonly Bar[]): Html | undefined =>
    bars.length === 0
      ? undefined
      : panel(name, title, note, barListHtml({ name, title, bars, docs: texts.ruleDocs }, filter));
  const dialects = valueBars('dialect', whole.dialects, part.dialects, isAll, texts);
  const reviews = valueBars('review', whole.reviews, part.reviews, isAll, texts);
  const templates = valueBars('template', whole.templates, part.templates, isAll, texts);
  const facets = [
    whole.rules.length === 0
      ? panel('rule', texts.problems, '', html`<p class="quiet">${texts.noProblems}</p>`)
      : list('rule', texts.problems, '', ruleBars(whole, part, isAll, texts)),
    list('archetype', texts.archetypes, texts.targetNote, archetypeBars(whole, part, isAll, texts)),
    list('cluster', texts.duplicates, duplicatesNote(part, texts), clusterBars(whole, part, isAll, texts)),
    list(
      'source',
      texts.sources,
      more(whole.sources, texts),
      valueBars('source', whole.sources, part.sources, isAll, texts),
    ),
    templates.some(({ mark }) => 'template' in mark && mark.template !== null)
      ? list('template', texts.templates, more(whole.templates, texts), templates)
      : undefined,
    reviews.some(({ mark }) => 'review' in mark && mark.review !== null)
      ? list('review', texts.decisions, '', reviews)
      : undefined,
    dialects.length > 1 ? list('dialect', texts.dialects, '', dialects) : undefined,
  ];
  const plots = html`<div class="histograms">${histograms(whole, part, filter, texts)}</div>`;
  return html`<div class="facets">${facets}</div>${panel('measures', texts.measures, texts.medianNote, plots)}`;
}

function panel(name: string, title: string, note: string, content: Html): Html {
  return html`<section class="panel ${name}"><h2>${title}${note === '' ? undefined : html` <small class="quiet">${note}</small>`}</h2>${content}</section>`;
}

function archetypeBars(
  whole: DatasetSummary,
  part: DatasetSummary,
  isAll: boolean,
  texts: InspectorTexts,
): Bar[] {
  const typed = whole.archetypes.reduce(
    (sum, { archetype, records }) => (archetype === null ? sum : sum + records),
    0,
  );
  return whole.archetypes.map(({ archetype, records, share, target }) => {
    const own = part.archetypes.find((other) => other.archetype === archetype)?.records ?? 0;
    const bar = barOf({ archetype }, records, own, isAll, texts);
    if (share === null || target === null) return bar;
    const ofTarget = fill(texts.shareOfTarget, formatPercent(share), formatPercent(target));
    return {
      ...bar,
      target: target * typed,
      description: `${bar.description}, ${ofTarget}`,
      ...(isAll && { numbers: `${formatCount(records)} · ${formatPercent(share)}` }),
    };
  });
}

function ruleBars(whole: DatasetSummary, part: DatasetSummary, isAll: boolean, texts: InspectorTexts): Bar[] {
  return whole.rules.map(({ rule, severity, records, problems }) => {
    const own = part.rules.find((other) => other.rule === rule)?.records ?? 0;
    const bar = barOf({ rule }, records, own, isAll, texts);
    const description = `${bar.description}, ${fill(texts.problemsOf, formatCount(problems), severity)}`;
    return { ...bar, description, tone: severity, rule };
  });
}

function clusterBars(
  whole: DatasetSummary,
  part: DatasetSummary,
  isAll: boolean,
  texts: InspectorTexts,
): Bar[] {
  // Of many clusters each summary lists its own biggest.
  return (isAll ? whole : part).duplicates.biggest.map(({ first, records, kind }) => {
    const all = whole.duplicates.biggest.find((other) => other.first === first)?.records ?? records;
    const bar = barOf({ cluster: first }, all, records, isAll, texts);
    return {
      ...bar,
      numbers: `${formatCount(records)} · ${texts[kind]}`,
      description: `${bar.description}, ${texts[kind]}`,
    };
  });
}

function duplicatesNote({ duplicates: { repeats } }: DatasetSummary, texts: InspectorTexts): string {
  return fill(texts.repeats, formatCount(repeats));
}

function valueBars(
  facet: 'source' | 'template' | 'dialect' | 'review',
  whole: ValueCounts,
  part: ValueCounts,
  isAll: boolean,
  texts: InspectorTexts,
): Bar[] {
  return whole.values.map(({ value, records }) => {
    const own = part.values.find((other) => other.value === value)?.records ?? 0;
    return barOf({ [facet]: value } as unknown as Mark, records, own, isAll, texts);
  });
}

function more({ more: { values } }: ValueCounts, texts: InspectorTexts): string {
  return values === 0 ? '' : fill(texts.moreValues, formatCount(values));
}

function barOf(mark: Mark, whole: number, part: number, isAll: boolean, texts: InspectorTexts): Bar {
  const label = labelOf(mark, texts);
  const description = `${label}: ${fill(texts.partOfWhole, formatCount(part), formatCount(whole))}`;
  const numbers = isAll ? formatCount(whole) : `${formatCount(part)} / ${formatCount(whole)}`;
  return { mark, label, whole, part, numbers, description };
}

function histograms(
  whole: DatasetSummary,
  part: DatasetSummary,
  filter: Filter,
  texts: InspectorTexts,
): Html[] {
  return whole.histograms.flatMap((histogram, i) => {
    const own = part.histograms[i];
    return own && histogram.bins.length > 0 ? [histogramHtml(histogram, own, filter, texts)] : [];
  });
}
