import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { groundedAnswer } from '../../simulators/groundedAnswers';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { reviewShown, samplesIn } from './generating';
import { notifications } from './notifications';
import { quickPick, runFromPalette } from './quickPick';
import { withOllama, withSettings } from './simulated';

const OURS = `---
output:
  format: json
vignette.archetype: reasoning
---
Write a sample about {{drug}}.
`;
const OWN = `---
input:
  schema:
    clause: string
output:
  format: text
vignette.archetype: loophole
---
Write a sample about {{clause}}.
In <proof>, quote every sentence that you use.
In <answer>, be brief.
`;
const CASES = `${JSON.stringify({ name: 'one', input: { clause: 'the first clause' } })}
${JSON.stringify({ name: 'two', input: { clause: 'the second clause' } })}
`;
const CONFIG = JSON.stringify({ archetypes: { loophole: { abstains: false } } });

/** An answer whose quote is nowhere in its context. */
function ungrounded(index: number): string {
  const answer = JSON.parse(groundedAnswer('reasoning', index)) as object;
  return JSON.stringify({ ...answer, proof: ['Nobody ever said this in the whole of the text.'] });
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

function editorOf(fits: (uri: vscode.Uri) => boolean): Promise<vscode.TextEditor> {
  return until(() => {
    const editor = vscode.window.activeTextEditor;
    return editor && fits(editor.document.uri) && editor;
  }, vscode.window.onDidChangeActiveTextEditor);
}

describe('Run Prompt Template', () => {
  const ours = workspaceFile('prompts', 'run_ours.prompt');
  const own = workspaceFile('prompts', 'run_own.prompt');
  const cases = workspaceFile('prompts', 'run_own.cases.jsonl');
  const config = workspaceFile('prompts', 'vignette.config.json');
  const files = [
    [ours, OURS],
    [own, OWN],
    [cases, CASES],
    [config, CONFIG],
  ] as const;
  /** Whatever was used last in this window. */
  const choose = (provider: string, use: () => Promise<void>): Promise<void> =>
    withSettings({ 'teacher.provider': provider }, use);
  const onCases = async (): Promise<void> => {
    await vscode.window.showTextDocument(own);
    await runFromPalette('Vignette: Run Prompt Template on Its Cases');
  };

  before(needsDriver);

  beforeEach(async () => {
    for (const [uri, text] of files) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await notifications.clear();
    for (const [uri] of files) await vscode.workspace.fs.delete(uri);
  });

  it('makes as many samples as asked for and opens them for review, linted as they are edited', () =>
    choose('offline', async () => {
      await vscode.window.showTextDocument(ours);
      await runFromPalette('Vignette: Run Prompt Template…');
      await quickPick.asks('How many samples?');
      await driver.press('ControlOrMeta+A');
      await driver.type('2');
      await driver.press('Enter');
      const document = await reviewShown();
      await until(() => samplesIn(document) === 2, vscode.workspace.onDidChangeTextDocument);
      await notifications.show('2 of 2 samples passed the lint (100 %)');
      assert.equal(document.getText().match(/^type: reasoning$/gm)?.length, 2);
      await driver.screenshot('prompt-run');
      const { activeTextEditor: editor } = vscode.window;
      const close = document.positionAt(document.getText().indexOf('</answer>'));
      await editor?.edit((edit) => edit.delete(document.lineAt(close.line).range));
      const [problem] = await diagnosticsOf(document.uri);
      assert.match(problem?.message ?? '', /answer/);
    }));

  it('asks once for each case, for an archetype of one’s own', () =>
    withOllama({ answer: (_, n) => groundedAnswer('reasoning', n) }, (server) =>
      choose('ollama', async () => {
        await onCases();
        const document = await reviewShown();
        await until(() => samplesIn(document) === 2, vscode.workspace.onDidChangeTextDocument);
        assert.equal(document.getText().match(/^type: loophole$/gm)?.length, 2);
        assert.equal(server.prompts.length, 2);
        await notifications.show('2 of 2 samples passed the lint');
      }),
    ));

  it('tells the rate of what was rejected, and leads from there to the line that asked for it', () =>
    withOllama({ answer: (_, n) => (n === 0 ? groundedAnswer('reasoning', n) : ungrounded(n)) }, () =>
      choose('ollama', async () => {
        await onCases();
        await notifications.show('1 of 2 samples passed the lint (50 %)');
        await notifications.clear();
        const document = await reviewShown();
        await until(() => samplesIn(document) === 2, vscode.workspace.onDidChangeTextDocument);
        assert.match(document.getText(), /^provenance: \{rejected: \["proof\/not-in-context: /m);
        const problems = await diagnosticsOf(document.uri);
        // The archetype is the template's project's, not the window's, where the run's folder is.
        assert.deepEqual([...new Set(problems.map(ruleOf))], ['proof/not-in-context']);
        assert.match(
          await driver.text({ selector: '.codelens-decoration' }),
          /^1 of 2 records pass \(50 %\)/,
        );
        await driver.screenshot('prompt-run-rejected');
        const problem = problems.find(({ message }) => /quote/.test(message)) ?? assert.fail();
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          problem.range,
        );
        const way = actions.find(({ title }) => title === 'Go to the prompt template that asked for it');
        assert.equal(way?.command?.command, 'vignette.prompt.goTo');
        const go = async (): Promise<vscode.TextEditor> => {
          const shown = await vscode.window.showTextDocument(document);
          shown.selection = new vscode.Selection(problem.range.start, problem.range.start);
          await runFromPalette('Vignette: Go to Prompt Template');
          return editorOf((uri) => uri.toString() === own.toString());
        };
        const editor = await go();
        assert.equal(editor.document.getText(editor.selection), 'proof');
        assert.match(editor.document.lineAt(editor.selection.active.line).text, /^In <proof>/);
        await vscode.workspace.fs.writeFile(own, new TextEncoder().encode(`${OWN}Be quick.\n`));
        await go();
        await notifications.show('run_own.prompt has changed since this sample was made');
      }),
    ));

  it('can be cancelled, and keeps what came in', () =>
    withOllama(
      {
        answer: (_, n) => groundedAnswer('reasoning', n),
        faults: [undefined, { kind: 'status', status: 429, retryAfterSeconds: 300 }],
      },
      () =>
        choose('ollama', () =>
          withSettings({ 'generate.concurrency': 1 }, async () => {
            await onCases();
            const document = await reviewShown();
            await notifications.show('1 of 2');
            await notifications.press('Cancel');
            await notifications.show('Cancelled after 1 of 2');
            await notifications.show('1 of 1 samples passed the lint');
            assert.equal(samplesIn(document), 1);
          }),
        ),
    ));
});
