import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { notifications } from '../suite/notifications';
import { diagnosticsOf, workspaceFile } from '../until';

describe('a workspace that is not trusted', () => {
  it('is what this suite runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('is linted: that runs nothing and sends nothing', async () => {
    const uri = workspaceFile('faulty.jsonl');
    await vscode.window.showTextDocument(uri);
    assert.ok((await diagnosticsOf(uri)).length > 0);
  });

  it('is shown for review', async () => {
    await vscode.commands.executeCommand('vignette.reviewDataset', workspaceFile('dataset.jsonl'));
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'vignette-record');
  });

  it('is inspected', async function () {
    needsDriver.call(this);
    await vscode.commands.executeCommand('vignette.inspectDataset', workspaceFile('faulty.jsonl'));
    await driver.waitForText('2 records', { selector: '.count', frames: WEBVIEW });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('generates nothing and asks no teacher, and says why', async function () {
    needsDriver.call(this);
    for (const command of [
      'selectTeacher',
      'pullModel',
      'resumeRun',
      'extendRun',
      'reproduceSample',
      'checkTeacher',
    ]) {
      assert.equal(await vscode.commands.executeCommand(`vignette.${command}`), undefined);
      await notifications.show('Trust this workspace first');
      await notifications.clear();
    }
    assert.equal(await vscode.commands.executeCommand('vignette.generateSamples'), undefined);
    await notifications.show('Trust this workspace first');
    assert.equal(await driver.count('.quick-input-widget input[placeholder*="Which teacher"]'), 0);
    await driver.screenshot('untrusted');
    await vscode.commands.executeCommand('vignette.runs.focus');
    await driver.waitForText('Nothing is generated, and nothing sent', '.welcome-view-content');
    await driver.screenshot('untrusted-runs');
  });
});
