import type { StorageError } from '../../core/generate/journal';
import { countProblems } from '../../core/lint/diagnostic';
import { fixText } from '../../core/lint/fixText';
import { writeFileAtomic } from '../../storage/files';
import { type ConfigOptions, Configs } from '../configs';
import { readDatasets, STANDARD_INPUT } from '../datasets';
import { CLEAN, FAILURE, PROBLEMS } from '../exit';
import { plural } from '../reporters/text';

export interface FixOptions extends ConfigOptions {
  /** Say what would change and change nothing. */
  readonly dryRun: boolean;
  readonly quiet: boolean;
}

/** `vignette fix [paths…]`: applies every safe fix. Standard input goes, fixed, to standard output. */
export async function fix(
  patterns: readonly string[],
  { dryRun, quiet, ...options }: FixOptions,
): Promise<number> {
  const failures: StorageError[] = [];
  const say = (line: string): void => {
    if (!quiet) process.stderr.write(`${line}\n`);
  };
  let fixed = 0;
  let errors = 0;
  const datasets = readDatasets(patterns, new Configs(options), (failure) => failures.push(failure));
  for await (const { path, format, text, config } of datasets) {
    const result = fixText(format, text, config);
    errors += countProblems(result.lint.diagnostics).errors;
    const changed = result.text !== text;
    if (changed) {
      fixed++;
      say(`${dryRun ? 'would fix' : 'fixed'} ${path}`);
    }
    if (path === STANDARD_INPUT) process.stdout.write(dryRun ? text : result.text);
    else if (changed && !dryRun) await writeFileAtomic(path, result.text);
  }
  say(
    `${dryRun ? 'Would fix' : 'Fixed'} ${plural(fixed, 'file')}; ${plural(errors, 'error')} left for a person.`,
  );
  for (const { message, advice } of failures) process.stderr.write(`${message} ${advice}\n`);
  if (failures.length > 0) return FAILURE;
  return errors > 0 ? PROBLEMS : CLEAN;
}
