import * as vscode from 'vscode';

/** A record of an open dataset, by a line of it. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly line: number;
}

/** What a lens names, or where the cursor is. */
export async function placeOf(uri?: string, line?: number): Promise<Place | undefined> {
  if (typeof uri === 'string' && typeof line === 'number')
    return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)), line };
  const editor = vscode.window.activeTextEditor;
  return editor && { document: editor.document, line: editor.selection.active.line };
}
