import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { workspaceFile } from '../until';

const ID = 'vignette.vignette';
const QUICK_INPUT = '.quick-input-widget';

describe('the extension in VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not there`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers its commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    assert.ok(commands.includes('vignette.showLog'));
  });

  it('opens a copy of the test workspace', async () => {
    const original = vscode.Uri.joinPath(
      vscode.Uri.file(vscode.extensions.getExtension(ID)?.extensionPath ?? ''),
      'test/host/workspace/dataset.jsonl',
    );
    const copy = workspaceFile('dataset.jsonl');
    assert.notEqual(copy.fsPath, original.fsPath);
    const contents = await Promise.all([original, copy].map((uri) => vscode.workspace.fs.readFile(uri)));
    assert.deepEqual(contents[0], contents[1]);
  });
});

describe('the driver', () => {
  before(needsDriver);

  it('takes a picture of an open dataset', async () => {
    await vscode.window.showTextDocument(workspaceFile('dataset.jsonl'));
    await driver.waitForText('"messages"', '.view-lines');
    const file = await driver.screenshot('dataset');
    assert.ok(file);
    const png = await readFile(file);
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.equal(png.readUInt32BE(16), 1280, 'width');
    assert.equal(png.readUInt32BE(20), 800, 'height');
  });

  it('opens the command palette by key and finds our command by its text', async () => {
    await driver.press('ControlOrMeta+Shift+P');
    await driver.waitFor(`${QUICK_INPUT} input`);
    await driver.type('Vignette: Show Log');
    await driver.waitForText('Vignette: Show Log', `${QUICK_INPUT} .monaco-list-row`);
    await driver.screenshot('command-palette');
    assert.match(await driver.text(`${QUICK_INPUT} .monaco-list-row`), /Vignette: Show Log/);
    await driver.press('Escape');
    await driver.waitFor(QUICK_INPUT, 'hidden');
  });

  it('reads and clicks inside a webview', async () => {
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One, {
      enableScripts: true,
    });
    panel.webview.html = `<!doctype html><button onclick="this.textContent = 'clicked'">to click</button>`;
    const button = { selector: 'button', frames: WEBVIEW };
    assert.equal(await driver.text(button), 'to click');
    await driver.click(button);
    await driver.waitForText('clicked', button);
    panel.dispose();
  });

  it('shows another theme', async () => {
    const workbench = vscode.workspace.getConfiguration('workbench');
    await workbench.update('colorTheme', 'Dark Modern', vscode.ConfigurationTarget.Global);
    await driver.waitFor('.monaco-workbench.vs-dark');
    await workbench.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await driver.waitFor('.monaco-workbench.vs');
  });

  it('says what it could not find', async () => {
    await assert.rejects(driver.text({ selector: '.no-such-thing', timeout: 1 }), /driver\.text: .*Timeout/s);
  });
});
