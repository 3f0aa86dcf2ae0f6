import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { driver, needsDriver } from '../driver';
import { diagnosticsOf, until, workspaceFile } from '../until';
import { notifications } from './notifications';

const DATASET = 'needs-review.jsonl';

/** The document's text under a diagnostic. */
function marked(document: vscode.TextDocument, { range }: vscode.Diagnostic): string {
  return document.getText(range);
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

describe('linting a dataset', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await vscode.workspace.openTextDocument(workspaceFile(DATASET));
    await vscode.window.showTextDocument(document);
  });

  it('shows each problem at its exact words', async () => {
    const diagnostics = await diagnosticsOf(document.uri);
    assert.deepEqual(
      diagnostics.map((diagnostic) => [
        diagnostic.range.start.line,
        codeOf(diagnostic),
        marked(document, diagnostic),
      ]),
      [
        [0, 'proof/number-mismatch', '15 mg/m²'],
        [
          1,
          'proof/not-in-context',
          'Most parents found the hospital visits easy to combine with school and described the staff as kind.',
        ],
        [2, 'proof/inexact-quote', marked(document, diagnostics[2] as vscode.Diagnostic)],
        [3, 'tags/missing', '</think>'],
        [4, 'tags/unclosed', '<think>'],
        [5, 'tags/order', '<proof>'],
      ],
    );
    assert.match(marked(document, diagnostics[2] as vscode.Diagnostic), /^In the WINDROSE study.*days\.$/);
  });

  it('explains a wrong number, links its rule and points into the context', async () => {
    const [first] = await diagnosticsOf(document.uri);
    assert.ok(first);
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(first.message, 'The quote says "15 mg/m²" where the context says "1.5 mg/m²".');
    assert.ok(
      typeof first.code === 'object' &&
        first.code.target.path.endsWith('/docs/rules/proof/number-mismatch.md'),
    );
    const [related] = first.relatedInformation ?? [];
    assert.equal(related && document.getText(related.location.range), '1.5 mg/m²');
  });

  it('shows them to a person', async function () {
    needsDriver.call(this);
    const editor = await vscode.window.showTextDocument(document);
    const [first] = await diagnosticsOf(document.uri);
    assert.ok(first);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await driver.waitForText('1.5 mg/m²', '.markers-panel');
    await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(first.range.start, first.range.start);
    editor.revealRange(first.range, vscode.TextEditorRevealType.InCenter);
    await driver.waitFor('.squiggly-error');
    await driver.screenshot('problems');
  });

  it('applies a quick fix by keyboard', async function () {
    needsDriver.call(this);
    const editor = await vscode.window.showTextDocument(document);
    const [first] = await diagnosticsOf(document.uri);
    assert.ok(first);
    editor.selection = new vscode.Selection(first.range.start, first.range.start);
    await driver.press('ControlOrMeta+.');
    await driver.waitForText('Replace the quote with the words of the context', '.action-widget');
    await driver.screenshot('quick-fix');
    await driver.press('Enter');
    const left = await diagnosticsOf(document.uri, (all) => all.length === 5);
    assert.ok(left.every((diagnostic) => codeOf(diagnostic) !== 'proof/number-mismatch'));
  });

  it('applies every safe fix at once', async () => {
    // Not through the editor's own command, which gives way to the light bulb when diagnostics change meanwhile.
    const [fixAll, ...more] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, 0, 0),
      'source.fixAll',
    );
    assert.equal(fixAll?.title, 'Apply all safe fixes');
    assert.deepEqual(more, []);
    assert.ok(fixAll.edit && (await vscode.workspace.applyEdit(fixAll.edit)));
    const left = await diagnosticsOf(document.uri, (all) =>
      all.every((one) => codeOf(one) !== 'proof/inexact-quote'),
    );
    assert.deepEqual(left.map(codeOf), [
      'proof/not-in-context',
      'tags/missing',
      'tags/unclosed',
      'tags/order',
    ]);
  });

  it('follows the text as it is typed', async () => {
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(0).range.end;
    const before = vscode.languages.getDiagnostics(document.uri).length;
    await editor.edit((edit) => edit.delete(new vscode.Range(end.translate(0, -1), end)));
    const broken = await diagnosticsOf(document.uri, (all) => all.length === before + 1);
    assert.equal(codeOf(broken[0] as vscode.Diagnostic), 'json/invalid-line');
    await editor.edit((edit) => edit.insert(end.translate(0, -1), '}'));
    await diagnosticsOf(document.uri, (all) => all.length === before);
  });

  it('honours the settings', async () => {
    const settings = vscode.workspace.getConfiguration('vignette');
    await settings.update('lint.rules', { 'tags/order': 'off' }, vscode.ConfigurationTarget.Workspace);
    await diagnosticsOf(document.uri, (all) => all.every((one) => codeOf(one) !== 'tags/order'));
    await settings.update('lint.rules', undefined, vscode.ConfigurationTarget.Workspace);
    await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === 'tags/order'));
  });

  it('says nothing of JSON Lines that are no dataset', async () => {
    const uri = workspaceFile('events.jsonl');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{"event":"start"}\n{broken\n'));
    const events = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(events);
    // The dataset beside it is linted again after the other file was opened: by then both were looked at.
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await diagnosticsOf(document.uri, (all) => all.some((one) => codeOf(one) === 'json/blank-line'));
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(
      () => vscode.window.visibleTextEditors.length === 0,
      vscode.window.onDidChangeVisibleTextEditors,
    );
  });
});

