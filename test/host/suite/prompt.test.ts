import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { withOllama, withSettings } from './simulated';

const SOURCE = `---
model: gpt-oss:120b-cloud
input:
  schema:
    drug: string, what is given
    facts(array, what the report must say): string
---
{{role "system"}}
Answer from the report alone.
{{role "Assistant"}}
{{#each facts}}
- {{this}} ({{../drug}})
{{/each}}
Dose of {{drgu}}, by {{> nowhere}}.
`;

const PARTIAL = 'Quote {{drug}} word for word.\n';

describe('prompt templates', () => {
  const file = workspaceFile('prompts', 'typed.prompt');
  const partial = workspaceFile('prompts', '_typed_rules.prompt');
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;

  const codes = (): unknown[] =>
    vscode.languages.getDiagnostics(file).map(({ code }) => (typeof code === 'object' ? code.value : code));
  const behind = (words: string): vscode.Position =>
    document.positionAt(document.getText().indexOf(words) + words.length);

  beforeEach(async () => {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(SOURCE));
    await vscode.workspace.fs.writeFile(partial, new TextEncoder().encode(PARTIAL));
    document = await vscode.workspace.openTextDocument(file);
    editor = await vscode.window.showTextDocument(document);
    await diagnosticsOf(file);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const made of [file, partial, workspaceFile('prompts', '_nowhere.prompt')]) {
      await vscode.workspace.fs.delete(made).then(undefined, () => undefined);
    }
  });

  it('show what is silently wrong, with fixes that mend it', async () => {
    assert.deepEqual(codes(), ['prompt/unknown-role', 'prompt/undefined-variable', 'prompt/missing-partial']);
    for (const [words, title] of [
      ['drgu', 'Write drug'],
      ['"Assistant', 'Write "model"'],
      ['nowhere', 'Create _nowhere.prompt'],
    ] as const) {
      const at = behind(words);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        file,
        new vscode.Range(at, at),
      );
      const action = actions.find((each) => each.title === title);
      assert.ok(action?.edit, title);
      await vscode.workspace.applyEdit(action.edit);
    }
    assert.deepEqual(await diagnosticsOf(file, (all) => all.length === 0), []);
  });

  it('rename a variable in the front matter, the body and a partial', async () => {
    await editor.edit((edit) => edit.insert(document.positionAt(SOURCE.length), '{{> typed_rules}}\n'));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      file,
      behind('{{../dru'),
      'agent',
    );
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /^ {4}agent: string, what is given$/m);
    assert.match(document.getText(), /\{\{\.\.\/agent\}\}/);
    const other = await vscode.workspace.openTextDocument(partial);
    assert.equal(other.getText(), 'Quote {{agent}} word for word.\n');
  });

  it('rename a partial with its file, each call once', async () => {
    await editor.edit((edit) => edit.insert(document.positionAt(SOURCE.length), '{{> typed_rules}}\n'));
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      file,
      behind('{{> typed'),
      'typed_strict',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /^\{\{> typed_strict\}\}$/m);
    const renamed = workspaceFile('prompts', '_typed_strict.prompt');
    await vscode.workspace.fs.stat(renamed);
    // From the explorer it is the other way round: the file first, and the editor asks what else to change.
    const back = new vscode.WorkspaceEdit();
    back.renameFile(renamed, partial);
    assert.ok(await vscode.workspace.applyEdit(back));
    assert.match(document.getText(), /^\{\{> typed_rules\}\}$/m);
  });

  it('know the models of the chosen teacher', () =>
    withOllama({ answer: () => '' }, () =>
      withSettings({ 'teacher.provider': 'ollama' }, async () => {
        const start = document.positionAt(SOURCE.indexOf('gpt-oss'));
        await editor.edit((edit) => edit.replace(new vscode.Range(start, start.translate(0, 18)), 'gpt-os'));
        await diagnosticsOf(file, () => codes().includes('prompt/unknown-model'));
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          file,
          behind('gpt-os'),
        );
        assert.ok(items.some(({ label }) => label === 'gpt-oss:120b-cloud'));
      }),
    ));

  it('complete a variable as it is typed, and explain it', async function () {
    needsDriver.call(this);
    await driver.waitForText('Assistant', '.squiggly-error, .view-lines');
    await driver.screenshot('prompt-problems');
    await editor.edit((edit) => edit.insert(document.positionAt(SOURCE.length), '{{fa}}'));
    const typed = behind('{{fa');
    editor.selection = new vscode.Selection(typed, typed);
    editor.revealRange(editor.selection);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await driver.waitForText('facts', '.suggest-widget');
    await driver.screenshot('prompt-completion');
    await driver.press('Enter');
    await until(() => document.getText().includes('{{facts'), vscode.workspace.onDidChangeTextDocument);
    const at = behind('../dr');
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('editor.action.showHover');
    await driver.waitForText('what is given', '.monaco-hover');
    await driver.screenshot('prompt-hover');
  });
});
