/** The extension's entry: registers what is cheap, and leaves the rest to first use. */
import * as vscode from 'vscode';
import { REJECTS_SCHEME, REVIEW_SCHEME } from '../core/protocol';
import { lintFromDisk, lintWorkspace } from './commands/lintWorkspace';
import { reviewDataset } from './commands/reviewDataset';
import { PAIR_SCHEME, PairDocuments } from './compare/pairDocuments';
import type { Given } from './curate/datasetFiles';
import { DatasetList } from './datasets/datasetList';
import { INSPECTOR, LazyInspectors } from './inspector/lazyInspectors';
import { LiveModels } from './prompt/liveModels';
import { registerPromptCommands } from './prompt/registerPromptCommands';
import { RejectDocuments } from './reports/rejectDocuments';
import type { RejectedRecord } from './reports/rejectsReport';
import { Decisions } from './review/decisions';
import { Offers } from './review/offers';
import { ReviewFileSystem } from './review/reviewFileSystem';
import type { RunServices } from './runs/carryOut';
import { LiveRuns } from './runs/liveRuns';
import { folderOf, type RunArgument } from './runs/pickRun';
import { RunList } from './runs/runList';
import { GeminiKey } from './secrets';
import { Server } from './server';
import { LintStatusItem } from './status/lintStatus';
import { TeacherStatus } from './status/teacherStatus';
import { TeacherHealth } from './teachers/teacherHealth';
import { Teachers } from './teachers/teachers';
import { needsTrust } from './trust';
import { DatasetsView } from './views/datasetsView';
import { RunsView } from './views/runsView';
import { WorkspaceLint } from './workspaceLint';

