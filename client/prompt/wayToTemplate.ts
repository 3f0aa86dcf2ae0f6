/** On a problem of a record that was generated: the way to the template that asked for it. */
import * as vscode from 'vscode';

export const GO_TO_TEMPLATE = 'vignette.prompt.goTo';

/** Of the metadata that tell of a template. */
const ORIGIN = 'template_hash';

export function wayToTemplate(
  document: vscode.TextDocument,
  { start }: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const problems = diagnostics.filter(({ source }) => source === 'vignette');
  if (problems.length === 0 || !saysOrigin(document, start.line)) return [];
  const title = vscode.l10n.t('Go to the prompt template that asked for it');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command: GO_TO_TEMPLATE };
  action.diagnostics = problems;
  return [action];
}

/** Whether the metadata of the record at a line name its template; in a `.vignette` text they stand between lines of `---`. */
function saysOrigin(document: vscode.TextDocument, line: number): boolean {
  if (document.languageId === 'jsonl') return document.lineAt(line).text.includes(ORIGIN);
  const says = (step: -1 | 1, most: number): boolean => {
    let rules = 0;
    for (let at = line; at >= 0 && at < document.lineCount && rules < most; at += step) {
      const { text } = document.lineAt(at);
      if (text.includes(ORIGIN)) return true;
      if (text === '---') rules++;
    }
    return false;
  };
  return says(-1, 2) || says(1, 1);
}
