/** Runs in a few words. */
import * as vscode from 'vscode';
import { formatUsd } from '../../core/generate/prices';
import type { RunStanding, RunSummary } from '../../core/generate/runSummary';
import type { RunProgress } from './liveRuns';

/** `8/10 · 2 rejected · $0.12 · 16:40`; what a run for one record is for stands before. */
export function describeRun(summary: RunSummary, progress: RunProgress | undefined): string {
  const { plan } = summary;
  const now = progress ?? { accepted: summary.accepted, rejected: summary.rejects.length };
  const repairs = plan.inPlaceOf?.problems !== undefined;
  return [
    ...(plan.inPlaceOf ? [repairs ? vscode.l10n.t('repair') : vscode.l10n.t('regeneration')] : []),
    `${now.accepted}/${plan.count}`,
    ...(now.rejected > 0 ? [vscode.l10n.t('{0} rejected', now.rejected)] : []),
    ...describeCost(summary, progress),
    progress?.waiting ? describeWaiting(progress.waiting.until) : shortTime(new Date(plan.createdAt)),
  ].join(' · ');
}

/** What it cost up to now, or nothing where that is not known or was free. */
export function describeCost({ spent }: RunSummary, progress: RunProgress | undefined): string[] {
  const cost = progress?.cost ?? spent.cost;
  return cost > 0 ? [formatUsd(cost)] : [];
}

export function describeStanding(standing: RunStanding): string {
  switch (standing.kind) {
    case 'running':
      return vscode.l10n.t('running');
    case 'finished':
      return vscode.l10n.t('finished');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
    case 'interrupted':
      return vscode.l10n.t('interrupted');
    case 'stopped':
      return vscode.l10n.t('stopped: {0}', standing.reason);
  }
}

export function describeWaiting(until: Date): string {
  return vscode.l10n.t('waiting until {0}', until.toLocaleTimeString(vscode.env.language));
}

/** The time of a day, with its date when it is another day than today. */
function shortTime(time: Date): string {
  const today = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(vscode.env.language, {
    ...(today ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  });
}
