import { isUtf8 } from 'node:buffer';
import { buffer as readAll } from 'node:stream/consumers';
import type { FileConfig } from '../core/config/resolveConfig';
import { isDatasetFile } from '../core/dataset/detect';
import { type DatasetFormat, formatOfPath } from '../core/dataset/records';
import { StorageError } from '../core/generate/journal';
import { splitLines } from '../core/text/lineText';
import type { Configs } from '../storage/configs';
import { readUtf8 } from '../storage/files';
import { CliError } from './exit';
import { findInputFiles } from './inputFiles';

/** Stands for standard input among paths. */
export const STANDARD_INPUT = '-';

/** What may be a dataset, by its name. */
export interface Input {
  /** As printed; `-` for standard input. */
  readonly path: string;
  readonly format: DatasetFormat;
  /** Known where it had to be read already: standard input. */
  readonly text?: string;
  readonly config: FileConfig;
  /** Whether a file with such first lines is a dataset. One that was named is, whatever it looks like. */
  readonly isOurs: (lines: readonly string[]) => boolean;
}

export interface Dataset extends Input {
  readonly text: string;
}

/** What paths, folders and globs stand for, one at a time. */
export async function* findInputs(patterns: readonly string[], configs: Configs): AsyncGenerator<Input> {
  if (patterns.includes(STANDARD_INPUT)) yield await readStandardInput(configs);
  const others = patterns.filter((pattern) => pattern !== STANDARD_INPUT);
  if (others.length === 0 && patterns.length > 0) return;
  for (const { path, named } of await findInputFiles(others)) {
    const format = formatOfPath(path) as DatasetFormat;
    const config = await configs.of(path);
    const isOurs = (lines: readonly string[]): boolean => named || isDatasetFile(format, config, lines);
    yield { path, format, config, isOurs };
  }
}

/**
 * The datasets among the inputs, read to be written again. A file that cannot be read, or is not UTF-8, is handed to `onFailure`, and the others
 * still come.
 */
export async function* readDatasets(
  patterns: readonly string[],
  configs: Configs,
  onFailure: (failure: StorageError) => void,
): AsyncGenerator<Dataset> {
  for await (const input of findInputs(patterns, configs)) {
    try {
      const text = input.text ?? (await readUtf8(input.path));
      if (input.isOurs(splitLines(text))) yield { ...input, text };
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      onFailure(error);
    }
  }
}

async function readStandardInput(configs: Configs): Promise<Dataset> {
  const bytes = await readAll(process.stdin);
  if (!isUtf8(bytes)) throw new CliError('Standard input is not UTF-8: convert it first.');
  const text = bytes.toString('utf8');
  const format = /^\uFEFF?\s*\{/.test(text) ? 'jsonl' : 'vignette';
  return { path: STANDARD_INPUT, format, text, config: await configs.of('stdin'), isOurs: () => true };
}
