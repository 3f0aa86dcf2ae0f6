/** One way for every command to tell of a failure: one line, and the log a click away. */
import * as vscode from 'vscode';
import type { Engine } from './loadEngine';

/** Runs something, and shows what it fails with where that is no bug. */
export async function reportingFailure<T>(
  engine: Engine,
  log: vscode.LogOutputChannel,
  run: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    const reason = engine.explain(error);
    if (reason === undefined) throw error;
    log.error(reason);
    void showFailure(reason, log);
    return undefined;
  }
}

async function showFailure(reason: string, log: vscode.LogOutputChannel): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  if ((await vscode.window.showErrorMessage(reason, showLog)) === showLog) log.show();
}
