import { resolve } from 'node:path';
import { formatOfPath } from '../../core/dataset/records';
import { checkBudget, isFree, needsConsent } from '../../core/generate/consent';
import { formatUsd, priceOf } from '../../core/generate/prices';
import type { ProviderId } from '../../core/generate/provider';
import type { AnswerForm } from '../../core/generate/teacherOutput';
import { estimateJudging, type JudgeEstimateInput } from '../../core/judge/estimate';
import type { JudgeProgress, JudgeResult } from '../../core/judge/judgeRecords';
import { judgeMarkdown } from '../../core/judge/reportMarkdown';
import { type JudgeSummary, summarize } from '../../core/judge/summary';
import { createTeacher, DEFAULT_MODELS } from '../../providers/createTeacher';
import { Configs } from '../../storage/configs';
import { checkAppendable, readText } from '../../storage/files';
import { judgeDataset, judgeTemplate, judgingFolder } from '../../storage/judging';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { consent, type ServiceOptions, teacherSettings } from './generate';

export interface JudgeOptions extends ServiceOptions {
  readonly provider: ProviderId;
  readonly model?: string;
  readonly seed: number;
  readonly out?: string;
  readonly judgeDir: string;
  readonly form?: AnswerForm;
}

/** `vignette judge`: scores the records of a dataset by the rubric. */
export async function judge(path: string, options: JudgeOptions): Promise<number> {
  const format = formatOfPath(path);
  if (!format) throw new CliError(`${path} is not a dataset: give a .jsonl or .vignette file.`);
  const { provider, seed, out, json, quiet } = options;
  const model = options.model ?? DEFAULT_MODELS[provider];
  const text = await readText(path);
  const configs = new Configs(options, shownPath);
  const { config, lint, templates } = await configs.samples(path);
  const { concurrency = 1, rpm, tpm, budget, form } = { ...config.generate, ...options };
  const template = await judgeTemplate(templates, form);
  const teacher = createTeacher(provider, teacherSettings(options));
  const price = priceOf(provider, model, config.prices);
  if (out !== undefined) await checkAppendable(resolve(out));
  checkBudget(model, budget, price);
  if (!options.yes && !isFree(price))
    await agree({ format, text, lint, template, teacher, model, price }, budget);
  const result = await interruptible(quiet, (signal) =>
    judgeDataset(
      judgingFolder(resolve(options.judgeDir), { teacher, model }),
      {
        ...{ format, text, lint, template, teacher, model, seed, signal, concurrency, price, budget },
        requestsPerMinute: rpm,
        tokensPerMinute: tpm,
        onProgress: (progress) => showProgress(progress, quiet),
      },
      out && resolve(out),
    ),
  );
  const summary = summarize(result.judgements);
  if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
  if (json) process.stdout.write(`${JSON.stringify(toJson(options, model, result, summary))}\n`);
  else if (!quiet) {
    process.stdout.write(judgeMarkdown(`${path}, judged by ${provider}/${model}`, summary));
    if (out !== undefined) process.stdout.write(`\nWrote ${out}\n`);
  }
  if (result.end.kind === 'stopped') {
    const { message, advice } = result.end.error;
    throw new CliError(`${message} ${advice} The same command goes on; what was answered is kept.`);
  }
  return summary.judged === summary.records ? CLEAN : PROBLEMS;
}

function showProgress({ done, records, spent, waiting }: JudgeProgress, quiet: boolean): void {
  if (quiet) return;
  const cost = spent.cost > 0 ? `, ${formatUsd(spent.cost)}` : '';
  const note = waiting ? `waiting ${Math.ceil(waiting.ms / 1000)} s: ${waiting.error.message}` : '';
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}/${records} judged${cost} ${note}`);
  else if (note !== '') process.stderr.write(`${note}\n`);
}

/** Goes on when the judging is cheap, or a person agrees to what it may cost. */
async function agree(input: JudgeEstimateInput, budget: number | undefined): Promise<void> {
  const estimate = await estimateJudging(input);
  if (!needsConsent(estimate, budget)) return;
  const { calls, cost } = estimate;
  const told = cost === undefined ? 'what that costs is not known' : `about ${formatUsd(cost)}`;
  await consent(`Judging up to ${calls} records with ${input.model}: ${told}.`);
}

function toJson(
  { provider, out }: JudgeOptions,
  model: string,
  { judgements, spent, end }: JudgeResult,
  { criteria, ...summary }: JudgeSummary,
): Readonly<Record<string, unknown>> {
  return {
    judge: { provider, model },
    out: out === undefined ? null : resolve(out),
    end: end.kind,
    ...summary,
    criteria: criteria.map(({ criterion, mean, counts }) => ({ id: criterion.id, mean, counts })),
    usage: spent.usage,
    cost: spent.cost,
    verdicts: judgements,
  };
}
