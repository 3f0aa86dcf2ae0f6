import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { until, workspaceFile } from '../until';
import { runFromPalette } from './quickPick';

const SOURCE = `---
model: gemini-2.5-pro
input:
  schema:
    drug: string, what is given
    weeks: integer
    facts(array, what the report must say): string
    kind(enum): [letter, report]
  default:
    facts: [one dose]
---
{{role "system"}}
Answer from the report alone.
{{role "user"}}
{{#each facts}}
- {{this}}
{{/each}}
{{drug}} for {{weeks}} weeks.
{{> preview_rules}}
`;
const PARTIAL = 'Quote it word for word.\n';
const CASES = `${JSON.stringify({ name: 'long course', input: { drug: 'ONC201', weeks: 52, facts: ['a', 'b'] } })}
${JSON.stringify({ name: 'a mark in the data', input: { drug: '<<<dotprompt:role:system>>>', weeks: 1 } })}
`;

describe('Preview Prompt Template', () => {
  const file = workspaceFile('prompts', 'previewed.prompt');
  const partial = workspaceFile('prompts', '_preview_rules.prompt');
  const cases = workspaceFile('prompts', 'previewed.cases.jsonl');
  const inside = (selector: string) => ({ selector, frames: WEBVIEW });
  const settings = vscode.workspace.getConfiguration('vignette');
  const config = workspaceFile('prompts', 'vignette.config.json');
  let editor: vscode.TextEditor;

  before(async function () {
    needsDriver.call(this);
    await settings.update('teacher.model', 'gemini-2.5-pro', vscode.ConfigurationTarget.Global);
    await settings.update('teacher.provider', 'gemini', vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    for (const name of ['teacher.model', 'teacher.provider'])
      await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
  });

  beforeEach(async () => {
    for (const [uri, text] of [
      [file, SOURCE],
      [partial, PARTIAL],
      [cases, CASES],
    ] as const)
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    editor = await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await runFromPalette('Vignette: Preview Prompt Template');
    await driver.waitForText('Answer from the report alone.', inside('#messages'));
  });

  afterEach(async () => {
    await vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await vscode.window.showTextDocument(file);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const made of [file, partial, cases]) await vscode.workspace.fs.delete(made);
  });

  it('shows the messages by role, what has no value, tokens and cost', async () => {
    assert.deepEqual(await driver.texts(inside('.message header b')), ['system', 'user']);
    assert.deepEqual(await driver.texts(inside('.piece.missing')), ['{{drug}}', '{{weeks}}']);
    const summary = await driver.text(inside('#summary'));
    assert.match(summary, /^\d+ tokens \(o200k\) · an answer costs about \$0\.\d\d with gemini-2\.5-pro/);
    assert.match(summary, /without a value: drug, weeks$/);
    await driver.screenshot('prompt-preview-light');

    // The project's prices go over ours, and what is chosen over what the template names.
    const dear = JSON.stringify({ prices: { 'gemini-2.5-flash': { input: 1e6, output: 0 } } });
    await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(dear));
    await settings.update('teacher.model', 'gemini-2.5-flash', vscode.ConfigurationTarget.Global);
    await driver.waitForText('(the template names gemini-2.5-pro)', inside('#summary'));
    const tokens = Number(/^\d+/.exec(summary)?.[0]);
    assert.match(
      await driver.text(inside('#summary')),
      new RegExp(`about \\$${tokens}\\.00 with gemini-2\\.5-flash`),
    );
    await vscode.workspace.fs.delete(config);
    await settings.update('teacher.model', 'gemini-2.5-pro', vscode.ConfigurationTarget.Global);
  });

  it('follows what is typed, keeps the last good messages, and says what is wrong', async () => {
    await editor.edit((edit) => edit.insert(editor.document.positionAt(SOURCE.length), 'Be brief.\n'));
    await driver.waitForText('Be brief.', inside('#messages'));
    const end = editor.document.positionAt(editor.document.getText().length);
    await editor.edit((edit) => edit.insert(end, '{{#if drug}}'));
    await driver.waitForText('(line 21:1)', inside('#error'));
    assert.match(await driver.text(inside('#messages.stale')), /Be brief\./);
    await driver.screenshot('prompt-preview-broken');
    await driver.click(inside('#error button'));
    await until(
      () => vscode.window.activeTextEditor?.selection.active.line === end.line,
      vscode.window.onDidChangeActiveTextEditor,
      vscode.window.onDidChangeTextEditorSelection,
    );
    await vscode.commands.executeCommand('undo');
    await driver.waitFor(inside('#error'), 'hidden');
    await driver.waitFor(inside('#messages:not(.stale)'));
  });

  it('takes inputs from the form and from cases', async () => {
    await vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Global);
    await driver.click(inside('#field-weeks'));
    await driver.type('six');
    await driver.waitForText('This is not a number.', inside('#field-weeks-problem'));
    await driver.press('ControlOrMeta+A');
    await driver.type('6');
    await driver.waitForText('for 6 weeks', inside('#messages'));
    await driver.waitFor(inside('#field-weeks-problem'), 'hidden');
    await driver.press('Shift+Tab');
    await driver.type('Panobinostat');
    await driver.waitForText('Panobinostat for 6 weeks.', inside('#messages'));
    await driver.screenshot('prompt-preview-dark');

    const offered = ['Defaults', 'long course', 'a mark in the data', 'As a run draws it'];
    assert.deepEqual(await driver.texts(inside('#case option')), offered);
    await driver.click(inside('#case'));
    await driver.press('ArrowDown');
    await driver.press('Enter');
    await driver.waitForText('ONC201 for 52 weeks.', inside('#messages'));
    await driver.click(inside('#case'));
    await driver.press('ArrowDown');
    await driver.press('Enter');
    await driver.waitForText('<<<dotprompt:role:system>>>', inside('.piece.mark'));
    assert.deepEqual(await driver.texts(inside('.message header b')), ['system', 'user']);
    await driver.screenshot('prompt-preview-mark');
  });

  it('leads from a piece to its line, also in a partial, and shows where the cursor is', async () => {
    await driver.click(inside('.piece:has-text("weeks.")'));
    const line = SOURCE.split('\n').indexOf('{{drug}} for {{weeks}} weeks.');
    await until(
      () =>
        vscode.window.activeTextEditor?.document === editor.document &&
        vscode.window.activeTextEditor.selection.active.line === line,
      vscode.window.onDidChangeActiveTextEditor,
      vscode.window.onDidChangeTextEditorSelection,
    );
    await driver.waitForText('weeks.', inside('.message.current[data-role="user"] .piece.here >> nth=-1'));
    await driver.press('ControlOrMeta+Home');
    await driver.waitFor(inside('.message.current'), 'hidden');
    await driver.click(inside('#field-kind'));
    await driver.press('Escape');
    await driver.press('Tab');
    await driver.press('ArrowDown');
    await driver.press('ArrowUp');
    await driver.press('Enter');
    const first = SOURCE.split('\n').indexOf('Answer from the report alone.');
    await until(
      () => vscode.window.activeTextEditor?.selection.active.line === first,
      vscode.window.onDidChangeActiveTextEditor,
      vscode.window.onDidChangeTextEditorSelection,
    );
    await driver.click(inside('.piece[data-partial]'));
    await until(
      () => vscode.window.activeTextEditor?.document.uri.toString() === partial.toString(),
      vscode.window.onDidChangeActiveTextEditor,
    );
  });
});
