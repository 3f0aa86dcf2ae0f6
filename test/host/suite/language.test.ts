import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';

const SAMPLE = `---
id: 7d0c3f0a-52c4-4be1-9a43-6b6a3f6d1f52
type: reasoning
source: handwritten
timestamp: 2026-01-14T09:41:00.000Z
---
<context>
The ALDERNEY trial (NCT03416530) studied ilomerib in children with recurrent DIPG. The recommended dose was 1.5 mg/m² once weekly, given as an infusion over two hours. Child A had a body surface area of 0.8 m². Blood counts were checked before each infusion, e.g. by Dr. Okafor's team.
</context>

<question>
What dose of ilomerib did Child A receive each week?
</question>

<think>
The dose depends on the body surface area: 1.5 mg/m² × 0.8 m² = 1.2 mg.
</think>

<proof>
- "The recommended dose was 15 mg/m² once weekly"
- "The ALDERNEY trial (NCT03416530) studied ilomerib in children with recurrent DIPG."
</proof>

<answer>
Child A received 1.2 mg of ilomerib each week, because the body surface area was 0.8 m².
</answer>
`;

/** The position right after the first occurrence of `words`, moved by `by`. */
function behind(document: vscode.TextDocument, words: string, by = 0): vscode.Position {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, words);
  return document.positionAt(at + words.length + by);
}

/** Puts the cursor somewhere; resolves once the editor has it there. */
async function moveTo(editor: vscode.TextEditor, position: vscode.Position): Promise<void> {
  editor.selection = new vscode.Selection(position, position);
  const range = new vscode.Range(position, position);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  // The editor takes what it is told in order: after an answer to this it has taken the selection.
  await vscode.commands.executeCommand('setContext', 'vignette.test.moved', true);
}

async function show(file: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(file));
  const editor = await vscode.window.showTextDocument(document);
  await diagnosticsOf(document.uri);
  return editor;
}

