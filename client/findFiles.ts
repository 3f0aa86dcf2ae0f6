/** Files of the workspace that are ours to read. */
import * as vscode from 'vscode';

const NEVER = '**/{node_modules,.git,.vignette}/**';

/** Those that match a glob, in order of path: VS Code finds them in an order that is not the same each time. */
export async function findFiles(
  glob: string,
  { limit, token }: { limit?: number; token?: vscode.CancellationToken } = {},
): Promise<vscode.Uri[]> {
  return inOrder(await vscode.workspace.findFiles(glob, NEVER, limit, token));
}

/** As the command line orders them: of records that are the same, the first stands in the same file. */
export function inOrder(files: readonly vscode.Uri[]): vscode.Uri[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
