import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { Html, html } from '../reports/htmlText';
import { PAGE_STYLE } from './pageStyle';

/** Where the page's script is. */
export function scriptFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist');
}

/** The page, still empty: its script fills it with what it is sent. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, dataset: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(scriptFolder(extension), 'inspector.js'));
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src ${webview.cspSource}`;
  return html`<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${vscode.l10n.t('Inspector')}</title>
<style nonce="${nonce}">${new Html(PAGE_STYLE)}</style>
</head>
<body data-dataset="${dataset.toString()}">
<div id="status" role="status"></div>
<div id="notice" role="status"></div>
<header id="head"></header>
<nav id="chips" aria-label="${vscode.l10n.t('Filter')}"></nav>
<div id="work">
<main id="panels"></main>
<section id="records"><div id="list-head"></div><div id="list" role="listbox" tabindex="0"></div></section>
</div>
<script src="${script.toString()}"></script>
</body>
</html>`.text;
}
