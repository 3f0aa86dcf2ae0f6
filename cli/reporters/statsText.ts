/** What `vignette stats` says to a person. */
import { stripVTControlCharacters } from 'node:util';
import { formatUsd } from '../../core/generate/prices';
import type { Histogram } from '../../core/inspect/histogram';
import { MEASURES, titleWithUnit } from '../../core/inspect/measure';
import type { DatasetSummary, ValueCounts } from '../../core/inspect/summary';
import type { Severity } from '../../core/lint/problem';
import { formatNumber, formatShare } from '../../core/text/formatNumber';
import { bar, columns } from './blocks';
import { columnsOf } from './columns';
import { printable } from './printable';
import type { Style } from './style';
import { plural } from './text';

export interface StatsPage {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
  /** The number of a record as it is named to the user: of several files with its file. */
  readonly nameOf: (record: number) => string;
}

/** Rules and values listed at most. */
const MOST_LINES = 12;
const MOST_ARCHETYPES = 20;
const INDENT = '  ';

export function formatStats(title: string, summary: DatasetSummary, page: StatsPage): string {
  const { style } = page;
  const head = `${style.bold(printable(title))}  ${facts(summary)}`;
  if (summary.records === 0) return `${head}\n`;
  const sections = [
    standingLines(summary, page),
    archetypeLines(summary, page),
    ruleLines(summary, page),
    measureLines(summary, page),
    duplicateLines(summary, page),
    ...(
      [
        ['Sources', summary.sources],
        ['Templates', summary.templates],
        ['Dialects', summary.dialects],
        ['Reviewed', summary.reviews],
      ] as const
    ).map(([name, counts]) => valueLines(name, counts, summary.records, page)),
  ];
  return `${[[head], ...sections.filter((lines) => lines.length > 0)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** One line for each file, where there are several. */
export function formatFiles(
  files: readonly (readonly [string, DatasetSummary])[],
  { style }: StatsPage,
): string {
  const rows = files.map(([name, { records, standings, tokens }]) => [
    printable(name),
    formatNumber(records),
    standings.error > 0 ? style.red(formatNumber(standings.error)) : '0',
    standings.warning > 0 ? style.yellow(formatNumber(standings.warning)) : '0',
    tokenCount(tokens),
  ]);
  const head = ['', 'records', 'with errors', 'with warnings', 'tokens'].map((cell) => style.dim(cell));
  return `${table([head, ...rows], ['start', 'end', 'end', 'end', 'end']).join('\n')}\n`;
}

function facts({ records, unreadable, tokens, time, cost }: DatasetSummary): string {
  return [
    records === 0 ? 'no records' : `${formatNumber(records)} ${records === 1 ? 'record' : 'records'}`,
    unreadable > 0 ? `${formatNumber(unreadable)} unreadable` : '',
    tokens.total > 0 ? `${tokenCount(tokens)} tokens` : '',
    time ? dates(time) : '',
    cost ? formatUsd(cost.usd) : '',
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

function tokenCount({ total, isExact }: DatasetSummary['tokens']): string {
  return isExact ? formatNumber(total) : `≈${formatNumber(Number(total.toPrecision(3)))}`;
}

function dates({ first, last }: NonNullable<DatasetSummary['time']>): string {
  const [from, to] = [first, last].map((time) => time.slice(0, 10));
  return from === to ? `${from}` : `${from} to ${to}`;
}

function standingLines({ standings, records }: DatasetSummary, { width, style }: StatsPage): string[] {
  const parts = [
    { count: standings.clean, noun: 'clean', paint: style.green, block: '█' },
    { count: standings.warning, noun: 'with warnings', paint: style.yellow, block: '▓' },
    { count: standings.error, noun: 'with errors', paint: style.red, block: '▒' },
  ];
  const whole = width - INDENT.length;
  const widths = shareOut(
    parts.map(({ count }) => count),
    whole,
  );
  return [
    INDENT + parts.map(({ paint, block }, i) => paint(block.repeat(widths[i] ?? 0))).join(''),
    INDENT +
      parts
        .map(
          ({ count, noun, paint, block }) =>
            `${paint(block)} ${formatNumber(count)} ${noun} (${percent(count / records)})`,
        )
        .join('   '),
  ];
}

function archetypeLines({ archetypes }: DatasetSummary, { width, style }: StatsPage): string[] {
  const shown = archetypes.slice(0, MOST_ARCHETYPES);
  const rows = shown.map(({ archetype, records, share, target }) => [
    name(archetype),
    formatNumber(records),
    share === null ? '' : percent(share),
    target === null ? '' : percent(target),
  ]);
  const [head = '', ...texts] = table(
    [['Archetypes', 'records', 'share', 'target'], ...rows],
    ['start', 'end', 'end', 'end'],
  );
  const room = Math.max(10, width - visible(head) - 2);
  const most = Math.max(...shown.flatMap(({ share, target }) => [share ?? 0, target ?? 0]));
  const lines = texts.map((text, i) => {
    const { share = null, target = null } = shown[i] ?? {};
    return share === null ? text : `${text}  ${withTarget(share / most, (target ?? 0) / most, room, style)}`;
  });
  return [headLine(head, style), ...lines, ...moreLine(archetypes.length - shown.length, 'archetype', style)];
}

/** A bar, and a stroke where it should end. */
function withTarget(share: number, target: number, width: number, style: Style): string {
  const drawn = [...bar(share, width - 1)];
  if (target === 0) return style.blue(drawn.join(''));
  const at = Math.min(width - 1, Math.round(target * (width - 1)));
  const padded = [...drawn, ...Array<string>(Math.max(0, at - drawn.length)).fill(' ')];
  return `${style.blue(padded.slice(0, at).join(''))}${style.bold('│')}${style.blue(padded.slice(at + 1).join(''))}`;
}

function ruleLines({ rules }: DatasetSummary, { width, style }: StatsPage): string[] {
  if (rules.length === 0) return [];
  const shown = rules.slice(0, MOST_LINES);
  const rows = shown.map(({ rule, severity, records, problems }) => [
    rule,
    PAINT[severity](style)(severity),
    formatNumber(problems),
    formatNumber(records),
  ]);
  const [head = '', ...texts] = table(
    [['Problems', '', 'in all', 'records'], ...rows],
    ['start', 'start', 'end', 'end'],
  );
  const room = Math.max(6, Math.min(width - visible(head) - 2, 40));
  const most = Math.max(...rules.map(({ records }) => records), 1);
  const lines = texts.map((text, i) => {
    const { severity = 'hint', records: some = 0 } = shown[i] ?? {};
    return `${text}  ${PAINT[severity](style)(bar(some / most, room))}`;
  });
  return [headLine(head, style), ...lines, ...moreLine(rules.length - shown.length, 'rule', style)];
}

const PAINT: Readonly<Record<Severity, (style: Style) => (text: string) => string>> = {
  error: ({ red }) => red,
  warning: ({ yellow }) => yellow,
  info: ({ blue }) => blue,
  hint: ({ dim }) => dim,
};

function moreLine(count: number, noun: string, style: Style): string[] {
  return count > 0 ? [style.dim(`${INDENT}and ${plural(count, noun)} more`)] : [];
}

function measureLines({ histograms }: DatasetSummary, { width, style }: StatsPage): string[] {
  const shown = histograms.filter(({ count }) => count > 0);
  if (shown.length === 0) return [];
  const room = Math.max(8, width - BESIDE_PICTURE);
  const rows = shown.map((histogram) => measureCells(histogram, room, style));
  const [head = '', ...texts] = table(
    [['Measures', 'mean', 'median', 'p95', 'from', '', 'to', 'none'], ...rows],
    ['start', 'end', 'end', 'end', 'end', 'start', 'start', 'end'],
  );
  return [headLine(head, style), ...texts];
}

/** Columns that a line of a measure takes beside its picture. */
const BESIDE_PICTURE = 68;

function measureCells(
  { measure, bins, mean, quantiles, missing }: Histogram,
  room: number,
  style: Style,
): string[] {
  const { kind } = MEASURES[measure];
  if (!quantiles || mean === null) return [];
  const value = (number: number): string => (kind === 'share' ? percent(number) : formatNumber(number));
  const { min, p50, p95, max } = quantiles;
  const counts = bins.map(({ count }) => count);
  return [
    titleWithUnit(measure),
    value(kind === 'share' || mean < 10 ? mean : Math.round(mean)),
    value(p50),
    value(p95),
    style.dim(value(min)),
    style.blue(columns(merged(counts, room))),
    style.dim(value(max)),
    missing > 0 ? style.dim(formatNumber(missing)) : '',
  ];
}

/** Counts of neighbours together, until there are few enough. */
function merged(counts: readonly number[], most: number): readonly number[] {
  if (counts.length <= most) return counts;
  const pairs = counts.flatMap((count, i) => (i % 2 === 0 ? [count + (counts[i + 1] ?? 0)] : []));
  return merged(pairs, most);
}

/** Clusters listed at most. */
const MOST_CLUSTERS = 5;

function duplicateLines({ duplicates }: DatasetSummary, { style, nameOf }: StatsPage): string[] {
  const { clusters, records, repeats, biggest } = duplicates;
  if (clusters === 0) return [];
  const all = `${plural(clusters, 'cluster')} of ${formatNumber(records)} records, of which ${formatNumber(repeats)} ${repeats === 1 ? 'repeats' : 'repeat'} an earlier one`;
  const shown = biggest.slice(0, MOST_CLUSTERS);
  const rows = shown.map(({ first, records, kind }) => [
    `${formatNumber(records)} records`,
    kind === 'exact' ? 'say the same as' : 'are much like',
    nameOf(first),
  ]);
  const rest = clusters - shown.length;
  return [
    `${style.bold('Duplicates')}  ${all}`,
    ...table(rows, ['end', 'start', 'start']),
    ...moreLine(rest, 'cluster', style),
  ];
}

/** Nothing where there is nothing to tell apart. */
function valueLines(
  title: string,
  { values, more }: ValueCounts,
  records: number,
  { width, style }: StatsPage,
): string[] {
  const [only] = values;
  if (!only || (values.length === 1 && only.value === null)) return [];
  if (values.length === 1) return [`${style.bold(title)}  ${name(only.value)}`];
  const shown = values.slice(0, MOST_LINES);
  const texts = table(
    shown.map(({ value, records }) => [name(value), formatNumber(records)]),
    ['start', 'end'],
  );
  const room = Math.max(6, Math.min(width - visible(texts[0] ?? '') - 2, 40));
  const rest = values.length + more.values - shown.length;
  return [
    style.bold(title),
    ...texts.map((text, i) => `${text}  ${style.blue(bar((shown[i]?.records ?? 0) / records, room))}`),
    ...moreLine(rest, 'value', style),
  ];
}

const LONGEST_NAME = 40;

function name(value: string | null): string {
  if (value === null) return '(none)';
  const characters = [...printable(value)];
  return characters.length > LONGEST_NAME
    ? `${characters.slice(0, LONGEST_NAME - 1).join('')}…`
    : characters.join('');
}

/** Whole percents, but never 0 for some and never 100 for less than all. */
function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return formatShare(Math.round(share * 100) / 100);
}

function headLine(text: string, style: Style): string {
  const [, title = '', rest = ''] = /^\s*(\S+)(.*)$/s.exec(text) ?? [];
  return `${style.bold(title)}${INDENT}${style.dim(rest.trimEnd())}`;
}

/** Lines of cells in columns of one width each, indented. */
function table(rows: readonly (readonly string[])[], sides: readonly ('start' | 'end')[]): string[] {
  const widths = sides.map((_, i) => Math.max(0, ...rows.map((row) => visible(row[i] ?? ''))));
  return rows.map((row) => {
    const cells = sides.map((side, i) => {
      const cell = row[i] ?? '';
      const space = ' '.repeat((widths[i] ?? 0) - visible(cell));
      return side === 'start' ? cell + space : space + cell;
    });
    return (INDENT + cells.join('  ')).trimEnd();
  });
}

/** Columns that a text takes, its colours left out. */
function visible(text: string): number {
  return columnsOf(stripVTControlCharacters(text));
}

/** Whole columns for counts: at least one for each that is above 0, all together `width`. */
function shareOut(counts: readonly number[], width: number): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const widths = counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.floor((count / whole) * width))));
  const most = widths.indexOf(Math.max(...widths));
  widths[most] = (widths[most] ?? 0) + width - widths.reduce((sum, count) => sum + count, 0);
  return widths;
}
