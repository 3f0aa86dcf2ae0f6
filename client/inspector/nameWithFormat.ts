import * as vscode from 'vscode';
import { formatOfPath } from '../../core/dataset/records';

/**
 * The address of a dataset, whose end says its format. That of a document without a name, or with another, which the editor
 * has as a dataset, is given such an end; undefined for what is no dataset.
 */
export function nameWithFormat(dataset: vscode.Uri): vscode.Uri | undefined {
  if (formatOfPath(dataset.path)) return dataset;
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === dataset.toString());
  const named = open && dataset.with({ path: `${dataset.path}.${open.languageId}` });
  return named && formatOfPath(named.path) ? named : undefined;
}
