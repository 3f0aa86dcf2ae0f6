/** Diagnostics of files that are not open: filled by Lint Workspace and Lint File from Disk, kept fresh until they are opened. */
import * as vscode from 'vscode';
import {
  type FileToLint,
  LINT_FILES,
  type LintedFile,
  type LintFilesParams,
  type LintFilesResult,
} from '../core/protocol';
import { findFiles } from './findFiles';
import type { Server } from './server';

export const DATASETS = '**/*.{jsonl,ndjson,vignette}';

export interface WorkspaceSummary {
  readonly files: number;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  /** What could not be read, one line each. */
  readonly failures: readonly string[];
}

export interface LintResult {
  readonly uri: vscode.Uri;
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Files that were linted together. */
interface Linted {
  readonly files: readonly vscode.Uri[];
  /** By address, what was found in each, to be shown while it is not open. */
  readonly found: Map<string, readonly vscode.Diagnostic[]>;
  /** They are being linted again. */
  isAgain: boolean;
  /** One of them has changed since. */
  isDue: boolean;
  /** One that is open has another text on disk than it was linted with: they are linted again when it closes. */
  isDueOnClose: boolean;
}

export class WorkspaceLint implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('vignette-workspace');
  readonly #disposables: vscode.Disposable[];
  /** By address, the files that each was linted together with; its records are compared with theirs. */
  readonly #together = new Map<string, Linted>();
  readonly #results = new vscode.EventEmitter<LintResult>();
  /** A dataset was linted from disk, or as an open document has it. */
  readonly onDidLint = this.#results.event;
  /** By address, of the files that are outside the workspace. */
  readonly #outside = new Map<string, vscode.FileSystemWatcher>();

  constructor(private readonly server: Server) {
    const watcher = vscode.workspace.createFileSystemWatcher(DATASETS);
    // Folders too: of what was in one that is gone, nothing more is told.
    const deletions = vscode.workspace.createFileSystemWatcher('**', true, true);
    this.#disposables = [
      this.#collection,
      this.#results,
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
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#showAgain(uri)),
    ];
  }

  /** The datasets of the workspace. */
  async findAll(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
    const files = await findFiles(DATASETS, { token });
    this.#collection.clear();
    this.#together.clear();
    return files;
  }

  /** Lints files, their records compared with each other. What cannot be read is reported and does not end the work. */
  async lint(
    files: readonly vscode.Uri[],
    onProgress: (done: number, total: number) => void,
    token: vscode.CancellationToken,
  ): Promise<WorkspaceSummary> {
    const group: Linted = {
      files,
      found: new Map(),
      isAgain: false,
      isDue: false,
      isDueOnClose: false,
    };
    for (const uri of files) this.#together.set(uri.toString(), group);
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

  /** A file has changed: what is said of those it was linted with may be another too. */
  #again(uri: vscode.Uri): void {
    const group = this.#together.get(uri.toString());
    if (!group) return;
    // What is open is told of as it is typed; the others wait until it closes.
    if (openDocument(uri)) group.isDueOnClose = true;
    else this.#lintSoon(group);
  }

  /** A document was closed: its file is told of from here again. */
  #showAgain(uri: vscode.Uri): void {
    const group = this.#together.get(uri.toString());
    if (!group) return;
    this.#collection.set(uri, group.found.get(uri.toString()) ?? []);
    if (!group.isDueOnClose) return;
    group.isDueOnClose = false;
    this.#lintSoon(group);
  }

  #lintSoon(group: Linted): void {
    group.isDue = true;
    if (!group.isAgain) void this.#lintAgain(group);
  }

  /** Once more for all that changes while it is at it. */
  async #lintAgain(group: Linted): Promise<void> {
    group.isAgain = true;
    try {
      while (group.isDue) {
        group.isDue = false;
        await this.#lint(
          group.files.filter((uri) => this.#together.get(uri.toString()) === group),
          () => {},
        );
      }
    } finally {
      group.isAgain = false;
    }
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
    for (const [address, group] of this.#together) {
      if (address !== gone.toString() && !address.startsWith(inside)) continue;
      this.#together.delete(address);
      this.#collection.delete(vscode.Uri.parse(address));
      this.#lintSoon(group);
    }
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
    const progress = this.server.onLintProgress((report) => {
      if (report.run === run) onProgress(report.done);
    });
    try {
      const params: LintFilesParams = { files, run };
      // A token that is left out must not be handed over either: it would be sent as a parameter.
      const results = await (token
        ? client.sendRequest<LintFilesResult>(LINT_FILES, params, token)
        : client.sendRequest<LintFilesResult>(LINT_FILES, params));
      return await Promise.all(
        results.map(async (result, i) => {
          const uri = uris[i] as vscode.Uri;
          const failure = failures.get(i) ?? result.failure;
          const diagnostics = await client.protocol2CodeConverter.asDiagnostics(
            result.diagnostics as Parameters<typeof client.protocol2CodeConverter.asDiagnostics>[0],
          );
          const group = this.#together.get(uri.toString());
          if (group) {
            group.found.set(uri.toString(), diagnostics);
            this.#watch(uri);
            // An open document has diagnostics of its own, and may be closed without what was typed.
            const open = openDocument(uri);
            if (open) this.#collection.delete(uri);
            else this.#collection.set(uri, diagnostics);
            if (open?.isDirty) group.isDueOnClose = true;
          }
          if (result.isDataset) this.#results.fire({ uri, ...result });
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
