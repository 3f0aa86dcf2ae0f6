import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { workspaceFile } from '../until';
import { inBothThemes } from './themes';

const ROW = '.pane-body .monaco-list-row';

const row = (name: string): string => `${ROW}[aria-label^="${name}"]`;

describe('the Datasets view', function () {
  this.timeout(120_000);

  const write = (name: string, text: string): Thenable<void> =>
    vscode.workspace.fs.writeFile(workspaceFile('sets', name), new TextEncoder().encode(text));

  before(needsDriver);

  after(async () => {
    if (!driver.available) return;
    await vscode.workspace.fs.delete(workspaceFile('sets'), { recursive: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('lists what looks like a dataset, what is known of it, and follows the files', async () => {
    const textOf = async (name: string): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(name)));
    const good = await textOf('dataset.jsonl');
    await write('log.jsonl', '{"level":"info"}\n');
    await write('large.jsonl', good.repeat(2000));
    await write('faults.jsonl', await textOf('needs-review.jsonl'));
    const [faults, large] = [row('sets/faults.jsonl'), row('sets/large.jsonl')];
    await vscode.commands.executeCommand('vignette.datasets.focus');
    await driver.waitForText('6 records · not linted · 5.1 kB · sets', faults);
    assert.match(await driver.text(large), /≈ 2,0\d\d records · not linted · \d+ kB/);
    assert.equal(await driver.count(row('sets/log.jsonl')), 0);

    // An open document is linted as it is; a row that is clicked is inspected.
    await vscode.window.showTextDocument(workspaceFile('sets', 'faults.jsonl'));
    await driver.waitForText('5 errors, 1 warning', faults);
    await driver.waitFor(`${faults} .codicon-error`);
    await driver.click(large);
    await driver.waitForText('2,000 records', { selector: '.count', frames: WEBVIEW });
    await driver.waitForText('2,000 records · 1,999 errors', large);
    await inBothThemes('datasets');

    await write('more.jsonl', good);
    await driver.waitForText('1 record', row('sets/more.jsonl'));
    await vscode.workspace.fs.delete(workspaceFile('sets', 'more.jsonl'));
    await driver.waitFor(row('sets/more.jsonl'), 'hidden');
  });
});
