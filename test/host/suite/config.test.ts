import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, until, workspaceFile } from '../until';

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

describe('vignette.config.json', () => {
  const config = workspaceFile('vignette.config.json');
  const dataset = workspaceFile('needs-review.jsonl');

  const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(config, Buffer.from(text));

  before(async () => {
    await vscode.window.showTextDocument(dataset);
    await diagnosticsOf(dataset, (all) => all.some((one) => codeOf(one) === 'tags/order'));
  });

  after(async () => {
    await vscode.workspace.fs.delete(config, { useTrash: false });
    await diagnosticsOf(dataset, (all) => all.some((one) => codeOf(one) === 'tags/order'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('takes effect as soon as it is saved', async () => {
    await write('{ "rules": { "tags/order": "off", "tags/missing": "hint" } }');
    const diagnostics = await diagnosticsOf(dataset, (all) =>
      all.every((one) => codeOf(one) !== 'tags/order'),
    );
    const missing = diagnostics.find((one) => codeOf(one) === 'tags/missing');
    assert.equal(missing?.severity, vscode.DiagnosticSeverity.Hint);
  });

  it('says which files are datasets', async () => {
    await write('{ "datasets": ["data/*.jsonl"] }');
    await until(
      () => vscode.languages.getDiagnostics(dataset).length === 0,
      vscode.languages.onDidChangeDiagnostics,
    );
  });

  it('is reported at the place that is wrong, and then not used', async () => {
    await write('{ "profile": "dpo", "rules": { "tags/order": "off" } }');
    const [problem] = await diagnosticsOf(config, (all) => all.some(({ source }) => source === 'vignette'));
    assert.match(problem?.message ?? '', /profile/);
    assert.deepEqual(problem?.range, new vscode.Range(0, 13, 0, 18));
    await diagnosticsOf(dataset, (all) => all.some((one) => codeOf(one) === 'tags/order'));
  });
});
