import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { groundedAnswer } from '../../simulators/groundedAnswers';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { notifications } from './notifications';
import { removeRuns, runFolders } from './runsTree';
import { withOllama, withSettings } from './simulated';
import { inBothThemes } from './themes';

const MODEL = 'gpt-oss:120b-cloud';

/** What a dataset has of the first sample of the simulated teacher, with another number in its quote. */
function wrongRecord(): string {
  const { context, question, think, proof, answer } = JSON.parse(groundedAnswer('reasoning', 0)) as Record<
    string,
    string | string[]
  >;
  const quotes = [proof].flat().map((quote) => `- "${quote?.replace(/\d+ weeks/, '99 weeks')}"`);
  const block = (name: string, text: unknown): string => `<${name}>\n${text}\n</${name}>`;
  return JSON.stringify({
    messages: [
      { role: 'user', content: `${block('context', context)}\n\n${block('question', question)}` },
      {
        role: 'assistant',
        content: [block('think', think), block('proof', quotes.join('\n')), block('answer', answer)].join(
          '\n\n',
        ),
      },
    ],
    metadata: {
      id: '5454bf47-ecfe-402a-a842-889089656300',
      type: 'reasoning',
      source: 'by-hand',
      timestamp: '2026-01-01T00:00:00Z',
      note: 'mine',
    },
  });
}

describe('a sample that is repaired', function () {
  this.timeout(60_000);

  before(needsDriver);
  beforeEach(removeRuns);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
  });

  it('comes back beside what it was, is taken, and taken back by undo', () =>
    withOllama({ answer: () => groundedAnswer('reasoning', 0) }, (server) =>
      withSettings({ 'teacher.provider': 'ollama', 'teacher.model': MODEL }, async () => {
        const dataset = workspaceFile('repair-me.jsonl');
        await vscode.workspace.fs.writeFile(dataset, Buffer.from(`${wrongRecord()}\n`));
        await vscode.commands.executeCommand('vignette.reviewDataset', dataset);
        const review = vscode.window.activeTextEditor?.document as vscode.TextDocument;
        const before = review.getText();
        await diagnosticsOf(review.uri, (all) => all.some(({ message }) => message.includes('99')));
        await driver.waitForText('Repair', '.codelens-decoration');
        await driver.screenshot('repair-lens');
        await driver.click('.codelens-decoration a:has-text("Repair")');
        const diff = await until(() => {
          const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
          return shown instanceof vscode.TabInputTextDiff && shown;
        }, vscode.window.tabGroups.onDidChangeTabs);
        assert.match((await vscode.workspace.openTextDocument(diff.original)).getText(), /99 weeks/);
        assert.doesNotMatch((await vscode.workspace.openTextDocument(diff.modified)).getText(), /99 weeks/);
        await driver.waitFor('.monaco-diff-editor .view-lines');
        await notifications.show('The lint has nothing against the new sample');
        await inBothThemes('repair-offered');
        assert.equal(server.prompts.length, 1);
        assert.match(JSON.stringify(server.prompts[0]?.body), /number-mismatch: /);

        await vscode.commands.executeCommand('notifications.hideList');
        await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
        await driver.press('Control+Alt+y');
        await until(() => !review.getText().includes('99 weeks'), vscode.workspace.onDidChangeTextDocument);
        await until(
          () => vscode.window.activeTextEditor?.document === review,
          vscode.window.onDidChangeActiveTextEditor,
        );
        assert.match(review.getText(), /\nnote: mine\n/);
        assert.match(
          review.getText(),
          /\nprovenance: \{repaired: \[\{provider: ollama, model: gpt-oss:120b-cloud/,
        );
        await diagnosticsOf(review.uri, (all) => all.every(({ message }) => !message.includes('99')));
        await driver.waitFor('.codelens-decoration a:has-text("Repair")', 'hidden');
        await driver.screenshot('repair-taken');

        await driver.press('Control+z');
        await until(() => review.getText() === before, vscode.workspace.onDidChangeTextDocument);
        await driver.screenshot('repair-undone');
        const [run] = await runFolders();
        const journal = readFileSync(vscode.Uri.joinPath(run as vscode.Uri, 'journal.jsonl').fsPath, 'utf8');
        assert.equal(journal.trimEnd().split('\n').length, 1);

        await vscode.commands.executeCommand('vignette.showOffer', run);
        await driver.waitFor('.monaco-diff-editor .view-lines');
        await driver.screenshot('repair-again');
        await driver.click('.editor-actions .action-label[aria-label^="Leave the New Sample"]');
        await until(
          () => vscode.window.activeTextEditor?.document === review,
          vscode.window.onDidChangeActiveTextEditor,
        );
        assert.equal(review.getText(), before);
      }),
    ));
});