/** The panel would leave later suites little of their editors to see. */
const closePanel = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closePanel');

describe('linting the workspace', () => {
  after(closePanel);

  it('finds the problems of files that are not open', async function () {
    needsDriver.call(this);
    const summary = (await vscode.commands.executeCommand('vignette.lintWorkspace')) as {
      files: number;
      records: number;
      errors: number;
      warnings: number;
      failures: string[];
    };
    assert.deepEqual(summary, { files: 3, records: 9, errors: 7, warnings: 2, failures: [] });
    const diagnostics = await diagnosticsOf(workspaceFile('faulty.jsonl'));
    // Its record stands in dataset.jsonl too: files linted together are compared with each other, in order of path.
    assert.deepEqual(diagnostics.map(codeOf), [
      'dataset/duplicate',
      'metadata/duplicate-id',
      'json/invalid-line',
    ]);
    await notifications.show('7 errors and 2 warnings');
    await driver.waitForText('faulty.jsonl', '.markers-panel');
    await driver.screenshot('lint-workspace');
    // A file that changes is compared with the same others again.
    const faulty = workspaceFile('faulty.jsonl');
    const text = await vscode.workspace.fs.readFile(faulty);
    const mended = text.subarray(0, text.indexOf(0x0a) + 1);
    await vscode.workspace.fs.writeFile(faulty, mended);
    const left = await diagnosticsOf(faulty, (all) => all.length < 3);
    await vscode.workspace.fs.writeFile(faulty, text);
    assert.deepEqual(left.map(codeOf), ['dataset/duplicate', 'metadata/duplicate-id']);
    await diagnosticsOf(faulty, (all) => all.length === 3);
    // Open, it is told of alone; once it is closed, with the others again.
    await vscode.commands.executeCommand('vscode.open', faulty);
    const alone = await diagnosticsOf(faulty, (all) => all.length === 1);
    assert.deepEqual(alone.map(codeOf), ['json/invalid-line']);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const again = await diagnosticsOf(faulty, (all) => all.length === 3);
    assert.deepEqual(again.map(codeOf), diagnostics.map(codeOf));
    await notifications.clear();
  });
});

describe('linting a file from disk', () => {
  after(closePanel);

  it('shows the problems of a file that VS Code keeps from extensions, and how many more there are', async function () {
    needsDriver.call(this);
    const folder = mkdtempSync(join(tmpdir(), 'vignette-'));
    const path = join(folder, 'large.jsonl');
    const [record = ''] = readFileSync(workspaceFile('dataset.jsonl').fsPath, 'utf8').split('\n');
    const line = `${record.padEnd(50_000)}\n`;
    const lines = Math.ceil((51 << 20) / line.length);
    writeFileSync(path, `${line.repeat(lines)}{\n`);
    try {
      const uri = vscode.Uri.file(path);
      const summary = (await vscode.commands.executeCommand('vignette.lintFromDisk', uri)) as {
        files: number;
        records: number;
        errors: number;
      };
      // All but the first have the id of another; the last is no JSON.
      assert.deepEqual([summary.files, summary.records, summary.errors], [1, lines + 1, lines]);
      const diagnostics = await diagnosticsOf(uri);
      assert.match(diagnostics.at(-1)?.message ?? '', /more problems of this file are not shown/);
      await driver.waitForText('large.jsonl', '.markers-panel');
      await driver.screenshot('lint-from-disk');
      await notifications.clear();
      // A file that is gone has no problems any more.
      rmSync(path);
      await diagnosticsOf(uri, (all) => all.length === 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
