/** Copy Shipped Templates to Workspace: the templates, partials and cases that come with the product, to make one's own. */
import * as vscode from 'vscode';
import { type Engine, loadEngine } from '../loadEngine';
import { askText } from '../wizard';
import { workspaceFolder } from '../workspaceFolder';
import { TEMPLATES_FOLDER } from './templatesFolder';

/** Opened after the copy: what can be done with a template stands above its text. */
const FIRST = 'reasoning.prompt';

export async function copyTemplates(): Promise<void> {
  const workspace = workspaceFolder();
  if (!workspace) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder to copy the templates to.'));
    return;
  }
  const path = await askFolder();
  if (path === undefined) return;
  const engine = await loadEngine();
  const folder = vscode.Uri.joinPath(workspace, path);
  const files = shippedFiles(engine);
  const known = await textsIn(folder, [...files.keys()]);
  const differing = [...known].filter(([name, text]) => text !== files.get(name)).map(([name]) => name);
  const kept = differing.length === 0 ? [] : await askToKeep(path, differing);
  if (!kept) return;
  const copied = [...files].filter(([name, text]) => known.get(name) !== text && !kept.includes(name));
  for (const [name, text] of copied)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, FIRST));
  await tell(engine, workspace, path, copied.length, kept.length);
}

function shippedFiles({ SHIPPED_TEMPLATES, SHIPPED_CASES }: Engine): Map<string, string> {
  return new Map([
    ...[...SHIPPED_TEMPLATES].map(([name, text]) => [`${name}.prompt`, text] as const),
    ...[...SHIPPED_CASES].map(([name, text]) => [`${name}.cases.jsonl`, text] as const),
  ]);
}

async function askFolder(): Promise<string | undefined> {
  const answer = await askText({
    title: vscode.l10n.t('Copy Shipped Templates to Workspace'),
    step: 1,
    totalSteps: 1,
    prompt: vscode.l10n.t('To which folder of the workspace?'),
    value: TEMPLATES_FOLDER,
    validate: (value) => {
      const parts = value.trim().split('/');
      const isInside = parts[0] !== '' && !parts.includes('..');
      return isInside
        ? undefined
        : vscode.l10n.t('Give a folder in the workspace, such as {0}.', TEMPLATES_FOLDER);
    },
  });
  return answer.kind === 'chosen' ? answer.value.trim().replace(/\/+$/, '') : undefined;
}

/** The files of those names that are there. */
async function textsIn(folder: vscode.Uri, names: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const name of names) {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name));
      texts.set(name, new TextDecoder().decode(bytes));
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError)) throw error;
    }
  }
  return texts;
}

/** Names of the files that stay as they are; undefined when nothing is to be done. */
async function askToKeep(path: string, differing: readonly string[]): Promise<readonly string[] | undefined> {
  const keep = vscode.l10n.t('Keep Mine');
  const overwrite = vscode.l10n.t('Overwrite');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} of the files are in {1} already, with other texts.', differing.length, path),
    { modal: true, detail: differing.join('\n') },
    keep,
    overwrite,
  );
  if (answer === undefined) return undefined;
  return answer === keep ? differing : [];
}

async function tell(
  engine: Engine,
  workspace: vscode.Uri,
  path: string,
  copied: number,
  kept: number,
): Promise<void> {
  const use = vscode.l10n.t('Use in Generate');
  const what =
    kept === 0
      ? vscode.l10n.t('{0} files were copied to {1}.', copied, path)
      : vscode.l10n.t('{0} files were copied to {1}; {2} of yours were kept.', copied, path, kept);
  const how = vscode.l10n.t(
    'Preview and Run stand above the text of each; Generate uses them once vignette.config.json names the folder.',
  );
  const answer = await vscode.window.showInformationMessage(`${what} ${how}`, use);
  if (answer === use) await useInGenerate(engine, workspace, path);
}

/** Names the folder in the configuration of the workspace folder, and shows it there. */
async function useInGenerate(
  { CONFIG_FILE, configWithTemplates, positionFinder, useTemplates }: Engine,
  workspace: vscode.Uri,
  path: string,
): Promise<void> {
  const uri = vscode.Uri.joinPath(workspace, CONFIG_FILE);
  const document = await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
  const edit = new vscode.WorkspaceEdit();
  if (document) {
    const text = document.getText();
    const position = positionFinder(text);
    const edits = useTemplates(text, path);
    if (!edits) void vscode.window.showErrorMessage(vscode.l10n.t('Correct {0} first.', CONFIG_FILE));
    for (const { span, newText } of edits ?? []) {
      const [start, end] = [position(span.start), position(span.end)];
      edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    }
  } else edit.createFile(uri, { contents: new TextEncoder().encode(configWithTemplates(path)) });
  await vscode.workspace.applyEdit(edit);
  const shown = await vscode.workspace.openTextDocument(uri);
  await shown.save();
  await vscode.window.showTextDocument(shown);
}
