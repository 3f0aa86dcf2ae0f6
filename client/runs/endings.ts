/** Why a run ended before its plan was filled, and the command that helps. */
import * as vscode from 'vscode';
import type { RunStanding } from '../../core/generate/runSummary';

/** A command that takes the folder of a run. */
export interface RunAction {
  readonly label: string;
  readonly command: string;
}

export interface Ending {
  readonly title: string;
  /** What to do next, one sentence. */
  readonly advice: string;
  readonly action: RunAction;
}

export const RESUME: RunAction = { label: vscode.l10n.t('Resume'), command: 'vignette.resumeRun' };
export const OPEN_REJECTS: RunAction = {
  label: vscode.l10n.t('Open Rejects'),
  command: 'vignette.openRunRejects',
};
export const SHOW_LOG: RunAction = { label: vscode.l10n.t('Show Log'), command: 'vignette.showLog' };

const GO_ON = vscode.l10n.t('Resume it: nothing that came in is asked for again.');

/** Undefined for a run that has not ended, or has all that it planned. */
export function endingOf(standing: RunStanding): Ending | undefined {
  switch (standing.kind) {
    case 'running':
    case 'finished':
      return undefined;
    case 'cancelled':
      return { title: vscode.l10n.t('Cancelled'), advice: GO_ON, action: RESUME };
    case 'interrupted':
      return { title: vscode.l10n.t('Interrupted'), advice: GO_ON, action: RESUME };
    case 'stopped':
      return stoppedEnding(standing);
  }
}

export function stoppedEnding({
  cause,
  reason: title,
  advice = GO_ON,
}: Extract<RunStanding, { kind: 'stopped' }>): Ending {
  if (cause === 'budget-reached') {
    const raise = { ...RESUME, label: vscode.l10n.t('Raise Budget…') };
    return { title, advice: vscode.l10n.t('Go on with a higher budget.'), action: raise };
  }
  if (cause === 'all-rejected') {
    const look = vscode.l10n.t('Look at the rejects: another model or template may do better.');
    return { title, advice: look, action: OPEN_REJECTS };
  }
  return { title, advice, action: RESUME };
}
