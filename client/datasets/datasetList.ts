/** The datasets of the workspace, and what is known of each without reading all of it. */
import * as vscode from 'vscode';
import {
  DETECT_DATASETS,
  type DetectDatasetsParams,
  type DetectDatasetsResult,
  type DetectedDataset,
  type LintStatus,
  REJECTS_SCHEME,
  REVIEW_SCHEME,
} from '../../core/protocol';
import { findFiles } from '../findFiles';
import type { Server } from '../server';
import { DATASETS, type LintResult, type WorkspaceLint } from '../workspaceLint';

export interface ListedDataset {
  readonly uri: vscode.Uri;
  readonly bytes: number;
  readonly records: number;
  /** False where `records` is an estimate from the start of the file. */
  readonly isCounted: boolean;
  /** Undefined until it has been linted as it is now. */
  readonly problems: Problems | undefined;
}

export type Problems = Pick<LintResult, 'records' | 'errors' | 'warnings'>;

/** Files change in bursts; the list is told of them together, after this many ms. */
const SETTLE_MS = 150;

/** Files that are looked at; a workspace with more has other things in them than datasets. */
export const MOST_FILES = 2000;

/** Of a file on a virtual file system, which has to be read whole, in bytes. */
const MOST_BYTES_VIRTUAL = 5_000_000;

/** What changes all the time and is never listed. */
const NEVER = /\/(?:\.vignette|\.git|node_modules)\//;

export class DatasetList implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  /** By address; null for a file that is no dataset. */
  readonly #detected = new Map<string, Promise<DetectedDataset | null>>();
  readonly #problems = new Map<string, Problems>();
  readonly #disposables: vscode.Disposable[];
  #settling: NodeJS.Timeout | undefined;
  #isCut = false;

  constructor(
    private readonly server: Server,
    lint: WorkspaceLint,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(DATASETS);
    const changed = (uri: vscode.Uri): void => this.#forget(uri);
    this.#disposables = [
      this.#changes,
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#settle()),
      server.onConfigurationChange(() => this.refresh()),
      server.onLintStatus((status) => this.#hear(status)),
      lint.onDidLint(({ uri, ...problems }) => this.tell(uri, problems)),
    ];
  }

  /** Whether there were more files than are looked at. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** In order of path. */
  async all(): Promise<ListedDataset[]> {
    const files = await findFiles(DATASETS, { limit: MOST_FILES });
    this.#isCut = files.length === MOST_FILES;
    this.#detect(files.filter((uri) => !this.#detected.has(uri.toString())));
    const detected = await Promise.all(files.map((uri) => this.#detected.get(uri.toString())));
    return files.flatMap((uri, i) => {
      const dataset = detected[i];
      if (!dataset) return [];
      const problems = this.#problems.get(uri.toString());
      const counted = problems && { records: problems.records, isCounted: true };
      return [{ uri, ...dataset, ...counted, problems }];
    });
  }

  /** What was found in a dataset as it is now. */
  tell(uri: vscode.Uri, { records, errors, warnings }: Problems): void {
    const known = this.#problems.get(uri.toString());
    if (known?.records === records && known.errors === errors && known.warnings === warnings) return;
    this.#problems.set(uri.toString(), { records, errors, warnings });
    this.#settle();
  }

  /** Looks at all files again. */
  refresh(): void {
    this.#detected.clear();
    this.#settle();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #hear({ uri: address, isDataset, isTemplate, linted, ...problems }: LintStatus): void {
    const uri = vscode.Uri.parse(address);
    // A review may hold what is not saved to its dataset yet.
    const isFile = uri.scheme !== REVIEW_SCHEME && uri.scheme !== REJECTS_SCHEME;
    if (isFile && isDataset && !isTemplate && linted === undefined) this.tell(uri, problems);
  }

  #forget(uri: vscode.Uri): void {
    if (NEVER.test(uri.path)) return;
    const address = uri.toString();
    this.#detected.delete(address);
    // What is open is linted as it is typed, before it is saved.
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === address);
    if (!isOpen) this.#problems.delete(address);
    this.#settle();
  }

  #settle(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.#changes.fire();
    }, SETTLE_MS);
  }

  /** Has the server look at files, together; a file that changes meanwhile is looked at again. */
  #detect(uris: readonly vscode.Uri[]): void {
    if (uris.length === 0) return;
    const asked = this.#ask(uris);
    for (const [i, uri] of uris.entries()) {
      const detected = asked.then((found) => found[i] ?? null);
      this.#detected.set(uri.toString(), detected);
      // The next listing asks again.
      detected.catch(() => this.#detected.delete(uri.toString()));
    }
  }

  async #ask(uris: readonly vscode.Uri[]): Promise<DetectDatasetsResult> {
    const client = await this.server.client();
    const files = await Promise.all(
      uris.map(async (uri) => {
        const file = { uri: client.code2ProtocolConverter.asUri(uri) };
        return uri.scheme === 'file' ? file : { ...file, text: await readVirtual(uri) };
      }),
    );
    const params: DetectDatasetsParams = { files };
    return client.sendRequest<DetectDatasetsResult>(DETECT_DATASETS, params);
  }
}

/** Empty for a file that cannot be read or is too long to be fetched only to be listed. */
async function readVirtual(uri: vscode.Uri): Promise<string> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MOST_BYTES_VIRTUAL) return '';
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return '';
    throw error;
  }
}
