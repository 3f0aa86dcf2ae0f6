import * as vscode from 'vscode';
import { reviewUri } from '../review/reviewFileSystem';

/** Opens a dataset as one review document: the file given, or the one in the active editor. */
export async function reviewDataset(dataset?: vscode.Uri): Promise<void> {
  const uri = dataset ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri?.path.match(/\.(?:jsonl|ndjson)$/i)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a .jsonl dataset to review it.'));
    return;
  }
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  await openReview(uri, name.replace(/\.\w+$/, ''));
}

export async function openReview(dataset: vscode.Uri, title: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(reviewUri(dataset, title));
  await vscode.window.showTextDocument(document, { preview: false });
}
