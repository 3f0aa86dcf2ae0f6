/** The Runs view: what was generated here, how it went, and what can be done with it. */
import * as vscode from 'vscode';
import type { RejectNote } from '../../core/generate/runSummary';
import { loadEngine } from '../loadEngine';
import { endingOf } from '../runs/endings';
import type { LiveRuns } from '../runs/liveRuns';
import type { ListedRun, RunList } from '../runs/runList';
import { type RunNode, toTreeItem } from './runNode';

export const RUNS_VIEW = 'vignette.runs';

export class RunsView implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  readonly #disposables: vscode.Disposable[];
  readonly onDidChangeTreeData: vscode.Event<undefined>;

  constructor(
    private readonly runs: RunList,
    private readonly live: LiveRuns,
  ) {
    const changes = new vscode.EventEmitter<undefined>();
    this.onDidChangeTreeData = changes.event;
    const view = vscode.window.createTreeView(RUNS_VIEW, { treeDataProvider: this, showCollapseAll: true });
    const countRunning = (): void => {
      const running = live.all.length;
      view.badge =
        running === 0 ? undefined : { value: running, tooltip: vscode.l10n.t('{0} runs under way', running) };
    };
    this.#disposables = [
      changes,
      view,
      runs.onDidChange(() => changes.fire(undefined)),
      live.onDidChange(countRunning),
    ];
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (!node) return (await this.runs.all()).map((run) => this.#toNode(run));
    if (node.kind === 'run') {
      const { run, progress } = node;
      const ending = progress ? undefined : endingOf(run.summary.standing);
      return [
        ...(ending ? [{ kind: 'ending', run, ending } as const] : []),
        ...(['samples', 'rejects', 'journal', 'plan'] as const).map((kind) => ({ kind, run })),
      ];
    }
    if (node.kind === 'rejects') return groupByReason(node.run);
    if (node.kind === 'rejectGroup') {
      const { run, reason, rejects } = node;
      return rejects.map((reject) => ({ kind: 'reject', run, reason, reject }));
    }
    return [];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #toNode(run: Awaited<ReturnType<RunList['all']>>[number]): RunNode {
    if (!('summary' in run)) return { kind: 'unreadable', run };
    return { kind: 'run', run, progress: this.live.get(run.folder)?.progress };
  }
}

/** The most frequent reason first; a sample with several reasons stands under each. */
async function groupByReason(run: ListedRun): Promise<RunNode[]> {
  const { ruleOfReason } = await loadEngine();
  const groups = new Map<string, RejectNote[]>();
  for (const reject of run.summary.rejects) {
    for (const reason of new Set(reject.reasons.map((text) => ruleOfReason(text) ?? text))) {
      groups.set(reason, [...(groups.get(reason) ?? []), reject]);
    }
  }
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([reason, rejects]) => ({ kind: 'rejectGroup', run, reason, rejects }));
}
