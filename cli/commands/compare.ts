import { basename, extname } from 'node:path';
import { CompareError, type Comparison, compareSides, DEFAULT_SETTINGS } from '../../core/compare/comparison';
import { comparisonJson } from '../../core/compare/comparisonJson';
import { PICTURES, plotContrast } from '../../core/compare/plot';
import { comparisonHtml } from '../../core/compare/reportHtml';
import { comparisonMarkdown } from '../../core/compare/reportMarkdown';
import type { Side } from '../../core/compare/side';
import type { ProviderId } from '../../core/generate/provider';
import { STANDALONE_STYLE } from '../../core/plot/style';
import { Configs } from '../../storage/configs';
import { writeFileAtomic } from '../../storage/files';
import { readSide } from '../../storage/readSide';
import { CLEAN, CliError } from '../exit';
import { shownPath } from '../inputFiles';
import { type GenerateOptions, makeRun, resumeHint, stoppedIn } from './generate';

/** A teacher as `--teacher` names it. */
export interface NamedTeacher {
  readonly provider: ProviderId;
  readonly model?: string;
}

/** `out`: where the report goes. */
export interface CompareOptions extends Omit<GenerateOptions, 'provider' | 'model'> {
  readonly teacher: readonly NamedTeacher[];
  readonly resamples: number;
  readonly bootstrapSeed: number;
}

/** `vignette compare`: runs, datasets, and one plan carried out by each teacher, against the first of them. */
export async function compare(paths: readonly string[], options: CompareOptions): Promise<number> {
  const configs = new Configs(options, shownPath);
  if (paths.length + options.teacher.length < 2) {
    throw new CliError('Give at least two to compare: runs, datasets, or teachers with --teacher.');
  }
  const runs = await askTeachers(options);
  const sides: Side[] = [];
  for (const path of [...paths, ...runs]) sides.push(await readSide(path, (file) => configs.of(file)));
  await report(sides, options);
  return CLEAN;
}

/** One run after the other, from one seed; no sample is drawn again, as first draws are what is compared. */
async function askTeachers({ teacher: teachers, out: _, ...options }: CompareOptions): Promise<string[]> {
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  const folders: string[] = [];
  for (const teacher of teachers) {
    const { path, result } = await makeRun({ ...options, ...teacher, seed, refills: 0 });
    if (result.end.kind === 'stopped') throw stoppedIn(path, result.end.error);
    if (result.end.kind === 'cancelled') throw new CliError(`Not finished. ${resumeHint(path)}`);
    folders.push(shownPath(path));
  }
  return folders;
}

/** Compares and prints, or writes `--out`. */
async function report(sides: readonly Side[], options: CompareOptions): Promise<void> {
  const { resamples, bootstrapSeed, out, json, quiet } = options;
  const comparison = compared(sides, { ...DEFAULT_SETTINGS, resamples, seed: bootstrapSeed });
  if (out !== undefined) await writeReport(out, comparison);
  if (json) process.stdout.write(`${JSON.stringify(comparisonJson(comparison))}\n`);
  else if (out === undefined) process.stdout.write(comparisonMarkdown(comparison));
  else if (!quiet) process.stdout.write(`Wrote ${out}\n`);
}

function compared(...args: Parameters<typeof compareSides>): Comparison {
  try {
    return compareSides(...args);
  } catch (error) {
    if (error instanceof CompareError) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

/** The format is the name's: `.md` with pictures beside it, `.html`, or `.json`. */
async function writeReport(out: string, comparison: Comparison): Promise<void> {
  const extension = extname(out).toLowerCase();
  if (extension === '.json')
    return writeFileAtomic(out, `${JSON.stringify(comparisonJson(comparison), null, 2)}\n`);
  if (extension === '.html') return writeFileAtomic(out, comparisonHtml(comparison));
  if (extension !== '.md')
    throw new CliError(`Cannot tell the format of ${out}: name it .md, .html or .json.`);
  const stem = out.slice(0, -extension.length);
  const pictures: string[][] = [];
  for (const [i, contrast] of comparison.contrasts.entries()) {
    const names: string[] = [];
    for (const [k, { metrics }] of PICTURES.entries()) {
      const svg = plotContrast(contrast, metrics, STANDALONE_STYLE);
      if (!svg) continue;
      const path = `${stem}-${i * PICTURES.length + k + 1}.svg`;
      await writeFileAtomic(path, `${svg}\n`);
      names.push(encodeURI(basename(path)));
    }
    pictures.push(names);
  }
  await writeFileAtomic(out, comparisonMarkdown(comparison, { pictures: (i) => pictures[i] ?? [] }));
}
