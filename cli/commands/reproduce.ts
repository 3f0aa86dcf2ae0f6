import { dirname, join, resolve } from 'node:path';
import { findRecords, formatOfPath } from '../../core/dataset/records';
import { checkBudget, isFree, needsConsent } from '../../core/generate/consent';
import { estimateRun } from '../../core/generate/estimate';
import { formatUsd, priceOf } from '../../core/generate/prices';
import type { Circumstance, Reproduced } from '../../core/generate/reproduce';
import { comparableText } from '../../core/sample/vignette/comparableText';
import { vignetteToJsonl } from '../../core/sample/vignette/read';
import { diffLines } from '../../core/text/lineDiff';
import { splitLines, stripLineEnd } from '../../core/text/lineText';
import { createTeacher } from '../../providers/createTeacher';
import { Configs } from '../../storage/configs';
import { readText } from '../../storage/files';
import { findRecordRun, reproduceRecord } from '../../storage/reproduceRecord';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { createStyle, type Style } from '../reporters/style';
import { consent, describeEstimate, type ServiceOptions, teacherSettings } from './generate';

export interface ReproduceOptions extends ServiceOptions {
  /** 0-based. */
  readonly record: number;
  readonly runsDir: string;
}

/** `vignette reproduce FILE --record N`: asks for a record again, and says what came out otherwise. */
export async function reproduce(path: string, options: ReproduceOptions): Promise<number> {
  const { json, quiet } = options;
  const line = await readRecord(path, options.record);
  const folders = [resolve(options.runsDir), join(dirname(resolve(path)), '.vignette', 'runs')];
  const found = await findRecordRun(line, resolve(path), [...new Set(folders)]);
  const { plan, sample, templates } = found;
  const { config, lint } = await new Configs(options, shownPath).samples(path);
  const price = priceOf(plan.provider, plan.model, config.prices);
  const budget = options.budget ?? config.generate?.budget;
  checkBudget(plan.model, budget, price);
  const teacher = createTeacher(plan.provider, teacherSettings(options));
  if (!options.yes && !isFree(price)) {
    const estimate = await estimateRun({ plan, teacher, samples: [sample], templates, price });
    if (needsConsent(estimate, budget)) await consent(describeEstimate(estimate, plan.model));
  }
  const outcome = await interruptible(quiet, (signal) =>
    reproduceRecord(found, {
      ...{ teacher, lint, signal, price, budget },
      onWaiting: (ms, error) => {
        if (!quiet) process.stderr.write(`waiting ${Math.ceil(ms / 1000)} s: ${error.message}\n`);
      },
    }),
  );
  if (json) process.stdout.write(`${JSON.stringify(toJson(outcome))}\n`);
  else if (!quiet) process.stdout.write(describe(outcome, createStyle(process.stdout, options.color)));
  return outcome.same && outcome.reasons.length === 0 ? CLEAN : PROBLEMS;
}

async function readRecord(path: string, number: number): Promise<string> {
  const format = formatOfPath(path);
  if (!format) throw new CliError(`${path} is not a dataset: give a .jsonl or .vignette file.`);
  const records = findRecords(format, splitLines(await readText(path)));
  const record = records[number];
  if (!record)
    throw new CliError(`${path} has no record ${number}: it has ${records.length}, counted from 0.`);
  const line = format === 'jsonl' ? stripLineEnd(record.source) : vignetteToJsonl(record.source);
  const place = `${path}:${record.startLine + 1}`;
  if (typeof line !== 'string') throw new CliError(`${place} is no record: ${line.message}.`);
  try {
    JSON.parse(line);
  } catch (error) {
    throw new CliError(`${place} is not valid JSON.`, { cause: error });
  }
  return line;
}

const CHANGED: Readonly<Record<Circumstance, string>> = {
  model: 'Another model answered than then.',
  model_digest: 'The weights of the model are others than then.',
  template_hash: 'The template is another one than then.',
  parameters: 'The parameters are others than then.',
};

/** What was not as it was, and what no seed promises. */
function circumstances({ changed, repeats }: Reproduced): string[] {
  return [
    ...changed.map((circumstance) => CHANGED[circumstance]),
    ...(repeats ? [] : ['This service does not promise the same answer to the same seed.']),
  ];
}

function describe(outcome: Reproduced, style: Style): string {
  const { before, after, same, reasons, spent } = outcome;
  const lines = [
    same ? 'It came out the same, word for word.' : 'It came out otherwise.',
    ...circumstances(outcome),
    ...(reasons.length === 0
      ? []
      : ['No answer passed the lint:', ...reasons.map((reason) => `  ${reason}`)]),
    ...(spent.cost > 0 ? [`${formatUsd(spent.cost)}.`] : []),
  ];
  if (after !== undefined && !same) {
    const [old, now] = [before, after].map((record) => comparableText(record).trimEnd().split('\n'));
    for (const { kind, text } of diffLines(old ?? [], now ?? [])) {
      if (kind === 'same') lines.push(`  ${text}`);
      else lines.push(kind === 'removed' ? style.red(`- ${text}`) : style.green(`+ ${text}`));
    }
  }
  return `${lines.join('\n')}\n`;
}

function toJson(outcome: Reproduced): Readonly<Record<string, unknown>> {
  const { before, after, same, reasons, changed, repeats, spent } = outcome;
  return {
    same,
    changed,
    repeats,
    reasons,
    before: JSON.parse(before) as unknown,
    after: after === undefined ? null : (JSON.parse(after) as unknown),
    usage: spent.usage,
    cost: spent.cost,
  };
}
