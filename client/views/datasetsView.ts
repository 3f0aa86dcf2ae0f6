/** The Datasets view: the datasets of the workspace, how large and how sound each is, and what can be done with it. */
import * as vscode from 'vscode';
import { type DatasetList, type ListedDataset, MOST_FILES } from '../datasets/datasetList';
import { describeBytes, describeDataset, describeProblems } from '../datasets/describeDataset';

export const DATASETS_VIEW = 'vignette.datasets';

/** Nodes are addresses, of datasets and of folders of the workspace, so that every command on a file takes one. */
export class DatasetsView implements vscode.TreeDataProvider<vscode.Uri>, vscode.Disposable {
  readonly #disposables: vscode.Disposable[];
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  readonly #view: vscode.TreeView<vscode.Uri>;
  /** As they were last listed, by address. */
  #listed = new Map<string, ListedDataset>();

  constructor(private readonly datasets: DatasetList) {
    const changes = new vscode.EventEmitter<undefined>();
    this.onDidChangeTreeData = changes.event;
    this.#view = vscode.window.createTreeView(DATASETS_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    this.#disposables = [changes, this.#view, datasets.onDidChange(() => changes.fire(undefined))];
  }

  getTreeItem(node: vscode.Uri): vscode.TreeItem {
    const dataset = this.#listed.get(node.toString());
    return dataset ? datasetItem(dataset) : folderItem(node);
  }

  async getChildren(node?: vscode.Uri): Promise<vscode.Uri[]> {
    if (node) return [...this.#listed.values()].map(({ uri }) => uri).filter((uri) => isIn(node, uri));
    const all = await this.datasets.all();
    this.#view.message = this.datasets.isCut
      ? vscode.l10n.t('Only the first {0} files of the workspace were looked at.', MOST_FILES)
      : '';
    this.#listed = new Map(all.map((dataset) => [dataset.uri.toString(), dataset]));
    const uris = all.map(({ uri }) => uri);
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length < 2) return uris;
    return folders.map(({ uri }) => uri).filter((folder) => uris.some((uri) => isIn(folder, uri)));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }
}

function isIn(folder: vscode.Uri, dataset: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(dataset)?.uri.toString() === folder.toString();
}

function folderItem(folder: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(folder, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `folder ${folder}`;
  item.iconPath = vscode.ThemeIcon.Folder;
  item.contextValue = 'folder';
  return item;
}

function datasetItem(dataset: ListedDataset): vscode.TreeItem {
  const { uri } = dataset;
  const path = vscode.workspace.asRelativePath(uri, false);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
  const item = new vscode.TreeItem(name);
  const description = describeDataset(dataset);
  item.id = uri.toString();
  item.description = folder === '' ? description : `${description} · ${folder}`;
  item.tooltip = tooltip(dataset, path);
  item.iconPath = iconOf(dataset);
  // Menus ask for these words.
  item.contextValue = `dataset ${/\.vignette$/i.test(name) ? 'vignette' : 'jsonl'} ${uri.scheme}`;
  const title = vscode.l10n.t('Inspect Dataset');
  item.command = { command: 'vignette.inspectDataset', title, arguments: [uri] };
  item.accessibilityInformation = { label: `${path}, ${description}` };
  return item;
}

function iconOf({ problems }: ListedDataset): vscode.ThemeIcon {
  if (!problems || problems.records === 0) return new vscode.ThemeIcon('database');
  if (problems.errors > 0)
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  if (problems.warnings > 0)
    return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
}

function tooltip(
  { records, isCounted, bytes, problems }: ListedDataset,
  path: string,
): vscode.MarkdownString {
  const count = records.toLocaleString(vscode.env.language);
  const rows: [string, string][] = [
    [
      vscode.l10n.t('Records'),
      isCounted ? count : vscode.l10n.t('about {0}, estimated from the start of the file', count),
    ],
    [vscode.l10n.t('Size'), describeBytes(bytes)],
    [
      vscode.l10n.t('Problems'),
      problems ? describeProblems(problems) : vscode.l10n.t('not known: it was not linted or inspected yet'),
    ],
  ];
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(path).appendMarkdown('**\n\n|  |  |\n|---|---|\n');
  for (const [name, value] of rows) {
    text.appendMarkdown(`| ${name} | `).appendText(value).appendMarkdown(' |\n');
  }
  return text;
}
