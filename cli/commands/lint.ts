import { buffer as readAll } from 'node:stream/consumers';
import { looksLikeDataset } from '../../core/dataset/detect';
import { type DatasetFormat, formatOfPath } from '../../core/dataset/records';
import { StorageError } from '../../core/generate/journal';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { countProblems } from '../../core/lint/diagnostic';
import { FileLinter } from '../../core/lint/lintFile';
import { splitLines } from '../../core/text/lineText';
import { readText } from '../../storage/files';
import { CLEAN, FAILURE, PROBLEMS } from '../exit';
import { findInputFiles } from '../inputFiles';
import { formatJson } from '../reporters/json';
import type { LintedFile, LintReport } from '../reporters/lintReport';
import { createStyle } from '../reporters/style';
import { formatText } from '../reporters/text';

export interface LintOptions {
  readonly format: 'text' | 'json';
  /** More warnings than this are a failure; unset, warnings alone are none. */
  readonly maxWarnings?: number;
  readonly maxProblems: number;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** `vignette lint [paths…]`: prints what is wrong and says so in the exit status. */
export async function lint(patterns: readonly string[], options: LintOptions): Promise<number> {
  const files: LintedFile[] = [];
  const failures: StorageError[] = [];
  if (patterns.includes('-')) files.push(lintStandardInput((await readAll(process.stdin)).toString('utf8')));
  const named = patterns.filter((pattern) => pattern !== '-');
  const inputs = named.length === 0 && files.length > 0 ? [] : await findInputFiles(named);
  for (const { path, named: isDataset } of inputs) {
    try {
      const format = formatOfPath(path) as DatasetFormat;
      const lines = splitLines(await readText(path));
      if (isDataset || format === 'vignette' || looksLikeDataset(lines))
        files.push(lintLines(path, format, lines));
    } catch (error) {
      // The other files are still worth a report.
      if (!(error instanceof StorageError)) throw error;
      failures.push(error);
    }
  }
  const counts = files.map(({ diagnostics }) => countProblems(diagnostics));
  const summary = {
    files: files.length,
    records: sum(files.map(({ records }) => records)),
    errors: sum(counts.map(({ errors }) => errors)),
    warnings: sum(counts.map(({ warnings }) => warnings)),
  };
  const report: LintReport = { files, summary, maxProblems: options.maxProblems, quiet: options.quiet };
  const style = createStyle(process.stdout, options.color);
  process.stdout.write(options.format === 'json' ? formatJson(report) : formatText(report, style));
  for (const { message, advice } of failures) process.stderr.write(`${message} ${advice}\n`);
  if (failures.length > 0) return FAILURE;
  const tooManyWarnings = options.maxWarnings !== undefined && summary.warnings > options.maxWarnings;
  return summary.errors > 0 || tooManyWarnings ? PROBLEMS : CLEAN;
}

function lintStandardInput(text: string): LintedFile {
  const format = /^\uFEFF?\s*\{/.test(text) ? 'jsonl' : 'vignette';
  return lintLines('-', format, splitLines(text));
}

function lintLines(path: string, format: DatasetFormat, lines: readonly string[]): LintedFile {
  const { records, diagnostics } = new FileLinter(format).lint(lines, DEFAULT_CONFIG);
  return { path, records, diagnostics, lines };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
