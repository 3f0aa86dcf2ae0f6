import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { workspaceFile } from '../until';
import { runFromPalette } from './quickPick';
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
    const good = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile('dataset.jsonl')));
    await write('log.jsonl', '{"level":"info"}\n');
    await write('large.jsonl', good.repeat(2000));
    await vscode.commands.executeCommand('vignette.datasets.focus');
    await driver.waitForText('needs-review.jsonl', ROW);
    assert.match(await driver.text(row('needs-review.jsonl')), /6 records · not linted · 5\.1 kB/);
    assert.match(
      await driver.text(row('sets/large.jsonl')),
      /≈ 2,0\d\d records · not linted · \d+ kB · sets/,
    );
    assert.equal(await driver.count(row('sets/log.jsonl')), 0);

    await driver.hover(row('needs-review.jsonl'));
    await driver.click(`${row('needs-review.jsonl')} .action-label[aria-label*="Lint"]`);
    await driver.waitForText('5 errors, 1 warning', row('needs-review.jsonl'));
    await driver.waitFor(`${row('needs-review.jsonl')} .codicon-error`);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await inBothThemes('datasets');

    await write('more.jsonl', good);
    await driver.waitForText('1 record', row('sets/more.jsonl'));
    await vscode.workspace.fs.delete(workspaceFile('sets', 'more.jsonl'));
    await driver.waitFor(row('sets/more.jsonl'), 'hidden');
    await runFromPalette('Vignette: Lint Workspace');
    await driver.waitForText('2,000 records', row('sets/large.jsonl'));
  });
});
