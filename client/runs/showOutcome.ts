import * as vscode from 'vscode';
import type { CarriedOutRun } from '../../storage/startRun';
import { loadEngine } from '../loadEngine';
import { OPEN_REJECTS, RESUME, type RunAction, SHOW_LOG, stoppedEnding } from './endings';
import { openRunReview } from './openRunReview';

/**
 * Opens what came of a run, and says what did not. `summary`: what is said of it in any case, in the place of a count of
 * what did not come.
 */
export async function showOutcome(
  { plan, path, accepted, rejected, result }: CarriedOutRun,
  summary?: string,
): Promise<void> {
  const showsRejects = plan.trialOf !== undefined || plan.inPlaceOf !== undefined;
  const came = accepted + (showsRejects ? rejected : 0);
  if (came > 0) await openRunReview(await loadEngine(), vscode.Uri.file(path), plan);
  const { end } = result;
  if (end.kind === 'stopped') {
    const { kind: cause, message: reason, advice } = end.error;
    const ending = stoppedEnding({ kind: 'stopped', cause, reason, advice });
    void offer(vscode.window.showErrorMessage, withSummary(`${reason} ${ending.advice}`, summary), path, [
      ending.action,
      SHOW_LOG,
    ]);
  } else if (end.kind === 'cancelled') {
    const text = vscode.l10n.t('Cancelled after {0} of {1} samples; they are kept.', accepted, plan.count);
    void offer(vscode.window.showInformationMessage, withSummary(text, summary), path, [RESUME]);
  } else if (accepted < plan.count && !plan.inPlaceOf) {
    const text =
      summary ??
      vscode.l10n.t(
        '{0} of {1} samples could not be had; {2} were rejected.',
        plan.count - accepted,
        plan.count,
        rejected,
      );
    void offer(vscode.window.showWarningMessage, text, path, [OPEN_REJECTS]);
  } else if (summary !== undefined) void vscode.window.showInformationMessage(summary);
}

function withSummary(text: string, summary: string | undefined): string {
  return summary === undefined ? text : `${text} ${summary}`;
}

type Show = (text: string, ...actions: string[]) => Thenable<string | undefined>;

async function offer(show: Show, text: string, path: string, offered: readonly RunAction[]): Promise<void> {
  const answer = await show(text, ...offered.map(({ label }) => label));
  const chosen = offered.find(({ label }) => label === answer);
  if (chosen) await vscode.commands.executeCommand(chosen.command, vscode.Uri.file(path));
}
