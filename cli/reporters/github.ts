import type { Severity } from '../../core/lint/problem';
import { type LintReport, selectShown } from './lintReport';
import { summaryLine } from './text';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions shows as annotations on the lines they are about. */
export function formatGithub(report: LintReport): string {
  const { files, leftOut } = selectShown(report);
  const lines = files.flatMap(({ path, diagnostics }) =>
    diagnostics.map(({ severity, message, rule, range: { start, end } }) => {
      const properties = {
        file: path,
        line: start.line + 1,
        endLine: end.line + 1,
        // Columns make sense to the reader of an annotation only within one line.
        ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
        title: rule,
      };
      const written = Object.entries(properties).map(
        ([key, value]) => `${key}=${escapeProperty(String(value))}`,
      );
      return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}`;
    }),
  );
  const more = leftOut > 0 ? [`${leftOut} more not shown (--max-problems ${report.maxProblems}).`] : [];
  return `${[...lines, ...more, summaryLine(report.summary)].join('\n')}\n`;
}

// The escapes of GitHub's toolkit (actions/toolkit, packages/core/src/command.ts).

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
