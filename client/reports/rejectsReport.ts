/** Why samples of a run were rejected. */
import * as vscode from 'vscode';
import type { Reject } from '../../core/generate/journal';
import { loadEngine } from '../loadEngine';
import { commandLink, type Html, html } from './htmlText';
import type { Report } from './reportPanel';

/** Rejects on the page; the others are in their file. */
const MOST_SHOWN = 200;

/** What a link to a rejected record hands to `vignette.openRejectedRecord`. */
export interface RejectedRecord {
  readonly folder: string;
  readonly sample: number;
  readonly draw: number;
}

export function rejectsReport(folder: vscode.Uri, name: string): Report {
  return {
    key: `rejects ${folder}`,
    title: vscode.l10n.t('Rejects of {0}', name),
    commands: ['vignette.openRejectedRecord', 'vignette.revealRun'],
    render: async () => {
      const { readRun, ruleOfReason, ruleDocsUrl } = await loadEngine();
      const { rejects, plan } = await readRun(folder.fsPath);
      const more = rejects.length - MOST_SHOWN;
      return html`
<h1>${vscode.l10n.t('Rejects')}</h1>
<p class="quiet">${plan.provider} · ${plan.model} · ${name}</p>
<p>${vscode.l10n.t('A sample is accepted when the lint has neither an error nor a warning for it. These were not, also after they were sent back; most of them were drawn again.')}</p>
<h2>${vscode.l10n.t('By reason')}</h2>
<div class="table"><table>
<thead><tr><th>${vscode.l10n.t('Reason')}</th><th class="number">${vscode.l10n.t('Samples')}</th></tr></thead>
<tbody>${countReasons(rejects, ruleOfReason).map(
        ([reason, count, isRule]) => html`
<tr><td>${isRule ? html`<a href="${ruleDocsUrl(reason)}"><code>${reason}</code></a>` : reason}</td><td class="number">${count}</td></tr>`,
      )}</tbody>
</table></div>
<h2>${vscode.l10n.t('One by one')}</h2>
${rejects.slice(0, MOST_SHOWN).map((reject) => describeReject(folder, reject))}
${more > 0 ? html`<p>${vscode.l10n.t('{0} more are in ', more)}${commandLink('vignette.revealRun', folder.toString(), 'rejects.jsonl')}</p>` : undefined}`;
    },
  };
}

/** The most frequent first, with how many samples each is about and whether it is a rule. */
function countReasons(
  rejects: readonly Reject[],
  ruleOfReason: (reason: string) => string | undefined,
): [string, number, boolean][] {
  const counts = new Map<string, [number, boolean]>();
  for (const { reasons } of rejects) {
    for (const reason of new Set(reasons.map((text) => ruleOfReason(text) ?? text))) {
      const [count] = counts.get(reason) ?? [0];
      counts.set(reason, [count + 1, reasons.some((text) => ruleOfReason(text) === reason)]);
    }
  }
  return [...counts]
    .sort(([, [a]], [, [b]]) => b - a)
    .map(([reason, [count, isRule]]) => [reason, count, isRule]);
}

function describeReject(folder: vscode.Uri, reject: Reject): Html {
  const { sample, draw, archetype, repairs, reasons, response } = reject;
  const target: RejectedRecord = { folder: folder.toString(), sample, draw };
  const notes = [
    archetype,
    ...(draw > 0 ? [vscode.l10n.t('draw {0}', draw + 1)] : []),
    ...(repairs > 0 ? [vscode.l10n.t('sent back {0} times', repairs)] : []),
  ];
  return html`
<h3>${vscode.l10n.t('Sample {0}', sample + 1)} <span class="quiet">· ${notes.join(' · ')}</span></h3>
<ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
<p>${commandLink('vignette.openRejectedRecord', target, vscode.l10n.t('Open with every problem at its words'))}</p>
${
  response === undefined
    ? undefined
    : html`<details><summary>${vscode.l10n.t('The response')}</summary><pre>${response}</pre></details>`
}`;
}
