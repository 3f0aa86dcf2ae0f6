/** Going on with a run: to its end, or beyond it. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CarriedOutRun, RunChanges } from '../../storage/startRun';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
import { type RunArgument, whichRun } from '../runs/pickRun';
import type { ListedRun } from '../runs/runList';
import { samplesProject } from '../runs/samplesProject';
import { showOutcome } from '../runs/showOutcome';
import { offerHelp } from '../teachers/teacherHelp';

/** Asks for what has not come in. Undefined when it was called off or could not start. */
export async function resumeRun(
  services: RunServices,
  argument: RunArgument,
): Promise<CarriedOutRun | undefined> {
  const run = await whichRun(argument, services.runs, services.live, {
    placeholder: vscode.l10n.t('Which run is to go on?'),
    none: vscode.l10n.t('Every run here is finished or under way.'),
    fits: ({ summary: { standing } }) => standing.kind !== 'finished' && standing.kind !== 'running',
  });
  if (!run) return undefined;
  const title = vscode.l10n.t('Going on with {0}', run.summary.plan.model);
  const { standing } = run.summary;
  if (standing.kind !== 'stopped' || standing.cause !== 'budget-reached')
    return goOn(services, run, title, {});
  const budget = await askBudget(run);
  return budget === undefined ? undefined : goOn(services, run, title, { budget });
}

/** A run whose budget is spent would stop again at once. */
async function askBudget({ summary: { plan, spent } }: ListedRun): Promise<number | undefined> {
  const { formatUsd } = await loadEngine();
  const { budget = 0 } = plan;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Raise Budget'),
    prompt: vscode.l10n.t(
      'How much may the whole run cost, in US dollars? {0} of {1} are spent.',
      formatUsd(spent.cost),
      formatUsd(budget),
    ),
    value: String(budget * 2 || 1),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() !== '' && Number(value) > budget && Number.isFinite(Number(value))
        ? undefined
        : vscode.l10n.t('Give an amount above {0}.', budget),
  });
  return typed === undefined ? undefined : Number(typed);
}

/** Plans more samples for a run and asks for them. Undefined when it was called off or could not start. */
export async function extendRun(
  services: RunServices,
  argument: RunArgument,
): Promise<CarriedOutRun | undefined> {
  const run = await whichRun(argument, services.runs, services.live, {
    placeholder: vscode.l10n.t('Which run is to have more samples?'),
    none: vscode.l10n.t('There is no run to extend.'),
    fits: ({ summary: { standing } }) => standing.kind !== 'running',
  });
  if (!run) return undefined;
  const { plan } = run.summary;
  const { MOST_SAMPLES } = await loadEngine();
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Extend Run'),
    prompt: vscode.l10n.t('How many samples in all? The run has {0} in its plan; the mix stays.', plan.count),
    value: String(plan.count * 2),
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^\d+$/.test(value.trim()) && Number(value) > plan.count && Number(value) <= MOST_SAMPLES
        ? undefined
        : vscode.l10n.t('Give a whole number from {0} to {1}.', plan.count + 1, MOST_SAMPLES),
  });
  if (typed === undefined) return undefined;
  const count = Number(typed);
  const title = vscode.l10n.t('Extending the run with {0}', plan.model);
  return goOn(services, run, title, { count });
}

/** What a run is ended with before anything was asked. */
class CalledOff extends Error {}

async function goOn(
  services: RunServices,
  { folder, summary: { plan } }: ListedRun,
  title: string,
  changes: RunChanges,
): Promise<CarriedOutRun | undefined> {
  const engine = await loadEngine();
  return reportingFailure(engine, services.log, async () => {
    try {
      const teacher = await services.teachers.connect(engine, plan.provider);
      if (!teacher) return undefined;
      const { config } = await samplesProject(engine, join(folder.fsPath, engine.SAMPLES));
      const run = await carryOut(engine, services, {
        title,
        teacher,
        start: (surround) =>
          engine.resumeRun(
            folder.fsPath,
            async (ready) => {
              const { open: samples, templates } = ready;
              const path = join(ready.path, engine.SAMPLES);
              if (!(await agreesToRuns(engine, [{ plan: ready.plan, teacher, samples, templates, path }])))
                throw new CalledOff();
              return surround(ready);
            },
            { ...changes, usualBudget: budgetOf(config) },
          ),
      });
      await showOutcome(run);
      return run;
    } catch (error) {
      if (error instanceof CalledOff) return undefined;
      return onTeacherFailure(engine, services, error);
    }
  });
}

/** A run keeps its teacher, so what helps is to mend the way to it. */
async function onTeacherFailure(
  engine: Engine,
  { teachers }: RunServices,
  error: unknown,
): Promise<undefined> {
  const failure = engine.asTeacherError(error);
  if (!failure) throw error;
  await offerHelp(failure, teachers);
  return undefined;
}
