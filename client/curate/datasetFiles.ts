/** Which files on disk a command about datasets is for, and names for new ones beside them. */
import * as vscode from 'vscode';
import { REVIEW_SCHEME } from '../../core/protocol';

/** What a command is handed by the palette, the explorer with its selection, or a view. */
export type Given = readonly [clicked?: vscode.Uri | undefined, selected?: readonly vscode.Uri[] | undefined];

/**
 * The datasets that a command is for: those selected, the one clicked, or the one in the active editor, also as a review; saved
 * first where they are open with changes. Undefined, after saying why, where there is none on disk.
 */
export async function datasetsOnDisk(
  [clicked, selected]: Given,
  extensions: RegExp,
): Promise<readonly vscode.Uri[] | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const asked = selected?.length ? selected : [clicked ?? active].flatMap((uri) => uri ?? []);
  const datasets = asked.map(datasetOf).filter(({ path }) => extensions.test(path));
  if (datasets.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open or select a dataset first.'));
    return undefined;
  }
  const elsewhere = datasets.find(({ scheme }) => scheme !== 'file');
  if (elsewhere) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is not on disk: save a copy of it to a folder first.', nameOf(elsewhere)),
    );
    return undefined;
  }
  for (const document of vscode.workspace.textDocuments) {
    const isAsked = datasets.some((uri) => uri.toString() === datasetOf(document.uri).toString());
    if (isAsked && document.isDirty && !(await document.save())) return undefined;
  }
  return datasets;
}

/** A review is of its dataset. */
function datasetOf(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === REVIEW_SCHEME ? vscode.Uri.parse(uri.query, true) : uri;
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** `base`, with a number where a file of that name is there. */
export function freeName(base: string, end: string, names: ReadonlySet<string>): string {
  let name = `${base}${end}`;
  for (let n = 2; names.has(name); n++) name = `${base}-${n}${end}`;
  return name;
}

/** What stands in the folder of a file. */
export async function namesBeside(file: vscode.Uri): Promise<ReadonlySet<string>> {
  const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(file, '..'));
  return new Set(entries.map(([name]) => name));
}

/** What is wrong with a name for a new file with this end, or undefined. */
export function validateName(name: string, end: string, names: ReadonlySet<string>): string | undefined {
  if (/[/\\]/.test(name)) return vscode.l10n.t('A name has no slashes: the file stands beside the dataset.');
  if (!name.toLowerCase().endsWith(end) || name.length <= end.length)
    return vscode.l10n.t('Give a name that ends with {0}.', end);
  return names.has(name) ? vscode.l10n.t('{0} is there already.', name) : undefined;
}
