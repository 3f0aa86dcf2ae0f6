/** Runs as both faces start them: a folder, a journal, the teacher's samples, and at the end the target dataset. */
import { generate, type RunInput, type RunResult } from '../core/generate/generate';
import { FRESH_RUN, openSamples, type RunState, StorageError } from '../core/generate/journal';
import { type PlannedSample, type RunPlan, runId } from '../core/generate/plan';
import { PromptTemplates } from '../core/generate/templates';
import { spentIn } from '../core/generate/usage';
import { deliver } from './deliver';
import { checkAppendable } from './files';
import { RunFolder } from './runFolder';
import { lockRun } from './runLock';
import {
  haystackOf,
  type RunMaterials,
  readMaterials,
  SHIPPED_MATERIALS,
  statementsOf,
} from './runMaterials';
import { readRunPlan } from './runPlan';
import { systemClock } from './systemClock';

/** What a person chooses of a run; `target` is an absolute path. */
export type RunRequest = Omit<RunPlan, 'id' | 'createdAt' | 'extendedFrom' | 'templates' | 'haystack'>;

/** What a person may change of a run that goes on. */
export interface RunChanges {
  /** A higher number of samples: the run is extended. */
  readonly count?: number | undefined;
  /** USD that the whole run may cost. */
  readonly budget?: number | undefined;
  /** The same, for a run that has no bound yet. */
  readonly usualBudget?: number | undefined;
}

/** A run about to be carried out. */
export interface ReadyRun {
  readonly plan: RunPlan;
  /** The run's folder. */
  readonly path: string;
  /** Samples that are still to be had. */
  readonly open: readonly PlannedSample[];
  /** USD that it has cost before. */
  readonly cost: number;
  readonly templates: PromptTemplates;
}

export type RunSurroundings = Pick<
  RunInput,
  | 'teacher'
  | 'lint'
  | 'signal'
  | 'concurrency'
  | 'requestsPerMinute'
  | 'tokensPerMinute'
  | 'price'
  | 'onEvent'
>;

/** Whoever starts a run says what is around it once the run is known; what it rejects with ends the run. */
export type Surround = (run: ReadyRun) => RunSurroundings | Promise<RunSurroundings>;

export interface CarriedOutRun {
  readonly plan: RunPlan;
  /** The run's folder. */
  readonly path: string;
  readonly samplesPath: string;
  /** Samples of the whole run that were accepted, and rejected, up to now. */
  readonly accepted: number;
  readonly rejected: number;
  /** Samples that were added to the target now. */
  readonly delivered: number;
  readonly result: RunResult;
}

/** Plans and carries out a new run. Rejects with StorageError, PromptError, or what `surround` throws. */
export async function startRun(
  runsFolder: string,
  request: RunRequest,
  surround: Surround,
  materials: RunMaterials = SHIPPED_MATERIALS,
): Promise<CarriedOutRun> {
  if (request.target !== undefined) await checkAppendable(request.target);
  const createdAt = new Date().toISOString();
  const templates = new PromptTemplates(materials.templates);
  const hashes = await templates.hashes(request);
  const haystack = await haystackOf(materials);
  const id = runId(createdAt, request.provider, request.model);
  const planned = { ...request, id, createdAt, templates: hashes, ...(haystack && { haystack }) };
  const { folder, plan } = await RunFolder.create(runsFolder, planned, materials);
  return locked(folder.path, () => carryOut(folder, plan, FRESH_RUN, materials, templates, surround));
}

/**
 * Goes on with a run that was cancelled, stopped or killed, or extends it: asks only for what has not come in.
 * Rejects with StorageError, PromptError, or what `surround` throws.
 */
export async function resumeRun(
  path: string,
  surround: Surround,
  changes: RunChanges = {},
): Promise<CarriedOutRun> {
  await readRunPlan(path);
  return locked(path, async () => {
    const { folder, plan: before, state } = await RunFolder.open(path);
    const plan = changed(before, changes);
    if (plan.target !== undefined) await checkAppendable(plan.target);
    if (plan !== before) await folder.writePlan(plan);
    const materials = await readMaterials(path);
    return carryOut(folder, plan, state, materials, new PromptTemplates(materials.templates), surround);
  });
}

function changed(plan: RunPlan, changes: RunChanges): RunPlan {
  const { count = plan.count, budget = plan.budget ?? changes.usualBudget } = changes;
  if (count < plan.count) {
    throw new StorageError(
      `The run has ${plan.count} samples in its plan, more than ${count}.`,
      'Give a higher number to extend it.',
    );
  }
  if (count === plan.count && budget === plan.budget) return plan;
  const extendedFrom = count === plan.count ? plan.extendedFrom : [...(plan.extendedFrom ?? []), plan.count];
  return {
    ...plan,
    count,
    ...(extendedFrom && { extendedFrom }),
    ...(budget !== undefined && { budget }),
  };
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
  materials: RunMaterials,
  templates: PromptTemplates,
  surround: Surround,
): Promise<CarriedOutRun> {
  const { path, samplesPath, deliveryNotePath } = folder;
  const cost = spentIn(state.journal).cost;
  const surroundings = await surround({ plan, path, open: openSamples(plan, state), cost, templates });
  const result = await generate({
    ...surroundings,
    plan,
    state,
    templates,
    statements: statementsOf(materials),
    store: folder,
    clock: systemClock,
  });
  const samples = await folder.readSamples();
  const delivered = plan.target === undefined ? 0 : await deliver(samples, plan.target, deliveryNotePath);
  const { accepted, rejected } = result.totals;
  return { plan, path, samplesPath, accepted, rejected, delivered, result };
}
