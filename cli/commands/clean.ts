import { DEFAULT_MIX, type Mix, mixOf } from '../../core/generate/mix';
import { type ConfigOptions, Configs } from '../../storage/configs';
import { type CleanOutcome, cleanDataset } from '../../storage/curate/cleanDataset';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { checkNotWritten, checkWritable } from '../outputFiles';
import { columnsOf } from '../reporters/columns';
import { createStyle, type Style } from '../reporters/style';
import { plural } from '../reporters/text';
import { ShareProgress } from '../shareProgress';
import { findStoredInputs } from '../storedInputs';

export interface CleanOptions extends ConfigOptions {
  readonly out?: string;
  /** Left out: beside `out`. */
  readonly rejects?: string;
  readonly fix: boolean;
  readonly strict: boolean;
  readonly balance: boolean;
  /** Asks for `balance`. */
  readonly mix?: Mix;
  readonly seed: number;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly threads?: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** `vignette clean PATHS… --out FILE`: keeps what is fit to train on, and says of the rest why it is not. */
export async function clean(patterns: readonly string[], options: CleanOptions): Promise<number> {
  const { out, dryRun, force, json, quiet } = options;
  if (out === undefined && !dryRun)
    throw new CliError('Name a file for the records that are kept, --out FILE, or give --dry-run.');
  const rejects = options.rejects ?? (out === undefined ? undefined : rejectsBeside(out));
  const written = [out, rejects].flatMap((path) => path ?? []);
  if (!dryRun) for (const path of written) await checkWritable(path, force);
  const configs = new Configs(options, shownPath);
  const inputs = await findStoredInputs(patterns, configs);
  for (const { path } of inputs) await checkNotWritten(path, 'cleaned', written);
  if (out !== undefined && rejects !== undefined) await checkNotWritten(rejects, 'written with --out', [out]);
  const target = out ?? (inputs[0]?.path as string);
  const config = await configs.of(target);
  const mix = options.mix ?? (options.balance ? (config.mix && mixOf(config.mix)) || DEFAULT_MIX : undefined);
  const progress = new ShareProgress('', quiet || json, createStyle(process.stderr, options.color));
  const outcome = await interruptible(
    quiet,
    (signal) =>
      cleanDataset({
        inputs,
        config,
        fix: options.fix,
        strict: options.strict,
        seed: options.seed,
        ...(mix && { mix }),
        ...(options.threads !== undefined && { threads: options.threads }),
        ...(!dryRun && out !== undefined && rejects !== undefined && { write: { out, rejects } }),
        signal,
        onProgress: (done) => progress.show(done),
      }),
    'nothing is written',
  ).finally(() => progress.end());
  if (json) process.stdout.write(`${JSON.stringify({ ...outcome, out, rejects, dryRun })}\n`);
  else if (!quiet)
    process.stderr.write(
      describe(outcome, { out, rejects, dryRun }, createStyle(process.stderr, options.color)),
    );
  return outcome.kept === 0 && outcome.records > 0 ? PROBLEMS : CLEAN;
}

/** `clean.jsonl` → `clean.rejects.jsonl`. */
export function rejectsBeside(out: string): string {
  return `${out.replace(/\.(?:jsonl|ndjson)$/i, '')}.rejects.jsonl`;
}

interface Written {
  readonly out: string | undefined;
  readonly rejects: string | undefined;
  readonly dryRun: boolean;
}

function describe(outcome: CleanOutcome, { out, rejects, dryRun }: Written, style: Style): string {
  const { records, kept, fixed, rejected, reasons, absent } = outcome;
  const would = dryRun ? 'Would keep' : 'Kept';
  const where = (path: string | undefined): string => (path === undefined || dryRun ? '' : `, in ${path}`);
  const mended = fixed > 0 ? `, ${fixed} of them fixed` : '';
  const lines = [style.bold(`${would} ${kept} of ${plural(records, 'record')}${mended}${where(out)}.`)];
  if (rejected > 0) {
    lines.push(`${dryRun ? 'Would reject' : 'Rejected'} ${rejected}, with the reasons${where(rejects)}:`);
    const width = Math.max(...Object.keys(reasons).map(columnsOf));
    for (const [rule, count] of Object.entries(reasons))
      lines.push(`  ${rule.padEnd(width)}  ${style.dim(plural(count, 'record'))}`);
  }
  for (const type of absent) lines.push(`No record is of type "${type}": its share of the mix stays empty.`);
  if (!dryRun && kept > 0 && out !== undefined) lines.push(style.dim(`Next: vignette split ${out}`));
  return `${lines.join('\n')}\n`;
}
