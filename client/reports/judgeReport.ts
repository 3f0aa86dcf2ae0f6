/** What a judging came to. */
import * as vscode from 'vscode';
import type { JudgeSummary } from '../../core/judge/summary';
import { loadEngine } from '../loadEngine';
import { commandLink, type Html, html } from './htmlText';
import type { Report } from './reportPanel';

/** `judge`: provider and model. `verdicts`: the file that they are in. */
export function judgeReport(
  dataset: vscode.Uri,
  judge: string,
  verdicts: vscode.Uri,
  summary: JudgeSummary,
): Report {
  const name = vscode.workspace.asRelativePath(dataset);
  return {
    key: `judge ${dataset}`,
    title: vscode.l10n.t('Verdicts on {0}', name),
    commands: ['vscode.open'],
    render: async () => {
      const { wordOutcome } = await loadEngine();
      return html`
<h1>${vscode.l10n.t('Verdicts on {0}', name)}</h1>
<p class="quiet">${vscode.l10n.t('Judged by {0}', judge)}</p>
<ul>${wordOutcome(summary).map((line) => html`<li>${line}</li>`)}</ul>
${summary.criteria.length === 0 ? undefined : scores(summary)}
<p>${vscode.l10n.t('Every verdict, with its reasons: ')}${commandLink('vscode.open', verdicts.toString(), vscode.workspace.asRelativePath(verdicts))}</p>`;
    },
  };
}

function scores({ criteria, agreement }: JudgeSummary): Html {
  return html`
<h2>${vscode.l10n.t('By criterion')}</h2>
<div class="table"><table>
<thead><tr><th>${vscode.l10n.t('Criterion')}</th><th class="number">${vscode.l10n.t('Mean')}</th>${[1, 2, 3, 4, 5].map((score) => html`<th class="number">${score}</th>`)}</tr></thead>
<tbody>${criteria.map(
    ({ criterion, mean: { value, low, high }, counts }) => html`
<tr><td>${criterion.title}</td><td class="number">${value.toFixed(2)}${low === undefined || high === undefined ? '' : ` [${low.toFixed(2)}, ${high.toFixed(2)}]`}</td>${counts.map((count) => html`<td class="number">${count}</td>`)}</tr>`,
  )}</tbody>
</table></div>
<h2>${vscode.l10n.t('Judge and lint')}</h2>
<div class="table"><table>
<thead><tr><th></th><th class="number">${vscode.l10n.t('Lint: error')}</th><th class="number">${vscode.l10n.t('Lint: no error')}</th></tr></thead>
<tbody>
<tr><td>${vscode.l10n.t('Judge: reject')}</td><td class="number">${agreement.both}</td><td class="number">${agreement.onlyFirst}</td></tr>
<tr><td>${vscode.l10n.t('Judge: keep')}</td><td class="number">${agreement.onlySecond}</td><td class="number">${agreement.neither}</td></tr>
</tbody>
</table></div>`;
}
