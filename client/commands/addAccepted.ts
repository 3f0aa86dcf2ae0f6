/** Add Accepted to Dataset: the samples that a reviewer accepted, appended to a dataset, each once. */
import * as vscode from 'vscode';
import { findFiles } from '../findFiles';
import { type Engine, loadEngine } from '../loadEngine';
import { reportingFailure } from '../reportingFailure';
import { fileOf } from '../review/recordAtCursor';
import type { RunServices } from '../runs/carryOut';
import { askChoice, type Choice } from '../wizard';

const LAST_DATASET = 'addAccepted.dataset';

/** `storage`: a folder of ours, for a note of the append that is under way. */
export async function addAccepted(
  { log, memory, storage }: Pick<RunServices, 'log' | 'memory'> & { readonly storage: vscode.Uri },
  given?: vscode.Uri,
): Promise<void> {
  const engine = await loadEngine();
  const editor = vscode.window.activeTextEditor;
  const document = given ? await vscode.workspace.openTextDocument(given) : editor?.document;
  const accepted = document && acceptedIn(engine, document);
  if (!document || !accepted || accepted.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Accept samples of a .jsonl or .vignette dataset first: "Vignette: Accept Sample".'),
    );
    return;
  }
  const target = await askTarget(fileOf(document.uri), accepted.length, memory.get<string>(LAST_DATASET));
  if (!target) return;
  await memory.update(LAST_DATASET, target.toString());
  await reportingFailure(engine, log, async () => {
    await vscode.workspace.fs.createDirectory(storage);
    const note = vscode.Uri.joinPath(storage, 'accepted.json').fsPath;
    const added = await engine.deliver(accepted, target.fsPath, note);
    const open = vscode.l10n.t('Open Dataset');
    const name = vscode.workspace.asRelativePath(target);
    const message =
      added === accepted.length
        ? vscode.l10n.t('Samples added to {1}: {0}.', added, name)
        : vscode.l10n.t(
            'Samples added to {1}: {0}. {2} were there already.',
            added,
            name,
            accepted.length - added,
          );
    void vscode.window.showInformationMessage(message, open).then(async (chosen) => {
      if (chosen === open) await vscode.commands.executeCommand('vignette.reviewDataset', target);
    });
  });
}

/** As lines of JSON without their ends, as the editor has them. */
function acceptedIn(
  { findRecords, isAccepted, splitLines, stripLineEnd, vignetteToJsonl }: Engine,
  document: vscode.TextDocument,
): string[] {
  const format = document.languageId;
  if (format !== 'jsonl' && format !== 'vignette') return [];
  return findRecords(format, splitLines(document.getText())).flatMap(({ source }) => {
    const line = format === 'jsonl' ? stripLineEnd(source) : vignetteToJsonl(source);
    return typeof line === 'string' && isAccepted(line) ? [line] : [];
  });
}

/** One of the other datasets on disk, or a new one. */
async function askTarget(
  source: vscode.Uri,
  count: number,
  last: string | undefined,
): Promise<vscode.Uri | undefined> {
  const files = (await findFiles('**/*.{jsonl,ndjson}')).filter(
    (file) => file.scheme === 'file' && file.toString() !== source.toString(),
  );
  const choices: Choice<vscode.Uri | undefined>[] = [
    { label: vscode.l10n.t('New Dataset…'), value: undefined },
    ...files.map((file) => ({ label: vscode.workspace.asRelativePath(file), value: file })),
  ];
  const answer = await askChoice({
    title: vscode.l10n.t('Add Accepted to Dataset'),
    step: 1,
    totalSteps: 1,
    placeholder: vscode.l10n.t('Which dataset are the accepted samples for? ({0})', count),
    choices,
    active: (file) => file?.toString() === last,
  });
  if (answer.kind !== 'chosen') return undefined;
  return answer.value ?? vscode.window.showSaveDialog({ filters: { 'JSON Lines': ['jsonl'] } });
}
