/** The runs of the workspace, as their folders tell of them. */
import * as vscode from 'vscode';
import type { RunSummary } from '../../core/generate/runSummary';
import type { RunReader } from '../../storage/runReader';
import { loadEngine } from '../loadEngine';
import type { LiveRuns } from './liveRuns';
import { newRunsFolder, runsFolders } from './runsFolders';

export interface ListedRun {
  readonly folder: vscode.Uri;
  readonly summary: RunSummary;
}

/** A folder among the runs that is none; it is shown, so that nothing seems lost. */
export interface UnreadableRun {
  readonly folder: vscode.Uri;
  readonly problem: string;
}

/** Files change in bursts; the list is told of them together, after this many ms. */
const SETTLE_MS = 150;

export class RunList implements vscode.Disposable {
  readonly #readers = new Map<string, RunReader>();
  readonly #reading = new Map<string, Promise<ListedRun | UnreadableRun>>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;
  #watchers: readonly vscode.Disposable[] = [];
  #settling: NodeJS.Timeout | undefined;
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly live: LiveRuns,
    /** Where runs are kept when no folder is open. */
    private readonly storage: vscode.Uri,
  ) {
    this.#disposables = [
      this.#changes,
      live.onDidChange(() => this.#settle()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watchers = this.#watchAgain();
        this.#settle();
      }),
    ];
  }

  /** Where a new run goes. */
  get newRunsFolder(): vscode.Uri {
    return newRunsFolder(this.storage);
  }

  /** Where the answers of judges go, beside the runs. */
  get judgeFolder(): vscode.Uri {
    return beside(this.newRunsFolder);
  }

  /** Where answers of judges may be, in all folders of the workspace. */
  get judgeFolders(): vscode.Uri[] {
    return runsFolders(this.storage).map(beside);
  }

  /** The newest first. Watches the folders from the first call on. */
  async all(): Promise<(ListedRun | UnreadableRun)[]> {
    if (this.#watchers.length === 0) this.#watchers = this.#watchAgain();
    const { listRuns } = await loadEngine();
    const folders = (
      await Promise.all(runsFolders(this.storage).map(({ fsPath }) => listRuns(fsPath)))
    ).flat();
    const runs = await Promise.all(folders.map((folder) => this.#read(vscode.Uri.file(folder))));
    return runs.sort((a, b) => (createdAt(a) < createdAt(b) ? 1 : -1));
  }

  /** Those that can be read. */
  async readable(): Promise<ListedRun[]> {
    return (await this.all()).filter((run) => 'summary' in run);
  }

  /** A run as it is now. */
  async run(folder: vscode.Uri): Promise<ListedRun | undefined> {
    const run = await this.#read(folder);
    return 'summary' in run ? run : undefined;
  }

  refresh(): void {
    this.#changes.fire();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    vscode.Disposable.from(...this.#watchers, ...this.#disposables).dispose();
  }

  /** One reading of a folder after the other. */
  #read(folder: vscode.Uri): Promise<ListedRun | UnreadableRun> {
    const key = folder.toString();
    const reading = (this.#reading.get(key) ?? Promise.resolve()).then(() => this.#readNow(folder));
    this.#reading.set(key, reading);
    return reading;
  }

  async #readNow(folder: vscode.Uri): Promise<ListedRun | UnreadableRun> {
    const engine = await loadEngine();
    const key = folder.toString();
    const reader = this.#readers.get(key) ?? new engine.RunReader(folder.fsPath);
    this.#readers.set(key, reader);
    try {
      return { folder, summary: await reader.read() };
    } catch (error) {
      this.#readers.delete(key);
      const problem = engine.explain(error);
      if (problem === undefined) throw error;
      return { folder, problem };
    }
  }

  #watchAgain(): readonly vscode.Disposable[] {
    vscode.Disposable.from(...this.#watchers).dispose();
    const folders = vscode.workspace.workspaceFolders ?? [];
    return [
      { dispose: () => {} },
      ...folders
        .filter(({ uri }) => uri.scheme === 'file')
        .flatMap((folder) => {
          const watcher = vscode.workspace.createFileSystemWatcher(
            new vscode.RelativePattern(folder, '.vignette/runs/**'),
          );
          // Runs of this window tell themselves how they get on, and seldom enough for the buttons of their rows to be pressed.
          const settle = (file: vscode.Uri): void => {
            if (!this.live.holds(file)) this.#settle();
          };
          return [
            watcher,
            watcher.onDidCreate(settle),
            watcher.onDidChange(settle),
            watcher.onDidDelete(settle),
          ];
        }),
    ];
  }

  #settle(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.#changes.fire();
    }, SETTLE_MS);
  }
}

function beside(runs: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(runs, '..', 'judge');
}

function createdAt(run: ListedRun | UnreadableRun): string {
  return 'summary' in run ? run.summary.plan.createdAt : '';
}
