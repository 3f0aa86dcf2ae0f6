import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { benchRecords } from '../../bench/dataset';
import { driver, needsDriver } from '../driver';
import { until, workspaceFile } from '../until';
import { notifications } from './notifications';
import { quickPick, runFromPalette } from './quickPick';

const [first = '', ...others] = benchRecords(24, 0);

describe('Clean, Split and Export Dataset', () => {
  before(needsDriver);

  beforeEach(async () => {
    // A twin, and a quote that the context does not have.
    const wrong = first.replace('bench-0', 'wrong').replace('- \\"', '- \\"It is said that ');
    const twin = (others[0] ?? '').replace('bench-1', 'twin');
    const dataset = workspaceFile('raw.jsonl');
    await vscode.workspace.fs.writeFile(
      dataset,
      Buffer.from(`${[first, ...others, wrong, twin].join('\n')}\n`),
    );
    await vscode.window.showTextDocument(dataset);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
    const folder = workspaceFile('.');
    for (const [name] of await vscode.workspace.fs.readDirectory(folder))
      if (name.startsWith('raw.'))
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
  });

  const lines = async (name: string): Promise<string[]> =>
    Buffer.from(await vscode.workspace.fs.readFile(workspaceFile(name)))
      .toString()
      .split('\n')
      .slice(0, -1);

  const active = (path: RegExp): Promise<vscode.TextDocument> =>
    until(() => {
      const document = vscode.window.activeTextEditor?.document;
      return document && path.test(document.uri.path) && document;
    }, vscode.window.onDidChangeActiveTextEditor);

  it('lead from a raw dataset to a folder that can be published', async () => {
    await runFromPalette('Vignette: Clean Dataset…');
    await quickPick.shows('Which records should be kept?');
    await driver.screenshot('clean-keep');
    await driver.press('Enter');
    await quickPick.asks('Name of the new file');
    await driver.press('Enter');
    await active(/raw\.clean\.jsonl$/);
    assert.deepEqual(await lines('raw.clean.jsonl'), [first, ...others]);
    await notifications.show('Kept 24 of 26 records. Rejected 2 (');
    await driver.screenshot('clean-outcome');
    await notifications.press('Review Rejects');
    const rejects = await active(/Rejects of raw\.clean\.vignette$/);
    assert.match(rejects.getText(), /rejected: \['proof\/not-in-context: /);
    assert.match(rejects.getText(), /dataset\/duplicate: Record 1 says the same/);
    await until(
      async () => vscode.languages.getDiagnostics(rejects.uri).length > 0,
      vscode.languages.onDidChangeDiagnostics,
    );
    await driver.screenshot('clean-rejects');
    await notifications.clear();

    await vscode.window.showTextDocument(workspaceFile('raw.clean.jsonl'));
    await runFromPalette('Vignette: Split Dataset…');
    await quickPick.shows('How large should training');
    await quickPick.take('Others…');
    await quickPick.asks('Training / validation / test');
    await driver.press('ControlOrMeta+A');
    await driver.type('rest / 0 / 4');
    await driver.press('Enter');
    await notifications.show('Split 24 records: train 20, test 4.');
    assert.equal((await lines('raw.clean.train.jsonl')).length, 20);
    assert.equal((await lines('raw.clean.test.jsonl')).length, 4);
    await driver.screenshot('split-outcome');

    await notifications.press('Export…');
    await quickPick.shows('Who will read it?');
    await driver.screenshot('export-format');
    await quickPick.take('huggingface');
    await quickPick.asks('Name of the new folder');
    await driver.press('Enter');
    await quickPick.asks('License');
    await driver.press('Enter');
    await notifications.show('Exported 24 of 24 records as huggingface.');
    assert.equal((await lines('raw.clean-hub/data/train.jsonl')).length, 20);
    assert.equal((await lines('raw.clean-hub/data/test.jsonl')).length, 4);
    assert.ok((await lines('raw.clean-hub/README.md')).includes('license: apache-2.0'));
    await driver.screenshot('export-card');
  });
});
