import type { Configs } from '../storage/configs';
import type { FileToScan } from '../storage/curate/scannedFile';
import { linesOf } from '../storage/lint/lintBytes';
import { readStretches } from '../storage/lint/stretches';
import { findInputs, type Input, STANDARD_INPUT } from './datasets';
import { CliError } from './exit';

/** The JSON Lines datasets on disk that paths, folders and globs stand for, in order of path; at least one. */
export async function findStoredInputs(patterns: readonly string[], configs: Configs): Promise<FileToScan[]> {
  if (patterns.includes(STANDARD_INPUT))
    throw new CliError('Standard input cannot be read twice: write it to a file first.');
  const files: FileToScan[] = [];
  for await (const input of findInputs(patterns, configs)) {
    const { path, format } = input;
    if (format === 'vignette')
      throw new CliError(
        `${path} is no JSON Lines: vignette convert ${path} --out FILE.jsonl makes lines of it.`,
      );
    if (await startsAsDataset(input)) files.push({ name: path, path });
  }
  if (files.length === 0)
    throw new CliError('No dataset was found: name .jsonl files, or a folder that has some.');
  return files;
}

/** Whether a file is a dataset, by its first lines. */
export async function startsAsDataset({ path, isOurs }: Input): Promise<boolean> {
  for await (const bytes of readStretches(path)) return isOurs(linesOf({ bytes, isLast: true }));
  return false;
}
