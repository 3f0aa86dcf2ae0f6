/** Judgings as both faces start them: answers are kept in a journal of their model, for all datasets together. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JournalEntry } from '../core/generate/journal';
import { addCall, NOTHING_SPENT, type Spent } from '../core/generate/usage';
import { type JudgeInput, type JudgeResult, judgeRecords } from '../core/judge/judgeRecords';
import { PROMPT_EXTENSION } from '../core/prompt/templateFile';
import { SHIPPED_TEMPLATES } from '../templates/shipped';
import { AppendQueue } from './appendQueue';
import { readText, writeFileAtomic } from './files';
import { GrowingLines } from './growingLines';
import { readAndMendLines } from './jsonLines';
import { readPromptFiles } from './promptFiles';
import { isAboutDraw } from './runFolder';
import { lockRun } from './runLock';
import { listRuns } from './runReader';
import { toStorageError } from './storageError';
import { systemClock } from './systemClock';

const JUDGE = 'judge.prompt';

/**
 * The text of the template that judges are asked with: the project's `judge.prompt`, among its templates or in a folder of
 * them, else the shipped one. `templates`: absolute paths. Rejects with StorageError.
 */
export async function judgeTemplate(templates: readonly string[]): Promise<string> {
  for (const path of templates.toReversed()) {
    if (basename(path) === JUDGE) return readText(path);
    if (path.endsWith(PROMPT_EXTENSION)) continue;
    const found = (await readPromptFiles(path)).get(JUDGE);
    if (found !== undefined) return found;
  }
  return SHIPPED_TEMPLATES.get('judge') as string;
}

export type JudgeRequest = Omit<JudgeInput, 'store' | 'journal' | 'clock'>;

/** The folder of a model's journal, below that of all judgings. */
export function judgingFolder(
  parent: string,
  { teacher, model }: Pick<JudgeRequest, 'teacher' | 'model'>,
): string {
  return join(parent, `${teacher.id}-${model}`.toLowerCase().replace(/[^a-z0-9.]+/g, '-'));
}

/** All that a model was asked as a judge. */
export interface Judging {
  /** Name of its folder: provider and model. */
  readonly judge: string;
  readonly spent: Spent;
}

/** What the judgings below a folder consumed; reads only. Rejects with StorageError. */
export async function readJudgings(parent: string): Promise<Judging[]> {
  const folders = await listRuns(parent);
  return Promise.all(
    folders.map(async (folder) => {
      let spent = NOTHING_SPENT;
      const add = (entry: unknown): void => {
        if (isAboutDraw(entry)) spent = addCall(spent, entry as unknown as JournalEntry);
      };
      await new GrowingLines(join(folder, 'journal.jsonl'), { restart: () => {}, add }).readOn();
      return { judge: basename(folder), spent };
    }),
  );
}

/**
 * Judges a dataset; what the journal in `folder` answers is not asked again. With `out` the verdicts are written there,
 * one line for each record, in one step. Rejects with StorageError or PromptError.
 */
export async function judgeDataset(
  folder: string,
  request: JudgeRequest,
  out?: string,
): Promise<JudgeResult> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw toStorageError('make', folder, error);
  }
  const unlock = await lockRun(folder);
  try {
    const path = join(folder, 'journal.jsonl');
    const queue = new AppendQueue(path);
    const result = await judgeRecords({
      ...request,
      journal: (await readAndMendLines(path)).filter(isAboutDraw) as JournalEntry[],
      store: { appendJournal: (entry) => queue.append(JSON.stringify(entry)) },
      clock: systemClock,
    });
    if (out !== undefined) {
      const lines = result.judgements.map((judgement) => `${JSON.stringify(judgement)}\n`);
      await writeFileAtomic(out, lines.join(''));
    }
    return result;
  } finally {
    await unlock();
  }
}
