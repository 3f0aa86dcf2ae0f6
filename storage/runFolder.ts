/** A run on disk: `run.json`, `journal.jsonl`, `samples.jsonl`, `rejects.jsonl` in a folder of its own. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type JournalEntry,
  type Reject,
  type RunState,
  type RunStore,
  StorageError,
} from '../core/generate/journal';
import type { RunPlan } from '../core/generate/plan';
import { appendLines, readText, readTextIfPresent, writeFileAtomic } from './files';
import { toStorageError } from './storageError';

export class RunFolder implements RunStore {
  private constructor(readonly path: string) {}

  /** Makes the folder of a new run under `runsFolder`. When the name is taken, folder and plan get a number. */
  static async create(runsFolder: string, planned: RunPlan): Promise<{ folder: RunFolder; plan: RunPlan }> {
    const path = await makeFolder(runsFolder, planned.id);
    const folder = new RunFolder(path);
    const plan = { ...planned, id: basename(path) };
    await writeFileAtomic(join(path, 'run.json'), `${JSON.stringify(plan, null, 2)}\n`);
    await writeFileAtomic(folder.samplesPath, '');
    return { folder, plan };
  }

  /** Opens the folder of an earlier run with its plan and what it has done. */
  static async open(path: string): Promise<{ folder: RunFolder; plan: RunPlan; state: RunState }> {
    const folder = new RunFolder(path);
    const planPath = join(path, 'run.json');
    let plan: RunPlan;
    try {
      plan = JSON.parse(await readText(planPath)) as RunPlan;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new StorageError(`${planPath} is not valid JSON.`, 'Restore the file, or start a new run.', {
        cause: error,
      });
    }
    const journal = await readLines<JournalEntry>(folder.#journalPath);
    const samples = await readLines<{ metadata: { provenance: { sample: number } } }>(folder.samplesPath);
    const rejects = await readLines<Reject>(folder.#rejectsPath);
    const settled = new Set([
      ...samples.map(({ metadata }) => metadata.provenance.sample),
      ...rejects.map(({ sample }) => sample),
    ]);
    return { folder, plan, state: { journal, settled } };
  }

  get samplesPath(): string {
    return join(this.path, 'samples.jsonl');
  }

  get #journalPath(): string {
    return join(this.path, 'journal.jsonl');
  }

  get #rejectsPath(): string {
    return join(this.path, 'rejects.jsonl');
  }

  appendJournal(entry: JournalEntry): Promise<void> {
    return appendLines(this.#journalPath, [JSON.stringify(entry)]);
  }

  appendSample(line: string): Promise<void> {
    return appendLines(this.samplesPath, [line]);
  }

  appendReject(reject: Reject): Promise<void> {
    return appendLines(this.#rejectsPath, [JSON.stringify(reject)]);
  }
}

async function makeFolder(parent: string, name: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
  } catch (error) {
    throw toStorageError('make', parent, error);
  }
  for (let i = 1; ; i++) {
    const path = join(parent, i === 1 ? name : `${name}-${i}`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
      throw toStorageError('make', path, error);
    }
  }
}

/** The values of a JSONL file; a last line that was cut off by a crash is not there yet. */
async function readLines<T>(path: string): Promise<T[]> {
  const text = (await readTextIfPresent(path)) ?? '';
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}
