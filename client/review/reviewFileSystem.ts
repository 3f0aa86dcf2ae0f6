/**
 * Review documents: a JSONL dataset shown as `.vignette` text. Reading converts; saving converts back and
 * replaces the dataset in one step. A save that would lose a record is refused.
 */
import * as vscode from 'vscode';
import { REVIEW_SCHEME } from '../../core/protocol';
import { loadEngine } from '../loadEngine';

/** The review document of a dataset. `title`: what the tab shows. */
export function reviewUri(dataset: vscode.Uri, title: string): vscode.Uri {
  return vscode.Uri.from({ scheme: REVIEW_SCHEME, path: `/${title}.vignette`, query: dataset.toString() });
}

function datasetOf(review: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(review.query, true);
}

export class ReviewFileSystem implements vscode.FileSystemProvider {
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;

  /** Has the open reviews of a dataset read it again: it was written to from this window, watched or not. */
  refresh(dataset: vscode.Uri): void {
    const query = dataset.toString();
    const reviews = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === REVIEW_SCHEME && uri.query === query,
    );
    this.#changes.fire(reviews.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }

  watch(review: vscode.Uri): vscode.Disposable {
    const dataset = datasetOf(review);
    const folder = vscode.Uri.joinPath(dataset, '..');
    const name = dataset.path.slice(dataset.path.lastIndexOf('/') + 1);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const tell = (type: vscode.FileChangeType) => () => this.#changes.fire([{ type, uri: review }]);
    watcher.onDidChange(tell(vscode.FileChangeType.Changed));
    watcher.onDidCreate(tell(vscode.FileChangeType.Changed));
    watcher.onDidDelete(tell(vscode.FileChangeType.Deleted));
    return watcher;
  }

  async stat(review: vscode.Uri): Promise<vscode.FileStat> {
    // Time and size are the dataset's: the editor then notices that it has changed under an edited review.
    return vscode.workspace.fs.stat(datasetOf(review));
  }

  async readFile(review: vscode.Uri): Promise<Uint8Array> {
    const { formatReview } = await loadEngine();
    return new TextEncoder().encode(formatReview(await readText(datasetOf(review))));
  }

  async writeFile(review: vscode.Uri, content: Uint8Array): Promise<void> {
    const { readReview, ReviewError, writeFileAtomic } = await loadEngine();
    const dataset = datasetOf(review);
    let jsonl: string;
    try {
      jsonl = readReview(new TextDecoder().decode(content), await readText(dataset));
    } catch (error) {
      if (!(error instanceof ReviewError)) throw error;
      const place = vscode.l10n.t('Line {0}', error.line + 1);
      throw vscode.FileSystemError.Unavailable(`${place}: ${error.message}`);
    }
    if (dataset.scheme === 'file') await writeFileAtomic(dataset.fsPath, jsonl);
    else await vscode.workspace.fs.writeFile(dataset, new TextEncoder().encode(jsonl));
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri: review }]);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

async function readText(uri: vscode.Uri): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // To show it would be to write it back changed.
    throw vscode.FileSystemError.Unavailable(
      vscode.l10n.t('{0} is not UTF-8: save it as UTF-8 first.', uri.path),
    );
  }
}
