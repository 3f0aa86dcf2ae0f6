import type { Diagnostic } from '../../core/lint/diagnostic';
import type { Severity } from '../../core/lint/problem';
import { stripLineEnd } from '../../core/text/lineText';
import { columnsOf } from './columns';
import { type LintReport, type LintSummary, selectShown } from './lintReport';
import { printable } from './printable';
import type { Style } from './style';

/** UTF-16 units of the line shown around a problem: dataset lines are far wider than a terminal. */
const FRAME = 88;
/** How many of them stand before the problem. */
const LEAD = 24;

/** What a person reads: each problem with its place, its words and the stretch of the line it is in. */
export function formatText(report: LintReport, style: Style): string {
  const { files, leftOut } = selectShown(report);
  const out: string[] = [];
  for (const { path, diagnostics, lineAt } of files) {
    for (const diagnostic of diagnostics) {
      const { range, severity, message, rule, record, fixes } = diagnostic;
      const place = `${path}:${range.start.line + 1}:${range.start.character + 1}`;
      const where = record === null ? '' : style.dim(` record ${record}`);
      const fix = fixes.some(({ kind }) => kind === 'safe') ? ' (can be fixed)' : '';
      out.push(`${style.bold(place)}${where}`);
      out.push(`  ${label(severity, style)} ${printable(message)} ${style.dim(rule + fix)}`);
      out.push(...frame(diagnostic, lineAt, style), '');
    }
  }
  if (leftOut > 0) out.push(`${leftOut} more not shown (--max-problems ${report.maxProblems}).`);
  out.push(summaryLine(report.summary));
  return `${out.join('\n')}\n`;
}

/** The stretch of the line, and marks under the place. */
function frame({ range, severity }: Diagnostic, lineAt: (line: number) => string, style: Style): string[] {
  const line = stripLineEnd(lineAt(range.start.line));
  const first = range.start.character;
  const last = range.end.line === range.start.line ? range.end.character : line.length;
  const from = wholeCharacter(line, Math.max(0, Math.min(first - LEAD, line.length - FRAME)));
  const to = wholeCharacter(line, Math.min(line.length, from + FRAME));
  const before = `${from > 0 ? '…' : ''}${printable(line.slice(from, first))}`;
  const marked = printable(line.slice(first, Math.min(last, to)));
  const after = `${printable(line.slice(Math.max(first, Math.min(last, to)), to))}${to < line.length ? '…' : ''}`;
  const marks = '~'.repeat(Math.max(1, columnsOf(marked)));
  return [
    `    ${style.dim(before)}${marked}${style.dim(after)}`,
    `    ${' '.repeat(columnsOf(before))}${colour(severity, style)(marks)}`,
  ];
}

/** The offset, or the one before it where it would cut a character in two. */
function wholeCharacter(line: string, offset: number): number {
  return offset > 0 && /^[\uDC00-\uDFFF]/.test(line.slice(offset, offset + 1)) ? offset - 1 : offset;
}

function label(severity: Severity, style: Style): string {
  return colour(severity, style)(severity);
}

function colour(severity: Severity, style: Style): (text: string) => string {
  if (severity === 'error') return style.red;
  return severity === 'warning' ? style.yellow : style.blue;
}

export function summaryLine({ files, records, errors, warnings }: LintSummary): string {
  // Templates have no records.
  const where =
    records === 0 ? plural(files, 'file') : `${plural(records, 'record')} of ${plural(files, 'file')}`;
  return `${plural(errors, 'error')} and ${plural(warnings, 'warning')} in ${where}.`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