let server: Server | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Vignette', { log: true });
  const geminiKey = new GeminiKey(context.secrets);
  const linter = new Server(context, log);
  const workspaceLint = new WorkspaceLint(linter);
  const datasets = new DatasetList(linter, workspaceLint);
  const pairs = new PairDocuments();
  const reviews = new ReviewFileSystem();
  const teachers = new Teachers(geminiKey, context.globalState);
  const health = new TeacherHealth(teachers);
  const live = new LiveRuns();
  const runs = new RunList(live, context.globalStorageUri);
  const services: RunServices = { log, teachers, health, runs, live, memory: context.globalState };
  const comparing = { ...services, pairs, storage: context.globalStorageUri };
  const decisions = new Decisions(linter, context.globalState);
  const offers = new Offers(pairs);
  const asking = { ...comparing, server: linter, offers };
  const inspectors = new LazyInspectors({ extension: context.extensionUri, server: linter, datasets, log });
  server = linter;

  const command = (name: string, run: (...args: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`vignette.${name}`, run);
  const { onLintStatus } = linter;
  context.subscriptions.push(
    log,
    linter,
    new LintStatusItem(onLintStatus),
    workspaceLint,
    geminiKey.watch(),
    teachers,
    health,
    live,
    runs,
    new TeacherStatus({ teachers, health, live, onLintStatus }),
    new RunsView(runs, live),
    datasets,
    new DatasetsView(datasets),
    inspectors,
    vscode.window.registerWebviewPanelSerializer(INSPECTOR, inspectors),
    command('inspectDataset', (dataset?: vscode.Uri) => inspectors.show(dataset)),
    vscode.workspace.registerFileSystemProvider(REVIEW_SCHEME, reviews, { isCaseSensitive: true }),
    live.onDidChange((run) => reviews.refresh(vscode.Uri.joinPath(run, 'samples.jsonl'))),
    vscode.workspace.registerTextDocumentContentProvider(REJECTS_SCHEME, new RejectDocuments()),
    pairs,
    offers,
    new LiveModels(linter, teachers),
    ...registerPromptCommands(services, context.globalStorageUri),
    vscode.workspace.registerTextDocumentContentProvider(PAIR_SCHEME, pairs),
    command('compareRuns', async (dataset?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
      (await runCommands()).compareRuns(comparing, chosen(dataset, selected)),
    ),
    command('openDataset', (dataset: vscode.Uri) => vscode.commands.executeCommand('vscode.open', dataset)),
    command('refreshDatasets', () => datasets.refresh()),
    command(
      'compareTeachers',
      needsTrust(async () => (await runCommands()).compareTeachers(comparing)),
    ),
    command(
      'judgeDataset',
      needsTrust(async (dataset?: vscode.Uri) => (await runCommands()).judgeDataset(services, dataset)),
    ),
    command(
      'reproduceSample',
      needsTrust(async () => (await runCommands()).reproduceSample(comparing)),
    ),
    command(
      'repairSample',
      needsTrust(async (uri?: string, line?: number) =>
        (await runCommands()).repairSample(asking, uri, line),
      ),
    ),
    command(
      'regenerateSample',
      needsTrust(async (uri?: string, line?: number) =>
        (await runCommands()).regenerateSample(asking, uri, line),
      ),
    ),
    command('showOffer', (run: vscode.Uri) => offers.show(run)),
    command('takeOffer', () => offers.take()),
    command('leaveOffer', () => offers.leave()),
    command('cleanDataset', async (...given: Given) =>
      (await runCommands()).cleanDataset(services, ...given),
    ),
    command('splitDataset', async (...given: Given) =>
      (await runCommands()).splitDataset(services, ...given),
    ),
    command('exportDataset', async (...given: Given) =>
      (await runCommands()).exportDataset(services, ...given),
    ),
    command('convertDataset', async (dataset?: vscode.Uri) =>
      (await runCommands()).convertDataset(services, dataset),
    ),
    command('lintWorkspace', () => lintWorkspace(workspaceLint)),
    command('reviewDataset', (dataset?: vscode.Uri | string, record?: number) =>
      reviewDataset(dataset, record),
    ),
    command('lintFromDisk', (file?: vscode.Uri, selected?: readonly vscode.Uri[]) =>
      lintFromDisk(workspaceLint, chosen(file, selected)),
    ),
    command('acceptSample', (uri?: string, line?: number) => decisions.accept(uri, line)),
    command('rejectSample', (uri?: string, line?: number) => decisions.reject(uri, line)),
    command('takeBackDecision', (uri?: string, line?: number) => decisions.takeBack(uri, line)),
    command('nextUndecided', (uri?: string, line?: number) => decisions.next(uri, line)),
    command('addAccepted', async (document?: vscode.Uri) =>
      (await runCommands()).addAccepted(comparing, document),
    ),
    command('openExample', async () => (await runCommands()).openExample(context.extensionUri)),
    command('restartServer', () => linter.restart()),
    command('showLog', () => log.show()),

    command('setGeminiKey', () => geminiKey.ask()),
    command('removeGeminiKey', () => geminiKey.remove()),
    command('teacherMenu', async () => (await runCommands()).teacherMenu(teachers, health)),
    command(
      'selectTeacher',
      needsTrust(async () => (await runCommands()).selectTeacher(teachers)),
    ),
    command(
      'checkTeacher',
      needsTrust(() => health.check(true)),
    ),
    command(
      'pullModel',
      needsTrust(async (model?: string) => (await runCommands()).pullModel(teachers, log, model)),
    ),

    command(
      'generateSamples',
      needsTrust(async () => (await runCommands()).generateSamples(services)),
    ),
    command(
      'resumeRun',
      needsTrust(async (run: RunArgument) => (await runCommands()).resumeRun(services, run)),
    ),
    command(
      'extendRun',
      needsTrust(async (run: RunArgument) => (await runCommands()).extendRun(services, run)),
    ),
    command('cancelRun', (run: RunArgument) => {
      const folder = folderOf(run);
      if (folder) live.get(folder)?.cancel();
    }),
    command('openRunSamples', async (run: RunArgument) =>
      (await runCommands()).openRunSamples(services, run),
    ),
    command('openRunRejects', async (run: RunArgument) =>
      (await runCommands()).openRunRejects(services, run),
    ),
    command('openRejectedRecord', async (record: RejectedRecord) =>
      (await runCommands()).openRejectedRecord(record),
    ),
    command('revealRun', async (run: RunArgument) => (await runCommands()).revealRun(services, run)),
    command('deleteRun', async (run: RunArgument) => (await runCommands()).deleteRun(services, run)),
    command('refreshRuns', () => runs.refresh()),
    command('showUsage', async () => (await runCommands()).showUsage(services)),
  );
}

/** What a command of a view is called on: the row, and the others that are selected with it. */
function chosen(row: vscode.Uri | undefined, selected?: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return selected ?? (row ? [row] : []);
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

function runCommands(): Promise<typeof import('./runCommands')> {
  return import('./runCommands');
}
