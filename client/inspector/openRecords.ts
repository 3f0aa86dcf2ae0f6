/** Opens records beside the Inspector. */
import * as vscode from 'vscode';
import type { RecordRow } from '../../core/inspect/recordRow';
import type { InspectRecordsResult } from '../../core/protocol';
import { openReview, showRecord } from '../commands/reviewDataset';

/** Up to this size a dataset is reviewed whole, in bytes: records then have the others around them. */
const MOST_BYTES_WHOLE = 10_000_000;

interface Place {
  readonly panel: vscode.WebviewPanel;
}

/** A record in review; of a large dataset alone. What is no JSON Lines file on disk is shown as it is. */
export async function openRecord(
  dataset: vscode.Uri,
  { record, line }: Pick<RecordRow, 'record' | 'line'>,
  { panel, keepFocus }: Place & { readonly keepFocus: boolean },
): Promise<void> {
  const options = { viewColumn: columnBeside(panel), preserveFocus: keepFocus };
  if (!canBeReviewed(dataset)) {
    const start = new vscode.Position(line, 0);
    await vscode.window.showTextDocument(dataset, { ...options, selection: new vscode.Range(start, start) });
  } else if (await isSmall(dataset)) {
    await showRecord(await openReview(dataset, titleOf(dataset), options), record);
  } else {
    const title = vscode.l10n.t('{0} · record {1}', titleOf(dataset), record);
    await openReview(dataset, title, { ...options, preview: true }, [line]);
  }
}

/** Records that pass a filter, in one review. */
export async function openRecords(
  dataset: vscode.Uri,
  { rows, total }: Pick<InspectRecordsResult, 'rows' | 'total'>,
  { panel, isAll }: Place & { readonly isAll: boolean },
): Promise<void> {
  const options = { viewColumn: columnBeside(panel), preserveFocus: false };
  const [first] = rows;
  if (!first) return;
  if (!canBeReviewed(dataset)) return openRecord(dataset, first, { panel, keepFocus: false });
  if (isAll && (await isSmall(dataset))) {
    await openReview(dataset, titleOf(dataset), options);
    return;
  }
  const title = vscode.l10n.t('{0} · {1} records', titleOf(dataset), rows.length);
  await openReview(
    dataset,
    title,
    options,
    rows.map(({ line }) => line),
  );
  if (total > rows.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The first {0} of {1} records are shown. Choose more marks to have fewer.',
        rows.length,
        total,
      ),
    );
  }
}

/** Where the reader sees both. */
function columnBeside(panel: vscode.WebviewPanel): vscode.ViewColumn {
  const others = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== panel.viewColumn);
  return others[0]?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** A review shows what is saved; what is typed, and text that is read as it is, has the file's own lines. */
function canBeReviewed(dataset: vscode.Uri): boolean {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === dataset.toString());
  return /\.(?:jsonl|ndjson)$/i.test(dataset.path) && !open?.isDirty && !open?.isUntitled;
}

async function isSmall(dataset: vscode.Uri): Promise<boolean> {
  return (await vscode.workspace.fs.stat(dataset)).size <= MOST_BYTES_WHOLE;
}

function titleOf(dataset: vscode.Uri): string {
  return dataset.path.slice(dataset.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
