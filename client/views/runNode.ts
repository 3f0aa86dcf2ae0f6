/** What the Runs view is made of, and how each piece looks. */
import * as vscode from 'vscode';
import type { RejectNote, RunSummary } from '../../core/generate/runSummary';
import { describeCost, describeRun, describeStanding } from '../runs/describeRun';
import { type Ending, endingOf } from '../runs/endings';
import type { RunProgress } from '../runs/liveRuns';
import type { ListedRun, UnreadableRun } from '../runs/runList';

export type RunNode =
  | { readonly kind: 'run'; readonly run: ListedRun; readonly progress: RunProgress | undefined }
  | { readonly kind: 'unreadable'; readonly run: UnreadableRun }
  | { readonly kind: 'ending'; readonly run: ListedRun; readonly ending: Ending }
  | { readonly kind: 'samples' | 'rejects' | 'journal' | 'plan'; readonly run: ListedRun }
  | {
      readonly kind: 'rejectGroup';
      readonly run: ListedRun;
      /** A rule, or what else was wrong. */
      readonly reason: string;
      readonly rejects: readonly RejectNote[];
    }
  | {
      readonly kind: 'reject';
      readonly run: ListedRun;
      readonly reason: string;
      readonly reject: RejectNote;
    };

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

export function toTreeItem(node: RunNode): vscode.TreeItem {
  switch (node.kind) {
    case 'run':
      return runItem(node.run, node.progress);
    case 'unreadable':
      return unreadableItem(node.run);
    case 'ending': {
      const { title, advice, action } = node.ending;
      const item = leaf(node.run, 'ending', action.label, 'lightbulb', {
        description: title,
        command: command(action.command, action.label, node),
      });
      item.tooltip = `${title} ${advice}`;
      return item;
    }
    case 'samples':
      return leaf(node.run, 'samples', vscode.l10n.t('Samples'), 'open-preview', {
        description: String(node.run.summary.accepted),
        command: command('vignette.openRunSamples', vscode.l10n.t('Open Samples for Review'), node),
      });
    case 'rejects': {
      const count = node.run.summary.rejects.length;
      const item = leaf(node.run, 'rejects', vscode.l10n.t('Rejects'), 'circle-slash', {
        description: String(count),
      });
      item.collapsibleState = count > 0 ? Collapsed : None;
      return item;
    }
    case 'rejectGroup': {
      const item = new vscode.TreeItem(node.reason, Collapsed);
      item.id = `${node.run.folder}#reason ${node.reason}`;
      item.description = String(node.rejects.length);
      item.tooltip = vscode.l10n.t('Samples rejected for this reason, among others');
      return item;
    }
    case 'reject': {
      const { sample, archetype, reasons } = node.reject;
      const item = new vscode.TreeItem(vscode.l10n.t('Sample {0}', sample + 1), None);
      item.id = `${node.run.folder}#reason ${node.reason}#${sample}`;
      item.description = `${archetype} · ${withoutRule(reasonOf(node.reject, node.reason))}`;
      item.tooltip = reasons.join('\n');
      item.command = command('vignette.openRunRejects', vscode.l10n.t('Open Rejects'), node);
      return item;
    }
    case 'journal':
      return leaf(node.run, 'journal', vscode.l10n.t('Journal'), 'list-ordered', {
        description: vscode.l10n.t('{0} calls', node.run.summary.spent.calls),
        command: command('vscode.open', vscode.l10n.t('Open'), fileOf(node.run, 'journal.jsonl')),
      });
    case 'plan':
      return leaf(node.run, 'plan', vscode.l10n.t('Plan'), 'json', {
        description: vscode.l10n.t('seed {0}', node.run.summary.plan.seed),
        command: command('vscode.open', vscode.l10n.t('Open'), fileOf(node.run, 'run.json')),
      });
  }
}

