import type { LintConfig } from '../../core/lint/config';
import { sizeOf } from '../files';
import type { StretchWork } from '../lint/lintBytes';
import { threadsFor } from '../lint/threads';
import { type FileToScan, ScannedFile } from './scannedFile';

/** How work over files is carried out. */
export interface Work {
  /** Threads to lint in; left out, as many as the files are worth. */
  readonly threads?: number;
  /** Ends the work: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told what share of the whole is done, from 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/** The share of most work that reading and linting is; the rest is comparing and writing. */
const READING = 0.8;

/**
 * Reads files one after the other under one configuration. Rejects with StorageError, and closes then what it opened. `share`: of all
 * work, what is done then.
 */
export async function scanFiles(
  inputs: readonly FileToScan[],
  config: LintConfig,
  work: StretchWork,
  { threads: wanted, signal, onProgress }: Work,
  share = READING,
): Promise<ScannedFile[]> {
  const sizes = await Promise.all(inputs.map(({ path }) => sizeOf(path)));
  const size = sizes.reduce((sum, size) => sum + size, 0);
  const threads = threadsFor(size, wanted);
  const files: ScannedFile[] = [];
  let before = 0;
  try {
    for (const [i, input] of inputs.entries()) {
      const onRead = (bytes: number): void => {
        signal?.throwIfAborted();
        onProgress?.((share * (before + bytes)) / Math.max(size, before + bytes, 1));
      };
      files.push(await ScannedFile.read(input, config, work, threads, onRead));
      before += sizes[i] as number;
    }
    return files;
  } catch (error) {
    for (const file of files) file.close();
    throw error;
  } finally {
    await threads.close();
  }
}
