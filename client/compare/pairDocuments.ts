/** The two samples of a pair as read-only documents, side by side. */
import * as vscode from 'vscode';
import type { Pair } from '../../core/compare/pairing';
import type { Side } from '../../core/compare/side';
import { loadEngine } from '../loadEngine';

export const PAIR_SCHEME = 'vignette-pair';

export class PairDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.#texts.delete(uri.toString()),
  );
  #opened = 0;

  /** A window that was reloaded asks for documents of a comparison that is gone. */
  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.#texts.get(uri.toString()) ??
      vscode.l10n.t('This comparison was closed. Compare again to see its samples.')
    );
  }

  async open(first: Side, second: Side, pair: Pair): Promise<void> {
    const { formatSample } = await loadEngine();
    const title = vscode.l10n.t(
      'Sample {0} ({1}): {2} ↔ {3}',
      pair.first.index,
      pair.first.archetype,
      first.label,
      second.label,
    );
    const name = `sample-${pair.first.index}`;
    await this.show(name, formatSample(first, pair.first), formatSample(second, pair.second), title);
  }

  /** Two texts of samples beside each other; the address of the right one. `name`: of both documents. */
  async show(name: string, left: string, right: string, title: string): Promise<vscode.Uri> {
    const number = ++this.#opened;
    const side = (i: number, text: string): vscode.Uri => this.#add(`/${number}/${i}/${name}.vignette`, text);
    const [first, second] = [side(1, left), side(2, right)];
    await vscode.commands.executeCommand('vscode.diff', first, second, title, { preview: true });
    return second;
  }

  dispose(): void {
    this.#closing.dispose();
  }

  #add(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: PAIR_SCHEME, path });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
