import { StorageError } from '../../core/generate/journal';
import { complete } from '../../core/steps';
import { type ConfigOptions, Configs } from '../../storage/configs';
import { sizeOf } from '../../storage/files';
import { CACHE_FOLDER, lintCacheFor } from '../../storage/lint/lintCache';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { findInputs, type Input } from '../datasets';
import { CLEAN, FAILURE, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { printReport, type ReportOptions } from '../reporters/formatReport';
import type { LintedFile } from '../reporters/lintReport';

export interface LintOptions extends ConfigOptions, ReportOptions {
  /** More warnings than this are a failure; unset, warnings alone are none. */
  readonly maxWarnings?: number;
  /** Threads to lint in; left out, as many as the input is worth. */
  readonly threads?: number;
  /** Whether what was worked out before may be asked for, and is kept. */
  readonly cache: boolean;
}

/** `vignette lint [paths…]`: prints what is wrong and says so in the exit status. */
export async function lint(patterns: readonly string[], options: LintOptions): Promise<number> {
  const inputs: Input[] = [];
  for await (const input of findInputs(patterns, new Configs(options, shownPath))) inputs.push(input);
  const sizes = await Promise.all(inputs.map(({ path, text }) => (text === undefined ? sizeOf(path) : 0)));
  const size = sum(sizes);
  const threads = threadsFor(size, options.threads);
  const stored = new StoredLint(threads, options.cache ? lintCacheFor(CACHE_FOLDER, size) : undefined);
  const failures: StorageError[] = [];
  const read: Pick<LintedFile, 'path' | 'lineAt'>[] = [];
  try {
    for (const input of inputs) {
      const { path, format, text, config } = input;
      try {
        const lineAt =
          text === undefined
            ? await stored.add({ ...input, name: path })
            : stored.addText(path, format, text, config);
        if (lineAt) read.push({ path, lineAt });
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        failures.push(error);
      }
    }
    await threads.close();
    const results = complete(stored.finish());
    const files = read.flatMap((file, i): LintedFile[] => (results[i] ? [{ ...file, ...results[i] }] : []));
    const summary = printReport(files, options);
    if (files.length === 0 && failures.length === 0 && options.format !== 'json')
      process.stderr.write(
        'No dataset was found: name .jsonl or .vignette files, or a folder that has some.\n',
      );
    for (const { message, advice } of failures) process.stderr.write(`${message} ${advice}\n`);
    if (failures.length > 0) return FAILURE;
    const tooManyWarnings = options.maxWarnings !== undefined && summary.warnings > options.maxWarnings;
    return summary.errors > 0 || tooManyWarnings ? PROBLEMS : CLEAN;
  } finally {
    await threads.close();
    stored.close();
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
