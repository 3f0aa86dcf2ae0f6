/** What the runs of the workspace consumed, and what that cost. */
import * as vscode from 'vscode';
import type { Spent } from '../../core/generate/usage';
import type { Judging } from '../../storage/judging';
import { type Engine, loadEngine } from '../loadEngine';
import { describeStanding } from '../runs/describeRun';
import type { ListedRun, RunList } from '../runs/runList';
import { commandLink, type Html, html } from './htmlText';
import type { Report } from './reportPanel';

export function usageReport(runs: RunList): Report {
  return {
    key: 'usage',
    title: vscode.l10n.t('Usage and Cost'),
    commands: ['vignette.openRunSamples', 'vignette.generateSamples'],
    render: async () => {
      const engine = await loadEngine();
      const listed = await runs.readable();
      const judgings = (
        await Promise.all(runs.judgeFolders.map(({ fsPath }) => engine.readJudgings(fsPath)))
      ).flat();
      if (listed.length + judgings.length === 0) {
        return html`<h1>${vscode.l10n.t('Usage and Cost')}</h1>
<p>${vscode.l10n.t('Nothing was generated in this workspace yet.')} ${commandLink('vignette.generateSamples', undefined, vscode.l10n.t('Generate Samples…'))}</p>`;
      }
      return draw(engine, listed, judgings);
    },
  };
}

function draw(engine: Engine, runs: readonly ListedRun[], judgings: readonly Judging[]): Html {
  const others = besides(engine, runs, judgings);
  const all = others.reduce((sum, { spent }) => engine.addSpent(sum, spent), total(engine, runs));
  const unpriced = runs.filter(({ summary: { plan, spent } }) => spent.cost === 0 && !isPriced(engine, plan));
  return html`
<h1>${vscode.l10n.t('Usage and Cost')}</h1>
<p class="quiet">${vscode.l10n.t('Told from the journals of {0} runs. Each call counts at the price that held when it was made; failed calls count where the service said what they consumed.', runs.length)}</p>
<h2>${vscode.l10n.t('By teacher')}</h2>
${table(
  [vscode.l10n.t('Teacher'), vscode.l10n.t('Runs')],
  [
    ...[...groupByModel(runs)].map(([name, group]) => ({
      cells: [name, html`<span>${group.length}</span>`],
      spent: total(engine, group),
      priced: group.every(({ summary }) => isPriced(engine, summary.plan)),
    })),
    ...others,
  ],
  {
    cells: [vscode.l10n.t('In total'), html`<span>${runs.length}</span>`],
    spent: all,
    priced: unpriced.length === 0,
  },
  engine,
)}
<h2>${vscode.l10n.t('By run')}</h2>
${table(
  [vscode.l10n.t('Run'), vscode.l10n.t('Teacher'), vscode.l10n.t('Accepted'), vscode.l10n.t('State')],
  runs.map(({ folder, summary: { plan, accepted, standing, spent } }) => ({
    cells: [
      accepted > 0
        ? commandLink('vignette.openRunSamples', folder.toString(), dateOf(plan.createdAt))
        : dateOf(plan.createdAt),
      `${plan.provider} · ${plan.model}`,
      vscode.l10n.t('{0} of {1}', accepted, plan.count),
      describeStanding(standing),
    ],
    spent,
    priced: isPriced(engine, plan),
  })),
  undefined,
  engine,
)}
<p class="quiet">${vscode.l10n.t('Prices of {0}, in US dollars, from ', engine.PRICES_OF.date)}<a href="${engine.PRICES_OF.source}">${engine.PRICES_OF.source}</a>${vscode.l10n.t('. Thinking is billed as output. Ollama and the offline teacher cost nothing per token here; a subscription is not counted.')}</p>
${
  unpriced.length > 0
    ? html`<p class="quiet">${vscode.l10n.t('— stands for a model without a known price: its cost is not part of the sum.')}</p>`
    : undefined
}`;
}

/** What was paid for and is part of no run's samples. */
function besides(
  { addSpent, NOTHING_SPENT }: Engine,
  runs: readonly ListedRun[],
  judgings: readonly Judging[],
): Row[] {
  const reproduced = runs.reduce((sum, { summary }) => addSpent(sum, summary.reproduced), NOTHING_SPENT);
  const rows = [
    { cells: [vscode.l10n.t('Samples made again'), ''], spent: reproduced, priced: true },
    ...judgings.map(({ judge, spent }) => ({
      cells: [vscode.l10n.t('Judged by {0}', judge), ''],
      spent,
      priced: judge.startsWith('ollama-'),
    })),
  ];
  return rows.filter(({ spent }) => spent.calls > 0);
}

interface Row {
  readonly cells: readonly (Html | string)[];
  readonly spent: Spent;
  readonly priced: boolean;
}

/** Rows with the amounts of what was spent after their own cells. */
function table(heads: readonly string[], rows: readonly Row[], foot: Row | undefined, engine: Engine): Html {
  const amounts = [
    vscode.l10n.t('Calls'),
    vscode.l10n.t('Input'),
    vscode.l10n.t('Output'),
    vscode.l10n.t('Thinking'),
    vscode.l10n.t('Cached'),
    vscode.l10n.t('Cost'),
  ];
  const line = ({ cells, spent, priced }: Row): Html => html`
<tr>${cells.map((cell) => html`<td>${cell}</td>`)}
<td class="number">${describeCalls(spent)}</td>
${[spent.usage.input, spent.usage.output, spent.usage.thinking, spent.usage.cached].map((tokens) => html`<td class="number">${tokens.toLocaleString(vscode.env.language)}</td>`)}
<td class="number">${priced || spent.cost > 0 ? engine.formatUsd(spent.cost) : '—'}</td></tr>`;
  return html`<div class="table"><table>
<thead><tr>${heads.map((head) => html`<th>${head}</th>`)}${amounts.map((head) => html`<th class="number">${head}</th>`)}</tr></thead>
<tbody>${rows.map(line)}</tbody>
${foot && html`<tfoot>${line(foot)}</tfoot>`}
</table></div>`;
}

function describeCalls({ calls, failedCalls }: Spent): string {
  return failedCalls === 0 ? String(calls) : vscode.l10n.t('{0}, {1} failed', calls, failedCalls);
}

function total({ addSpent, NOTHING_SPENT }: Engine, runs: readonly ListedRun[]): Spent {
  return runs.reduce((sum, { summary }) => addSpent(sum, summary.spent), NOTHING_SPENT);
}

function isPriced({ priceOf }: Engine, { provider, model }: ListedRun['summary']['plan']): boolean {
  return priceOf(provider, model) !== undefined;
}

function groupByModel(runs: readonly ListedRun[]): ReadonlyMap<string, readonly ListedRun[]> {
  const groups = new Map<string, ListedRun[]>();
  for (const run of runs) {
    const { provider, model } = run.summary.plan;
    const name = `${provider} · ${model}`;
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  return groups;
}

function dateOf(iso: string): string {
  return new Date(iso).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
}
