import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { nextDialog } from './dialogs';
import { notifications } from './notifications';
import { quickPick, runFromPalette } from './quickPick';

const { fs } = vscode.workspace;

/** A project of its own below the workspace folder, with its configuration where Generate looks. */
describe('prompt templates to start from', () => {
  const config = workspaceFile('vignette.config.json');
  const made = workspaceFile('made');
  const textOf = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await fs.readFile(uri));
  const write = (uri: vscode.Uri, text: string): Thenable<void> =>
    fs.writeFile(uri, new TextEncoder().encode(text));
  const shown = (uri: vscode.Uri): Promise<vscode.TextEditor> =>
    until(() => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.uri.toString() === uri.toString() && editor;
    }, vscode.window.onDidChangeActiveTextEditor);
  const names = async (): Promise<string[]> => (await fs.readDirectory(made)).map(([name]) => name).sort();

  /** Nobody is told that there is nothing: a fault that is put in is the only one that comes. */
  const hasNothingToReport = async ({ document, edit }: vscode.TextEditor): Promise<void> => {
    await edit((change) => change.insert(document.lineAt(document.lineCount - 1).range.end, '{{> nowhere}}'));
    const codes = (await diagnosticsOf(document.uri)).map(({ code }) =>
      typeof code === 'object' ? code.value : code,
    );
    assert.deepEqual(codes, ['prompt/missing-partial']);
    await vscode.commands.executeCommand('undo');
    await document.save();
  };

  before(needsDriver);

  afterEach(async () => {
    await notifications.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await fs.delete(made, { recursive: true });
    await fs.delete(config);
  });

  it('New Prompt Template asks for archetype and form, and writes one with nothing to report', async () => {
    await write(config, '{"archetypes": {"loophole": {"abstains": true, "reason": ["No such clause"]}}}');
    await runFromPalette('Vignette: New Prompt Template…');
    await quickPick.shows('For which archetype?');
    await quickPick.take('loophole');
    await quickPick.shows('What is the teacher to write?');
    await driver.screenshot('prompt-new');
    await quickPick.take('Tagged text');
    await quickPick.asks('Which file?');
    await driver.press('ControlOrMeta+A');
    await driver.type('made/loophole.tags.prompt');
    await driver.press('Enter');
    const file = workspaceFile('made', 'loophole.tags.prompt');
    const editor = await shown(file);
    const { document } = editor;
    assert.equal(document.languageId, 'dotprompt');
    assert.match(document.getText(), /^vignette\.archetype: loophole$/m);
    assert.match(document.getText(), /the exact words "No such clause"/);
    assert.deepEqual(await names(), ['loophole.cases.jsonl', 'loophole.tags.prompt']);
    await hasNothingToReport(editor);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      file,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Preview', 'Run 1', 'Run N…', 'Run on cases'],
    );
  });

  it('Copy Shipped Templates keeps what is there, says so, and has Generate use them', async () => {
    await write(config, '{\n  // ours\n  "generate": { "count": 3 }\n}\n');
    const mine = workspaceFile('made', 'judge.prompt');
    await write(mine, 'Mine.\n');
    const dialog = nextDialog('Keep Mine');
    await runFromPalette('Vignette: Copy Shipped Templates to Workspace…');
    await quickPick.asks('To which folder');
    await driver.press('ControlOrMeta+A');
    await driver.type('made');
    await driver.press('Enter');
    const { message, detail } = await dialog;
    assert.match(message, /^1 of the files are in made already/);
    assert.equal(detail, 'judge.prompt');
    const first = workspaceFile('made', 'reasoning.prompt');
    const editor = await shown(first);
    assert.equal(await textOf(mine), 'Mine.\n');
    const copied = await names();
    assert.ok(
      ['_role.prompt', 'refusal.tags.prompt', 'refusal.cases.jsonl'].every((name) => copied.includes(name)),
    );
    await hasNothingToReport(editor);
    await notifications.show(`${copied.length - 1} files were copied to made; 1 of yours were kept.`);
    await driver.screenshot('prompt-copied');
    await notifications.press('Use in Generate');
    const { document } = await shown(config);
    assert.deepEqual(document.isDirty, false);
    assert.match(document.getText(), /\/\/ ours\n[\s\S]*"templates": \[\s*"made"\s*\]/);
  });
});
