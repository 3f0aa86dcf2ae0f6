/** Run Prompt Template: samples from the template that is open, through the same run and journal as Generate. */
import * as vscode from 'vscode';
import type { PromptTemplates } from '../../core/generate/templates';
import type { PromptCase } from '../../core/prompt/cases';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
import { openRunReview } from '../runs/openRunReview';
import { samplesProject } from '../runs/samplesProject';
import { showOutcome } from '../runs/showOutcome';
import { fileNameOf, folderOf, readBeside, readSources } from './promptSources';

const MOST = 1000;

/** `count` samples; asks for the number where it is left out. */
export async function runTemplate(
  services: RunServices,
  document: vscode.TextDocument,
  count?: number,
): Promise<void> {
  const engine = await loadEngine();
  await reportingFailure(engine, services.log, async () => {
    const trial = await readTrial(engine, document);
    const missing = trial.templates.withoutValue(trial.materials.archetype);
    // What no topic gives comes from the cases, one after the other.
    const cases = missing.length === 0 ? undefined : await casesOf(engine, document);
    if (cases === 'wrong') return;
    if (cases?.length === 0) {
      const why = vscode.l10n.t('Nothing gives {0} a value.', engine.inBraces(missing));
      tellOfCases(engine, document, why);
      return;
    }
    const wanted = count ?? (await askCount());
    if (wanted !== undefined) await run(engine, services, trial, wanted, cases);
  });
}

/** One sample for each case in the file beside the template. */
export async function runTemplateOnCases(
  services: RunServices,
  document: vscode.TextDocument,
): Promise<void> {
  const engine = await loadEngine();
  const cases = await casesOf(engine, document);
  if (cases === 'wrong') return;
  if (cases.length === 0) {
    tellOfCases(engine, document, vscode.l10n.t('There are no cases.'));
    return;
  }
  await reportingFailure(engine, services.log, async () =>
    run(engine, services, await readTrial(engine, document), cases.length, cases),
  );
}

interface Trial {
  readonly document: vscode.TextDocument;
  readonly materials: ReturnType<Engine['materialsOf']>;
  readonly templates: PromptTemplates;
}

/** Rejects with PromptError. */
async function readTrial(
  { materialsOf, PromptTemplates }: Engine,
  document: vscode.TextDocument,
): Promise<Trial> {
  const { fileName, templates } = await readSources(document);
  const materials = materialsOf(fileName, templates);
  return { document, materials, templates: new PromptTemplates(materials.templates) };
}

/** The cases of a template; none where there is no file of them. What is wrong with a file is told. */
async function casesOf(
  { casesFileNames, readCases }: Engine,
  document: vscode.TextDocument,
): Promise<readonly PromptCase[] | 'wrong'> {
  if (document.isUntitled) return [];
  for (const name of casesFileNames(fileNameOf(document.uri))) {
    const text = await readBeside(folderOf(document.uri), name);
    if (text === undefined) continue;
    const { cases, problems } = readCases(text);
    const [problem] = problems;
    if (problem) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('{0}, line {1}: {2}', name, problem.line, problem.message),
      );
      return 'wrong';
    }
    if (cases.length > 0) return cases;
  }
  return [];
}

function tellOfCases({ casesFileNames }: Engine, { uri }: vscode.TextDocument, why: string): void {
  const [name = ''] = casesFileNames(fileNameOf(uri));
  const how = vscode.l10n.t('Write {0} with lines such as {1}.', name, '{"name": "…", "input": {…}}');
  void vscode.window.showInformationMessage(`${why} ${how}`);
}

async function askCount(): Promise<number | undefined> {
  const isCount = (text: string): boolean => /^[1-9]\d*$/.test(text.trim()) && Number(text) <= MOST;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Run Prompt Template'),
    prompt: vscode.l10n.t('How many samples?'),
    value: '5',
    validateInput: (value) =>
      isCount(value) ? undefined : vscode.l10n.t('Give a whole number from 1 to {0}.', MOST),
  });
  return text === undefined ? undefined : Number(text);
}

/** Rejects with PromptError, StorageError or TeacherError. */
async function run(
  engine: Engine,
  services: RunServices,
  { document, materials, templates }: Trial,
  count: number,
  cases: readonly PromptCase[] | undefined,
): Promise<void> {
  const { provider, model: chosen } = services.teachers.chosen;
  const teacher = await services.teachers.connect(engine, provider);
  if (!teacher) return;
  const model = chosen ?? engine.DEFAULT_MODELS[provider];
  // A template's archetype may be its own project's; the run's folder is the window's.
  const path = document.uri.fsPath;
  const { config } = await samplesProject(engine, path);
  const budget = budgetOf(config);
  const request = {
    provider,
    model,
    count,
    mix: engine.only(materials.archetype),
    seed: Math.floor(Math.random() * 2 ** 32),
    parameters: {},
    // What a template gives at its first try is what its author wants to see.
    refills: 0,
    trialOf: path,
    ...(budget !== undefined && { budget }),
    ...(cases && { cases }),
  };
  const samples = engine.planSamples(request);
  if (!(await agreesToRuns(engine, [{ plan: request, teacher, samples, templates, path }]))) return;
  let opening: Thenable<unknown> | undefined;
  const outcome = await carryOut(engine, services, {
    title: vscode.l10n.t('Running {0} with {1}', fileNameOf(document.uri), model),
    teacher,
    start: (surround) =>
      engine.startRun(
        services.runs.newRunsFolder.fsPath,
        request,
        async (ready) => {
          const { plan, path } = ready;
          const around = await surround(ready);
          return {
            ...around,
            onEvent: (event) => {
              around.onEvent(event);
              // The review grows with the run from its first sample on, passed or not.
              if (event.kind === 'accepted' || event.kind === 'rejected')
                opening ??= openRunReview(engine, vscode.Uri.file(path), plan);
            },
          };
        },
        materials,
      ),
  });
  await opening;
  await showOutcome(outcome, passRate(outcome));
}

/** Of the samples that came to an end, those that the lint let pass; undefined when none did. */
function passRate({ accepted, rejected }: Awaited<ReturnType<typeof carryOut>>): string | undefined {
  const settled = accepted + rejected;
  if (settled === 0) return undefined;
  const percent = Math.round((100 * accepted) / settled);
  return vscode.l10n.t('{0} of {1} samples passed the lint ({2} %).', accepted, settled, percent);
}
