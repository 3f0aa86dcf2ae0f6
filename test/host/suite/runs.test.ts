import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { groundedAnswer } from '../../simulators/groundedAnswers';
import type { OllamaSimulatorOptions } from '../../simulators/ollama';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { nextDialog } from './dialogs';
import { generate, keepKey, reviewShown, samplesIn } from './generating';
import { notifications } from './notifications';
import { quickPick, runFromPalette } from './quickPick';
import { removeRuns, runFolders, runsTree } from './runsTree';
import { withGemini, withOllama, withSettings } from './simulated';
import { inBothThemes } from './themes';

const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';
const MODEL = 'gpt-oss:120b-cloud';

/** A request for samples that the simulated server answers. */
function fromOllama(count: string): Parameters<typeof generate>[0] {
  return { teacher: 'Ollama', model: MODEL, mix: 'Reasoning only', count, target: 'Review only' };
}

const good: OllamaSimulatorOptions['answer'] = (_, n) => groundedAnswer('reasoning', n);

describe('the Runs view', function () {
  this.timeout(180_000);

  before(needsDriver);
  beforeEach(removeRuns);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('says how to begin where nothing was generated', async () => {
    await runsTree.show();
    await driver.waitForText('Nothing was generated in this workspace yet', '.welcome-view-content');
    await inBothThemes('runs-empty');
    await driver.click('.welcome-view-content .monaco-button:has-text("Generate Samples…")');
    await quickPick.shows('Which teacher');
    await driver.press('Escape');
    await quickPick.isClosed();
  });

  it('lists what was rejected by reason, and opens it with its problems', () =>
    withOllama(
      {
        answer: (_, n) => {
          const answer = groundedAnswer('reasoning', n);
          return n > 2 ? answer : answer.replace(/"proof":\s*\[\s*"/, '$&Never said. ');
        },
      },
      async () => {
        await generate(fromOllama('1'));
        await reviewShown();
        await runsTree.show();
        await runsTree.shows('1/1 · 1 rejected');
        await runsTree.click(MODEL);
        await runsTree.click('Rejects');
        await runsTree.click('proof/');
        await inBothThemes('runs-rejects');
        await runsTree.click('Sample 1');
        const document = await until(() => {
          const shown = vscode.window.activeTextEditor?.document;
          return shown?.uri.scheme === 'vignette-rejects' && shown;
        }, vscode.window.onDidChangeActiveTextEditor);
        const problems = await diagnosticsOf(document.uri);
        assert.ok(problems.some(({ code }) => JSON.stringify(code).includes('proof/')));
        await driver.screenshot('runs-rejected-record');

        await runsTree.press('Rejects', 'Open Rejects');
        await driver.waitForText('By reason', { selector: 'h2', frames: WEBVIEW });
        assert.match(await driver.text({ selector: 'table', frames: WEBVIEW }), /proof\/[a-z-]+\s+1/);
        await inBothThemes('runs-rejects-report');
      },
    ));

  it('follows a run, cancels it, and resumes it without asking twice', () =>
    withOllama(
      { answer: good, faults: [undefined, { kind: 'stall', where: 'before-headers' }] },
      async (server) => {
        await runsTree.show();
        await generate(fromOllama('3'));
        await runsTree.shows('1/3');
        await server.prompted(1);
        await driver.screenshot('runs-running');
        await runsTree.press(MODEL, 'Cancel Run');
        assert.equal(samplesIn(await reviewShown()), 1);
        await driver.waitFor('.pane-body .codicon-debug-pause');
        await driver.screenshot('runs-interrupted');
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');

        await runsTree.press(MODEL, 'Resume Run');
        await runsTree.shows('3/3');
        const review = await reviewShown();
        await until(() => samplesIn(review) === 3, vscode.workspace.onDidChangeTextDocument);
        assert.equal(server.prompts.length, 4, 'the one that was cancelled is asked for again, no other');
        assert.equal((await runFolders()).length, 1);
      },
    ));

  it('extends a run, and makes one of its samples again beside what it was', () =>
    withOllama({ answer: good }, async (server) => {
      await generate(fromOllama('2'));
      await reviewShown();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await runFromPalette('Vignette: Extend Run…');
      await quickPick.shows('more samples');
      await driver.press('Enter');
      await quickPick.asks('How many samples in all? The run has 2');
      await driver.press('ControlOrMeta+A');
      await driver.type('3');
      await driver.press('Enter');
      await quickPick.isClosed();
      await runsTree.show();
      await runsTree.shows('3/3');
      const review = await reviewShown();
      await until(() => samplesIn(review) === 3, vscode.workspace.onDidChangeTextDocument);
      assert.equal(server.prompts.length, 3);

      const [run] = await runFolders();
      const linesOf = (name: string): string[] =>
        readFileSync(join(run?.fsPath ?? '', name), 'utf8')
          .trimEnd()
          .split('\n');
      const before = linesOf('samples.jsonl');
      await runFromPalette('Vignette: Reproduce Sample');
      const diff = await until(() => {
        const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return shown instanceof vscode.TabInputTextDiff && shown;
      }, vscode.window.tabGroups.onDidChangeTabs);
      const sides = [diff.original, diff.modified].map(async (uri) =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      );
      const [was = '', is = ''] = await Promise.all(sides);
      assert.ok(review.getText().includes(was.slice(was.indexOf('<context>'))));
      assert.match(is, /<answer>/);
      assert.notEqual(is, was, 'the simulated model never says the same twice');
      await driver.waitFor('.monaco-diff-editor .view-lines');
      await inBothThemes('reproduce');
      await notifications.show('came out otherwise. This service does not promise');
      assert.deepEqual(linesOf('samples.jsonl'), before);
      assert.equal(linesOf('reproductions.jsonl').length, 1);
      assert.equal(server.prompts.length, 4);
    }));

  it('says until when a run waits, and that it was cancelled', () =>
    withOllama(
      { answer: good, faults: [{ kind: 'status', status: 429, retryAfterSeconds: 300 }] },
      async () => {
        await runsTree.show();
        await generate(fromOllama('1'));
        await runsTree.shows('waiting until');
        await notifications.show('waiting until');
        await inBothThemes('runs-waiting');
        await notifications.press('Cancel');
        await notifications.show('Cancelled after 0 of 1');
        await notifications.clear();
        await driver.waitFor('.pane-body .codicon-debug-pause');
        await driver.hover(`.pane-body .monaco-list-row:has-text("${MODEL}")`);
        await driver.waitForText('cancelled', '.monaco-hover');
      },
    ));

  it('says why a run was stopped, and has it go on with a higher budget', () =>
    withGemini({ apiKey: KEY, answer: (_, n) => groundedAnswer('refusal', n) }, (server) =>
      withSettings({ 'generate.budget': 0.01 }, async () => {
        await keepKey(KEY);
        await generate({
          teacher: 'Gemini',
          model: 'gemini-2.5-pro',
          mix: 'Refusal only',
          count: '2',
          target: 'Review only',
        });
        await notifications.show('could cost more than is left of the budget');
        await notifications.clear();
        await runsTree.show();
        await driver.waitFor('.pane-body .codicon-error');
        await runsTree.click('gemini-2.5-pro');
        await runsTree.shows('Raise Budget…');
        await inBothThemes('runs-stopped');
        assert.equal(server.prompts.length, 0);
        await runsTree.click('could cost more');
        await quickPick.asks('$0.00 of $0.01 are spent');
        await driver.press('ControlOrMeta+A');
        await driver.type('2');
        await driver.press('Enter');
        await runsTree.shows('2/2');
        await reviewShown();
        assert.equal(server.prompts.length, 2);
      }),
    ));

  it('deletes a run once that is confirmed', async () => {
    await generate({
      teacher: 'Offline',
      model: 'offline',
      mix: 'Reasoning only',
      count: '2',
      target: 'Review only',
    });
    await reviewShown();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await runsTree.show();
    await runsTree.shows('2/2');
    const kept = nextDialog(undefined);
    await vscode.commands.executeCommand('vignette.deleteRun', (await runFolders())[0]);
    assert.match((await kept).detail, /Its 2 samples/);
    assert.equal((await runFolders()).length, 1);
    const moved = nextDialog('Move to Trash');
    const deleting = vscode.commands.executeCommand('vignette.deleteRun', (await runFolders())[0]);
    await moved;
    // The machine of the tests has no trash.
    const deleted = nextDialog('Delete Permanently');
    await Promise.race([deleting, deleted]);
    await deleting;
    await driver.waitForText('Nothing was generated', '.welcome-view-content');
    assert.equal((await runFolders()).length, 0);
  });

  it('tells usage and cost, and no file that was written holds the key', () =>
    withGemini({ apiKey: KEY, answer: (_, n) => groundedAnswer('refusal', n) }, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await generate({
        teacher: 'Offline',
        model: 'offline',
        mix: 'Reasoning only',
        count: '2',
        target: 'Review only',
      });
      await reviewShown();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await keepKey(KEY);
      await generate({
        teacher: 'Gemini',
        model: 'gemini-2.5-pro',
        mix: 'Refusal only',
        count: '2',
        target: 'Review only',
      });
      await reviewShown();
      await runFromPalette('Vignette: Show Usage and Cost');
      await driver.waitForText('By teacher', { selector: 'h2', frames: WEBVIEW });
      const [byTeacher = ''] = await driver.texts({ selector: 'table', frames: WEBVIEW });
      assert.match(
        byTeacher,
        /gemini · gemini-2\.5-pro\s+1\s+2\s+[\d,]+\s+[\d,]+\s+[\d,]+\s+0\s+(?:< )?\$0\.\d\d/,
      );
      assert.match(byTeacher, /In total\s+2\s+4/);
      await driver.waitForText('Prices of 20', { selector: 'p', frames: WEBVIEW });
      await inBothThemes('usage');

      // The folder of the workspace lies in the one that VS Code keeps settings, storage and logs in.
      const everything = dirname(workspaceFile().fsPath);
      const leaks = filesUnder(everything).filter((path) => readFileSync(path).includes(KEY));
      assert.deepEqual(leaks, []);
    }));
});

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}
