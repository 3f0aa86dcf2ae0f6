/** The questions of Generate Samples. What was chosen last comes first the next time. */
import * as vscode from 'vscode';
import type { Mix } from '../../core/generate/mix';
import type { ProviderId, Teacher } from '../../core/generate/provider';
import { findFiles } from '../findFiles';
import type { Engine } from '../loadEngine';
import { askModel, askProvider } from '../teachers/askTeacher';
import type { Teachers } from '../teachers/teachers';
import { type Answer, askChoice, askText, type Choice, type StepLabels } from '../wizard';

/** Where accepted samples go besides the run's own folder. */
export type Target =
  | { readonly kind: 'review' }
  | { readonly kind: 'append'; readonly uri: vscode.Uri }
  | { readonly kind: 'new' };

export interface GenerateChoices {
  readonly teacher: Teacher;
  readonly model: string;
  readonly mix: Mix;
  readonly count: number;
  readonly target: Target;
}

/** The part of the choices that is kept for the next time, besides the teacher. */
export interface LastChoices {
  readonly mix?: Mix;
  readonly count?: number;
}

export interface WizardSurroundings {
  readonly engine: Engine;
  readonly teachers: Teachers;
  readonly last: LastChoices;
  /** The mix of the configuration. */
  readonly ofProject?: Mix | undefined;
  /** Left out: all. */
  readonly providers?: readonly ProviderId[];
}

/** Asks until all is chosen, beginning after the teacher if there is one; undefined when cancelled. Rejects with TeacherError. */
export async function askGenerateChoices(
  surroundings: WizardSurroundings,
  teacher?: Teacher,
): Promise<GenerateChoices | undefined> {
  let draft: Partial<GenerateChoices> = teacher ? { teacher } : {};
  const steps = [askTeacher, askWhichModel, askMix, askCount, askTarget];
  for (let at = teacher ? 1 : 0; at < steps.length; ) {
    const step = steps[at] as (typeof steps)[number];
    const labels = { title: vscode.l10n.t('Generate Samples'), step: at + 1, totalSteps: steps.length };
    const answer = await step(surroundings, draft, labels);
    if (answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'chosen') {
      draft = { ...draft, ...answer.value };
      at++;
    } else at--;
  }
  return draft as GenerateChoices;
}

export type StepAnswer = Answer<Partial<GenerateChoices>>;

export async function askTeacher(
  { engine, teachers, providers }: WizardSurroundings,
  _: unknown,
  labels: StepLabels,
): Promise<StepAnswer> {
  const answer = await askProvider(engine, teachers, labels, providers);
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { teacher: answer.value } } : answer;
}

export async function askWhichModel(
  { engine, teachers }: WizardSurroundings,
  { teacher }: Partial<GenerateChoices>,
  labels: StepLabels,
): Promise<StepAnswer> {
  if (!teacher) return { kind: 'back' };
  const answer = await askModel(engine, teachers, teacher, labels);
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { model: answer.value } } : answer;
}

async function askMix(
  { engine, last, ofProject }: WizardSurroundings,
  _: unknown,
  labels: StepLabels,
): Promise<StepAnswer> {
  const { DEFAULT_MIX, formatMix, parseMix } = engine;
  const { only } = engine;
  const presets: Choice<Mix>[] = [
    ...(ofProject && formatMix(ofProject) !== formatMix(DEFAULT_MIX)
      ? [{ label: formatMix(ofProject), description: vscode.l10n.t('the project’s mix'), value: ofProject }]
      : []),
    { label: formatMix(DEFAULT_MIX), description: vscode.l10n.t('the usual mix'), value: DEFAULT_MIX },
    {
      label: '25/25/25/25',
      description: vscode.l10n.t('the same share of each'),
      value: parseMix('25/25/25/25'),
    },
    {
      label: vscode.l10n.t('Reasoning only'),
      description: vscode.l10n.t('deduction in several steps'),
      value: only('reasoning'),
    },
    {
      label: vscode.l10n.t('Refusal only'),
      description: vscode.l10n.t('a fact is missing, or reports conflict'),
      value: only('refusal'),
    },
    {
      label: vscode.l10n.t('Haystack only'),
      description: vscode.l10n.t('one needle among distractors'),
      value: only('haystack'),
    },
    {
      label: vscode.l10n.t('Anti-knowledge only'),
      description: vscode.l10n.t('the context has nothing to do with it'),
      value: only('anti_knowledge'),
    },
  ];
  const preferred = formatMix(last.mix ?? DEFAULT_MIX);
  const known = presets.some(({ value }) => formatMix(value) === preferred);
  const choices: Choice<Mix | undefined>[] = [
    ...(known || !last.mix
      ? []
      : [{ label: preferred, description: vscode.l10n.t('your last mix'), value: last.mix }]),
    ...presets,
    { label: vscode.l10n.t('Other shares…'), description: SHARES, value: undefined },
  ];
  const answer = await askChoice({
    ...labels,
    placeholder: vscode.l10n.t('Which mix of archetypes? ({0})', SHARES),
    choices,
    active: (value) => value !== undefined && formatMix(value) === preferred,
  });
  if (answer.kind !== 'chosen') return answer;
  if (answer.value) return { kind: 'chosen', value: { mix: answer.value } };
  const typed = await askText({
    ...labels,
    prompt: vscode.l10n.t('Shares of {0}', SHARES),
    value: preferred,
    validate: (value) => mixProblem(engine, value),
  });
  return typed.kind === 'chosen' ? { kind: 'chosen', value: { mix: parseMix(typed.value) } } : typed;
}

export async function askCount(
  { engine: { MOST_SAMPLES }, last }: WizardSurroundings,
  _: unknown,
  labels: StepLabels,
): Promise<StepAnswer> {
  const answer = await askText({
    ...labels,
    prompt: vscode.l10n.t('How many samples?'),
    value: String(last.count ?? 10),
    validate: (value) =>
      /^[1-9]\d*$/.test(value.trim()) && Number(value) <= MOST_SAMPLES
        ? undefined
        : vscode.l10n.t('Give a whole number from 1 to {0}.', MOST_SAMPLES),
  });
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { count: Number(answer.value) } } : answer;
}

async function askTarget(_: unknown, __: unknown, labels: StepLabels): Promise<StepAnswer> {
  const datasets = await findFiles('**/*.jsonl', { limit: 50 });
  const choices: Choice<Target>[] = [
    {
      label: vscode.l10n.t('$(open-preview) Review only'),
      description: vscode.l10n.t('keep the samples in the run’s folder'),
      value: { kind: 'review' },
    },
    { label: vscode.l10n.t('$(new-file) New dataset…'), value: { kind: 'new' } },
    ...datasets
      .filter(({ scheme }) => scheme === 'file')
      .map((uri) => ({
        label: vscode.l10n.t('$(add) Append to {0}', vscode.workspace.asRelativePath(uri)),
        value: { kind: 'append', uri } as const,
      })),
  ];
  const answer = await askChoice({
    ...labels,
    placeholder: vscode.l10n.t('Where do accepted samples go?'),
    choices,
    active: ({ kind }) => kind === 'review',
  });
  return answer.kind === 'chosen' ? { kind: 'chosen', value: { target: answer.value } } : answer;
}

const SHARES = 'reasoning/refusal/haystack/anti_knowledge';

function mixProblem({ parseMix }: Engine, value: string): string | undefined {
  try {
    parseMix(value);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
