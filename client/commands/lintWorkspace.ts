import * as vscode from 'vscode';
import { inOrder } from '../findFiles';
import type { WorkspaceLint, WorkspaceSummary } from '../workspaceLint';

/** Lints every dataset of the workspace, shows the problems, and says what was found. */
export function lintWorkspace(lint: WorkspaceLint): Promise<WorkspaceSummary> {
  return showLint(lint, vscode.l10n.t('Vignette: linting the workspace'), (token) => lint.findAll(token));
}

/** Lints files without opening them: of any size, also those that VS Code keeps from extensions. */
export async function lintFromDisk(
  lint: WorkspaceLint,
  given: readonly vscode.Uri[] = [],
): Promise<WorkspaceSummary | undefined> {
  const files =
    given.length > 0
      ? given
      : await vscode.window.showOpenDialog({
          canSelectMany: true,
          title: vscode.l10n.t('Datasets to lint'),
          openLabel: vscode.l10n.t('Lint'),
          filters: { [vscode.l10n.t('Datasets')]: ['jsonl', 'ndjson', 'vignette'] },
        });
  if (!files) return undefined;
  return showLint(lint, vscode.l10n.t('Vignette: linting from disk'), () => Promise.resolve(inOrder(files)));
}

async function showLint(
  lint: WorkspaceLint,
  title: string,
  findFiles: (token: vscode.CancellationToken) => Promise<readonly vscode.Uri[]>,
): Promise<WorkspaceSummary> {
  const summary = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let before = 0;
      return lint.lint(
        await findFiles(token),
        (done, total) => {
          const message = total === 1 ? `${Math.floor(100 * done)} %` : `${Math.floor(done)}/${total}`;
          progress.report({ message, increment: (100 * (done - before)) / total });
          before = done;
        },
        token,
      );
    },
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
