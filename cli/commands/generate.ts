import { resolve } from 'node:path';
import type { RunEvent } from '../../core/generate/generate';
import { StorageError } from '../../core/generate/journal';
import { formatMix, type Mix } from '../../core/generate/mix';
import type { ProviderId, SamplingParameters, Teacher } from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { createTeacher, DEFAULT_MODELS, type TeacherSettings } from '../../providers/createTeacher';
import { geminiKeyFromEnv } from '../../providers/gemini/key';
import {
  type CarriedOutRun,
  type ReadyRun,
  type RunSurroundings,
  resumeRun,
  startRun,
} from '../../storage/startRun';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { RunProgress } from '../progress';
import { createStyle } from '../reporters/style';
import { plural } from '../reporters/text';

export interface ServiceOptions {
  readonly ollamaHost?: string;
  readonly geminiBaseUrl?: string;
  readonly concurrency: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

export interface GenerateOptions extends ServiceOptions {
  readonly provider: ProviderId;
  readonly model?: string;
  readonly count: number;
  readonly mix: Mix;
  readonly seed?: number;
  readonly temperature?: number;
  readonly out?: string;
  readonly runsDir: string;
}

/** `vignette generate`: a new run; its samples are appended to `--out`. */
export async function generate(options: GenerateOptions): Promise<number> {
  const { provider, count, mix, out } = options;
  const parameters: SamplingParameters =
    options.temperature === undefined ? {} : { temperature: options.temperature };
  const request = {
    provider,
    model: options.model ?? DEFAULT_MODELS[provider],
    count,
    mix,
    seed: options.seed ?? Math.floor(Math.random() * 2 ** 32),
    parameters,
    ...(out !== undefined && { target: resolve(out) }),
  };
  // Before there is a folder: a key that is missing should not leave one behind.
  const teacher = createTeacher(provider, teacherSettings(options));
  return carryOut(options, (surround) =>
    startRun(resolve(options.runsDir), request, (run) => surround(run, teacher)),
  );
}

/** `vignette resume`: goes on with the run in a folder. */
export function resume(folder: string, options: ServiceOptions): Promise<number> {
  return carryOut(options, (surround) =>
    resumeRun(resolve(folder), (run) =>
      surround(run, createTeacher(run.plan.provider, teacherSettings(options))),
    ),
  );
}

function teacherSettings({ ollamaHost, geminiBaseUrl }: ServiceOptions): TeacherSettings {
  return { ollamaHost, geminiBaseUrl, geminiKey: geminiKeyFromEnv(process.env), env: process.env };
}

async function carryOut(
  { concurrency, json, quiet, color }: ServiceOptions,
  start: (surround: (run: ReadyRun, teacher: Teacher) => RunSurroundings) => Promise<CarriedOutRun>,
): Promise<number> {
  const cancel = new AbortController();
  // The first Ctrl+C ends the run in order; a second one ends the process.
  const onInterrupt = (): void => {
    if (!quiet)
      process.stderr.write('\nCancelling; what came in is kept. Press Ctrl+C again to end at once.\n');
    cancel.abort();
  };
  let folder: string | undefined;
  const surround = ({ plan, path, settled }: ReadyRun, teacher: Teacher): RunSurroundings => {
    folder = path;
    const progress = new RunProgress(plan.count, settled, quiet, createStyle(process.stderr, color));
    const onEvent = (event: RunEvent): void => progress.show(event);
    return { teacher, lint: DEFAULT_CONFIG, signal: cancel.signal, concurrency, onEvent };
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    const run = await start(surround);
    if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
    if (json) process.stdout.write(`${JSON.stringify(toJson(run))}\n`);
    else if (!quiet) process.stdout.write(describe(run));
    const { end } = run.result;
    if (end.kind === 'stopped') throw end.error;
    return run.accepted === run.plan.count ? CLEAN : PROBLEMS;
  } catch (error) {
    if (folder === undefined || !(error instanceof StorageError || error instanceof TeacherError))
      throw error;
    throw new CliError(`${error.message} ${error.advice} ${resumeHint(folder)}`, { cause: error });
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onInterrupt);
  }
}

function toJson(run: CarriedOutRun): Readonly<Record<string, unknown>> {
  const { plan, result } = run;
  return {
    run: run.path,
    samples: run.samplesPath,
    target: plan.target ?? null,
    planned: plan.count,
    accepted: run.accepted,
    rejected: run.rejected,
    delivered: run.delivered,
    end: result.end.kind,
    usage: result.usage,
    mix: formatMix(plan.mix),
    seed: plan.seed,
  };
}

function describe({ plan, path, accepted, rejected, delivered, result }: CarriedOutRun): string {
  const made = `${accepted} of ${plural(plan.count, 'sample')} from ${plan.provider}/${plan.model}`;
  const refused = rejected === 0 ? '' : `, ${rejected} rejected (see rejects.jsonl)`;
  const lines = [`${made}${refused}; seed ${plan.seed}.`];
  if (delivered > 0) lines.push(`Appended ${delivered} to ${plan.target}`);
  lines.push(`Run folder: ${path}`);
  if (result.end.kind === 'cancelled') lines.push(`Not finished. ${resumeHint(path)}`);
  return `${lines.join('\n')}\n`;
}

function resumeHint(path: string): string {
  return `To go on: vignette resume ${JSON.stringify(path)}`;
}
