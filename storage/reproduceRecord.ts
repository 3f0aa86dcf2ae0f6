/** Records made again, as both faces do it: from the folder of their run, which keeps what that cost. */
import { basename, dirname, join } from 'node:path';
import { StorageError } from '../core/generate/journal';
import type { PlannedSample, RunPlan } from '../core/generate/plan';
import {
  drawOf,
  provenanceOf,
  type Reproduced,
  type ReproduceInput,
  reproduce,
} from '../core/generate/reproduce';
import { PromptTemplates } from '../core/generate/templates';
import { AppendQueue } from './appendQueue';
import { exists } from './files';
import { readMaterials, statementsOf } from './runMaterials';
import { readRunPlan } from './runPlan';
import { systemClock } from './systemClock';

/** In the folder of a run: one line for each call that was made to see a record of it again. */
export const REPRODUCTIONS = 'reproductions.jsonl';

/** A record whose run was found. */
export interface RecordOfRun {
  /** The record: one JSONL line. */
  readonly line: string;
  /** The run's folder. */
  readonly path: string;
  readonly plan: RunPlan;
  readonly sample: PlannedSample;
  readonly templates: PromptTemplates;
}

/**
 * Finds the run that a record came of. `dataset`: the record's file, which may lie in the run's folder; `runsFolders`: where else runs
 * are kept. Rejects with TeacherError (`bad-request`) for a record that cannot be made again, or StorageError.
 */
export async function findRecordRun(
  line: string,
  dataset: string,
  runsFolders: readonly string[],
): Promise<RecordOfRun> {
  const { run } = provenanceOf(line);
  const beside = dirname(dataset);
  const folders = [
    ...(basename(beside) === run ? [beside] : []),
    // The name comes from the record: it must not lead out of the folder.
    ...(basename(run) === run ? runsFolders.map((folder) => join(folder, run)) : []),
  ];
  for (const path of folders) {
    if (!(await exists(join(path, 'run.json')))) continue;
    const plan = await readRunPlan(path);
    const { templates } = await readMaterials(path);
    return { line, path, plan, sample: drawOf(plan, line), templates: new PromptTemplates(templates) };
  }
  throw new StorageError(
    `The run ${run}, which the record came of, is not in ${runsFolders.join(' or ')}.`,
    'Its folder holds the plan and the templates, without which a record cannot be made again.',
  );
}

/**
 * Asks for a record again. Its calls are kept in the run's folder; the dataset stays as it is. Rejects with TeacherError,
 * StorageError or PromptError.
 */
export async function reproduceRecord(
  { line, path, plan, templates }: RecordOfRun,
  around: Pick<ReproduceInput, 'teacher' | 'lint' | 'signal' | 'price' | 'budget' | 'onWaiting'>,
): Promise<Reproduced> {
  const kept = new AppendQueue(join(path, REPRODUCTIONS));
  return reproduce({
    ...around,
    line,
    plan,
    templates,
    statements: statementsOf(await readMaterials(path)),
    store: { appendJournal: (entry) => kept.append(JSON.stringify(entry)) },
    clock: systemClock,
  });
}
