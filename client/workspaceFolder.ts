import * as vscode from 'vscode';

/** The workspace folder of the active editor, else the first; undefined when none is open. */
export function workspaceFolder(): vscode.Uri | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  const { workspaceFolders } = vscode.workspace;
  return ((active && vscode.workspace.getWorkspaceFolder(active)) ?? workspaceFolders?.[0])?.uri;
}
