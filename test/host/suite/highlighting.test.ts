import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { workspaceFile } from '../until';

describe('highlighting', () => {
  before(needsDriver);

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** How many differently coloured kinds of token the editor shows. */
  async function kinds(): Promise<number> {
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, i) => driver.count(`.view-lines span.mtk${i + 1}`)),
    );
    return counts.filter((count) => count > 0).length;
  }

  for (const [name, languageId, shown] of [
    ['prompts/dose_reasoning.prompt', 'dotprompt', 'role'],
    ['needs-review.jsonl', 'jsonl', 'messages'],
  ] as const) {
    it(`colours ${languageId}`, async () => {
      const editor = await vscode.window.showTextDocument(workspaceFile(name));
      assert.equal(editor.document.languageId, languageId);
      await driver.waitForText(shown, '.view-lines');
      await driver.waitFor('.view-lines span.mtk5, .view-lines span.mtk6, .view-lines span.mtk7');
      await driver.screenshot(`highlighting-${languageId}`);
      assert.ok((await kinds()) >= 4, 'fewer than four kinds of token are coloured');
    });
  }
});