async function close(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Waits until the cursor selects, or stands at, the words. */
function cursorAt(editor: vscode.TextEditor, line: number): Promise<boolean> {
  return until(() => editor.selection.active.line === line, vscode.window.onDidChangeTextEditorSelection);
}

describe('language features of a vignette', () => {
  const file = workspaceFile('quotes.vignette');
  let editor: vscode.TextEditor;

  before(() => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(SAMPLE)));

  beforeEach(async () => {
    await close();
    editor = await show('quotes.vignette');
  });

  after(async () => {
    await close();
    await vscode.workspace.fs.delete(file);
  });

  it('shows hints and colours', async function () {
    needsDriver.call(this);
    await driver.waitForText('1 of 2 quotes grounded', '.view-lines');
    await driver.waitForText('≠ line 8', '.view-lines');
    await driver.screenshot('vignette-hints');
    const workbench = vscode.workspace.getConfiguration('workbench');
    await workbench.update('colorTheme', 'Default Dark Modern', vscode.ConfigurationTarget.Workspace);
    await driver.waitFor('.monaco-workbench.vs-dark');
    await close();
    editor = await show('quotes.vignette');
    await driver.waitForText('≠ line 8', '.view-lines');
    await driver.waitFor('.detected-link');
    await driver.screenshot('vignette-hints-dark');
    await workbench.update('colorTheme', undefined, vscode.ConfigurationTarget.Workspace);
    await driver.waitFor('.monaco-workbench.vs');
  });

  it('explains a wrong quote under the pointer', async function () {
    needsDriver.call(this);
    await moveTo(editor, behind(editor.document, 'dose was 15'));
    await vscode.commands.executeCommand('editor.action.showHover');
    await driver.waitForText('Nearest: sentence 2', '.monaco-hover');
    await driver.screenshot('hover-wrong-quote');
    assert.match(await driver.text('.monaco-hover'), /15 1\.5 mg\/m²/);
    await driver.press('Escape');
  });

  it('goes from a quote to the context by F12, and back by Shift+F12', async function () {
    needsDriver.call(this);
    await moveTo(editor, behind(editor.document, 'The recommended dose was 15'));
    await driver.press('F12');
    await cursorAt(editor, 7);
    const { document } = editor;
    assert.equal(
      document.getText(new vscode.Range(editor.selection.active, behind(document, 'was 1.5'))),
      'The recommended dose was 1.5',
    );
    await driver.screenshot('definition');
    await vscode.commands.executeCommand('editor.action.referenceSearch.trigger');
    await driver.waitFor('.peekview-widget .ref-tree .monaco-list-row');
    await driver.screenshot('references');
    await driver.press('Escape');
    await driver.waitFor('.peekview-widget', 'hidden');
    // With one quote to go to, VS Code goes there at once.
    await driver.press('Shift+F12');
    await cursorAt(editor, 19);
  });

  it('completes a quote as it is typed', async function () {
    needsDriver.call(this);
    await moveTo(editor, behind(editor.document, 'recurrent DIPG."'));
    await driver.press('Enter');
    await driver.press('Escape');
    await driver.type('body');
    await driver.waitForText('Child A had a body surface area of 0.8 m².', '.suggest-widget');
    await driver.screenshot('complete-quote');
    await driver.press('Enter');
    await until(
      () => editor.document.getText().includes('\n- "Child A had a body surface area of 0.8 m²."\n</proof>'),
      vscode.workspace.onDidChangeTextDocument,
    );
    await driver.waitForText('2 of 3 quotes grounded', '.view-lines');
  });

  it('completes a block by its tag', async function () {
    needsDriver.call(this);
    await editor.edit((edit) => {
      const start = behind(editor.document, '<proof>', -'<proof>'.length);
      edit.delete(new vscode.Range(start, behind(editor.document, '</proof>')));
    });
    await moveTo(editor, behind(editor.document, '</think>\n\n'));
    await driver.type('<');
    await driver.waitForText('<proof>', '.suggest-widget');
    await driver.screenshot('complete-tag');
    assert.equal((await driver.texts('.suggest-widget .monaco-list-row')).length, 1);
    await driver.press('Enter');
    await until(
      () => editor.document.getText().includes('</think>\n\n<proof>\n- ""\n</proof>\n\n<answer>'),
      vscode.workspace.onDidChangeTextDocument,
    );
  });

  it('lists blocks in the outline and folds them', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      editor.document.uri,
    );
    assert.deepEqual(
      symbols[0]?.children.map(({ name }) => name),
      ['metadata', 'context', 'question', 'think', 'proof', 'answer'],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      editor.document.uri,
    );
    assert.equal(folds.length, 7);
  });

  it('shows the outline', async function () {
    needsDriver.call(this);
    await vscode.commands.executeCommand('workbench.action.gotoSymbol');
    await driver.waitForText('question', '.quick-input-widget');
    await driver.screenshot('symbols');
    await driver.press('Escape');
  });
});

describe('language features of JSON Lines', () => {
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    await close();
    editor = await show('needs-review.jsonl');
  });

  after(close);

  it('explains a wrong quote and goes to its source inside the string', async function () {
    needsDriver.call(this);
    await vscode.commands.executeCommand('editor.action.toggleWordWrap');
    await moveTo(editor, behind(editor.document, 'The recommended dose was 15'));
    await vscode.commands.executeCommand('editor.action.showHover');
    await driver.waitForText('Nearest: sentence 2', '.monaco-hover');
    await driver.screenshot('jsonl-hover');
    await driver.press('Escape');
    await driver.press('F12');
    const source = behind(editor.document, 'The recommended dose', -'The recommended dose'.length);
    await until(() => editor.selection.active.isEqual(source), vscode.window.onDidChangeTextEditorSelection);
    await driver.screenshot('jsonl-definition');
  });

  it('completes a quote, escaped', async function () {
    needsDriver.call(this);
    const [first = ''] = editor.document.getText().split('\n');
    await moveTo(editor, behind(editor.document, String.raw`over two hours.\"`));
    await driver.type(String.raw`\n- \"`);
    await driver.waitForText('Blood counts were checked before each infusion.', '.suggest-widget');
    await driver.screenshot('jsonl-complete');
    await driver.type('Blood');
    await driver.waitForText('Blood counts were checked before each infusion.', '.suggest-widget');
    await driver.press('Enter');
    const line = await until(() => {
      const text = editor.document.lineAt(0).text;
      return text.includes('Blood counts were checked before each infusion.\\"\\n</proof>') && text;
    }, vscode.workspace.onDidChangeTextDocument);
    assert.ok(JSON.parse(line), first);
  });
});
