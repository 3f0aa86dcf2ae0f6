import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until } from '../until';
import { generate, reviewShown } from './generating';
import { quickPick, runFromPalette } from './quickPick';
import { removeRuns, runsTree } from './runsTree';
import { withOllama } from './simulated';
import { inBothThemes } from './themes';

const STEPS = ['example', 'problem', 'generate', 'review', 'inspect', 'teacher'];
const EDITOR = '.editor-group-container.active';

interface Step {
  readonly id: string;
  readonly media: { readonly image: Readonly<Record<string, string>> };
}

async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'vignette.vignette#start', false);
  await driver.waitForText('Get started with Vignette', '.gettingStartedContainer');
}

function isDone(step: string): Promise<void> {
  return driver.waitFor(
    `.gettingStartedContainer [data-done-step-id="vignette.vignette#start#${step}"].complete`,
  );
}

/** Each test takes the picture that its step shows. */
describe('the walkthrough', function () {
  this.timeout(120_000);

  before(async function () {
    needsDriver.call(this);
    await driver.resize(1000, 640);
  });
  // A hover would be in the picture.
  beforeEach(() => driver.hover('.window-title'));
  after(async () => {
    if (driver.available) await driver.resize(1280, 800);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });

  it('has a picture for each step, in the colours of the theme', async () => {
    const extension = vscode.extensions.getExtension('vignette.vignette');
    assert.ok(extension);
    const { steps } = extension.packageJSON.contributes.walkthroughs[0] as { steps: Step[] };
    assert.deepEqual(
      steps.map(({ id }) => id),
      STEPS,
    );
    for (const path of steps.flatMap(({ media }) => Object.values(media.image))) {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension.extensionUri, path));
      assert.ok(size > 1000 && size < 200_000, `${path}: ${size} bytes`);
    }
    await openWalkthrough();
    await inBothThemes('walkthrough');
  });

  it('opens an example, whose problems can be looked at', async () => {
    await runFromPalette('Vignette: Open Example');
    const document = await until(() => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown?.uri.scheme === 'untitled' && shown;
    }, vscode.window.onDidChangeActiveTextEditor);
    assert.equal(document.languageId, 'vignette');
    await diagnosticsOf(document.uri, (all) => all.length >= 6);
    await driver.waitFor('.squiggly-error');
    await inBothThemes('step-example', { selector: EDITOR });
    await driver.press('Alt+F8');
    await driver.waitFor('.marker-widget');
    await inBothThemes('step-problem', { selector: EDITOR });
  });

  it('generates without a model, and shows the run', async () => {
    await removeRuns();
    await runFromPalette('Vignette: Generate Samples…');
    await quickPick.shows('Which teacher');
    await inBothThemes('step-generate', { selector: '.quick-input-widget' });
    await driver.press('Escape');
    await generate({
      teacher: 'Offline',
      model: 'offline',
      mix: '40/20/20/20',
      count: '10',
      target: 'Review only',
    });
    await reviewShown();
    await runsTree.show();
    await runsTree.shows('10/10');
    await runsTree.click('offline');
    await runsTree.shows('Rejects');
    await inBothThemes('step-review');
  });

  it('chooses a teacher', () =>
    withOllama({ answer: () => '' }, async () => {
      await runFromPalette('Vignette: Select Teacher and Model…');
      await quickPick.shows('Which teacher');
      await quickPick.take('Ollama');
      await quickPick.shows('Which model');
      await driver.waitForText('qwen3', '.quick-input-widget');
      await inBothThemes('step-teacher', { selector: '.quick-input-widget' });
      await driver.press('Escape');
      await openWalkthrough();
      for (const step of ['example', 'problem', 'generate', 'teacher']) await isDone(step);
    }));
});
