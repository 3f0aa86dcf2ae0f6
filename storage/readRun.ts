/** Looking at a run without touching it: someone may be carrying it out. */

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecords } from '../core/compare/observeRun';
import type { JournalEntry, Reject } from '../core/generate/journal';
import { isJson } from '../core/text/isJson';
import { orAbsent, readText } from './files';
import { isAboutDraw } from './runFolder';
import { readRunPlan } from './runPlan';

/** What a run has left behind up to now; a line that is still being written is left out. Rejects with StorageError. */
export async function readRun(path: string): Promise<RunRecords> {
  const plan = await readRunPlan(path);
  const [journal, samples, rejects] = await Promise.all(
    ['journal.jsonl', 'samples.jsonl', 'rejects.jsonl'].map((name) => readWholeLines(join(path, name))),
  );
  return {
    path,
    plan,
    journal: aboutSamples(journal) as JournalEntry[],
    samples: samples ?? [],
    rejects: aboutSamples(rejects) as Reject[],
  };
}

function aboutSamples(lines: readonly string[] = []): unknown[] {
  return lines.map((line) => JSON.parse(line) as unknown).filter(isAboutDraw);
}

/** The lines of JSON in a file that others append to; none when it is not there. */
async function readWholeLines(path: string): Promise<string[]> {
  if ((await orAbsent(stat(path))) === undefined) return [];
  return (await readText(path)).split('\n').filter((line) => line.trim() !== '' && isJson(line));
}
