import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { nextDialog } from './dialogs';
import { notifications } from './notifications';
import { quickPick } from './quickPick';

describe('a review document', () => {
  let original = '';
  let dataset: vscode.Uri;
  let opened = 0;

  before(async () => {
    const bytes = await vscode.workspace.fs.readFile(workspaceFile('needs-review.jsonl'));
    original = Buffer.from(bytes).toString();
  });

  beforeEach(async () => {
    // A dataset of its own for each test: the editor keeps the document of a name for a while.
    dataset = workspaceFile(`review-me-${++opened}.jsonl`);
    await vscode.workspace.fs.writeFile(dataset, Buffer.from(original));
    await vscode.commands.executeCommand('vignette.reviewDataset', dataset);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  function review(): vscode.TextEditor {
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.scheme, 'vignette-record');
    return editor as vscode.TextEditor;
  }

  async function saved(): Promise<string> {
    return Buffer.from(await vscode.workspace.fs.readFile(dataset)).toString();
  }

  it('shows every record with its problems', async () => {
    const { document } = review();
    const diagnostics = await diagnosticsOf(document.uri, (all) => all.length === 6);
    assert.equal(document.getText(diagnostics[0]?.range), '15 mg/m²');
    if (!driver.available) return;
    const editor = review();
    const at = diagnostics[0]?.range as vscode.Range;
    editor.selection = new vscode.Selection(at.start, at.start);
    editor.revealRange(at, vscode.TextEditorRevealType.InCenter);
    await driver.waitFor('.squiggly-error');
    await driver.screenshot('review-problems');
  });

  it('writes an edit back to its record and leaves the others as they were', async () => {
    const { document } = review();
    const at = document.getText().indexOf('15 mg/m²');
    const start = document.positionAt(at);
    await review().edit((edit) => edit.replace(new vscode.Range(start, start.translate(0, 2)), '1.5'));
    assert.equal(await document.save(), true);
    const before = original.trimEnd().split('\n');
    const after = (await saved()).trimEnd().split('\n');
    assert.equal(after.length, before.length);
    assert.deepEqual(after.slice(1), before.slice(1));
    assert.match(after[0] ?? '', /1\.5 mg\/m²/);
    assert.doesNotMatch(after[0] ?? '', /[^.]15 mg\/m²/);
  });

  it('refuses to save a sample that is no record any more', async function () {
    needsDriver.call(this);
    const { document } = review();
    await review().edit((edit) => edit.insert(new vscode.Position(1, 0), 'id: [unfinished\n'));
    assert.equal(await document.save(), false);
    assert.equal(await saved(), original);
    await vscode.commands.executeCommand('notifications.showList');
    await driver.screenshot('review-save-refused');
    await notifications.show('Line 3: Sample 1 is no record');
    await notifications.clear();
    review().selection = new vscode.Selection(0, 0, 0, 0);
    for (const command of ['acceptSample', 'rejectSample', 'takeBackDecision']) {
      await vscode.commands.executeCommand(`vignette.${command}`);
      await notifications.show('Put the cursor into a sample that can be read');
      await notifications.clear();
    }
  });

  it('follows the dataset when it changes on disk', async () => {
    const { document } = review();
    const [first = ''] = original.split('\n');
    await vscode.workspace.fs.writeFile(dataset, Buffer.from(`${first}\n`));
    await until(
      () => document.getText().match(/^id: /gm)?.length === 1,
      vscode.workspace.onDidChangeTextDocument,
    );
  });

  it('takes decisions at the cursor, by keyboard, undoes them, and adds what was accepted to a dataset', async function () {
    needsDriver.call(this);
    const { document } = review();
    const target = workspaceFile(`reviewed-${opened}.jsonl`);
    await vscode.workspace.fs.writeFile(target, Buffer.from(''));
    const lines = (pattern: RegExp): string[] => document.getText().match(pattern) ?? [];
    const edited = (isDone: () => boolean): Promise<unknown> =>
      until(isDone, vscode.workspace.onDidChangeTextDocument);
    const moved = (text: string): Promise<unknown> =>
      until(
        () => document.lineAt(review().selection.active.line + 1).text === text,
        vscode.window.onDidChangeTextEditorSelection,
      );
    const ids = lines(/^id: .*/gm);
    await diagnosticsOf(document.uri, (all) => all.length === 6);
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    review().selection = new vscode.Selection(0, 0, 0, 0);

    const dialog = nextDialog('Accept All the Same');
    await driver.press('Control+Alt+y');
    assert.match((await dialog).detail, /15 mg/);
    await edited(() => lines(/^review: \{decision: accepted/gm).length === 1);
    await moved(ids[1] ?? '');

    await driver.press('Control+Alt+n');
    await quickPick.shows('Why?');
    await driver.screenshot('review-reject');
    await driver.type('wrong child');
    await driver.press('Enter');
    await edited(() => lines(/^review: \{decision: rejected, reason: wrong child/gm).length === 1);
    await moved(ids[2] ?? '');
    await diagnosticsOf(document.uri, (all) =>
      all.some(({ message }) => message === 'Rejected in review: wrong child'),
    );
    const rejected = document.positionAt(document.getText().indexOf(ids[1] ?? ''));
    review().revealRange(new vscode.Range(rejected, rejected), vscode.TextEditorRevealType.InCenter);
    await driver.waitForText('Take Back', '.codelens-decoration');
    await driver.screenshot('review-decisions');

    await driver.press('Control+z');
    await edited(() => lines(/^review: /gm).length === 1);
    assert.equal(await document.save(), true);
    const [first, second] = (await saved()).split('\n');
    assert.equal((JSON.parse(first ?? '') as Reviewed).metadata.review?.decision, 'accepted');
    assert.equal((JSON.parse(second ?? '') as Reviewed).metadata.review, undefined);

    const adding = vscode.commands.executeCommand('vignette.addAccepted');
    await quickPick.shows('Which dataset');
    await quickPick.take(`reviewed-${opened}.jsonl`);
    await adding;
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(target)).toString(), `${first}\n`);
    await notifications.show('Samples added to');
    await notifications.clear();
  });
});

interface Reviewed {
  readonly metadata: { readonly review?: { readonly decision: string } };
}
