/** Reports: read-only pages in the colours of the theme, made anew when what they tell of changes. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type Html, html } from './htmlText';

export interface Report {
  /** A report that is open is shown again, not opened twice. */
  readonly key: string;
  readonly title: string;
  /** Commands that its links may run. */
  readonly commands: readonly string[];
  readonly render: () => Promise<Html>;
}

const open = new Map<string, { readonly panel: vscode.WebviewPanel; report: Report }>();

/** Opens a report, or brings it to the front as it is now. `onDidChange`: what it tells of is not as it was. */
export async function showReport(report: Report, onDidChange?: vscode.Event<void>): Promise<void> {
  const shown = open.get(report.key);
  if (shown) {
    shown.report = report;
    shown.panel.reveal();
    return draw(report.key);
  }
  const panel = vscode.window.createWebviewPanel('vignette.report', report.title, vscode.ViewColumn.Active, {
    enableScripts: false,
    enableCommandUris: [...report.commands],
    enableFindWidget: true,
    localResourceRoots: [],
  });
  open.set(report.key, { panel, report });
  const redraw = (): void => void (panel.visible && draw(report.key));
  const subscriptions = [panel.onDidChangeViewState(redraw), ...(onDidChange ? [onDidChange(redraw)] : [])];
  panel.onDidDispose(() => {
    open.delete(report.key);
    vscode.Disposable.from(...subscriptions).dispose();
  });
  await draw(report.key);
}

async function draw(key: string): Promise<void> {
  const shown = open.get(key);
  if (!shown) return;
  const { panel, report } = shown;
  const body = await report.render();
  // It may have been closed, or opened for something newer, in the meantime.
  if (open.get(key)?.report === report) panel.webview.html = page(report.title, body).text;
}

function page(title: string, body: Html): Html {
  const nonce = randomBytes(16).toString('base64');
  return html`<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${title}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${body}
</body>
</html>`;
}

const STYLE = html`
body { max-width: 76rem; margin: 0 auto; padding: 0.5rem 1.5rem 3rem; line-height: 1.5; }
h1 { font-size: 1.5rem; font-weight: 600; margin: 1rem 0 0.25rem; }
h2 { font-size: 1.1rem; font-weight: 600; margin: 2rem 0 0.5rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.5rem 0 0.25rem; }
p { margin: 0.25rem 0 0.75rem; }
.quiet { color: var(--vscode-descriptionForeground); }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); }
th { font-weight: 600; color: var(--vscode-descriptionForeground); white-space: nowrap; }
tfoot td { font-weight: 600; border-bottom: 0; }
.number { text-align: right; white-space: nowrap; }
ul { margin: 0.25rem 0; padding-left: 1.25rem; }
code { font-family: var(--vscode-editor-font-family); font-size: 0.95em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; background: var(--vscode-textCodeBlock-background); font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
summary { cursor: pointer; color: var(--vscode-textLink-foreground); }
a { color: var(--vscode-textLink-foreground); }
`;
