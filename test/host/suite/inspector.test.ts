import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { benchRecords } from '../../bench/dataset';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { until, workspaceFile } from '../until';
import { samplesIn } from './generating';
import { runFromPalette } from './quickPick';
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
    await inBothThemes('inspector');

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
    await inBothThemes('inspector-filtered');
    await driver.press('Escape');
    await driver.waitForText('243 records', inside('.count'));

    await driver.click(bar('answer/unsupported-number'));
    await driver.waitFor(inside('.chip'));
    await driver.press('Tab');
    const question = await driver.text(inside('.record .question'));
    await driver.click(inside('.record'));
    const review = await reviewShown();
    assert.equal(samplesIn(review.document), 243);
    assert.ok(
      review.document.getText().slice(review.document.offsetAt(review.selection.active)).includes(question),
    );
    await driver.screenshot('inspector-beside-review');

    await driver.click(inside('[data-action="review"]'));
    const part = await until(
      () => vscode.window.visibleTextEditors.find(({ document }) => document.uri.fragment !== '')?.document,
      vscode.window.onDidChangeVisibleTextEditors,
    );
    assert.equal(samplesIn(part), chosen);
  });
});
