import { availableParallelism } from 'node:os';
import * as vscode from 'vscode';

/** What long work is handed: as `Work` of storage/curate takes it. */
export interface LongWork {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** More would wait for the one that reads; fewer than two would keep the editor's extensions waiting. */
const THREADS = Math.max(2, Math.min(8, availableParallelism()));

/** Carries out work that can be cancelled and says how far it is; undefined when it was cancelled. */
export function withProgress<Result>(
  title: string,
  run: (work: LongWork) => Promise<Result>,
): Thenable<Result | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      let before = 0;
      const onProgress = (done: number): void => {
        const percent = Math.floor(100 * done);
        if (percent === before) return;
        progress.report({ message: `${percent} %`, increment: percent - before });
        before = percent;
      };
      try {
        return await run({ threads: THREADS, signal: cancel.signal, onProgress });
      } catch (error) {
        if (cancel.signal.aborted) return undefined;
        throw error;
      }
    },
  );
}
