/** Diagnostics of files that are not open: filled by Lint Workspace and Lint File from Disk, kept fresh until they are opened. */
import * as vscode from 'vscode';
import {
  type FileToLint,
  LINT_FILES,
  LINT_PROGRESS,
  type LintedFile,
  type LintFilesParams,
  type LintFilesResult,
  type LintProgress,
} from '../core/protocol';
import type { Server } from './server';

const DATASETS = '**/*.{jsonl,ndjson,vignette}';
const NEVER = '**/{node_modules,.git,.vignette}/**';

export interface WorkspaceSummary {
  readonly files: number;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  /** What could not be read, one line each. */
  readonly failures: readonly string[];
}

export class WorkspaceLint implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('vignette-workspace');
  readonly #disposables: vscode.Disposable[];
  /** By address, of the files that are outside the workspace. */
  readonly #outside = new Map<string, vscode.FileSystemWatcher>();

  constructor(private readonly server: Server) {
    const watcher = vscode.workspace.createFileSystemWatcher(DATASETS);
    // Folders too: of what was in one that is gone, nothing more is told.
    const deletions = vscode.workspace.createFileSystemWatcher('**', true, true);
    this.#disposables = [
      this.#collection,
      watcher,
      watcher.onDidChange((uri) => this.#again(uri)),
      deletions,
      deletions.onDidDelete((uri) => this.#forget(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.#forget(uri);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri } of files) this.#forget(oldUri);
      }),
      // An open document has diagnostics of its own.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#collection.delete(uri)),
    ];
  }

  /** The datasets of the workspace. */
  async findAll(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
    const files = await vscode.workspace.findFiles(DATASETS, NEVER, undefined, token);
    this.#collection.clear();
    return files;
  }

  /** Lints files, their records compared with each other. What cannot be read is reported and does not end the work. */
  async lint(
    files: readonly vscode.Uri[],
    onProgress: (done: number, total: number) => void,
    token: vscode.CancellationToken,
  ): Promise<WorkspaceSummary> {
    const linted = await this.#lint(files, (done) => onProgress(done, files.length), token);
    const total = { files: 0, records: 0, errors: 0, warnings: 0 };
    const failures: string[] = [];
    for (const { isDataset, records, errors, warnings, failure } of linted) {
      if (failure !== undefined) failures.push(failure);
      if (!isDataset) continue;
      total.files++;
      total.records += records;
      total.errors += errors;
      total.warnings += warnings;
    }
    return { ...total, failures };
  }

  dispose(): void {
    for (const disposable of [...this.#disposables, ...this.#outside.values()]) disposable.dispose();
  }

  #again(uri: vscode.Uri): void {
    if (this.#collection.has(uri)) void this.#lint([uri], () => {});
  }

  /** Keeps a file in view that the watchers of the workspace do not see. */
  #watch(uri: vscode.Uri): void {
    if (vscode.workspace.getWorkspaceFolder(uri) || this.#outside.has(uri.toString())) return;
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name);
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, true);
    watcher.onDidChange(() => this.#again(uri));
    watcher.onDidDelete(() => this.#forget(uri));
    this.#outside.set(uri.toString(), watcher);
  }

  /** A file or a folder that is no more. */
  #forget(gone: vscode.Uri): void {
    const inside = `${gone.toString().replace(/\/$/, '')}/`;
    this.#collection.forEach((uri) => {
      if (uri.toString() === gone.toString() || uri.toString().startsWith(inside))
        this.#collection.delete(uri);
    });
  }

  /** Nothing when the user cancels. */
  async #lint(
    uris: readonly vscode.Uri[],
    onProgress: (done: number) => void,
    token?: vscode.CancellationToken,
  ): Promise<Omit<LintedFile, 'diagnostics'>[]> {
    const client = await this.server.client();
    const files: FileToLint[] = [];
    const failures = new Map<number, string>();
    for (const [i, uri] of uris.entries()) {
      const file = { uri: client.code2ProtocolConverter.asUri(uri) };
      const open = openDocument(uri);
      try {
        if (open) files.push({ ...file, text: open.getText() });
        else files.push(uri.scheme === 'file' ? file : { ...file, text: await readText(uri) });
      } catch (error) {
        files.push({ ...file, text: '' });
        failures.set(i, error instanceof Error ? error.message : String(error));
      }
    }
    const run = globalThis.crypto.randomUUID();
    const progress = client.onNotification(LINT_PROGRESS, (report: LintProgress) => {
      if (report.run === run) onProgress(report.done);
    });
    try {
      const params: LintFilesParams = { files, run };
      const results = await client.sendRequest<LintFilesResult>(LINT_FILES, params, token);
      return await Promise.all(
        results.map(async (result, i) => {
          const uri = uris[i] as vscode.Uri;
          const failure = failures.get(i) ?? result.failure;
          const diagnostics = await client.protocol2CodeConverter.asDiagnostics(
            result.diagnostics as Parameters<typeof client.protocol2CodeConverter.asDiagnostics>[0],
          );
          // An open document has diagnostics of its own.
          if (openDocument(uri)) this.#collection.delete(uri);
          else {
            this.#collection.set(uri, diagnostics);
            this.#watch(uri);
          }
          return { ...result, ...(failure !== undefined && { failure }) };
        }),
      );
    } catch (error) {
      if (token?.isCancellationRequested) return [];
      throw error;
    } finally {
      progress.dispose();
    }
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
