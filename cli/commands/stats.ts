import { StorageError } from '../../core/generate/journal';
import type { Inspection } from '../../core/inspect/inspection';
import { MEASURE_IDS, MEASURES } from '../../core/inspect/measure';
import { type DatasetSummary, summarise } from '../../core/inspect/summary';
import { complete } from '../../core/steps';
import { type ConfigOptions, Configs } from '../../storage/configs';
import { sizeOf } from '../../storage/files';
import { CACHE_FOLDER, lintCacheFor } from '../../storage/lint/lintCache';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { findInputs, type Input } from '../datasets';
import { CLEAN, FAILURE } from '../exit';
import { shownPath } from '../inputFiles';
import { formatFiles, formatStats, type StatsPage } from '../reporters/statsText';
import { createStyle } from '../reporters/style';
import { ShareProgress } from '../shareProgress';

export interface StatsOptions extends ConfigOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  /** Threads to read in; left out, as many as the input is worth. */
  readonly threads?: number;
  /** Whether what was worked out before may be asked for, and is kept. */
  readonly cache: boolean;
}

/** `vignette stats [paths…]`: says what datasets are made of. It judges nothing: problems leave the exit status 0. */
export async function stats(patterns: readonly string[], options: StatsOptions): Promise<number> {
  const inputs: Input[] = [];
  for await (const input of findInputs(patterns, new Configs(options, shownPath))) inputs.push(input);
  const sizes = await Promise.all(inputs.map(({ path, text }) => (text === undefined ? sizeOf(path) : 0)));
  const size = sizes.reduce((sum, size) => sum + size, 0);
  const threads = threadsFor(size, options.threads);
  const stored = new StoredLint(threads, options.cache ? lintCacheFor(CACHE_FOLDER, size) : undefined, {
    work: 'inspect',
  });
  const progress = new ShareProgress('read', options.quiet, createStyle(process.stderr, options.color));
  const failures: StorageError[] = [];
  try {
    let before = 0;
    for (const [i, input] of inputs.entries()) {
      const { path, format, text, config } = input;
      try {
        if (text === undefined)
          await stored.add({ ...input, name: path }, (bytes) =>
            progress.show(Math.min(1, (before + bytes) / size)),
          );
        else stored.addText(path, format, text, config);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        failures.push(error);
      }
      before += sizes[i] ?? 0;
    }
    await threads.close();
    progress.end();
    const { countTokens, TOKENIZER } = await import('../../core/prompt/tokenizer');
    const inspection = complete(stored.inspect({ encoding: TOKENIZER, countTokens }));
    print(inspection, options);
    if (inspection.files.length === 0 && failures.length === 0 && !options.json && !options.quiet)
      process.stderr.write(
        'No dataset was found: name .jsonl or .vignette files, or a folder that has some.\n',
      );
  } finally {
    progress.end();
    await threads.close();
    stored.close();
  }
  for (const { message, advice } of failures) process.stderr.write(`${message} ${advice}\n`);
  return failures.length > 0 ? FAILURE : CLEAN;
}

function print(inspection: Inspection, { json, color }: StatsOptions): void {
  const files = inspection.files.map(({ name }) => [name, summarise(inspection, [{ file: name }])] as const);
  process.stdout.write(json ? statsJson(files, summarise(inspection)) : statsText(inspection, files, color));
}

type FileSummary = readonly [file: string, summary: DatasetSummary];

/** The contract of `--json`: the measures, the summary of each file, and that of all files as one dataset. */
function statsJson(files: readonly FileSummary[], together: DatasetSummary): string {
  const measures = MEASURE_IDS.map((id) => ({ unit: null, ...MEASURES[id] }));
  const summaries = files.map(([path, summary]) => ({ path, summary }));
  return `${JSON.stringify({ measures, files: summaries, together })}\n`;
}

/** Of several files a line for each, and all as one dataset. */
function statsText(inspection: Inspection, files: readonly FileSummary[], color: boolean): string {
  const page: StatsPage = {
    width: Math.min(110, Math.max(60, process.stdout.columns || 80)),
    style: createStyle(process.stdout, color),
    nameOf: (record) => recordName(inspection, record),
  };
  const [only] = files;
  if (!only) return '';
  if (files.length === 1) return formatStats(...only, page);
  return `${formatFiles(files, page)}\n${formatStats('Together', summarise(inspection), page)}`;
}

function recordName({ files }: Inspection, record: number): string {
  const file = files.find(({ first, end }) => record >= first && record < end);
  const number = `record ${record - (file?.first ?? 0)}`;
  return files.length === 1 || !file ? number : `${number} of ${file.name}`;
}
