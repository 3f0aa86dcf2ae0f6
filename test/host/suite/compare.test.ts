import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Teacher } from '../../../core/generate/provider';
import { DEFAULT_CONFIG } from '../../../core/lint/config';
import { createOfflineTeacher } from '../../../providers/offline/teacher';
import { startRun } from '../../../storage/startRun';
import { verdictText } from '../../judge/answers';
import { startOllamaSimulator } from '../../simulators/ollama';
import { driver, needsDriver, WEBVIEW } from '../driver';
import { until, workspaceFile } from '../until';
import { nextDialog } from './dialogs';
import { forgetKey, keepKey } from './generating';
import { notifications } from './notifications';
import { quickPick, runFromPalette } from './quickPick';
import { withGemini, withSettings } from './simulated';
import { inBothThemes } from './themes';

const KEY = 'AIzaSyTESTKEYtestkeyTESTKEYtestkey01234';

const RUNS = workspaceFile('.vignette/runs');

/** A run of twenty samples in the workspace. `spoil`: what becomes of the text of sample number `index`. */
async function makeRun(
  provider: 'offline' | 'ollama',
  spoil: (text: string, index: number) => string = (text) => text,
): Promise<void> {
  const offline = createOfflineTeacher();
  const teacher: Teacher = {
    ...offline,
    id: provider,
    ask: async (request, options) => {
      const response = await offline.ask({ ...request, model: 'offline' }, options);
      const text = spoil(response.text, Number(request.task?.index));
      return { ...response, text, usage: { input: 900, output: 300 + text.length, thinking: 0, cached: 0 } };
    },
  };
  const request = {
    provider,
    model: provider === 'offline' ? 'offline' : 'gpt-oss:20b',
    count: 20,
    mix: { reasoning: 40, refusal: 20, haystack: 20, anti_knowledge: 20 },
    seed: 8,
    parameters: {},
  };
  await startRun(RUNS.fsPath, request, () => ({
    teacher,
    lint: DEFAULT_CONFIG,
    signal: new AbortController().signal,
    concurrency: 1,
    onEvent: () => undefined,
  }));
}

