import * as vscode from 'vscode';

/**
 * Waits for a condition, checking it at once and again after each of the events; resolves to its first result
 * that is neither undefined nor false. The test's own time-out bounds the wait.
 */
export function until<T>(
  condition: () => T | undefined | false,
  ...events: readonly vscode.Event<unknown>[]
): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscriptions: vscode.Disposable[] = [];
    const check = (): void => {
      try {
        const result = condition();
        if (result === undefined || result === false) return;
        resolve(result);
      } catch (error) {
        reject(error);
      }
      vscode.Disposable.from(...subscriptions).dispose();
    };
    for (const event of events) subscriptions.push(event(check));
    check();
  });
}

/** The diagnostics of a file, once there are any and they satisfy the condition. */
export function diagnosticsOf(
  uri: vscode.Uri,
  enough: (diagnostics: readonly vscode.Diagnostic[]) => boolean = (all) => all.length > 0,
): Promise<vscode.Diagnostic[]> {
  return until(() => {
    const all = vscode.languages.getDiagnostics(uri);
    return enough(all) && all;
  }, vscode.languages.onDidChangeDiagnostics);
}

/** A file of the workspace the suites run in. */
export function workspaceFile(...path: string[]): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('the suites run in a workspace');
  return vscode.Uri.joinPath(folder.uri, ...path);
}
