/** The plan of a run, and what it says of the samples beside it. */
import { basename, dirname, isAbsolute, join } from 'node:path';
import { StorageError } from '../core/generate/journal';
import { type RunPlan, readPlan } from '../core/generate/plan';
import { exists, readText } from './files';

const PLAN = 'run.json';

/** In the folder of a run: the samples that passed. */
export const SAMPLES = 'samples.jsonl';
/** In the folder of a run: the samples that did not pass, each with its reasons. */
export const REJECTS = 'rejects.jsonl';
/** In the folder of a run that tries a template: every sample that came, for a person to look at and to edit. */
export const REVIEW = 'review.jsonl';

/** The plan of the run in a folder. Rejects with StorageError when there is none. */
export async function readRunPlan(folder: string): Promise<RunPlan> {
  const path = planPath(folder);
  const text = await readText(path);
  const plan = readPlan(parseJson(text));
  if (typeof plan !== 'string') return plan;
  throw new StorageError(
    `${path} is not the plan of a run (${plan}).`,
    'Restore the file, or start a new run.',
  );
}

export function planPath(folder: string): string {
  return join(folder, PLAN);
}

/** What of a run is opened for review: the name of a file in its folder. */
export function reviewedFile({ trialOf }: RunPlan): string {
  return trialOf === undefined ? SAMPLES : REVIEW;
}

/**
 * What the samples in a file of a run are, or would have been, for, an absolute path: the dataset that they go to, or are offered to, or the
 * template that they try. Its project is theirs. Undefined for any other file, and where that place is no longer there.
 */
export async function purposeOf(path: string): Promise<string | undefined> {
  if (![SAMPLES, REVIEW, REJECTS].includes(basename(path))) return undefined;
  try {
    const { target, trialOf, inPlaceOf } = await readRunPlan(dirname(path));
    const purpose = target ?? inPlaceOf?.dataset ?? trialOf;
    return purpose !== undefined && isAbsolute(purpose) && (await exists(dirname(purpose)))
      ? purpose
      : undefined;
  } catch (error) {
    // Not the folder of a run, or the place cannot be looked at.
    if (error instanceof StorageError) return undefined;
    throw error;
  }
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
