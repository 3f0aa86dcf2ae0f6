/** The files of a template's folder as the editor has them: what is being written goes over what is on disk. */
import * as vscode from 'vscode';

const TEMPLATE = '.prompt';

export interface PromptSources {
  readonly fileName: string;
  /** Text of every template of the folder, by the names of their files. */
  readonly templates: ReadonlyMap<string, string>;
}

export function fileNameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

export function folderOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

/** Reads a document that is open with the templates beside it. */
export async function readSources(document: vscode.TextDocument): Promise<PromptSources> {
  const fileName = fileNameOf(document.uri);
  const beside = document.isUntitled ? [] : await readTemplates(folderOf(document.uri));
  return { fileName, templates: new Map([...beside, [fileName, document.getText()]]) };
}

/** The texts of the templates of a folder, by the names of their files. */
export async function readTemplates(folder: vscode.Uri): Promise<Map<string, string>> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(TEMPLATE));
  const texts = await Promise.all(names.map(async (name) => [name, await readBeside(folder, name)] as const));
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Whether a document is a template of that folder. */
export function isTemplateIn(folder: vscode.Uri, { uri }: vscode.TextDocument): boolean {
  return uri.path.endsWith(TEMPLATE) && folderOf(uri).toString() === folder.toString();
}

/** The text of a file, as it is in the editor if it is open there; undefined when there is none. */
export async function readBeside(folder: vscode.Uri, name: string): Promise<string | undefined> {
  const uri = vscode.Uri.joinPath(folder, name);
  const address = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return [];
    throw error;
  }
}
