import { type LintReport, selectShown } from './lintReport';

/** One JSON object: `files` with their diagnostics, and `summary`. Lines and columns 1-based, records 0-based. */
export function formatJson(report: LintReport): string {
  const files = selectShown(report).files.map(({ path, records, diagnostics }) => ({
    path,
    records,
    diagnostics: diagnostics.map(({ rule, severity, message, record, range: { start, end }, fixes }) => ({
      rule,
      severity,
      message,
      record,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      fix: fixes.some(({ kind }) => kind === 'safe') ? 'safe' : (fixes[0]?.kind ?? null),
    })),
  }));
  return `${JSON.stringify({ files, summary: report.summary })}\n`;
}
