/** One record made again, by its provenance. */
import * as z from 'zod';
import { comparableText } from '../sample/vignette/comparableText';
import { Budget } from './budget';
import { FlowControl } from './flow';
import type { Reject } from './journal';
import { type PlannedSample, planSamples, type RunPlan, redraw } from './plan';
import { type SampleSurroundings, settleSample } from './sampleRun';
import { TeacherError } from './teacherError';
import { addCall, NOTHING_SPENT, type Spent } from './usage';

/** Of `metadata.provenance`, what it takes to make the record again, and what tells whether the circumstances held. */
const provenanceSchema = z.object({
  run: z.string(),
  sample: z.int().min(0),
  draw: z.int().min(0).default(0),
  model: z.string(),
  model_digest: z.string().optional(),
  template_hash: z.string(),
  parameters: z.looseObject({}),
});

export type Provenance = z.infer<typeof provenanceSchema>;

/** The provenance of a decoded record, or why it cannot be made again, in one line. */
export function readProvenance(record: unknown): Provenance | string {
  const parsed = z.object({ metadata: z.object({ provenance: provenanceSchema }) }).safeParse(record);
  if (parsed.success) return parsed.data.metadata.provenance;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.') || 'the record'}: ${issue?.message}`;
}

export interface ReproduceInput
  extends Pick<
    SampleSurroundings,
    'plan' | 'teacher' | 'templates' | 'statements' | 'store' | 'lint' | 'clock' | 'price' | 'onWaiting'
  > {
  /** The record as it is: one JSONL line. */
  readonly line: string;
  /** USD that this may cost. */
  readonly budget?: number | undefined;
  readonly signal: AbortSignal;
}

export type Circumstance = 'model' | 'model_digest' | 'template_hash' | 'parameters';

export interface Reproduced {
  /** The record as it is. */
  readonly before: string;
  /** The record as it comes now, one JSONL line, also when it did not pass; undefined where no record came of an answer. */
  readonly after: string | undefined;
  /** Whether both say the same, word for word. */
  readonly same: boolean;
  /** Why no answer passed, one line each; empty when one did. */
  readonly reasons: readonly string[];
  /** What of the provenance is not as it was, so that another text is to be expected. */
  readonly changed: readonly Circumstance[];
  /** Whether the service means to give the same answer to the same request and seed. */
  readonly repeats: boolean;
  readonly spent: Spent;
}

/** The draw of a plan that a record came of. Throws TeacherError (`bad-request`) for a record that is not of the plan. */
export function drawOf(plan: RunPlan, line: string): PlannedSample {
  const { run, sample: index, draw } = provenanceOf(line);
  const place = planSamples(plan)[index];
  const sample = place && redraw(plan, place, draw);
  if (sample && run === plan.id) return sample;
  throw notReproducible(`${plan.id} has no sample ${index}, draw ${draw}, of the run ${run}`);
}

/** The provenance of a record. Throws TeacherError (`bad-request`) for a line that has none. */
export function provenanceOf(line: string): Provenance {
  const provenance = readProvenance(JSON.parse(line));
  if (typeof provenance === 'string') throw notReproducible(provenance);
  return provenance;
}

/**
 * Asks for one record again: the draw of its plan with its seed, topic, template and parameters, sent back as often as
 * a run would. `input.store` gets its calls. Rejects with TeacherError (`bad-request` for a record that is not of
 * `plan`), StorageError or PromptError.
 */
export async function reproduce(input: ReproduceInput): Promise<Reproduced> {
  const { line, plan, signal, clock, teacher, budget = Number.POSITIVE_INFINITY } = input;
  const sample = drawOf(plan, line);
  const closing = new AbortController();
  let stopped: TeacherError | undefined;
  let spent = NOTHING_SPENT;
  const outcome = await settleSample(
    {
      ...input,
      flow: new FlowControl({ concurrency: 1 }, clock, plan.seed),
      budget: new Budget(budget, 0),
      closing: AbortSignal.any([signal, closing.signal]),
      aborting: signal,
      stop: (error) => {
        stopped ??= error;
        closing.abort();
      },
      onAsked: () => {},
      onChunk: () => {},
      onCalled: (entry) => {
        spent = addCall(spent, entry);
      },
      onRepair: () => {},
    },
    sample,
    [],
  );
  if (outcome.kind === 'cancelled')
    throw (
      stopped ?? new TeacherError('cancelled', 'Cancelled.', { advice: 'The calls that were over are kept.' })
    );
  const { line: after, reasons } =
    outcome.kind === 'accepted' ? { ...outcome, reasons: [] } : rejectedLine(outcome.reject);
  return {
    before: line,
    after,
    same: after !== undefined && comparableText(after) === comparableText(line),
    reasons,
    changed: after === undefined ? [] : changesOf(provenanceOf(line), provenanceOf(after)),
    repeats: teacher.repeats(plan.model),
    spent,
  };
}

function rejectedLine({ record, reasons }: Reject): { line: string | undefined; reasons: readonly string[] } {
  return { line: record === undefined ? undefined : JSON.stringify(record), reasons };
}

function changesOf(before: Provenance, now: Provenance): readonly Circumstance[] {
  const fields: readonly Circumstance[] = ['model', 'model_digest', 'template_hash', 'parameters'];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]));
}

function notReproducible(reason: string): TeacherError {
  return new TeacherError('bad-request', `The record cannot be made again: ${reason}.`, {
    advice: 'Only records that still have their provenance and the folder of their run can.',
  });
}
