/** A comparison as a page: self-contained, without anything from elsewhere. */

import { escapeMarkup } from '../plot/escapeMarkup';
import { STANDALONE_STYLE } from '../plot/style';
import { type Comparison, type Contrast, OVERALL, type Row } from './comparison';
import { findingsOf, isClear, methodOf, notesOf } from './findings';
import { formatDifferenceInterval, formatInterval, formatP } from './formatValue';
import { METRICS } from './metric';
import type { Observation } from './observation';
import type { Pair } from './pairing';
import { PICTURES, plotContrast } from './plot';

/** Pairs that are listed; more make a page slow and are never read. */
const MOST_PAIRS = 500;

export interface HtmlOptions {
  /**
   * For a page that talks to an editor: what its script and style are allowed by, and the script. A click on an
   * element with `data-action` is for the script, which finds `data-contrast` and `data-pair` beside it.
   */
  readonly editor?: { readonly nonce: string; readonly script: string };
}

export function comparisonHtml(
  { sides, settings, contrasts }: Comparison,
  { editor }: HtmlOptions = {},
): string {
  const nonce = editor ? ` nonce="${editor.nonce}"` : '';
  const allowed = editor ? `'nonce-${editor.nonce}'` : "'unsafe-inline'";
  const policy = `default-src 'none'; style-src ${allowed};${editor ? ` script-src ${allowed};` : ''}`;
  return [
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Comparison: ${escapeMarkup(sides.map(({ label }) => label).join(', '))}</title>`,
    `<style${nonce}>${STANDALONE_STYLE}${PAGE_STYLE}</style></head><body class="plot">`,
    '<h1>Comparison</h1>',
    editor ? '<p><button data-action="markdown">Open as Markdown</button></p>' : '',
    sidesTable(sides),
    ...contrasts.map((contrast, i) => section(contrast, i, editor !== undefined)),
    '<h2>Method</h2>',
    `<p>${escapeMarkup(methodOf(settings))}</p>`,
    `<dl>${METRICS.map(({ title, definition }) => `<dt>${title}</dt><dd>${escapeMarkup(definition)}</dd>`).join('')}</dl>`,
    editor ? `<script${nonce}>${editor.script}</script>` : '',
    '</body></html>',
  ].join('\n');
}

const PAGE_STYLE = `
body { background: var(--paper); max-width: 1000px; margin: 0 auto; padding: 8px 24px 48px; font-size: 13px; line-height: 1.5; }
h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 32px; } h3 { font-size: 14px; margin: 24px 0 8px; }
svg { max-width: 100%; height: auto; display: block; margin: 8px 0 16px; }
table { border-collapse: collapse; } .wide { overflow-x: auto; }
th, td { padding: 3px 10px 3px 0; text-align: left; vertical-align: top; font-variant-numeric: tabular-nums; }
th { border-bottom: 1px solid var(--grid); font-weight: 600; } .number { text-align: right; white-space: nowrap; }
tr.group th { border: 0; padding-top: 10px; } td.muted, .muted, dd { color: var(--muted); }
.tag { border: 1px solid var(--muted); border-radius: 3px; padding: 0 4px; font-size: 11px; white-space: nowrap; }
dt { font-weight: 600; } dd { margin: 0 0 6px; } summary { cursor: pointer; font-weight: 600; padding: 4px 0; }
button { font: inherit; border: 1px solid var(--vscode-button-border, transparent); border-radius: 3px; padding: 2px 10px; cursor: pointer;
  color: var(--vscode-button-secondaryForeground, inherit); background: var(--vscode-button-secondaryBackground, var(--grid)); }
button:hover { background: var(--vscode-button-secondaryHoverBackground, var(--grid)); }
:focus-visible { outline: 2px solid var(--vscode-focusBorder, var(--first)); outline-offset: 1px; }
`;

function sidesTable(sides: Comparison['sides']): string {
  const rows = sides.map(
    ({ label, observations, seed, path, offline }) =>
      `<tr><td><strong>${escapeMarkup(label)}</strong>${offline ? ' <span class="tag">offline teacher</span>' : ''}</td><td class="number">${observations.length}</td><td class="number">${seed ?? ''}</td><td class="muted">${escapeMarkup(path)}</td></tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>Side</th><th class="number">Samples</th><th class="number">Seed</th><th>From</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function section(contrast: Contrast, index: number, inEditor: boolean): string {
  const findings = findingsOf(contrast);
  const items = (lines: readonly string[]): string =>
    lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join('');
  const pictures = PICTURES.flatMap(({ title, metrics }) => {
    const svg = plotContrast(contrast, metrics);
    return svg ? [`<h3>${title}</h3>${svg}`] : [];
  });
  return [
    `<h2>${escapeMarkup(contrast.second.label)} against ${escapeMarkup(contrast.first.label)}</h2>`,
    `<ul class="muted">${items(notesOf(contrast))}</ul>`,
    findings.length === 0
      ? '<p>No metric tells them apart: no overall difference is beyond what chance gives.</p>'
      : `<p><strong>What differs</strong></p><ul>${items(findings)}</ul>`,
    ...pictures,
    `<details><summary>All numbers</summary>${numbersTable(contrast)}</details>`,
    '<h3>Pairs</h3>',
    pairsTable(contrast, index, inEditor),
  ].join('\n');
}

function numbersTable({ first, second, rows }: Contrast): string {
  const body = rows.map((row) => {
    const head =
      row.group === OVERALL ? `<tr class="group"><th colspan="6">${row.metric.title}</th></tr>` : '';
    return head + numbersRow(row);
  });
  return `<div class="wide"><table><thead><tr><th></th><th class="number">n</th><th class="number">${escapeMarkup(first.label)}</th><th class="number">${escapeMarkup(second.label)}</th><th class="number">Difference</th><th class="number">McNemar</th></tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function numbersRow({ metric, group, n, first, second, difference, test }: Row): string {
  const change = escapeMarkup(formatDifferenceInterval(metric, difference));
  const cells = [
    n,
    formatInterval(metric, first),
    formatInterval(metric, second),
    isClear({ difference, test }) ? `<strong>${change}</strong>` : change,
    test ? escapeMarkup(formatP(test.p)) : '',
  ];
  return `<tr><td>${escapeMarkup(group)}</td>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}</tr>`;
}

function pairsTable({ first, second, pairs }: Contrast, contrast: number, inEditor: boolean): string {
  const listed = pairs
    .map((pair, index) => ({ pair, index, difference: differenceOf(pair) }))
    .sort((a, b) => b.difference - a.difference || a.index - b.index)
    .slice(0, MOST_PAIRS)
    .map(({ pair, index }) => {
      const action = inEditor
        ? `<td><button data-action="pair" data-contrast="${contrast}" data-pair="${index}" aria-label="Open pair ${pair.first.index} side by side">Side by side</button></td>`
        : '';
      return `<tr><td class="number">${pair.first.index}</td><td>${escapeMarkup(pair.first.archetype)}</td><td>${outcome(pair.first)}</td><td>${outcome(pair.second)}</td>${action}</tr>`;
    });
  const more =
    pairs.length > MOST_PAIRS
      ? `<p class="muted">${pairs.length - MOST_PAIRS} more; the JSON report has all of them.</p>`
      : '';
  return `<p class="muted">Those that came out differently first.</p><div class="wide"><table><thead><tr><th class="number">Sample</th><th>Archetype</th><th>${escapeMarkup(first.label)}</th><th>${escapeMarkup(second.label)}</th>${inEditor ? '<th></th>' : ''}</tr></thead><tbody>${listed.join('')}</tbody></table></div>${more}`;
}

/** How differently a pair came out: whether it is clean counts most. */
function differenceOf({ first, second }: Pair): number {
  const gap = (metric: 'clean' | 'grounded' | 'abstention'): number =>
    Math.abs((first.measures[metric] ?? 0) - (second.measures[metric] ?? 0));
  return 4 * gap('clean') + 2 * gap('abstention') + gap('grounded');
}

function outcome({ measures, record, problems }: Observation): string {
  if (measures.clean === 1) return 'clean';
  const state =
    record === undefined
      ? 'unusable'
      : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return `<strong>${state}</strong>${problems[0] === undefined ? '' : `<br><span class="muted">${escapeMarkup(problems[0])}</span>`}`;
}
