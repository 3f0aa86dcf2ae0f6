/** Runs as both faces start them: a folder, a journal, the teacher's samples, and at the end the target dataset. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, generate, type RunInput, type RunResult } from '../core/generate/generate';
import type { RunState } from '../core/generate/journal';
import { type RunPlan, runId } from '../core/generate/plan';
import { PromptTemplates } from '../core/generate/templates';
import { SHIPPED_TEMPLATES } from '../templates/shipped';
import { deliver } from './deliver';
import { checkAppendable } from './files';
import { RunFolder, readRunPlan } from './runFolder';
import { lockRun } from './runLock';

/** What a person chooses of a run; `target` is an absolute path. */
export type RunRequest = Omit<RunPlan, 'id' | 'createdAt'>;

/** A run about to be carried out. */
export interface ReadyRun {
  readonly plan: RunPlan;
  /** The run's folder. */
  readonly path: string;
  /** Samples that were accepted or rejected before. */
  readonly settled: number;
}

export type RunSurroundings = Pick<RunInput, 'teacher' | 'lint' | 'signal' | 'concurrency' | 'onEvent'>;

/** Whoever starts a run says what is around it once the run is known. */
export type Surround = (run: ReadyRun) => RunSurroundings;

export interface CarriedOutRun extends ReadyRun {
  readonly samplesPath: string;
  /** Samples of the whole run that were accepted, and rejected, up to now. */
  readonly accepted: number;
  readonly rejected: number;
  /** Samples that were added to the target now. */
  readonly delivered: number;
  readonly result: RunResult;
}

const FRESH: RunState = { journal: [], settled: new Set() };

/** Plans and carries out a new run. Rejects with StorageError, PromptError, or what `surround` throws. */
export async function startRun(
  runsFolder: string,
  request: RunRequest,
  surround: Surround,
): Promise<CarriedOutRun> {
  if (request.target !== undefined) await checkAppendable(request.target);
  const createdAt = new Date().toISOString();
  const planned = { ...request, id: runId(createdAt, request.provider, request.model), createdAt };
  const { folder, plan } = await RunFolder.create(runsFolder, planned);
  return locked(folder.path, () => carryOut(folder, plan, FRESH, surround));
}

/** Goes on with a run that was cancelled, stopped or killed: asks only for what has not come in. */
export async function resumeRun(path: string, surround: Surround): Promise<CarriedOutRun> {
  await readRunPlan(path);
  return locked(path, async () => {
    const { folder, plan, state } = await RunFolder.open(path);
    if (plan.target !== undefined) await checkAppendable(plan.target);
    return carryOut(folder, plan, state, surround);
  });
}

async function locked<T>(path: string, use: () => Promise<T>): Promise<T> {
  const unlock = await lockRun(path);
  try {
    return await use();
  } finally {
    await unlock();
  }
}

async function carryOut(
  folder: RunFolder,
  plan: RunPlan,
  state: RunState,
  surround: Surround,
): Promise<CarriedOutRun> {
  const { path, samplesPath, deliveryNotePath } = folder;
  const run: ReadyRun = { plan, path, settled: state.settled.size };
  const templates = new PromptTemplates(SHIPPED_TEMPLATES);
  const result = await generate({
    ...surround(run),
    plan,
    state,
    templates,
    store: folder,
    clock: systemClock,
  });
  const samples = await folder.readSamples();
  const delivered = plan.target === undefined ? 0 : await deliver(samples, plan.target, deliveryNotePath);
  const settled = state.settled.size + result.accepted.length + result.rejected;
  const accepted = samples.length;
  return { ...run, samplesPath, accepted, rejected: Math.max(0, settled - accepted), delivered, result };
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
