import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { benchRecords } from '../../bench/dataset';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { until, workspaceFile } from '../until';
import { samplesIn } from './generating';
import { quickPick, runFromPalette } from './quickPick';
import { inBothThemes } from './themes';

const inside = (selector: string) => ({ selector, frames: WEBVIEW });
const bar = (label: string) => inside(`.bar:has(.label:text-is("${label}"))`);

/** 240 records, 36 of them faulty, of two teachers; the first three once more. */
function dataset(): string {
  const records = [...benchRecords(240, 15)].map((record, i) =>
    i % 3 === 0 ? record.replace('synthetic-offline/offline', 'synthetic-ollama/gpt-oss:120b-cloud') : record,
  );
  return [...records, ...records.slice(0, 3)].map((record) => `${record}\n`).join('');
}

function reviewShown(): Promise<vscode.TextEditor> {
  return until(
    () => vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'vignette-record'),
    vscode.window.onDidChangeVisibleTextEditors,
  );
}

describe('the Inspector', function () {
  this.timeout(180_000);
  const file = workspaceFile('inspected.jsonl');
  const write = (text: string) => vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));

  before(async function () {
    needsDriver.call(this);
    await write(dataset());
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  after(async () => {
    if (!driver.available) return;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file);
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('shows a dataset, lists the records behind a mark, and opens one in review', async () => {
    await vscode.window.showTextDocument(file);
    await runFromPalette('Vignette: Inspect Dataset');
    await driver.waitForText('243 records', inside('.count'));
    await driver.waitFor(inside('.record .question'));
    await inBothThemes('step-inspect', { selector: '.editor-group-container.active' });

    // By keyboard: into the list of rules, down, and chosen.
    await driver.click(bar('answer/unsupported-number'));
    await driver.waitFor(inside('.chip'));
    const count = await driver.text(inside('.count'));
    const chosen = Number(/^(\d+) of 243/.exec(count)?.[1]);
    assert.ok(chosen > 0 && chosen < 40, count);
    await driver.waitForText('answer/unsupported-number', inside('.record .worst code'));
    assert.equal((await driver.texts(inside('.record'))).length, chosen);
    await driver.press('ArrowDown');
    await driver.press('Enter');
    await driver.waitForText(' or ', inside('.chip'));
    await inBothThemes('inspector');
    await driver.press('Escape');
    await driver.waitForText('243 records', inside('.count'));
    await driver.click(inside('.steps button:has-text("Clean…")'));
    await driver.waitForText('What is fit to train on', '.quick-input-widget');
    await driver.press('Escape');
    await quickPick.isClosed();

    await driver.click(bar('answer/unsupported-number'));
    await driver.waitFor(inside('.chip'));
    await driver.click(inside('.record'));
    await reviewShown();
    const [, second = ''] = await driver.texts(inside('.record .question'));
    await driver.press('ArrowDown');
    await driver.press('Enter');
    // The cursor is at the record that has this question.
    const review = await until(
      () => {
        const shown = vscode.window.activeTextEditor;
        if (shown?.document.uri.scheme !== 'vignette-record') return undefined;
        const after = shown.document.getText().slice(shown.document.offsetAt(shown.selection.active));
        return after.startsWith('---') && after.split('</question>')[0]?.includes(second) && shown;
      },
      vscode.window.onDidChangeActiveTextEditor,
      vscode.window.onDidChangeTextEditorSelection,
    );
    assert.equal(samplesIn(review.document), 243);
    await driver.screenshot('inspector-beside-review');

    // Some of the records alone; what is mended there goes to its line, and the Inspector follows.
    await driver.click(inside('[data-action="review"]'));
    const part = await until(
      () => vscode.window.visibleTextEditors.find((shown) => shown.document.uri.fragment !== ''),
      vscode.window.onDidChangeVisibleTextEditors,
    );
    assert.equal(samplesIn(part.document), chosen);
    const fault = ' It was 913 mg of imatinib.';
    const at = part.document.positionAt(part.document.getText().indexOf(fault));
    await part.edit((edit) => edit.delete(new vscode.Range(at, at.translate(0, fault.length))));
    assert.ok(await part.document.save());
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.equal(saved, dataset().replace(fault, ''));
    await driver.waitForText(`${chosen - 1} of 243`, inside('.count'));

    // A page that was hidden comes back as it was.
    await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One });
    await driver.waitFor('iframe.webview', 'hidden');
    await vscode.commands.executeCommand('vignette.inspectDataset', file);
    await driver.waitForText('answer/unsupported-number', inside('.chip'));
    await driver.waitForText(`${chosen - 1} of 243`, inside('.count'));
  });
});
