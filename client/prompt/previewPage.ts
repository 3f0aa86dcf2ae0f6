/** The page of a preview: made of strings here, so that the script in it only puts them in their places. */
import * as vscode from 'vscode';
import { escapeMarkup } from '../../core/plot/escapeMarkup';
import type { PromptCase } from '../../core/prompt/cases';
import type { FormField } from '../../core/prompt/inputForm';
import { looksLikeMark, type Piece } from '../../core/prompt/piece';
import type { PreviewedPrompt, PreviewMessage } from '../../core/prompt/preview';
import type { PromptPlace } from '../../core/prompt/promptError';

/** What a message to the page holds; what is left out stays as it is. */
export interface PageUpdate {
  readonly messages?: string;
  readonly summary?: string;
  /** Shown over the last messages that could be rendered, as {@link errorHtml} makes it; empty for none. */
  readonly error?: string;
  readonly form?: string;
  /** What is wrong with a field, by its name. */
  readonly problems?: Readonly<Record<string, string>>;
  /** 1-based line of the template that the cursor is at. */
  readonly line?: number;
}

/** What the page says. */
export type PageEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'input'; readonly name: string; readonly value: string }
  | { readonly kind: 'case'; readonly index: number }
  | { readonly kind: 'reveal'; readonly line: number; readonly partial?: string };

