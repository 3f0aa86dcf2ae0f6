import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from '../driver';
import { diagnosticsOf, workspaceFile } from '../until';

const ID = 'vignette.vignette';

describe('the installed VSIX', () => {
  it('is what runs, not the repository', () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not installed`);
    assert.match(extension.extensionUri.path, /\/extensions\/vignette\.vignette-\d+\.\d+\.\d+[^/]*$/);
  });

  it('activates and registers its commands', async () => {
    const extension = vscode.extensions.getExtension(ID);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('vignette.showLog'));
  });

  it('finds the problem in a dataset', async () => {
    const uri = workspaceFile('faulty.jsonl');
    await vscode.window.showTextDocument(uri);
    const diagnostics = await diagnosticsOf(uri);
    assert.ok(diagnostics.length > 0);
    await driver.screenshot('installed');
  });
});
