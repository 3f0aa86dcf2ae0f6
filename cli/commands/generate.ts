import { join, resolve } from 'node:path';
import { checkBudget, isFree, needsConsent } from '../../core/generate/consent';
import { type EstimateInput, estimateRun, type RunEstimate } from '../../core/generate/estimate';
import { StorageError } from '../../core/generate/journal';
import { DEFAULT_MIX, formatMix, kindsOf, type Mix, mixOf, only } from '../../core/generate/mix';
import { planSamples, type RunPlan } from '../../core/generate/plan';
import { formatUsd, PRICES_OF, priceOf } from '../../core/generate/prices';
import type { ProviderId, SamplingParameters, Teacher } from '../../core/generate/provider';
import { TeacherError } from '../../core/generate/teacherError';
import type { AnswerForm } from '../../core/generate/teacherOutput';
import { inBraces, PromptTemplates } from '../../core/generate/templates';
import { casesFileNames, type PromptCase } from '../../core/prompt/cases';
import { createTeacher, DEFAULT_MODELS, type TeacherSettings } from '../../providers/createTeacher';
import { geminiKeyFromEnv } from '../../providers/gemini/key';
import { retirementOf } from '../../providers/gemini/models';
import { type ConfigOptions, Configs, type Project, type SampleProject } from '../../storage/configs';
import { readCasesOf } from '../../storage/promptCases';
import { chooseMaterials } from '../../storage/runMaterials';
import { SAMPLES } from '../../storage/runPlan';
import {
  type CarriedOutRun,
  type ReadyRun,
  type RunSurroundings,
  resumeRun,
  startRun,
} from '../../storage/startRun';
import { canAsk, confirm } from '../confirm';
import { CLEAN, CliError, PROBLEMS } from '../exit';
import { shownPath } from '../inputFiles';
import { interruptible } from '../interrupt';
import { RunProgress } from '../progress';
import { createStyle } from '../reporters/style';
import { plural } from '../reporters/text';

