/** Run Prompt Template: samples from the template that is open, through the same run and journal as Generate. */
import * as vscode from 'vscode';
import type { PromptCase } from '../../core/prompt/cases';
import { openReview } from '../commands/reviewDataset';
import { loadEngine } from '../loadEngine';
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
  const wanted = count ?? (await askCount());
  if (wanted !== undefined) await run(services, document, wanted, undefined);
}

/** One sample for each case in the file beside the template. */
export async function runTemplateOnCases(
  services: RunServices,
  document: vscode.TextDocument,
): Promise<void> {
  const { casesFileNames, readCases } = await loadEngine();
  const names = casesFileNames(fileNameOf(document.uri));
  for (const name of names) {
    const text = await readBeside(folderOf(document.uri), name);
    if (text === undefined) continue;
    const { cases, problems } = readCases(text);
    const [problem] = problems;
    if (problem) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('{0}, line {1}: {2}', name, problem.line, problem.message),
      );
      return;
    }
    if (cases.length === 0) continue;
    await run(services, document, cases.length, cases);
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'There are no cases: write {0} with lines such as {1}.',
      names[0] ?? '',
      '{"name": "…", "input": {…}}',
    ),
  );
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
    await showOutcome(outcome);
    tellRate(outcome);
  });
}

function samplesIn(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.Uri.file(path), 'samples.jsonl');
}

function tellRate({ accepted, rejected, result }: Awaited<ReturnType<typeof carryOut>>): void {
  if (result.end.kind !== 'finished') return;
  const settled = accepted + rejected;
  if (settled === 0 || rejected > 0) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('{0} of {1} samples passed the lint.', accepted, settled),
  );
}
