/** Runs as both faces start them: a folder, a journal, the teacher's samples, and at the end the target dataset. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, generate, type RunInput, type RunResult } from '../core/generate/generate';
import type { RunState } from '../core/generate/journal';
import { type RunPlan, runId } from '../core/generate/plan';
import { PromptTemplates } from '../core/generate/templates';
import { SHIPPED_TEMPLATES } from '../templates/shipped';
import { appendLines, readText, readTextIfPresent } from './files';
import { RunFolder } from './runFolder';

/** What a person chooses of a run; `target` is an absolute path. */
export type RunRequest = Omit<RunPlan, 'id' | 'createdAt'>;

export type RunSurroundings = Pick<RunInput, 'teacher' | 'lint' | 'signal' | 'concurrency' | 'onEvent'>;

export interface CarriedOutRun {
  readonly plan: RunPlan;
  /** The run's folder. */
  readonly path: string;
  readonly samplesPath: string;
  /** Samples of the whole run that are in `samples.jsonl` now. */
  readonly samples: number;
  readonly result: RunResult;
}

const FRESH: RunState = { journal: [], settled: new Set() };

/** Plans and carries out a new run. Rejects with StorageError or PromptError. */
export async function startRun(
  runsFolder: string,
  request: RunRequest,
  surroundings: RunSurroundings,
  onFolder: (path: string) => void = () => {},
): Promise<CarriedOutRun> {
  const createdAt = new Date().toISOString();
  const planned = { ...request, id: runId(createdAt, request.provider, request.model), createdAt };
  const { folder, plan } = await RunFolder.create(runsFolder, planned);
  onFolder(folder.path);
  return carryOut(folder, plan, FRESH, surroundings);
}

/** Goes on with a run that was cancelled, stopped or killed: asks only for what has not come in. */
export async function resumeRun(
  path: string,
  surroundings: (plan: RunPlan) => RunSurroundings | Promise<RunSurroundings>,
): Promise<CarriedOutRun> {
  const { folder, plan, state } = await RunFolder.open(path);
  return carryOut(folder, plan, state, await surroundings(plan));
}

async function carryOut(
  folder: RunFolder,
  plan: RunPlan,
  state: RunState,
  surroundings: RunSurroundings,
): Promise<CarriedOutRun> {
  const templates = new PromptTemplates(SHIPPED_TEMPLATES);
  const result = await generate({
    ...surroundings,
    plan,
    state,
    templates,
    store: folder,
    clock: systemClock,
  });
  const lines = (await readText(folder.samplesPath)).split('\n').filter((line) => line !== '');
  if (plan.target !== undefined) await deliver(lines, plan.target);
  return { plan, path: folder.path, samplesPath: folder.samplesPath, samples: lines.length, result };
}

/** Appends the samples that the dataset does not have yet, told by their ids. */
async function deliver(lines: readonly string[], target: string): Promise<void> {
  const present = (await readTextIfPresent(target)) ?? '';
  await appendLines(
    target,
    lines.filter((line) => !present.includes(`"id":${JSON.stringify(readId(line))}`)),
  );
}

function readId(line: string): string {
  return (JSON.parse(line) as { metadata: { id: string } }).metadata.id;
}

const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};
