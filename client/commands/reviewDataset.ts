import * as vscode from 'vscode';
import { loadEngine } from '../loadEngine';
import { reviewUri } from '../review/reviewFileSystem';

/**
 * Opens a dataset as one review document: the file given, or the one in the active editor. A code lens gives
 * the address as text, and the 0-based record to show.
 */
export async function reviewDataset(dataset?: vscode.Uri | string, record?: number): Promise<void> {
  const given = typeof dataset === 'string' ? vscode.Uri.parse(dataset, true) : dataset;
  const uri = given ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri?.path.match(/\.(?:jsonl|ndjson)$/i)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a .jsonl dataset to review it.'));
    return;
  }
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const editor = await openReview(uri, name.replace(/\.\w+$/, ''));
  if (typeof record === 'number') await showRecord(editor, record);
}

/** Puts the cursor at a record of a review document. */
export async function showRecord(editor: vscode.TextEditor, record: number): Promise<void> {
  const { splitSamples } = await loadEngine();
  const line = splitSamples(editor.document.getText().split(/(?<=\n)/))[record]?.start;
  if (line === undefined) return;
  const start = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}

/** `lines`: of the records that are shown, 0-based; left out, all are. */
export async function openReview(
  dataset: vscode.Uri,
  title: string,
  options: vscode.TextDocumentShowOptions = {},
  lines?: readonly number[],
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(reviewUri(dataset, title, lines));
  return vscode.window.showTextDocument(document, { preview: false, ...options });
}
