import { resolve } from 'node:path';
import type { RunResult } from '../../core/generate/generate';
import { formatMix, type Mix } from '../../core/generate/mix';
import type { RunPlan } from '../../core/generate/plan';
import type { ProviderId, SamplingParameters } from '../../core/generate/provider';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { createTeacher, DEFAULT_MODELS } from '../../providers/createTeacher';
import { geminiKeyFromEnv } from '../../providers/gemini/key';
import { type CarriedOutRun, type RunSurroundings, resumeRun, startRun } from '../../storage/startRun';
import { CLEAN, FAILURE, PROBLEMS } from '../exit';
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
export function generate(options: GenerateOptions): Promise<number> {
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
  return carryOut(options, (signal) =>
    startRun(resolve(options.runsDir), request, surroundings(request, options, signal)),
  );
}

/** `vignette resume`: goes on with the run in a folder. */
export function resume(folder: string, options: ServiceOptions): Promise<number> {
  return carryOut(options, (signal) =>
    resumeRun(resolve(folder), (plan) => surroundings(plan, options, signal)),
  );
}

function surroundings(
  { provider, count }: Pick<RunPlan, 'provider' | 'count'>,
  options: ServiceOptions,
  signal: AbortSignal,
): RunSurroundings {
  const { ollamaHost, geminiBaseUrl, concurrency, quiet, color } = options;
  const teacher = createTeacher(provider, {
    ollamaHost,
    geminiBaseUrl,
    geminiKey: geminiKeyFromEnv(process.env),
    env: process.env,
  });
  const progress = new RunProgress(count, quiet, createStyle(process.stderr, color));
  return { teacher, lint: DEFAULT_CONFIG, signal, concurrency, onEvent: (event) => progress.show(event) };
}

async function carryOut(
  { json, quiet }: ServiceOptions,
  start: (signal: AbortSignal) => Promise<CarriedOutRun>,
): Promise<number> {
  const cancel = new AbortController();
  // The first Ctrl+C ends the run in order; a second one ends the process.
  const onInterrupt = (): void => {
    if (!quiet)
      process.stderr.write('\nCancelling; what came in is kept. Press Ctrl+C again to end at once.\n');
    cancel.abort();
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  try {
    const run = await start(cancel.signal);
    if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
    if (json) process.stdout.write(`${JSON.stringify(toJson(run))}\n`);
    else if (!quiet) process.stdout.write(describe(run));
    if (run.result.end.kind === 'stopped') {
      const { message, advice } = run.result.end.error;
      process.stderr.write(`${message} ${advice}\n`);
      return FAILURE;
    }
    return run.samples === run.plan.count ? CLEAN : PROBLEMS;
  } finally {
    process.removeListener('SIGINT', onInterrupt);
    process.removeListener('SIGTERM', onInterrupt);
  }
}

function toJson({
  plan,
  path,
  samplesPath,
  samples,
  result,
}: CarriedOutRun): Readonly<Record<string, unknown>> {
  return {
    run: path,
    samples: samplesPath,
    target: plan.target ?? null,
    planned: plan.count,
    accepted: samples,
    rejected: result.rejected,
    end: result.end.kind,
    usage: result.usage,
    mix: formatMix(plan.mix),
    seed: plan.seed,
  };
}

function describe({ plan, path, samples, result }: CarriedOutRun): string {
  const made = `${samples} of ${plural(plan.count, 'sample')} from ${plan.provider}/${plan.model}`;
  const rejected = result.rejected === 0 ? '' : `, ${result.rejected} rejected (see rejects.jsonl)`;
  const target = plan.target === undefined ? '' : `Appended to ${plan.target}\n`;
  return `${made}${rejected}; seed ${plan.seed}.\n${target}Run folder: ${path}\n${hint(result.end, path)}`;
}

function hint(end: RunResult['end'], path: string): string {
  return end.kind === 'finished' ? '' : `Not finished. To go on: vignette resume ${JSON.stringify(path)}\n`;
}
