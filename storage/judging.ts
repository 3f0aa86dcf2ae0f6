/** Judgings as both faces start them: answers are kept in a journal of their model, for all datasets together. */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { JournalEntry } from '../core/generate/journal';
import type { AnswerForm } from '../core/generate/teacherOutput';
import { addCall, NOTHING_SPENT, type Spent } from '../core/generate/usage';
import { type JudgeInput, type JudgeResult, judgeRecords } from '../core/judge/judgeRecords';
import type { PromptSource } from '../core/prompt/render';
import { PROMPT_EXTENSION } from '../core/prompt/templateFile';
import { SHIPPED_TEMPLATES } from '../templates/shipped';
import { AppendQueue } from './appendQueue';
import { writeFileAtomic } from './files';
import { GrowingLines } from './growingLines';
import { readAndMendLines } from './jsonLines';
import { readPromptFiles } from './promptFiles';
import { isAboutDraw } from './runFolder';
import { lockRun } from './runLock';
import { listRuns } from './runReader';
import { toStorageError } from './storageError';
import { systemClock } from './systemClock';

const JUDGE = 'judge';

/**
 * The template that judges are asked with: the project's `judge.prompt`, among its templates or in a folder of them, with
 * the partials beside it, else the shipped one. `judge.tags.prompt` goes before it where tagged text is wanted.
 * `templates`: absolute paths. Rejects with StorageError.
 */
export async function judgeTemplate(
  templates: readonly string[],
  form: AnswerForm = 'json',
): Promise<PromptSource> {
  const wanted = form === 'json' ? [JUDGE] : [`${JUDGE}.${form}`, JUDGE];
  for (const path of templates.toReversed()) {
    const isFile = path.endsWith(PROMPT_EXTENSION);
    const names = isFile ? wanted.filter((name) => basename(path) === name + PROMPT_EXTENSION) : wanted;
    if (names.length === 0) continue;
    const files = await readPromptFiles(isFile ? dirname(path) : path);
    const beside = new Map([...files].map(([name, text]) => [name.slice(0, -PROMPT_EXTENSION.length), text]));
    const name = names.find((each) => beside.has(each));
    if (name !== undefined) return templateAmong(beside, name);
  }
  return templateAmong(SHIPPED_TEMPLATES, wanted[0] ?? JUDGE);
}

function templateAmong(templates: ReadonlyMap<string, string>, name: string): PromptSource {
  const partials = [...templates].flatMap(([each, text]) =>
    each.startsWith('_') ? [[each.slice(1), text] as const] : [],
  );
  return { source: templates.get(name) ?? '', partials: Object.fromEntries(partials) };
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