describe('Compare Runs', () => {
  before(async function () {
    needsDriver.call(this);
    await makeRun('offline');
    await makeRun('ollama', (text, index) => {
      if (index === 4) return 'I would rather not.';
      return index % 4 === 1 ? text.replace(/"proof":\s*\[\s*"/, '$&Never said. ') : text;
    });
  });

  after(() => vscode.workspace.fs.delete(workspaceFile('.vignette'), { recursive: true }));

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
  });

  it('reports how two runs differ, and opens a pair side by side', async () => {
    await runFromPalette('Vignette: Compare Runs…');
    await quickPick.shows('Which run or dataset comes first');
    await quickPick.take('ollama/gpt-oss:20b');
    await quickPick.shows('Compare with which run');
    await driver.waitForText('the same seed', '.quick-input-widget .monaco-list-row.focused');
    await driver.screenshot('compare-runs');
    await quickPick.take('offline/offline');
    const report = { selector: 'body', frames: WEBVIEW };
    await driver.waitForText('offline/offline against ollama/gpt-oss:20b', report);
    await driver.waitForText('20 pairs', report);
    await driver.waitForText(
      'The response holds no parts of a sample, neither as JSON nor between tags.',
      report,
    );
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await driver.waitFor({ selector: 'svg', frames: WEBVIEW });
    await driver.screenshot('compare-report');

    await driver.click({ selector: 'button[data-action="pair"] >> nth=1', frames: WEBVIEW });
    const input = await until(() => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof vscode.TabInputTextDiff && shown;
    }, vscode.window.tabGroups.onDidChangeTabs);
    assert.deepEqual([input.original.scheme, input.modified.scheme], ['vignette-pair', 'vignette-pair']);
    const [left, right] = await Promise.all(
      [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.equal(left?.languageId, 'vignette');
    assert.match(left?.getText() ?? '', /Never said\. /);
    assert.match(right?.getText() ?? '', /^type: \w+$/m);
    assert.doesNotMatch(right?.getText() ?? '', /Never said\. /);
    await driver.waitFor('.monaco-diff-editor .view-lines');
    await driver.screenshot('compare-pair');
  });

  it('gives the report as Markdown', async () => {
    await runFromPalette('Vignette: Compare Runs…');
    await quickPick.shows('Which run or dataset comes first');
    await quickPick.take('ollama/gpt-oss:20b');
    await quickPick.shows('Compare with which run');
    await quickPick.take('offline/offline');
    await driver.click({ selector: 'button[data-action="markdown"]', frames: WEBVIEW });
    const editor = await until(
      () =>
        vscode.window.activeTextEditor?.document.languageId === 'markdown' && vscode.window.activeTextEditor,
      vscode.window.onDidChangeActiveTextEditor,
    );
    assert.match(editor.document.getText(), /^# Comparison\n/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('says what cannot be compared', async () => {
    await runFromPalette('Vignette: Compare Runs…');
    await quickPick.shows('Which run or dataset comes first');
    await quickPick.take('ollama/gpt-oss:20b');
    await quickPick.shows('Compare with which run');
    await quickPick.take('faulty.jsonl');
    await notifications.show('No sample of ollama/gpt-oss:20b has a partner in faulty.jsonl');
  });
});

describe('with a model', () => {
  const settings = () => vscode.workspace.getConfiguration('vignette');

  before(needsDriver);

  afterEach(async () => {
    await settings().update('ollama.host', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
  });

  it('Compare Teachers carries out one plan with two, and reports', async () => {
    const server = await startOllamaSimulator({ answer: () => 'I would rather not.' });
    await settings().update('ollama.host', server.url, vscode.ConfigurationTarget.Global);
    try {
      await runFromPalette('Vignette: Compare Teachers…');
      for (const [teacher, model] of [
        ['Offline', 'offline'],
        ['Ollama', 'gpt-oss:120b-cloud'],
      ] as const) {
        await quickPick.shows('Which teacher');
        await quickPick.take(teacher);
        await quickPick.shows('Which model');
        await quickPick.take(model);
      }
      await quickPick.asks('How many samples');
      await driver.press('ControlOrMeta+A');
      await driver.type('4');
      await driver.press('Enter');
      const report = { selector: 'body', frames: WEBVIEW };
      await driver.waitForText('ollama/gpt-oss:120b-cloud against offline/offline', report);
      await driver.waitForText('4 pairs', report);
      await driver.screenshot('compare-teachers');
    } finally {
      await server.close();
      await vscode.workspace.fs.delete(workspaceFile('.vignette'), { recursive: true });
    }
  });

  it('asks before a judging that costs more than is agreed to', () =>
    withGemini({ apiKey: KEY, answer: () => verdictText() }, (server) =>
      withSettings({ 'generate.confirmAbove': 0, 'generate.budget': 3 }, async () => {
        await keepKey(KEY);
        await vscode.window.showTextDocument(workspaceFile('needs-review.jsonl'));
        const asked = nextDialog(undefined);
        await runFromPalette('Vignette: Judge Dataset…');
        await quickPick.shows('Which teacher');
        await quickPick.take('Gemini');
        await quickPick.shows('Which model');
        await quickPick.take('gemini-2.5-pro');
        const { message, detail } = await asked;
        assert.match(message, /^Judging with gemini-2\.5-pro costs up to about \$0\.\d\d\. Go on\?$/);
        assert.match(detail, /About 6 calls .*\n\nThe budget of \$3\.00 is not exceeded\.$/s);
        assert.equal(server.prompts.length, 0);
        await forgetKey();
      }),
    ));

  it('Judge Dataset scores the records, and asks for nothing twice', async () => {
    const server = await startOllamaSimulator({
      answer: (_, n) => (n === 0 ? 'Nice.' : verdictText({ safety: 2 })),
    });
    await settings().update('ollama.host', server.url, vscode.ConfigurationTarget.Global);
    const verdicts = workspaceFile('needs-review.verdicts.jsonl');
    const judged = async (): Promise<string> => {
      await vscode.window.showTextDocument(workspaceFile('needs-review.jsonl'));
      await runFromPalette('Vignette: Judge Dataset…');
      await quickPick.shows('Which teacher');
      await quickPick.take('Ollama');
      await quickPick.shows('Which model');
      await quickPick.take('gpt-oss:120b-cloud');
      await driver.waitForText('Judge: reject', { selector: 'td', frames: WEBVIEW });
      await inBothThemes('judge');
      const text = await driver.text({ selector: 'body', frames: WEBVIEW });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      return text;
    };
    try {
      const text = await judged();
      assert.match(text, /Verdicts on needs-review\.jsonl\s+Judged by ollama\/gpt-oss:120b-cloud/);
      assert.match(text, /1 answers are no verdict/);
      const asked = server.prompts.length;
      assert.equal(await judged(), text);
      assert.equal(server.prompts.length, asked);
      const lines = Buffer.from(await vscode.workspace.fs.readFile(verdicts))
        .toString()
        .trimEnd()
        .split('\n');
      assert.equal(lines.length, asked);
      await runFromPalette('Vignette: Show Usage and Cost');
      await driver.waitForText('Judged by ollama-gpt-oss-120b-cloud', { selector: 'td', frames: WEBVIEW });
    } finally {
      await server.close();
      await vscode.workspace.fs.delete(verdicts);
      await vscode.workspace.fs.delete(workspaceFile('.vignette'), { recursive: true });
    }
  });
});
