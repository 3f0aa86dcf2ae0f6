import * as vscode from 'vscode';
import type { LintStatus } from '../../core/protocol';
import { LANGUAGES } from '../languages';

/** What the lint says of the document in view, in the language status. */
export class LintStatusItem implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem(
    'vignette.lint',
    LANGUAGES.map((language) => ({ language })),
  );
  readonly #known = new Map<string, LintStatus>();
  readonly #disposables: vscode.Disposable[];

  constructor(onLintStatus: vscode.Event<LintStatus>) {
    this.#item.name = vscode.l10n.t('Vignette');
    this.#item.command = {
      command: 'workbench.actions.view.problems',
      title: vscode.l10n.t('Show Problems'),
    };
    this.#disposables = [
      this.#item,
      onLintStatus((status) => this.#update(status)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString())),
    ];
  }

  #update(status: LintStatus): void {
    this.#known.set(vscode.Uri.parse(status.uri).toString(), status);
    this.#show();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #show(): void {
    this.#item.busy = false;
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : this.#known.get(uri);
    if (!status) {
      this.#item.text = vscode.l10n.t('Not linted yet');
      this.#item.detail = '';
    } else if (status.isTemplate) {
      this.#item.text = vscode.l10n.t('Prompt template');
      this.#item.detail = vscode.l10n.t('{0} errors, {1} warnings', status.errors, status.warnings);
    } else if (!status.isDataset) {
      this.#item.text = vscode.l10n.t('Not a dataset');
      this.#item.detail = vscode.l10n.t('No record looks like a sample, so nothing is checked');
    } else {
      const { linted, records } = status;
      this.#item.busy = linted !== undefined;
      this.#item.text =
        linted === undefined
          ? vscode.l10n.t('{0} records', records)
          : vscode.l10n.t('Linting {0} records: {1} %', records, Math.floor((100 * linted) / records));
      this.#item.detail = vscode.l10n.t('{0} errors, {1} warnings', status.errors, status.warnings);
    }
    this.#item.severity =
      (status?.errors ?? 0) > 0
        ? vscode.LanguageStatusSeverity.Error
        : vscode.LanguageStatusSeverity.Information;
  }
}
