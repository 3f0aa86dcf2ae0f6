/** Looking at runs on disk, also while someone carries them out: reads only, and only what is new. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunSummary, RunTally } from '../core/generate/runSummary';
import { orAbsent } from './files';
import { GrowingLines } from './growingLines';
import { REPRODUCTIONS } from './reproduceRecord';
import { isRunLocked } from './runLock';
import { readRunPlan } from './runPlan';
import { toStorageError } from './storageError';

/** The folders under `runsFolder` that hold a run's plan, by name; none when it is not there. Rejects with StorageError. */
export async function listRuns(runsFolder: string): Promise<string[]> {
  try {
    const entries = (await orAbsent(readdir(runsFolder, { withFileTypes: true }))) ?? [];
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(runsFolder, name));
  } catch (error) {
    throw toStorageError('read', runsFolder, error);
  }
}

export class RunReader {
  readonly #tally = new RunTally();
  readonly #files: readonly GrowingLines[];

  constructor(private readonly folder: string) {
    const { samples, rejects, journal, reproductions } = this.#tally;
    this.#files = [
      new GrowingLines(join(folder, 'samples.jsonl'), samples),
      new GrowingLines(join(folder, 'rejects.jsonl'), rejects),
      new GrowingLines(join(folder, 'journal.jsonl'), journal),
      new GrowingLines(join(folder, REPRODUCTIONS), reproductions),
    ];
  }

  /** The run as it is now. Calls must follow each other. Rejects with StorageError when it holds no plan. */
  async read(): Promise<RunSummary> {
    // Before the files: a run that ends in between is then running a moment longer, never interrupted by mistake.
    const running = await isRunLocked(this.folder);
    const plan = await readRunPlan(this.folder);
    for (const file of this.#files) await file.readOn();
    return this.#tally.summary(plan, running);
  }
}