function runItem(run: ListedRun, progress: RunProgress | undefined): vscode.TreeItem {
  const { summary, folder } = run;
  const { plan, standing } = summary;
  const item = new vscode.TreeItem(plan.model, Collapsed);
  item.id = folder.toString();
  item.description = describeRun(summary, progress);
  item.tooltip = tooltip(summary, progress);
  item.iconPath = ICONS[progress ? 'running' : standing.kind];
  const rejected = progress?.rejected ?? summary.rejects.length;
  // Menus ask for these words.
  item.contextValue = [
    'run',
    progress ? 'own running' : standing.kind,
    ...((progress?.accepted ?? summary.accepted) > 0 ? ['samples'] : []),
    ...(rejected > 0 ? ['rejects'] : []),
  ].join(' ');
  const state = describeStanding(progress ? { kind: 'running' } : standing);
  item.accessibilityInformation = { label: `${plan.model}, ${state}, ${item.description}` };
  return item;
}

const ICONS: Readonly<Record<RunSummary['standing']['kind'], vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon('loading~spin'),
  finished: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  cancelled: new vscode.ThemeIcon('debug-pause', new vscode.ThemeColor('list.warningForeground')),
  interrupted: new vscode.ThemeIcon('debug-pause', new vscode.ThemeColor('list.warningForeground')),
  stopped: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
};

function unreadableItem({ folder, problem }: UnreadableRun): vscode.TreeItem {
  const item = new vscode.TreeItem(folder.path.slice(folder.path.lastIndexOf('/') + 1), None);
  item.id = folder.toString();
  item.description = vscode.l10n.t('no readable plan');
  item.tooltip = problem;
  item.iconPath = new vscode.ThemeIcon('question');
  item.contextValue = 'unreadable';
  return item;
}

function tooltip(summary: RunSummary, progress: RunProgress | undefined): vscode.MarkdownString {
  const { plan, standing } = summary;
  const ending = endingOf(standing);
  const rows: [string, string][] = [
    [vscode.l10n.t('State'), describeStanding(progress ? { kind: 'running' } : standing)],
    ...(progress || !ending ? [] : [[vscode.l10n.t('Next'), ending.advice] as [string, string]]),
    [vscode.l10n.t('Teacher'), `${plan.provider} · ${plan.model}`],
    [
      vscode.l10n.t('Accepted'),
      vscode.l10n.t('{0} of {1}', progress?.accepted ?? summary.accepted, plan.count),
    ],
    [vscode.l10n.t('Rejected'), String(progress?.rejected ?? summary.rejects.length)],
    ...describeCost(summary, progress).map((cost): [string, string] => [vscode.l10n.t('Cost'), cost]),
    [vscode.l10n.t('Begun'), new Date(plan.createdAt).toLocaleString(vscode.env.language)],
    ...(plan.target === undefined ? [] : [[vscode.l10n.t('Dataset'), plan.target] as [string, string]]),
  ];
  const text = new vscode.MarkdownString(`**${plan.id}**\n\n|  |  |\n|---|---|\n`);
  for (const [name, value] of rows) {
    text.appendMarkdown(`| ${name} | `);
    text.appendText(value);
    text.appendMarkdown(' |\n');
  }
  return text;
}

function leaf(
  run: ListedRun,
  kind: string,
  label: string,
  icon: string,
  more: Pick<vscode.TreeItem, 'description'> & { readonly command?: vscode.Command },
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.id = `${run.folder}#${kind}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = kind;
  return Object.assign(item, more);
}

function command(name: string, title: string, argument: unknown): vscode.Command {
  return { command: name, title, arguments: [argument] };
}

export function fileOf({ folder }: ListedRun, name: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, name);
}

/** The reason of a reject that a group is about: of a rule, the message that names it. */
function reasonOf({ reasons }: RejectNote, group: string): string {
  return reasons.find((reason) => reason.startsWith(`${group}: `)) ?? group;
}

function withoutRule(reason: string): string {
  return reason.replace(/^[a-z]+\/[a-z-]+: /, '');
}
