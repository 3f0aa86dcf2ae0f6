/** Generate Samples: ask, run with cancellable progress, open what was made. */
import * as vscode from 'vscode';
import type { ProviderId } from '../../core/generate/provider';
import type { CarriedOutRun } from '../../storage/startRun';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
import { samplesProject } from '../runs/samplesProject';
import { showOutcome } from '../runs/showOutcome';
import { offerHelp } from '../teachers/teacherHelp';
import { workspaceFolder } from '../workspaceFolder';
import { askGenerateChoices, type GenerateChoices, type LastChoices } from './generateWizard';

const LAST = 'vignette.generate.last';

/** Returns the run, or undefined when it was called off before it started or could not start. */
export async function generateSamples(services: RunServices): Promise<CarriedOutRun | undefined> {
  const engine = await loadEngine();
  return reportingFailure(engine, services.log, async () => {
    const choices = await ask(engine, services);
    const target = choices && (await targetPath(choices.target));
    if (!choices || target === 'cancelled') return undefined;
    const { teacher, model, mix, count } = choices;
    const runsFolder = services.runs.newRunsFolder.fsPath;
    const path = target ?? runsFolder;
    const { config, haystack, templates: own } = await samplesProject(engine, path);
    const budget = budgetOf(config);
    const { form, refills, temperature } = config.generate ?? {};
    const request = {
      provider: teacher.id,
      model,
      count,
      mix,
      seed: Math.floor(Math.random() * 2 ** 32),
      parameters: temperature === undefined ? {} : { temperature },
      ...(budget !== undefined && { budget }),
      ...(refills !== undefined && { refills }),
      ...(target !== undefined && { target }),
    };
    const materials = await engine.chooseMaterials({ haystack, templates: own, form });
    const samples = engine.planSamples(request);
    const templates = new engine.PromptTemplates(materials.templates);
    templates.check(request);
    if (!(await agreesToRuns(engine, [{ plan: request, teacher, samples, templates, path }])))
      return undefined;
    const run = await carryOut(engine, services, {
      title: vscode.l10n.t('Generating with {0}', model),
      teacher,
      start: (surround) => engine.startRun(runsFolder, request, surround, materials),
    });
    await showOutcome(run);
    return run;
  });
}

/** The wizard; where a teacher cannot be asked, what to do about it, and the wizard again. */
async function ask(
  engine: Engine,
  { memory, runs, teachers }: RunServices,
): Promise<GenerateChoices | undefined> {
  let begin: ProviderId | undefined;
  const { config } = await samplesProject(engine, runs.newRunsFolder.fsPath);
  const count = config.generate?.count;
  const ofProject = config.mix && engine.mixOf(config.mix);
  const usual: LastChoices = {
    ...(count !== undefined && { count }),
    ...(ofProject && { mix: ofProject }),
  };
  for (;;) {
    const asking = { engine, teachers, ofProject, last: { ...usual, ...memory.get<LastChoices>(LAST, {}) } };
    try {
      const teacher = begin && (await teachers.connect(engine, begin));
      const choices = await askGenerateChoices(asking, teacher);
      if (!choices) return undefined;
      const { mix, count, model } = choices;
      await memory.update(LAST, { mix, count } satisfies LastChoices);
      await teachers.remember(choices.teacher.id, model);
      return choices;
    } catch (error) {
      const failure = engine.asTeacherError(error);
      if (!failure) throw error;
      const help = await offerHelp(failure, teachers);
      if (help === undefined) return undefined;
      begin = help === 'offline' ? 'offline' : undefined;
    }
  }
}

async function targetPath(target: GenerateChoices['target']): Promise<string | undefined | 'cancelled'> {
  if (target.kind === 'review') return undefined;
  if (target.kind === 'append') return target.uri.fsPath;
  const folder = workspaceFolder();
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('New Dataset'),
    filters: { 'JSON Lines': ['jsonl'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'dataset.jsonl') }),
  });
  return chosen?.fsPath ?? 'cancelled';
}
