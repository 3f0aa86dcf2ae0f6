/** Rejected records as a `.vignette` text to read: the lint marks every problem at its words. */
import * as vscode from 'vscode';
import { REJECTS_SCHEME } from '../../core/protocol';
import { loadEngine } from '../loadEngine';

/** The document of a run's rejected records. `name`: what the tab shows. */
export function rejectsUri(folder: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: REJECTS_SCHEME,
    path: `/${vscode.l10n.t('Rejects of {0}', name)}.vignette`,
    query: folder.toString(),
  });
}

export class RejectDocuments implements vscode.TextDocumentContentProvider {
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { formatReview, readRun, rejectedRecord } = await loadEngine();
    const { plan, rejects } = await readRun(vscode.Uri.parse(uri.query, true).fsPath);
    const records = await Promise.all(rejects.map((reject) => rejectedRecord(plan, reject)));
    return formatReview(records.map((record) => `${record}\n`).join(''));
  }
}