export function pageHtml(nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';`;
  const messages = escapeMarkup(vscode.l10n.t('Rendered messages'));
  return `<!DOCTYPE html><html lang="${escapeMarkup(vscode.env.language)}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${STYLE}</style></head><body>
<p id="error" role="alert" hidden></p>
<form id="form" aria-label="${escapeMarkup(vscode.l10n.t('Inputs'))}"></form>
<p id="summary"></p>
<main id="messages" aria-label="${messages}"></main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

/** What is wrong, and the way there where it has a place. */
export function errorHtml(message: string, { line, partial }: PromptPlace = {}): string {
  if (line === undefined) return escapeMarkup(message);
  const where = partial === undefined ? '' : ` data-partial="${escapeMarkup(partial)}"`;
  const label = escapeMarkup(vscode.l10n.t('Go to line {0}', line));
  return `${escapeMarkup(message)} <button type="button" data-line="${line}"${where}>${label}</button>`;
}

export function messagesHtml(messages: readonly PreviewMessage[]): string {
  return messages
    .map(({ role, pieces, tokens }) => {
      const length = tokens === undefined ? '' : escapeMarkup(tokensText(tokens));
      const count = length === '' ? '' : `<span class="muted">${length}</span>`;
      return `<section class="message" data-role="${role}" aria-label="${[role, ...(length ? [length] : [])].join(', ')}"><header><b>${role}</b>${count}</header><div class="text">${pieces.map(pieceHtml).join('')}</div></section>`;
    })
    .join('');
}

function pieceHtml(piece: Piece): string {
  if (piece.kind === 'unknown') return `<span>${escapeMarkup(piece.text)}</span>`;
  const { kind, text, line, partial, templateLine, expression } = piece;
  const where =
    partial === undefined
      ? vscode.l10n.t('line {0}', line)
      : vscode.l10n.t('{0}, line {1}', `_${partial}.prompt`, line);
  const what = expression === undefined ? where : `{{${expression}}}, ${where}`;
  const isMark = looksLikeMark(piece);
  const title =
    kind === 'missing'
      ? vscode.l10n.t('{0}: there is no value, so it renders as nothing', what)
      : isMark
        ? vscode.l10n.t('{0}: this looks like a mark of Dotprompt; it is sent as the text that it is', what)
        : what;
  const shown = kind === 'missing' ? `{{${expression ?? ''}}}` : text;
  return `<span class="piece ${kind}${isMark ? ' mark' : ''}" role="link" tabindex="-1" data-line="${line}" data-at="${templateLine}"${partial === undefined ? '' : ` data-partial="${escapeMarkup(partial)}"`} title="${escapeMarkup(title)}">${escapeMarkup(shown)}</span>`;
}

function tokensText(tokens: number): string {
  return vscode.l10n.t('{0} tokens', tokens.toLocaleString());
}

/** `cost`: how it is said, with the model it is for. */
export function summaryHtml({ tokens, messages }: PreviewedPrompt, tokenizer: string, cost: string): string {
  const missing = new Set(
    messages.flatMap(({ pieces }) =>
      pieces.flatMap((piece) => (piece.kind === 'missing' ? [piece.expression ?? ''] : [])),
    ),
  );
  const parts = [
    ...(tokens === undefined ? [] : [vscode.l10n.t('{0} tokens ({1})', tokens.toLocaleString(), tokenizer)]),
    ...(cost === '' ? [] : [cost]),
  ].map(escapeMarkup);
  if (missing.size > 0) {
    const names = vscode.l10n.t('without a value: {0}', [...missing].join(', '));
    parts.push(`<span class="warning">${escapeMarkup(names)}</span>`);
  }
  return parts.join(' · ');
}

/** `chosen`: the number of a case, -1 for the defaults. */
export function formHtml(
  fields: readonly FormField[],
  written: Readonly<Record<string, string>>,
  cases: readonly PromptCase[],
  chosen: number,
): string {
  if (fields.length === 0)
    return `<p class="muted">${escapeMarkup(vscode.l10n.t('This template has no inputs.'))}</p>`;
  const options = [vscode.l10n.t('Defaults'), ...cases.map(({ name }) => name)]
    .map((name, i) => option(String(i - 1), i - 1 === chosen, name))
    .join('');
  const select =
    cases.length === 0
      ? ''
      : `<label for="case">${escapeMarkup(vscode.l10n.t('Case'))}</label><select id="case">${options}</select>`;
  return select + fields.map((field) => fieldHtml(field, written[field.name] ?? field.initial)).join('');
}

function fieldHtml(field: FormField, value: string): string {
  const { name, type, description = '', optional, declared } = field;
  const id = `field-${escapeMarkup(name)}`;
  const notes = [
    type,
    ...(optional ? [vscode.l10n.t('optional')] : []),
    ...(declared ? [] : [vscode.l10n.t('not declared')]),
  ];
  const note = `<span class="muted">${escapeMarkup(notes.join(', '))}</span>`;
  return `<label for="${id}" title="${escapeMarkup(description)}">${escapeMarkup(name)} ${note}</label><div>${control(field, id, value)}<p class="problem" id="${id}-problem" hidden></p></div>`;
}

function control({ name, kind, values, description }: FormField, id: string, value: string): string {
  const hint = description ? ` placeholder="${escapeMarkup(description)}"` : '';
  const attributes = `id="${id}" data-name="${escapeMarkup(name)}" aria-describedby="${id}-problem"`;
  if (kind === 'boolean' || kind === 'enum') {
    const choices = kind === 'boolean' ? ['true', 'false'] : values;
    const options = ['', ...choices].map((choice) => option(choice, choice === value, choice)).join('');
    return `<select ${attributes}>${options}</select>`;
  }
  const rows = Math.min(8, Math.max(1, value.split('\n').length, Math.ceil(value.length / 60)));
  if (kind === 'number')
    return `<input ${attributes} inputmode="decimal"${hint} value="${escapeMarkup(value)}">`;
  return `<textarea ${attributes}${hint} rows="${rows}"${kind === 'json' ? ' class="code" spellcheck="false"' : ''}>${escapeMarkup(value)}</textarea>`;
}

function option(value: string, selected: boolean, label: string): string {
  return `<option value="${escapeMarkup(value)}"${selected ? ' selected' : ''}>${escapeMarkup(label)}</option>`;
}

const STYLE = `
body { padding: 12px 16px 40px; line-height: 1.5; }
form { display: grid; grid-template-columns: minmax(8em, max-content) minmax(0, 1fr); gap: 6px 12px; align-items: start; }
form > p { grid-column: 1 / -1; margin: 0; } label { padding-top: 3px; overflow-wrap: anywhere; } p.problem { margin: 2px 0 0; }
textarea, input, select { box-sizing: border-box; width: 100%; font: inherit; padding: 3px 6px; border-radius: 2px;
  color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, transparent)); }
select { color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); border-color: var(--vscode-dropdown-border, transparent); }
textarea { resize: vertical; display: block; } .code { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: -1px; }
.muted { color: var(--vscode-descriptionForeground); font-size: 0.92em; } .warning { color: var(--vscode-editorWarning-foreground); }
.problem { color: var(--vscode-editorError-foreground); font-size: 0.92em; }
#error { margin: 0 0 12px; padding: 6px 10px; overflow-wrap: anywhere; color: var(--vscode-inputValidation-errorForeground, inherit);
  background: var(--vscode-inputValidation-errorBackground); border: 1px solid var(--vscode-inputValidation-errorBorder); }
