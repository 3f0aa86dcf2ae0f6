import type { Diagnostic } from '../../core/lint/diagnostic';
import type { Severity } from '../../core/lint/problem';
import { stripLineEnd } from '../../core/text/lineText';
import { type LintReport, type LintSummary, selectShown } from './lintReport';
import type { Style } from './style';

/** UTF-16 units of the line shown around a problem: dataset lines are far wider than a terminal. */
const FRAME = 88;

/** What a person reads: each problem with its place, its words and the stretch of the line it is in. */
export function formatText(report: LintReport, style: Style): string {
  const { files, leftOut } = selectShown(report);
  const out: string[] = [];
  for (const { path, diagnostics, lines } of files) {
    for (const diagnostic of diagnostics) {
      const { range, severity, message, rule, record } = diagnostic;
      const place = `${path}:${range.start.line + 1}:${range.start.character + 1}`;
      const where = record === null ? '' : style.dim(` record ${record}`);
      out.push(`${style.bold(place)}${where}\n  ${label(severity, style)} ${message} ${style.dim(rule)}`);
      out.push(...frame(diagnostic, lines, style), '');
    }
  }
  if (leftOut > 0) out.push(`${leftOut} more not shown (--max-problems ${report.maxProblems}).`);
  out.push(summaryLine(report.summary));
  return `${out.join('\n')}\n`;
}

function frame({ range, severity }: Diagnostic, lines: readonly string[], style: Style): string[] {
  const line = stripLineEnd(lines[range.start.line] ?? '');
  const first = range.start.character;
  const last = range.end.line === range.start.line ? range.end.character : line.length;
  const from = Math.max(0, Math.min(first - 24, line.length - FRAME));
  const to = Math.min(line.length, from + FRAME);
  const before = `${from > 0 ? '…' : ''}${line.slice(from, first)}`;
  const shown = `${before}${line.slice(first, to)}${to < line.length ? '…' : ''}`;
  const width = Math.max(1, Math.min(last, to) - first);
  // Control characters would move the marks away from what they mark.
  const plain = shown.replace(/\p{Cc}/gu, ' ');
  return [
    style.dim(`    ${plain}`),
    `    ${' '.repeat(before.length)}${colour(severity, style)('~'.repeat(width))}`,
  ];
}

function label(severity: Severity, style: Style): string {
  return colour(severity, style)(severity);
}

function colour(severity: Severity, style: Style): (text: string) => string {
  if (severity === 'error') return style.red;
  return severity === 'warning' ? style.yellow : style.blue;
}

export function summaryLine({ files, records, errors, warnings }: LintSummary): string {
  return `${plural(errors, 'error')} and ${plural(warnings, 'warning')} in ${plural(records, 'record')} of ${plural(files, 'file')}.`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
