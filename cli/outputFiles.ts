/** Files that commands make: never one that was there, unless the user says so, and never one that is read. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exists, isStream, orAbsent } from '../storage/files';
import { STANDARD_INPUT } from './datasets';
import { CliError } from './exit';

/** Stands for standard output. */
export const STANDARD_OUTPUT = '-';

export async function checkWritable(path: string, force: boolean): Promise<void> {
  if (await isStream(path)) throw new CliError(`${path} is no file; --out - writes to standard output.`);
  if (!force && (await exists(path)))
    throw new CliError(`${path} is there already: name another file, or give --force to replace it.`);
}

/** What is read stays as it is: a record that is left would be lost. `done`: what is done to it, "converted". */
export async function checkNotWritten(path: string, done: string, written: readonly string[]): Promise<void> {
  if (path === STANDARD_INPUT) return;
  const read = await realPathOf(path);
  for (const file of written)
    if (file !== STANDARD_OUTPUT && (await realPathOf(file)) === read)
      throw new CliError(`${path} is ${done} itself: write to another file.`);
}

/** Where a path leads, also by links; itself where nothing is there. */
async function realPathOf(path: string): Promise<string> {
  return (await orAbsent(realpath(path))) ?? resolve(path);
}