#error button { font: inherit; padding: 0; border: 0; background: none; cursor: pointer; color: var(--vscode-textLink-foreground); text-decoration: underline; }
::placeholder { color: var(--vscode-input-placeholderForeground); opacity: 1; }
main.stale { opacity: 0.6; }
.message { margin: 0 0 14px; border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent)); border-left: 3px solid var(--vscode-panel-border, currentColor); border-radius: 3px; }
.message.current { border-left-color: var(--vscode-focusBorder); }
.message header { display: flex; justify-content: space-between; padding: 3px 10px; background: var(--vscode-sideBarSectionHeader-background, transparent); }
.message > .text { padding: 8px 10px; white-space: pre-wrap; overflow-wrap: anywhere; font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
.piece { cursor: pointer; border-radius: 2px; } .piece:hover { background: var(--vscode-editor-hoverHighlightBackground); }
.piece.value { background: var(--vscode-editor-wordHighlightBackground, transparent); text-decoration: underline dotted var(--vscode-descriptionForeground) 1px; text-underline-offset: 3px; }
.piece.here { background: var(--vscode-editor-rangeHighlightBackground, var(--vscode-editor-hoverHighlightBackground)); outline: 1px solid var(--vscode-editor-rangeHighlightBorder, transparent); }
.piece.missing { color: var(--vscode-editorWarning-foreground); border: 1px dashed currentColor; padding: 0 3px; }
.piece.mark { outline: 1px solid var(--vscode-editorWarning-foreground); }
`;

/** Puts what it is told in its place, and tells what a person does. */
const SCRIPT = `
const editor = acquireVsCodeApi();
const at = (id) => document.getElementById(id);
const pieces = () => [...document.querySelectorAll('.piece')];
const say = (event) => editor.postMessage(event);
const reveal = ({ dataset: { line, partial } }) => say({ kind: 'reveal', line: Number(line), ...(partial && { partial }) });
let line = 0;
const follow = (scroll) => {
  document.querySelectorAll('.current').forEach((message) => message.classList.remove('current'));
  const here = pieces().filter((piece) => {
    const isHere = Number(piece.dataset.at) === line;
    piece.classList.toggle('here', isHere);
    return isHere;
  });
  here.forEach((piece) => piece.closest('.message').classList.add('current'));
  if (scroll && here[0]) here[0].scrollIntoView({ block: 'nearest' });
};
window.addEventListener('message', ({ data }) => {
  if (data.messages !== undefined) at('messages').innerHTML = data.messages;
  if (data.summary !== undefined) at('summary').innerHTML = data.summary;
  if (data.form !== undefined) at('form').innerHTML = data.form;
  if (data.error !== undefined) {
    at('error').innerHTML = data.error;
    at('error').hidden = data.error === '';
    at('messages').classList.toggle('stale', data.error !== '');
  }
  if (data.problems !== undefined) document.querySelectorAll('[data-name]').forEach((field) => {
    const problem = data.problems[field.dataset.name] ?? '';
    const note = at(field.id + '-problem');
    note.textContent = problem;
    note.hidden = problem === '';
    field.setAttribute('aria-invalid', String(problem !== ''));
  });
  if (data.line !== undefined) line = data.line;
  if (data.messages !== undefined || data.line !== undefined) follow(data.line !== undefined);
  pieces().slice(0, 1).forEach((piece) => { piece.tabIndex = 0; });
});
document.addEventListener('input', ({ target }) => {
  if (target.dataset.name !== undefined) say({ kind: 'input', name: target.dataset.name, value: target.value });
  else if (target.id === 'case') say({ kind: 'case', index: Number(target.value) });
});
document.addEventListener('submit', (event) => event.preventDefault());
document.addEventListener('click', ({ target }) => {
  const place = target.closest('[data-line]');
  if (place && getSelection().isCollapsed) reveal(place);
});
document.addEventListener('keydown', (event) => {
  const piece = event.target.closest('.piece');
  if (!piece) return;
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === 'Enter') reveal(piece);
  else if (step) pieces()[pieces().indexOf(piece) + step]?.focus();
  else return;
  event.preventDefault();
});
say({ kind: 'ready' });
`;
