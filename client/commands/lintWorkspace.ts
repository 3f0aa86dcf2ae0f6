import * as vscode from 'vscode';
import type { WorkspaceLint, WorkspaceSummary } from '../workspaceLint';

/** Lints every dataset of the workspace, shows the problems, and says what was found. */
export async function lintWorkspace(lint: WorkspaceLint): Promise<WorkspaceSummary> {
  const summary = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Vignette: linting the workspace'),
      cancellable: true,
    },
    (progress, token) =>
      lint.lintAll((done, total) => {
        progress.report({ message: `${done}/${total}`, increment: total === 0 ? 0 : 100 / total });
      }, token),
  );
  const { files, records, errors, warnings, failures } = summary;
  if (errors + warnings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} errors and {1} warnings in {2} records of {3} datasets.',
      errors,
      warnings,
      records,
      files,
    ),
  );
  if (failures.length > 0) {
    const [first = ''] = failures;
    const more = failures.length > 1 ? vscode.l10n.t(' ({0} more)', failures.length - 1) : '';
    void vscode.window.showWarningMessage(first + more);
  }
  return summary;
}
