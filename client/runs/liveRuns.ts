/** The runs that this window is carrying out. */
import * as vscode from 'vscode';

export interface RunProgress {
  readonly planned: number;
  readonly accepted: number;
  readonly rejected: number;
  /** USD so far; undefined where the model has no price. */
  readonly cost: number | undefined;
  /** Nothing is asked for before that time. */
  readonly waiting?: { readonly until: Date; readonly reason: string } | undefined;
}

export interface LiveRun {
  readonly folder: vscode.Uri;
  readonly progress: RunProgress;
  cancel(): void;
}

/**
 * How often the window hears of a run at most, in ms. Its row is drawn anew each time, and a button that is drawn anew
 * while it is pressed does nothing; fast teachers settle hundreds of samples a second.
 */
const TELL_EVERY_MS = 1000;

export class LiveRuns implements vscode.Disposable {
  readonly #runs = new Map<string, LiveRun>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  /** A run began, got on or ended; with its folder. */
  readonly onDidChange = this.#changes.event;
  readonly #pending = new Map<string, NodeJS.Timeout>();

  get all(): readonly LiveRun[] {
    return [...this.#runs.values()];
  }

  get(folder: vscode.Uri): LiveRun | undefined {
    return this.#runs.get(folder.toString());
  }

  /** Whether a file is in the folder of one of them. */
  holds(file: vscode.Uri): boolean {
    return this.all.some(({ folder }) => file.toString().startsWith(`${folder.toString()}/`));
  }

  update(run: LiveRun): void {
    const key = run.folder.toString();
    const isNew = !this.#runs.has(key);
    this.#runs.set(key, run);
    if (isNew) this.#changes.fire(run.folder);
    else if (!this.#pending.has(key))
      this.#pending.set(
        key,
        setTimeout(() => this.#tell(run.folder), TELL_EVERY_MS),
      );
  }

  end(folder: vscode.Uri): void {
    if (this.#runs.delete(folder.toString())) this.#tell(folder);
  }

  /** The window closes: its runs end in order, and can be resumed. */
  dispose(): void {
    for (const run of this.#runs.values()) run.cancel();
    for (const timer of this.#pending.values()) clearTimeout(timer);
    this.#changes.dispose();
  }

  #tell(folder: vscode.Uri): void {
    clearTimeout(this.#pending.get(folder.toString()));
    this.#pending.delete(folder.toString());
    this.#changes.fire(folder);
  }
}
