/** Diagnostics of files that are not open: filled by Lint Workspace, kept fresh until they are opened. */
import * as vscode from 'vscode';
import { LINT_FILE, type LintFileParams, type LintFileResult } from '../core/protocol';
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

  constructor(private readonly server: Server) {
    const watcher = vscode.workspace.createFileSystemWatcher(DATASETS);
    this.#disposables = [
      this.#collection,
      watcher,
      watcher.onDidChange((uri) => this.#collection.has(uri) && this.#lintFile(uri)),
      watcher.onDidDelete((uri) => this.#collection.delete(uri)),
      // An open document has diagnostics of its own.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.#collection.delete(uri)),
    ];
  }

  /** Lints every dataset of the workspace. A file that cannot be read is reported and does not end the work. */
  async lintAll(
    onProgress: (done: number, total: number) => void,
    token: vscode.CancellationToken,
  ): Promise<WorkspaceSummary> {
    const files = await vscode.workspace.findFiles(DATASETS, NEVER, undefined, token);
    const failures: string[] = [];
    const total = { files: 0, records: 0, errors: 0, warnings: 0 };
    this.#collection.clear();
    for (const [i, uri] of files.entries()) {
      if (token.isCancellationRequested) break;
      onProgress(i, files.length);
      try {
        const { isDataset, records, errors, warnings } = await this.#lintFile(uri);
        if (!isDataset) continue;
        total.files++;
        total.records += records;
        total.errors += errors;
        total.warnings += warnings;
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    }
    return { ...total, failures };
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #lintFile(
    uri: vscode.Uri,
  ): Promise<{ isDataset: boolean; records: number; errors: number; warnings: number }> {
    const client = await this.server.client();
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    const params: LintFileParams = {
      uri: client.code2ProtocolConverter.asUri(uri),
      ...(open && { text: open.getText() }),
      ...(!open && uri.scheme !== 'file' && { text: await readText(uri) }),
    };
    const result = await client.sendRequest<LintFileResult>(LINT_FILE, params);
    const diagnostics = await client.protocol2CodeConverter.asDiagnostics(
      result.diagnostics as Parameters<typeof client.protocol2CodeConverter.asDiagnostics>[0],
    );
    if (open) this.#collection.delete(uri);
    else this.#collection.set(uri, diagnostics);
    const count = (severity: vscode.DiagnosticSeverity): number =>
      diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return {
      isDataset: result.isDataset,
      records: result.records,
      errors: count(vscode.DiagnosticSeverity.Error),
      warnings: count(vscode.DiagnosticSeverity.Warning),
    };
  }
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
