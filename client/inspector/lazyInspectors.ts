/** Inspectors, loaded when the first is shown. */
import type * as vscode from 'vscode';
import type { DatasetList } from '../datasets/datasetList';
import type { Server } from '../server';
import type { Inspectors } from './inspectors';
import type { PageState } from './messages';

/** Type of the panels, by which VS Code knows them after a restart. */
export const INSPECTOR = 'vignette.inspector';

export interface InspectorServices {
  readonly extension: vscode.Uri;
  readonly server: Server;
  readonly datasets: DatasetList;
  readonly log: vscode.LogOutputChannel;
}

export class LazyInspectors implements vscode.WebviewPanelSerializer, vscode.Disposable {
  #loaded: Promise<Inspectors> | undefined;

  constructor(private readonly services: InspectorServices) {}

  /** Shows the Inspector of the dataset given, or of the one in the active editor. */
  async show(dataset?: vscode.Uri): Promise<void> {
    (await this.#load()).show(dataset);
  }

  /** Fills a panel that VS Code kept over a restart. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: PageState | undefined): Promise<void> {
    (await this.#load()).restore(panel, state);
  }

  dispose(): void {
    void this.#loaded?.then((inspectors) => inspectors.dispose());
  }

  async #load(): Promise<Inspectors> {
    this.#loaded ??= import('../runCommands').then(({ Inspectors }) => new Inspectors(this.services));
    return this.#loaded;
  }
}
