/**
 * A run on disk: `run.json`, `journal.jsonl`, `samples.jsonl`, `rejects.jsonl`, and copies of what it is made from, in a
 * folder of its own.
 */
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import type { JournalEntry, Reject, RunEnd, RunState, RunStore } from '../core/generate/journal';
import type { RunPlan } from '../core/generate/plan';
import { rejectedRecord } from '../core/generate/rejectedRecord';
import { AppendQueue } from './appendQueue';
import { readText, writeFileAtomic } from './files';
import { readAndMendLines } from './jsonLines';
import { keepMaterials, type RunMaterials } from './runMaterials';
import { planPath, REJECTS, readRunPlan, SAMPLES } from './runPlan';
import { hasCode, toStorageError } from './storageError';
import { TrialReview } from './trialReview';

export class RunFolder implements RunStore {
  readonly #journal: AppendQueue;
  readonly #samples: AppendQueue;
  readonly #rejects: AppendQueue;

  private constructor(
    readonly path: string,
    private readonly plan: RunPlan,
    /** Of a run that tries a template. */
    private readonly review: TrialReview | undefined,
  ) {
    this.#journal = new AppendQueue(this.#journalPath);
    this.#samples = new AppendQueue(this.samplesPath);
    this.#rejects = new AppendQueue(this.#rejectsPath);
  }

  /** Makes the folder of a new run under `runsFolder`. When the name is taken, folder and plan get a number. */
  static async create(
    runsFolder: string,
    planned: RunPlan,
    materials: RunMaterials,
  ): Promise<{ folder: RunFolder; plan: RunPlan }> {
    const path = await makeFolder(runsFolder, planned.id);
    const plan = { ...planned, id: basename(path) };
    try {
      const folder = await RunFolder.#of(path, plan);
      await keepMaterials(path, materials);
      await folder.writePlan(plan);
      await writeFileAtomic(folder.samplesPath, '');
      return { folder, plan };
    } catch (error) {
      await rm(path, { recursive: true, force: true });
      throw error;
    }
  }

  /** Opens the folder of an earlier run to go on with it: its plan and what it has done. Mends torn last lines. */
  static async open(path: string): Promise<{ folder: RunFolder; plan: RunPlan; state: RunState }> {
    const plan = await readRunPlan(path);
    const folder = await RunFolder.#of(path, plan);
    const journal = (await readAndMendLines(folder.#journalPath)).filter(isAboutDraw) as JournalEntry[];
    const accepted = (await readAndMendLines(folder.samplesPath)).filter(isRunRecord);
    const rejected = (await readAndMendLines(folder.#rejectsPath)).filter(isAboutDraw);
    const state = {
      journal,
      accepted: new Set(accepted.map(({ metadata }) => metadata.provenance.sample)),
      rejected: new Map(rejected.map(({ sample, draw }) => [sample, draw])),
    };
    return { folder, plan, state };
  }

  static async #of(path: string, plan: RunPlan): Promise<RunFolder> {
    const review = plan.trialOf === undefined ? undefined : await TrialReview.open(path);
    return new RunFolder(path, plan, review);
  }

  get samplesPath(): string {
    return join(this.path, SAMPLES);
  }

  /** Says how long the target was before an append that is under way. */
  get deliveryNotePath(): string {
    return join(this.path, 'delivery.json');
  }

  get #journalPath(): string {
    return join(this.path, 'journal.jsonl');
  }

  get #rejectsPath(): string {
    return join(this.path, REJECTS);
  }

  /** Replaces `run.json` in one step. */
  writePlan(plan: RunPlan): Promise<void> {
    return writeFileAtomic(planPath(this.path), `${JSON.stringify(plan, null, 2)}\n`);
  }

  appendJournal(entry: JournalEntry): Promise<void> {
    return this.#journal.append(JSON.stringify(entry));
  }

  appendEnd(end: RunEnd): Promise<void> {
    return this.#journal.append(JSON.stringify(end));
  }

  /** In the review first: a run that is killed in between adds the sample to both when it goes on, to each once. */
  async appendSample(line: string): Promise<void> {
    await this.review?.add(line);
    await this.#samples.append(line);
  }

  async appendReject(reject: Reject): Promise<void> {
    await this.review?.add(await rejectedRecord(this.plan, reject));
    await this.#rejects.append(JSON.stringify(reject));
  }

  /** The accepted samples, one JSONL line each. */
  async readSamples(): Promise<string[]> {
    return (await readText(this.samplesPath)).split('\n').filter((line) => line.trim() !== '');
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
      if (hasCode(error, 'EEXIST')) continue;
      throw toStorageError('make', path, error);
    }
  }
}

const aboutDraw = z.object({ sample: z.int(), draw: z.int() });
const runRecord = z.object({ metadata: z.object({ provenance: z.object({ sample: z.int() }) }) });

/** Whether a line of the journal or of the rejects says which draw for which planned sample it is about. */
export function isAboutDraw(value: unknown): value is z.infer<typeof aboutDraw> {
  return aboutDraw.safeParse(value).success;
}

/** Whether a record says which planned sample it is; one that a person put there does not. */
function isRunRecord(value: unknown): value is z.infer<typeof runRecord> {
  return runRecord.safeParse(value).success;
}