export interface ServiceOptions extends ConfigOptions {
  readonly ollamaHost?: string;
  readonly geminiBaseUrl?: string;
  /** Left out, as the other limits and choices: what the configuration says, else our default. */
  readonly concurrency?: number | undefined;
  readonly rpm?: number | undefined;
  readonly tpm?: number | undefined;
  readonly budget?: number | undefined;
  readonly yes: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

export interface GenerateOptions extends ServiceOptions {
  readonly provider?: ProviderId;
  readonly model?: string;
  readonly count?: number;
  readonly mix?: Mix;
  readonly seed?: number;
  readonly temperature?: number | undefined;
  readonly refills?: number | undefined;
  readonly template?: string;
  readonly form?: AnswerForm | undefined;
  readonly haystack?: string;
  readonly out?: string;
  readonly runsDir: string;
}

export interface ResumeOptions extends ServiceOptions {
  readonly count?: number;
}

/** `vignette generate`: a new run; its samples are appended to `--out`. */
export async function generate(options: GenerateOptions): Promise<number> {
  return report(await makeRun(options), options);
}

/** Carries out a new run, and says how far it is on standard error. Failures say how to go on with it. */
export async function makeRun(given: GenerateOptions): Promise<CarriedOutRun> {
  const { out } = given;
  const project = await readProject(given, out ?? 'samples.jsonl');
  const options = withDefaults(given, project);
  const { provider, model, count, budget, refills } = options;
  const materials = await chooseMaterials({ ...options, templates: project.templates });
  const { archetype } = materials;
  const templates = new PromptTemplates(materials.templates);
  const cases = await casesNeeded(given, archetype, templates);
  // A template that has its inputs from cases, or is for an archetype without a share, is what the run is about.
  const isAlone = archetype !== undefined && (cases !== undefined || !(archetype in options.mix));
  const mix = isAlone ? only(archetype) : options.mix;
  templates.check({ mix, cases });
  const parameters: SamplingParameters =
    options.temperature === undefined ? {} : { temperature: options.temperature };
  const request = {
    provider,
    model: model ?? DEFAULT_MODELS[provider],
    count,
    mix,
    seed: options.seed ?? Math.floor(Math.random() * 2 ** 32),
    parameters,
    ...(out !== undefined && { target: resolve(out) }),
    ...(budget !== undefined && { budget }),
    ...(refills !== undefined && { refills }),
    ...(cases && { cases }),
  };
  // Before there is a folder: what is missing or refused should not leave one behind.
  const teacher = createTeacher(provider, teacherSettings(options));
  await agree(options, project, request, {
    teacher,
    samples: planSamples(request),
    templates,
  });
  return carryOut(options, project, (surround) =>
    startRun(resolve(options.runsDir), request, (run) => surround(run, teacher), materials),
  );
}

/** The cases of a template with inputs that a run does not draw. Throws CliError where there are none. */
async function casesNeeded(
  { template, mix }: GenerateOptions,
  archetype: string | undefined,
  templates: PromptTemplates,
): Promise<readonly PromptCase[] | undefined> {
  const missing = archetype === undefined ? [] : templates.withoutValue(archetype);
  if (template === undefined || archetype === undefined || missing.length === 0) return undefined;
  const cases = await readCasesOf(template);
  if (cases.length === 0) {
    const [file = ''] = casesFileNames(shownPath(template));
    throw new CliError(
      `Nothing gives ${inBraces(missing)} a value. Write ${file} with lines such as {"name": "…", "input": {…}}.`,
    );
  }
  if (mix && kindsOf(mix).some((name) => name !== archetype && (mix[name] ?? 0) > 0)) {
    throw new CliError(
      `${shownPath(template)} has its inputs from its cases, which are not for templates of other archetypes: leave --mix out.`,
    );
  }
  return cases;
}

/** `vignette resume`: goes on with the run in a folder, or extends it. */
export async function resume(folder: string, options: ResumeOptions): Promise<number> {
  const { count, budget } = options;
  const project = await readProject(options, join(folder, SAMPLES));
  const run = await carryOut(options, project, (surround) =>
    resumeRun(
      resolve(folder),
      async (run) => {
        const teacher = createTeacher(run.plan.provider, teacherSettings(options));
        await agree(options, project, run.plan, { teacher, samples: run.open, templates: run.templates });
        return surround(run, teacher);
      },
      { count, budget, usualBudget: project.config.generate?.budget },
    ),
  );
  return report(run, options);
}

/** `samples`: where they go, or the file of a run that they are in, and so what they are under. */
function readProject(options: ConfigOptions, samples: string): Promise<SampleProject> {
  return new Configs(options, shownPath).samples(samples);
}

/** The options, with the configuration's choices and ours where there is none. */
function withDefaults(
  given: GenerateOptions,
  { config, haystack: corpus }: SampleProject,
): GenerateOptions & Required<Pick<GenerateOptions, 'provider' | 'count' | 'mix'>> {
  const { provider: usual = 'ollama', model: usualModel, ...defaults } = config.generate ?? {};
  const provider = given.provider ?? usual;
  // Another provider's model would be unknown to this one.
  const model = given.model ?? (provider === usual ? usualModel : undefined);
  const haystack = given.haystack ?? corpus;
  return {
    ...defaults,
    ...given,
    provider,
    ...(model !== undefined && { model }),
    ...(haystack !== undefined && { haystack }),
    count: given.count ?? defaults.count ?? 10,
    mix: given.mix ?? (config.mix ? mixOf(config.mix) : DEFAULT_MIX),
  };
}

export function teacherSettings({ ollamaHost, geminiBaseUrl }: ServiceOptions): TeacherSettings {
  return { ollamaHost, geminiBaseUrl, geminiKey: geminiKeyFromEnv(process.env), env: process.env };
}

/** Goes on when the run is cheap, or a person agrees to what it costs. */
async function agree(
  { yes, quiet }: ServiceOptions,
  { config: { prices } }: Project,
  plan: Pick<RunPlan, 'provider' | 'model' | 'seed' | 'parameters' | 'budget' | 'cases'>,
  { teacher, samples, templates }: Pick<EstimateInput, 'teacher' | 'samples' | 'templates'>,
): Promise<void> {
  const price = priceOf(plan.provider, plan.model, prices);
  checkBudget(plan.model, plan.budget, price);
  const retired = plan.provider === 'gemini' ? retirementOf(plan.model) : undefined;
  if (retired && !quiet && process.stderr.isTTY) process.stderr.write(`${retired}\n`);
  if (yes || samples.length === 0 || isFree(price)) return;
  const estimate = await estimateRun({ plan, teacher, samples, templates, price });
  if (needsConsent(estimate, plan.budget)) await consent(describeEstimate(estimate, plan.model));
}

/** Goes on when a person agrees to what costs so much. */
export async function consent(cost: string): Promise<void> {
  if (!canAsk()) throw new CliError(`${cost} Add --yes to agree.`);
  if (!(await confirm(`${cost} Go on?`))) throw new CliError('Nothing was asked for.');
}

export function describeEstimate({ samples, calls, usage, cost }: RunEstimate, model: string): string {
  const tokens = Math.round((usage.input + usage.output + usage.thinking) / 1000);
  const size = `${plural(samples, 'sample')} from ${model}, about ${calls} calls and ${tokens}k tokens`;
  if (cost === undefined) return `${size}: what that costs is not known.`;
  return `${size}: about ${formatUsd(cost)} at the prices of ${PRICES_OF.date}.`;
}

async function carryOut(
  options: ServiceOptions,
  { config: { generate: defaults, prices }, lint }: SampleProject,
  start: (surround: (run: ReadyRun, teacher: Teacher) => RunSurroundings) => Promise<CarriedOutRun>,
): Promise<CarriedOutRun> {
  const { quiet, color } = options;
  const { concurrency = 1, rpm, tpm } = { ...defaults, ...options };
  let folder: string | undefined;
  const surround = (signal: AbortSignal, { plan, path }: ReadyRun, teacher: Teacher): RunSurroundings => {
    folder = path;
    const progress = new RunProgress(quiet, createStyle(process.stderr, color));
    return {
      teacher,
      lint,
      signal,
      concurrency,
      requestsPerMinute: rpm,
      tokensPerMinute: tpm,
      price: priceOf(plan.provider, plan.model, prices),
      onEvent: (event) => progress.show(event),
    };
  };
  try {
    const run = await interruptible(quiet, (signal) =>
      start((ready, teacher) => surround(signal, ready, teacher)),
    );
    if (!quiet && process.stderr.isTTY) process.stderr.write('\n');
    return run;
  } catch (error) {
    if (folder === undefined || !(error instanceof StorageError)) throw error;
    throw stoppedIn(folder, error);
  }
}

/** Prints the outcome of a run. Throws CliError when it was stopped. */
function report(run: CarriedOutRun, { json, quiet }: ServiceOptions): number {
  if (json) process.stdout.write(`${JSON.stringify(toJson(run))}\n`);
  else if (!quiet) process.stdout.write(describe(run));
  const { end } = run.result;
  if (end.kind === 'stopped') throw stoppedIn(run.path, end.error);
  return run.accepted === run.plan.count ? CLEAN : PROBLEMS;
}

export function stoppedIn(folder: string, error: StorageError | TeacherError): CliError {
  const spent = error instanceof TeacherError && error.kind === 'budget-reached';
  const hint = resumeHint(folder, spent ? ' --budget USD' : '');
  return new CliError(`${error.message} ${error.advice} ${hint}`, { cause: error });
}

function toJson(run: CarriedOutRun): Readonly<Record<string, unknown>> {
  const { plan, result } = run;
  const { spent, priced } = result.totals;
  return {
    run: run.path,
    samples: run.samplesPath,
    target: plan.target ?? null,
    planned: plan.count,
    accepted: run.accepted,
    rejected: run.rejected,
    delivered: run.delivered,
    end: result.end.kind,
    calls: spent.calls,
    failedCalls: spent.failedCalls,
    usage: spent.usage,
    cost: priced ? spent.cost : null,
    mix: formatMix(plan.mix),
    seed: plan.seed,
  };
}

function describe({ plan, path, accepted, rejected, delivered, result }: CarriedOutRun): string {
  const made = `${accepted} of ${plural(plan.count, 'sample')} from ${plan.provider}/${plan.model}`;
  const refused = rejected === 0 ? '' : `, ${rejected} rejected (see rejects.jsonl)`;
  const { cost } = result.totals.spent;
  const lines = [`${made}${refused}; seed ${plan.seed}${cost > 0 ? `; ${formatUsd(cost)}` : ''}.`];
  if (delivered > 0) lines.push(`Appended ${delivered} to ${plan.target}`);
  lines.push(`Run folder: ${path}`);
  if (result.end.kind === 'cancelled') lines.push(`Not finished. ${resumeHint(path)}`);
  return `${lines.join('\n')}\n`;
}

export function resumeHint(path: string, options = ''): string {
  return `To go on: vignette resume ${JSON.stringify(path)}${options}`;
}
