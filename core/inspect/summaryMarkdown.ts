/** A summary as tables of Markdown, for a dataset card. */
import { formatNumber, formatShare } from '../text/formatNumber';
import { MEASURES, titleWithUnit } from './measure';
import type { DatasetSummary, ValueCounts } from './summary';

/** The mix of archetypes against its target. */
export function mixTable({ archetypes }: DatasetSummary): string {
  return table(
    ['Archetype', 'Records', 'Share', 'Target'],
    archetypes.map(({ archetype, records, share, target }) => [
      cell(archetype),
      formatNumber(records),
      share === null ? '' : percent(share),
      target === null ? '' : percent(target),
    ]),
  );
}

/** Each measure that some record has: its mean and quantiles. */
export function measureTable({ histograms, tokens }: DatasetSummary): string {
  const rows = histograms.flatMap(({ measure, mean, quantiles }) => {
    if (!quantiles || mean === null) return [];
    const { kind } = MEASURES[measure];
    const value = (number: number): string => (kind === 'share' ? percent(number) : formatNumber(number));
    const { min, p5, p50, p95, max } = quantiles;
    const about = measure === 'tokens' && !tokens.isExact ? ' (estimated)' : '';
    return [[titleWithUnit(measure) + about, value(mean), ...[min, p5, p50, p95, max].map(value)]];
  });
  return table(['', 'Mean', 'Least', '5 %', 'Median', '95 %', 'Most'], rows);
}

/** What the lint reports; empty when it reports nothing. */
export function problemTable({ rules }: DatasetSummary): string {
  if (rules.length === 0) return '';
  return table(
    ['Rule', 'Problems', 'Records'],
    rules.map(({ rule, severity, problems, records }) => [
      `\`${rule}\` (${severity})`,
      formatNumber(problems),
      formatNumber(records),
    ]),
  );
}

/** Who or what made the records. */
export function sourceTable({ sources }: DatasetSummary): string {
  return valueTable('Source', sources);
}

/** The templates that the records were asked for with. */
export function templateTable({ templates }: DatasetSummary): string {
  return valueTable('Template', templates);
}

function valueTable(title: string, { values, more }: ValueCounts): string {
  const rows = values.map(({ value, records }) => [cell(value), formatNumber(records)]);
  const rest = more.values > 0 ? [[`${formatNumber(more.values)} more`, formatNumber(more.records)]] : [];
  return table([title, 'Records'], [...rows, ...rest]);
}

/** A table whose first column is text and whose others are numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line), ''].join('\n');
}

function cell(value: string | null): string {
  return value === null ? '(none)' : value.replace(/[|\\<`*_[\]]/g, '\\$&').replace(/\s+/g, ' ');
}

function percent(share: number): string {
  return formatShare(Math.round(share * 1000) / 1000);
}
