/** Run Prompt Template: samples from the template that is open, through the same run and journal as Generate. */
import * as vscode from 'vscode';
import type { PromptCase } from '../../core/prompt/cases';
import { openReview } from '../commands/reviewDataset';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { agreesToRuns } from '../runs/agreesToCost';
import { carryOut, type RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
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
  const missing = await inputsThatAreNotDrawn(engine, document);
  // What no topic gives comes from the cases, one after the other.
  const cases = missing.length === 0 ? undefined : await casesOf(engine, document);
  if (cases === 'wrong') return;
  if (cases?.length === 0) {
    tellOfCases(
      engine,
      document,
      vscode.l10n.t('Nothing gives {0} a value.', missing.map((name) => `{{${name}}}`).join(', ')),
    );
    return;
  }
  const wanted = count ?? (await askCount());
  if (wanted !== undefined) await run(services, document, wanted, cases);
}

/** One sample for each case in the file beside the template. */
export async function runTemplateOnCases(
  services: RunServices,
  document: vscode.TextDocument,
): Promise<void> {
  const engine = await loadEngine();
  const cases = await casesOf(engine, document);
  if (cases === 'wrong') return;
  if (cases.length === 0) tellOfCases(engine, document, vscode.l10n.t('There are no cases.'));
  else await run(services, document, cases.length, cases);
}

/** Inputs of a template that a run neither draws nor has a default for. */
async function inputsThatAreNotDrawn(
  { drawTopic, inputsWithoutValue, PromptFolder, readFolder }: Engine,
  document: vscode.TextDocument,
): Promise<string[]> {
  const { fileName, templates } = await readSources(document);
  const analysis = new PromptFolder(readFolder(templates)).analysis(fileName);
  return analysis ? inputsWithoutValue(analysis, Object.keys(drawTopic('general', 0, 0))) : [];
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

async function run(
  services: RunServices,
  document: vscode.TextDocument,
  count: number,
  cases: readonly PromptCase[] | undefined,
): Promise<void> {
  const engine = await loadEngine();
  await reportingFailure(engine, services.log, async () => {
    const { provider, model: chosen } = services.teachers.chosen;
    const teacher = await services.teachers.connect(engine, provider);
    if (!teacher) return;
    const model = chosen ?? engine.DEFAULT_MODELS[provider];
    const { fileName, templates: sources } = await readSources(document);
    const materials = engine.materialsOf(fileName, sources);
    // A template's archetype may be its own project's; the run's folder is the window's.
    const path = document.uri.fsPath;
    const { lint, config } = await samplesProject(engine, path);
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
      ...(budget !== undefined && { budget }),
      ...(cases && { cases }),
    };
    const templates = new engine.PromptTemplates(materials.templates);
    const samples = engine.planSamples(request);
    if (!(await agreesToRuns(engine, [{ plan: request, teacher, samples, templates, path }]))) return;
    let opening: Thenable<unknown> | undefined;
    const outcome = await carryOut(engine, services, {
      title: vscode.l10n.t('Running {0} with {1}', fileName, model),
      teacher,
      start: (surround) =>
        engine.startRun(
          services.runs.newRunsFolder.fsPath,
          request,
          async (ready) => {
            const around = await surround(ready);
            return {
              ...around,
              lint,
              onEvent: (event) => {
                around.onEvent(event);
                // The review grows with the run from its first sample on.
                if (event.kind === 'accepted') opening ??= openReview(samplesIn(ready.path), ready.plan.id);
              },
            };
          },
          materials,
        ),
    });
    await opening;
    await showOutcome(outcome, passRate(outcome));
  });
}

function samplesIn(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(path), 'samples.jsonl');
}

/** Of the samples that came to an end, those that the lint let pass; undefined when none did. */
function passRate({ accepted, rejected }: Awaited<ReturnType<typeof carryOut>>): string | undefined {
  const settled = accepted + rejected;
  if (settled === 0) return undefined;
  const percent = Math.round((100 * accepted) / settled);
  return vscode.l10n.t('{0} of {1} samples passed the lint ({2} %).', accepted, settled, percent);
}
