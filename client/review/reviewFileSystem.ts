/**
 * Review documents: a JSONL dataset, or some records of it, shown as `.vignette` text. Reading converts; saving converts
 * back and replaces the dataset in one step. A save that would lose a record is refused.
 */
import * as vscode from 'vscode';
import { REVIEW_SCHEME } from '../../core/protocol';
import { loadEngine } from '../loadEngine';

/**
 * The review document of a dataset. `title`: what the tab shows. `lines`: of the records that it shows, 0-based; left out, it
 * shows all.
 */
export function reviewUri(dataset: vscode.Uri, title: string, lines?: readonly number[]): vscode.Uri {
  return vscode.Uri.from({
    scheme: REVIEW_SCHEME,
    path: `/${title}.vignette`,
    query: dataset.toString(),
    ...(lines && { fragment: lines.join() }),
  });
}

/** In order, 0-based; undefined for a review of the whole dataset. */
function linesOf({ fragment }: vscode.Uri): readonly number[] | undefined {
  return fragment === '' ? undefined : fragment.split(',').map(Number);
}

/** What is read whole to be written back, in bytes; of a larger dataset records are only shown. */
const MOST_BYTES_WRITTEN = 50_000_000;

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
    const stat = await vscode.workspace.fs.stat(datasetOf(review));
    const lines = linesOf(review);
    if (!lines) return stat;
    // Some records are not as large as their dataset, which the editor might not want to open.
    const part = { ...stat, size: Math.min(stat.size, lines.length) };
    return stat.size > MOST_BYTES_WRITTEN ? { ...part, permissions: vscode.FilePermission.Readonly } : part;
  }

  async readFile(review: vscode.Uri): Promise<Uint8Array> {
    const { formatReview, readLines, splitLines } = await loadEngine();
    const dataset = datasetOf(review);
    const lines = linesOf(review);
    let text: string;
    if (!lines) text = await readText(dataset);
    else if (dataset.scheme === 'file') text = (await readLines(dataset.fsPath, lines)).join('');
    else {
      const all = splitLines(await readText(dataset));
      text = lines.map((line) => all[line] ?? '').join('');
    }
    return new TextEncoder().encode(formatReview(text));
  }

  async writeFile(review: vscode.Uri, content: Uint8Array): Promise<void> {
    const { readPartialReview, readReview, ReviewError, writeFileAtomic } = await loadEngine();
    const dataset = datasetOf(review);
    let jsonl: string;
    try {
      const text = new TextDecoder().decode(content);
      const before = await readText(dataset);
      const lines = linesOf(review);
      jsonl = lines ? readPartialReview(text, before, lines) : readReview(text, before);
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
