/** Looking at what a run made. */
import * as vscode from 'vscode';
import { loadEngine } from '../loadEngine';
import { rejectsUri } from '../reports/rejectDocuments';
import { type RejectedRecord, rejectsReport } from '../reports/rejectsReport';
import { showReport } from '../reports/reportPanel';
import type { RunServices } from '../runs/carryOut';
import { openRunReview } from '../runs/openRunReview';
import { type RunArgument, whichRun } from '../runs/pickRun';
import { fileOf } from '../views/runNode';

/** The accepted samples as a review document; where the run tries a template, all that came. */
export async function openRunSamples({ runs, live }: RunServices, argument: RunArgument): Promise<void> {
  const run = await whichRun(argument, runs, live, {
    placeholder: vscode.l10n.t('Samples of which run?'),
    none: vscode.l10n.t('No run here has samples.'),
    fits: ({ summary: { plan, accepted, rejects } }) =>
      accepted > 0 || ((plan.trialOf ?? plan.inPlaceOf) !== undefined && rejects.length > 0),
  });
  if (!run) return;
  await openRunReview(await loadEngine(), run.folder, run.summary.plan);
}

/** The rejects with their reasons; called on one of them, its record with every problem at its words. */
export async function openRunRejects({ runs, live }: RunServices, argument: RunArgument): Promise<void> {
  const run = await whichRun(argument, runs, live, {
    placeholder: vscode.l10n.t('Rejects of which run?'),
    none: vscode.l10n.t('No run here has rejects.'),
    fits: ({ summary }) => summary.rejects.length > 0,
  });
  if (!run) return;
  if (typeof argument === 'object' && 'kind' in argument && argument.kind === 'reject') {
    const { sample, draw } = argument.reject;
    if (await openRejectedRecord({ folder: run.folder.toString(), sample, draw })) return;
  }
  await showReport(rejectsReport(run.folder, run.summary.plan.id), runs.onDidChange);
}

/** Opens the rejected records of a run at one of them. False when there is no such one. */
export async function openRejectedRecord({ folder, sample, draw }: RejectedRecord): Promise<boolean> {
  const { readRun, rejectedRecord } = await loadEngine();
  const uri = vscode.Uri.parse(folder, true);
  const { rejects, plan } = await readRun(uri.fsPath);
  const rejected = rejects.find((reject) => reject.sample === sample && reject.draw === draw);
  if (!rejected) return false;
  const { metadata } = JSON.parse(await rejectedRecord(plan, rejected)) as { metadata: { id: string } };
  const document = await vscode.workspace.openTextDocument(rejectsUri(uri, plan.id));
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  const at = document.getText().indexOf(`\nid: ${metadata.id}`);
  const place = document.positionAt(Math.max(0, at));
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.AtTop);
  return true;
}

/** Shows the folder of a run where the person looks at files. */
export async function revealRun({ runs, live }: RunServices, argument: RunArgument): Promise<void> {
  const run = await whichRun(argument, runs, live, {
    placeholder: vscode.l10n.t('Which run?'),
    none: vscode.l10n.t('There are no runs here.'),
    fits: () => true,
  });
  if (!run) return;
  const inWorkspace = vscode.workspace.getWorkspaceFolder(run.folder) !== undefined;
  await vscode.commands.executeCommand(
    inWorkspace ? 'revealInExplorer' : 'revealFileInOS',
    fileOf(run, 'run.json'),
  );
}
