import { buffer as readAll } from 'node:stream/consumers';
import type { FileConfig } from '../core/config/resolveConfig';
import { looksLikeDataset } from '../core/dataset/detect';
import { type DatasetFormat, formatOfPath } from '../core/dataset/records';
import { StorageError } from '../core/generate/journal';
import { splitLines } from '../core/text/lineText';
import { readText } from '../storage/files';
import type { Configs } from './configs';
import { findInputFiles } from './inputFiles';

/** Stands for standard input among paths. */
export const STANDARD_INPUT = '-';

export interface Dataset {
  /** As printed; `-` for standard input. */
  readonly path: string;
  readonly format: DatasetFormat;
  readonly text: string;
  readonly lines: readonly string[];
  readonly config: FileConfig;
}

/**
 * The datasets that paths, folders and globs stand for, one at a time. A file that cannot be read is handed to
 * `onFailure`, and the others still come. A file that was named is a dataset whatever it looks like.
 */
export async function* readDatasets(
  patterns: readonly string[],
  configs: Configs,
  onFailure: (failure: StorageError) => void,
): AsyncGenerator<Dataset> {
  if (patterns.includes(STANDARD_INPUT)) yield await readStandardInput(configs);
  const others = patterns.filter((pattern) => pattern !== STANDARD_INPUT);
  if (others.length === 0 && patterns.length > 0) return;
  for (const { path, named } of await findInputFiles(others)) {
    const format = formatOfPath(path) as DatasetFormat;
    const config = await configs.of(path);
    let text: string;
    try {
      text = await readText(path);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      onFailure(error);
      continue;
    }
    const lines = splitLines(text);
    const isDataset = named || format === 'vignette' || (config.isDataset ?? looksLikeDataset(lines));
    if (isDataset) yield { path, format, text, lines, config };
  }
}

async function readStandardInput(configs: Configs): Promise<Dataset> {
  const text = (await readAll(process.stdin)).toString('utf8');
  const format = /^\uFEFF?\s*\{/.test(text) ? 'jsonl' : 'vignette';
  return { path: STANDARD_INPUT, format, text, lines: splitLines(text), config: await configs.of('stdin') };
}
