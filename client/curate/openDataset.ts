import * as vscode from 'vscode';

/** VS Code keeps larger files from extensions, in bytes. */
const MOST_BYTES = 50_000_000;

/** Opens a dataset as text, or in the Inspector where it is too large for that. */
export async function openDataset(dataset: vscode.Uri): Promise<void> {
  const { size } = await vscode.workspace.fs.stat(dataset);
  if (size > MOST_BYTES) await vscode.commands.executeCommand('vignette.inspectDataset', dataset);
  else await vscode.window.showTextDocument(dataset, { preview: false });
}
