/** Compare Teachers: one small plan carried out by two of them, and the report of their runs. */
import * as vscode from 'vscode';
import type { Teacher } from '../../core/generate/provider';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
import { samplesProject } from '../runs/samplesProject';
import { type CompareSurroundings, reportSides } from './compareRuns';
import {
  askCount,
  askTeacher,
  askWhichModel,
  type GenerateChoices,
  type WizardSurroundings,
} from './generateWizard';

export type TeacherSurroundings = CompareSurroundings & RunServices;

interface Plan {
  readonly teachers: readonly (readonly [teacher: Teacher, model: string])[];
  readonly count: number;
}

/** Returns the report, or undefined when it was called off or a run did not come to its end. */
export async function compareTeachers(
  surroundings: TeacherSurroundings,
): Promise<vscode.WebviewPanel | undefined> {
  const engine = await loadEngine();
  return reportingFailure(engine, surroundings.log, async () => {
    const plan = await askPlan(engine, surroundings);
    const paths = plan && (await carryOutAll(engine, plan, surroundings));
    return paths && (await reportSides(engine, paths, surroundings));
  });
}

async function askPlan(engine: Engine, { teachers }: RunServices): Promise<Plan | undefined> {
  const wizard: WizardSurroundings = { engine, teachers, last: {} };
  const steps = [askTeacher, askWhichModel, askTeacher, askWhichModel, askCount];
  const answers: Partial<GenerateChoices>[] = [];
  for (let at = 0; at < steps.length; ) {
    const which = at < 2 ? vscode.l10n.t('first') : vscode.l10n.t('second');
    const title = at < 4 ? vscode.l10n.t('Compare Teachers: {0}', which) : vscode.l10n.t('Compare Teachers');
    const labels = { title, step: at + 1, totalSteps: steps.length };
    const answer = await (steps[at] as (typeof steps)[number])(wizard, answers[at - 1] ?? {}, labels);
    if (answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'chosen') answers[at++] = answer.value;
    else at--;
  }
  const [first, firstModel, second, secondModel, last] = answers as GenerateChoices[];
  if (!first || !firstModel || !second || !secondModel || !last) return undefined;
  return {
    teachers: [
      [first.teacher, firstModel.model],
      [second.teacher, secondModel.model],
    ],
    count: last.count,
  };
}

/** One run after the other, from one seed; undefined when one was called off or cancelled. What came in is kept. */
async function carryOutAll(
  engine: Engine,
  { teachers, count }: Plan,
  surroundings: TeacherSurroundings,
): Promise<string[] | undefined> {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const runsFolder = surroundings.runs.newRunsFolder.fsPath;
  const { config, haystack, templates: own } = await samplesProject(engine, runsFolder);
  const budget = budgetOf(config);
  const { temperature } = config.generate ?? {};
  const materials = await engine.chooseMaterials({ haystack, templates: own });
  const templates = new engine.PromptTemplates(materials.templates);
  const mix = config.mix ? engine.mixOf(config.mix) : engine.DEFAULT_MIX;
  templates.check({ mix });
  const runs = teachers.map(([teacher, model]) => {
    const plan = {
      provider: teacher.id,
      model,
      count,
      mix,
      seed,
      parameters: temperature === undefined ? {} : { temperature },
      ...(budget !== undefined && { budget }),
      // First draws are what is compared.
      refills: 0,
    };
    return { plan, teacher, samples: engine.planSamples(plan), templates, path: runsFolder };
  });
  if (!(await agreesToRuns(engine, runs))) return undefined;
  const paths: string[] = [];
  for (const { plan, teacher } of runs) {
    const { path, result } = await carryOut(engine, surroundings, {
      title: vscode.l10n.t('Generating with {0}', plan.model),
      teacher,
      start: (surround) => engine.startRun(runsFolder, plan, surround, materials),
    });
    if (result.end.kind === 'stopped') throw result.end.error;
    if (result.end.kind === 'cancelled') return undefined;
    paths.push(path);
  }
  return paths;
}
