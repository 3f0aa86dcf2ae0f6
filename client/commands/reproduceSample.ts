/** Reproduce Sample: the record at the cursor asked for again, beside what it was. */
import * as vscode from 'vscode';
import type { Circumstance, Reproduced } from '../../core/generate/reproduce';
import type { PairDocuments } from '../compare/pairDocuments';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { fileOf, recordAt } from '../review/recordAtCursor';
import { agreesToRuns } from '../runs/agreesToCost';
import type { RunServices } from '../runs/carryOut';
import { budgetOf } from '../runs/chosenLimits';
import { runsFolders } from '../runs/runsFolders';
import { samplesProject } from '../runs/samplesProject';

export interface ReproduceServices extends RunServices {
  readonly pairs: PairDocuments;
  /** Where runs go when no folder is open. */
  readonly storage: vscode.Uri;
}

/** Returns what came out; undefined when it was called off or cannot be done. */
export async function reproduceSample(services: ReproduceServices): Promise<Reproduced | undefined> {
  const engine = await loadEngine();
  const editor = vscode.window.activeTextEditor;
  const line = editor && recordAt(engine, editor)?.line;
  if (!editor || line === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor into a record of a .jsonl or .vignette dataset to have it made again.'),
    );
    return undefined;
  }
  return reportingFailure(engine, services.log, async () => {
    const dataset = fileOf(editor.document.uri).fsPath;
    const folders = runsFolders(services.storage).map(({ fsPath }) => fsPath);
    const found = await engine.findRecordRun(line, dataset, folders);
    const { plan, sample, templates } = found;
    const { config, lint } = await samplesProject(engine, dataset);
    const budget = budgetOf(config);
    const teacher = await services.teachers.connect(engine, plan.provider);
    if (!teacher) return undefined;
    const bounded = { ...plan, ...(budget !== undefined && { budget }) };
    const costly = { plan: bounded, teacher, samples: [sample], templates, path: dataset };
    if (!(await agreesToRuns(engine, [costly]))) return undefined;
    const price = engine.priceOf(plan.provider, plan.model, config.prices);
    const outcome = await withProgress(plan.model, (signal, tell) =>
      engine.reproduceRecord(found, {
        ...{ teacher, lint, price, budget, signal },
        onWaiting: (_, error) => tell(error.message),
      }),
    ).catch((error: unknown) => {
      if (engine.asTeacherError(error)?.kind === 'cancelled') return undefined;
      throw error;
    });
    if (!outcome) return undefined;
    await show(outcome, services.pairs, engine, sample.index, sample.archetype);
    return outcome;
  });
}

function withProgress<T>(
  model: string,
  task: (signal: AbortSignal, tell: (message: string) => void) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Reproducing with {0}', model),
    cancellable: true,
  };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      return task(cancel.signal, (message) => progress.report({ message }));
    }),
  );
}

async function show(
  outcome: Reproduced,
  pairs: PairDocuments,
  { comparableText }: Engine,
  index: number,
  archetype: string,
): Promise<void> {
  const { before, after, same, reasons } = outcome;
  const summary = [
    same
      ? vscode.l10n.t('The sample came out the same, word for word.')
      : vscode.l10n.t('The sample came out otherwise.'),
    ...circumstances(outcome),
    ...(reasons.length === 0 ? [] : [vscode.l10n.t('It did not pass: {0}', reasons.join(' '))]),
  ].join(' ');
  if (after !== undefined) {
    const title = vscode.l10n.t('Sample {0} ({1}): as it is ↔ made again', index, archetype);
    await pairs.show(`sample-${index}`, comparableText(before), comparableText(after), title);
  }
  if (reasons.length > 0) void vscode.window.showWarningMessage(summary);
  else void vscode.window.showInformationMessage(summary);
}

/** What was not as it was, and what no seed promises. */
function circumstances({ changed, repeats }: Reproduced): string[] {
  const words: Readonly<Record<Circumstance, string>> = {
    model: vscode.l10n.t('Another model answered than then.'),
    model_digest: vscode.l10n.t('The weights of the model are others than then.'),
    template_hash: vscode.l10n.t('The template is another one than then.'),
    parameters: vscode.l10n.t('The parameters are others than then.'),
  };
  return [
    ...changed.map((circumstance) => words[circumstance]),
    ...(repeats ? [] : [vscode.l10n.t('This service does not promise the same answer to the same seed.')]),
  ];
}
