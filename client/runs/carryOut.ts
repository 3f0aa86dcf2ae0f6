/** Carrying out a run in this window: progress that can be cancelled, a log, and at the end what came of it. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunEvent } from '../../core/generate/generate';
import type { Teacher } from '../../core/generate/provider';
import type { CarriedOutRun, Surround } from '../../storage/startRun';
import type { Engine } from '../loadEngine';
import type { TeacherHealth } from '../teachers/teacherHealth';
import type { Teachers } from '../teachers/teachers';
import { concurrencyOf } from './chosenLimits';
import { describeWaiting } from './describeRun';
import type { LiveRuns, RunProgress } from './liveRuns';
import type { RunList } from './runList';
import { samplesProject } from './samplesProject';

export interface RunServices {
  readonly log: vscode.LogOutputChannel;
  readonly teachers: Teachers;
  readonly health: TeacherHealth;
  readonly runs: RunList;
  readonly live: LiveRuns;
  /** Where the answers of wizards are remembered. */
  readonly memory: vscode.Memento;
}

/** What is carried out. */
export interface Undertaking {
  readonly title: string;
  readonly teacher: Teacher;
  /** Starts the run with these surroundings, or goes on with it. */
  readonly start: (surround: Surround) => Promise<CarriedOutRun>;
}

/** Settles when the run has ended, whatever ended it; rejects with what `start` does. */
export function carryOut(
  engine: Engine,
  { log, live, health }: RunServices,
  { title, teacher, start }: Undertaking,
): Thenable<CarriedOutRun> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (notification, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    let folder: vscode.Uri | undefined;
    let shown = 0;
    try {
      return await start(async ({ plan, path }) => {
        const uri = vscode.Uri.file(path);
        folder = uri;
        const tell = (progress: RunProgress, settled: number): void => {
          live.update({ folder: uri, progress, cancel: () => cancel.abort() });
          const share = plan.count === 0 ? 100 : (100 * settled) / plan.count;
          notification.report({ message: describe(engine, progress), increment: share - shown });
          shown = share;
        };
        log.info(`run ${plan.id}: ${plan.count} samples from ${plan.provider}/${plan.model}`);
        const { config, lint } = await samplesProject(engine, join(path, engine.SAMPLES));
        return {
          teacher,
          lint,
          signal: cancel.signal,
          concurrency: concurrencyOf(config),
          requestsPerMinute: config.generate?.rpm,
          tokensPerMinute: config.generate?.tpm,
          price: engine.priceOf(plan.provider, plan.model, config.prices),
          onEvent: (event) => {
            if (event.kind === 'streamed') return;
            logEvent(event, log);
            tell(toProgress(event), event.totals.accepted + event.totals.givenUp);
          },
        };
      });
    } finally {
      if (folder) live.end(folder);
      // A run that ended early may have found out that the teacher is away.
      void health.check();
    }
  });
}

function toProgress(event: RunEvent): RunProgress {
  const { planned, accepted, rejected, spent, priced } = event.totals;
  return {
    planned,
    accepted,
    rejected,
    cost: priced && spent.cost > 0 ? spent.cost : undefined,
    ...(event.kind === 'waiting' && {
      waiting: { until: new Date(Date.now() + event.ms), reason: event.error.message },
    }),
  };
}

/** `3 of 10 · 1 rejected · $0.02 · waiting until 16:40:05: the service is overloaded · [Log]`. */
function describe(
  { formatUsd }: Engine,
  { planned, accepted, rejected, cost, waiting }: RunProgress,
): string {
  return [
    vscode.l10n.t('{0} of {1}', accepted, planned),
    ...(rejected > 0 ? [vscode.l10n.t('{0} rejected', rejected)] : []),
    ...(cost === undefined ? [] : [formatUsd(cost)]),
    ...(waiting ? [`${describeWaiting(waiting.until)}: ${waiting.reason}`] : []),
    `[${vscode.l10n.t('Log')}](command:vignette.showLog)`,
  ].join(' · ');
}

function logEvent(event: Exclude<RunEvent, { kind: 'streamed' }>, log: vscode.LogOutputChannel): void {
  const { index, archetype, draw } = event.sample;
  const name = `sample ${index + 1}${draw === 0 ? '' : `, draw ${draw + 1}`} (${archetype})`;
  if (event.kind === 'asked') log.debug(`${name}: asked, attempt ${event.attempt}`);
  else if (event.kind === 'called')
    log.debug(`${name}: ${event.entry.error?.message ?? 'answered'}, ${event.entry.latencyMs} ms`);
  else if (event.kind === 'repairing') log.info(`${name}: sent back: ${event.problems.join(' | ')}`);
  else if (event.kind === 'accepted') log.info(`${name}: accepted`);
  else if (event.kind === 'rejected') log.warn(`${name}: rejected: ${event.reasons.join(' | ')}`);
  else log.warn(`${name}: waiting ${event.ms} ms: ${event.error.message}`);
}
