/** The Inspectors that are open, one for each dataset. */
import * as vscode from 'vscode';
import { fileOf } from '../review/recordAtCursor';
import { Inspector } from './inspector';
import { INSPECTOR, type InspectorServices } from './lazyInspectors';
import type { PageState } from './messages';
import { nameWithFormat } from './nameWithFormat';
import { pageHtml, scriptFolder } from './page';

export class Inspectors implements vscode.Disposable {
  readonly #open = new Map<string, Inspector>();

  constructor(private readonly services: InspectorServices) {}

  /** Shows the Inspector of a dataset: the file given, or the one in the active editor, or behind its review. */
  show(given?: vscode.Uri): void {
    const active = given ?? vscode.window.activeTextEditor?.document.uri;
    const dataset = active && fileOf(active);
    if (!dataset || !nameWithFormat(dataset)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a .jsonl or .vignette dataset to inspect it.'),
      );
      return;
    }
    const known = this.#open.get(dataset.toString());
    if (known) {
      known.reveal();
      return;
    }
    const name = dataset.path.slice(dataset.path.lastIndexOf('/') + 1);
    const title = vscode.l10n.t('Inspect {0}', name);
    this.#adopt(vscode.window.createWebviewPanel(INSPECTOR, title, vscode.ViewColumn.Active), dataset);
  }

  /** Fills a panel that VS Code kept over a restart. */
  restore(panel: vscode.WebviewPanel, state: PageState | undefined): void {
    if (state) this.#adopt(panel, vscode.Uri.parse(state.dataset));
    else panel.dispose();
  }

  dispose(): void {
    for (const inspector of this.#open.values()) inspector.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, dataset: vscode.Uri): void {
    const { extension } = this.services;
    panel.webview.options = { enableScripts: true, localResourceRoots: [scriptFolder(extension)] };
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extension, 'images', `vignette-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const inspector = new Inspector(panel, dataset, this.services);
    this.#open.set(dataset.toString(), inspector);
    panel.onDidDispose(() => this.#open.delete(dataset.toString()));
    panel.webview.html = pageHtml(panel.webview, extension, dataset);
  }
}
