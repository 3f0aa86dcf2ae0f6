import * as vscode from 'vscode';

/** Stub face: one command and one diagnostic, so that the harness has something to look at. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Vignette', { log: true });
  const problems = vscode.languages.createDiagnosticCollection('vignette');
  const lint = (document: vscode.TextDocument): void => {
    if (!document.fileName.endsWith('.jsonl')) return;
    const range = document.lineAt(0).range;
    problems.set(document.uri, [new vscode.Diagnostic(range, 'stub', vscode.DiagnosticSeverity.Warning)]);
  };
  context.subscriptions.push(
    log,
    problems,
    vscode.commands.registerCommand('vignette.showLog', () => log.show()),
    vscode.workspace.onDidOpenTextDocument(lint),
  );
  for (const document of vscode.workspace.textDocuments) lint(document);
}
