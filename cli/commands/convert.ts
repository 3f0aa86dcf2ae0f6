import { resolve } from 'node:path';
import { convertRecords, joinRecords, type Target } from '../../core/dataset/convert/convertRecord';
import type { StorageError } from '../../core/generate/journal';
import { splitLines } from '../../core/text/lineText';
import { type ConfigOptions, Configs } from '../../storage/configs';
import { writeFileAtomic } from '../../storage/files';
import { readDatasets } from '../datasets';
import { CLEAN, CliError, FAILURE, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { checkNotWritten, checkWritable, STANDARD_OUTPUT } from '../outputFiles';
import { plural } from '../reporters/text';

/** Reasons shown one by one; the rest is counted. */
const SHOWN = 20;

export interface ConvertOptions extends ConfigOptions {
  readonly to: Target;
  readonly out: string;
  /** Where the records go that could not be converted. */
  readonly rejects?: string;
  /** Replace files that are there. */
  readonly force: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What `--json` prints. */
interface ConvertOutcome {
  readonly records: number;
  readonly converted: number;
  readonly out: string;
  /** `line` is 1-based. */
  readonly left: readonly { readonly path: string; readonly line: number; readonly reason: string }[];
}

/** `vignette convert PATHS… --to T --out FILE`: all records in one dialect; those that cannot be are reported. */
export async function convert(patterns: readonly string[], options: ConvertOptions): Promise<number> {
  const { to, out, rejects, json, quiet } = options;
  const printsRecords = out === STANDARD_OUTPUT;
  if (json && printsRecords) throw new CliError('With --json, name a file for the records: --out FILE.');
  for (const file of [...(printsRecords ? [] : [out]), ...(rejects === undefined ? [] : [rejects])])
    await checkWritable(file, options.force);
  if (rejects !== undefined && resolve(rejects) === resolve(out))
    throw new CliError('--out and --rejects are the same file.');

  const failures: StorageError[] = [];
  const texts: string[] = [];
  const left: (ConvertOutcome['left'][number] & { readonly record: string })[] = [];
  for await (const dataset of readDatasets(patterns, new Configs(options, shownPath), (failure) =>
    failures.push(failure),
  )) {
    await checkNotWritten(dataset.path, 'converted', [out, ...(rejects === undefined ? [] : [rejects])]);
    for (const { line, conversion } of convertRecords(dataset.format, splitLines(dataset.text), to)) {
      if ('text' in conversion) texts.push(conversion.text);
      else left.push({ path: dataset.path, line: line + 1, ...conversion });
    }
  }
  const text = joinRecords(to, texts);
  if (printsRecords) process.stdout.write(text);
  else if (texts.length > 0) await writeFileAtomic(out, text);
  if (rejects !== undefined && left.length > 0)
    await writeFileAtomic(rejects, left.map(({ record }) => `${record}\n`).join(''));

  if (json) {
    const outcome: ConvertOutcome = {
      records: texts.length + left.length,
      converted: texts.length,
      out,
      left: left.map(({ path, line, reason }) => ({ path, line, reason })),
    };
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
  } else {
    for (const { path, line, reason } of left.slice(0, SHOWN))
      process.stderr.write(`${path}:${line}: ${reason}\n`);
    if (left.length > SHOWN) process.stderr.write(`… and ${left.length - SHOWN} more (--json lists all).\n`);
    if (!quiet) process.stderr.write(`${summarise(texts.length, left.length, options)}\n`);
  }
  for (const { message, advice } of failures) process.stderr.write(`${message} ${advice}\n`);
  if (failures.length > 0) return FAILURE;
  return left.length > 0 ? PROBLEMS : CLEAN;
}

function summarise(converted: number, left: number, { to, out, rejects }: ConvertOptions): string {
  const where = out === STANDARD_OUTPUT || converted === 0 ? '' : `, in ${out}`;
  const done = `Converted ${plural(converted, 'record')} to ${to}${where}`;
  if (left === 0) return `${done}.`;
  const stay =
    rejects === undefined ? 'stay where they are (--rejects FILE collects them)' : `are in ${rejects}`;
  return `${done}; ${left} could not be, and ${stay}.`;
}
