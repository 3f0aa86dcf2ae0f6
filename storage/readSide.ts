/** Something to compare, from its path. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { observeDataset } from '../core/compare/observeDataset';
import { observeRun } from '../core/compare/observeRun';
import type { Side } from '../core/compare/side';
import { formatOfPath } from '../core/dataset/records';
import { StorageError } from '../core/generate/journal';
import type { LintConfig } from '../core/lint/config';
import { orAbsent, readText } from './files';
import { readRun } from './readRun';
import { SAMPLES } from './runPlan';

/** Reads and measures the folder of a run, or a dataset; `configOf`: of a file of samples. Rejects with StorageError. */
export async function readSide(path: string, configOf: (path: string) => Promise<LintConfig>): Promise<Side> {
  const format = formatOfPath(path);
  if (format) return observeDataset(path, format, await readText(path), await configOf(path));
  if ((await orAbsent(stat(path)))?.isDirectory())
    return observeRun(await readRun(path), await configOf(join(path, SAMPLES)));
  throw new StorageError(
    `${path} cannot be compared.`,
    'Give the folder of a run, or a .jsonl or .vignette dataset.',
  );
}
