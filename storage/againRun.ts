/** Runs for one record that is there already: it is put right, or another is asked for, to be offered in its place. */
import { convertRecord } from '../core/dataset/convert/convertRecord';
import { only } from '../core/generate/mix';
import type { ReplacedRecord } from '../core/generate/plan';
import { previousAnswer } from '../core/generate/previousAnswer';
import { repairedRecord } from '../core/generate/repairedRecord';
import { inputOf } from '../core/generate/templates';
import { parseJsonlRecord } from '../core/sample/jsonl';
import { readRun } from './readRun';
import type { RecordOfRun } from './reproduceRecord';
import { type RunMaterials, readMaterials } from './runMaterials';
import type { RunRequest } from './startRun';

/** One sample, and no other where it does not pass: a person looks at what came. */
const ONE = { count: 1, refills: 0 } as const;

/** What has a teacher put a record right. `inPlaceOf` has the problems it is sent back with. */
export function repairRequest(
  chosen: Pick<RunRequest, 'provider' | 'model' | 'seed' | 'budget'>,
  inPlaceOf: ReplacedRecord,
): RunRequest {
  const archetype = previousAnswer(inPlaceOf.record)?.archetype ?? 'general';
  return { ...chosen, ...ONE, mix: only(archetype), parameters: {}, inPlaceOf };
}

/** What asks for another sample as a record was asked for, with another seed; and what of. Rejects with StorageError. */
export async function regenerateRequest(
  { line, path, plan, sample }: RecordOfRun,
  { dataset, ...chosen }: Pick<RunRequest, 'seed' | 'budget'> & Pick<ReplacedRecord, 'dataset'>,
): Promise<{ readonly request: RunRequest; readonly materials: RunMaterials }> {
  const { provider, model, parameters } = plan;
  const { archetype } = sample;
  const request = {
    ...{ provider, model, parameters, ...chosen, ...ONE },
    mix: only(archetype),
    cases: [{ name: archetype, input: inputOf(plan, sample) }],
    inPlaceOf: { dataset, record: line },
  };
  return { request, materials: await readMaterials(path) };
}

/** What came of such a run. */
export interface CameAgain extends ReplacedRecord {
  /** The record that is offered: one JSONL line. Undefined where none came of the answers. */
  readonly after: string | undefined;
  /** What is still wrong with it, or was with the answers, one line each. */
  readonly reasons: readonly string[];
}

/** Undefined for the run of other samples, and where nothing came yet. Rejects with StorageError. */
export async function cameAgain(run: string): Promise<CameAgain | undefined> {
  const { plan, samples, rejects } = await readRun(run);
  const { inPlaceOf } = plan;
  const reject = rejects.at(-1);
  const [passed] = samples;
  if (!inPlaceOf || (passed === undefined && !reject)) return undefined;
  const came = passed ?? (reject?.record === undefined ? undefined : JSON.stringify(reject.record));
  return {
    ...inPlaceOf,
    after: came === undefined ? undefined : inItsPlace(inPlaceOf, came),
    reasons: passed === undefined ? (reject?.reasons ?? []) : [],
  };
}

function inItsPlace({ record, problems }: ReplacedRecord, came: string): string {
  if (problems) return repairedRecord(record, came);
  const dialect = parseJsonlRecord(record).sample?.dialect ?? 'messages';
  const converted = convertRecord('jsonl', came, dialect);
  return 'text' in converted ? converted.text : came;
}
