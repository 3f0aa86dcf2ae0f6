import { basename, join } from 'node:path';
import { EXPORT_FORMATS, type ExportFormat } from '../../core/export/exportRecord';
import { splitNameOf } from '../../core/export/splitName';
import { type ConfigOptions, Configs } from '../../storage/configs';
import {
  CARD_FILES,
  type ExportOutcome,
  exportDataset,
  type FileToExport,
} from '../../storage/curate/exportDataset';
import { partPath } from '../../storage/curate/partPath';
import { findInputs, STANDARD_INPUT } from '../datasets';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { checkNotWritten, checkWritable } from '../outputFiles';
import { createStyle, type Style } from '../reporters/style';
import { plural } from '../reporters/text';
import { ShareProgress } from '../shareProgress';
import { startsAsDataset } from '../storedInputs';

export { EXPORT_FORMATS };

export interface ExportOptions extends ConfigOptions {
  readonly to: ExportFormat;
  readonly out: string;
  readonly allowErrors: boolean;
  /** Of the card; left out, the name of the folder. */
  readonly title?: string;
  readonly license?: string;
  readonly force: boolean;
  readonly threads?: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** `vignette export PATHS… --to FORMAT --out PATH`: what trainers take, of records without errors. */
export async function exportCommand(patterns: readonly string[], options: ExportOptions): Promise<number> {
  const { to, out, force, json, quiet, color } = options;
  const files = await findFiles(patterns, new Configs(options, shownPath));
  const splits = new Set(files.map(({ split }) => split));
  const isFolder = to === 'huggingface';
  if (!isFolder && !/\.(?:jsonl|json|ndjson)$/i.test(out))
    throw new CliError(`${out} is no name for JSON Lines: give --out FILE.jsonl.`);
  const pathOf = (split: string): string => {
    if (isFolder) return join(out, 'data', `${split}.jsonl`);
    return splits.size === 1 ? out : partPath(out, split);
  };
  const written = [...splits].map(pathOf);
  if (isFolder) written.push(...Object.values(CARD_FILES).map((name) => join(out, name)));
  for (const path of written) await checkWritable(path, force);
  for (const { path } of files) await checkNotWritten(path, 'exported', written);
  const { countTokens, TOKENIZER } = await import('../../core/prompt/tokenizer');
  const style = createStyle(process.stderr, color);
  const progress = new ShareProgress('exported', quiet || json, style);
  const outcome = await interruptible(
    quiet,
    (signal) =>
      exportDataset({
        files,
        format: to,
        pathOf,
        allowErrors: options.allowErrors,
        ...(isFolder && {
          card: {
            folder: out,
            title: options.title ?? basename(out),
            ...(options.license !== undefined && { license: options.license }),
          },
        }),
        tokenizer: { encoding: TOKENIZER, countTokens },
        ...(options.threads !== undefined && { threads: options.threads }),
        signal,
        onProgress: (done) => progress.show(done),
      }),
    'what is not whole is not written',
  ).finally(() => progress.end());
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else if (!quiet) process.stderr.write(describe(outcome, options, style));
  return outcome.exported < outcome.records ? PROBLEMS : CLEAN;
}

async function findFiles(patterns: readonly string[], configs: Configs): Promise<FileToExport[]> {
  if (patterns.includes(STANDARD_INPUT))
    throw new CliError('Standard input cannot be read twice: write it to a file first.');
  const files: FileToExport[] = [];
  for await (const input of findInputs(patterns, configs))
    if (await startsAsDataset(input))
      files.push({ ...input, name: input.path, split: splitNameOf(input.path) });
  if (files.length === 0)
    throw new CliError('No dataset was found: name .jsonl or .vignette files, or a folder that has some.');
  return files;
}

function describe(
  { format, records, exported, splits, reasons, examples, errors, leftOut, straddling }: ExportOutcome,
  { to, out, license, allowErrors }: ExportOptions,
  style: Style,
): string {
  const lines = [style.bold(`Exported ${exported} of ${plural(records, 'record')} as ${format}.`)];
  for (const { path, records } of splits) lines.push(`  ${path}  ${style.dim(plural(records, 'record'))}`);
  if (to === 'huggingface') lines.push(`  ${join(out, CARD_FILES.card)}  ${style.dim('the dataset card')}`);
  if (exported < records) {
    const why = Object.entries(reasons).map(
      ([reason, count]) => `  ${reason}  ${style.dim(plural(count, 'record'))}`,
    );
    lines.push(`Left out ${records - exported}:`, ...why);
    const [first] = examples;
    if (first) lines.push(style.dim(`The first: ${first.path}:${first.line}`));
    if (!allowErrors)
      lines.push('vignette clean sorts them out; --allow-errors exports records with errors too.');
  }
  if (errors > 0)
    lines.push(style.yellow(`${plural(errors, 'record')} with errors exported, as --allow-errors says.`));
  const fields = Object.entries(leftOut).map(([field, count]) => `${field} (${plural(count, 'record')})`);
  if (fields.length > 0) lines.push(`Fields that the format has no place for: ${fields.join(', ')}.`);
  if (straddling > 0)
    lines.push(
      style.yellow(
        `${plural(straddling, 'group')} of near-duplicates in several splits: vignette split keeps them together.`,
      ),
    );
  if (to === 'huggingface' && license === undefined)
    lines.push('No license: give --license apache-2.0, or another, before you publish.');
  return `${lines.join('\n')}\n`;
}
