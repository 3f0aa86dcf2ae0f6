import {
  type CodeAction,
  CodeActionKind,
  type Connection,
  type Range,
  type TextDocuments,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { safeEdits } from '../../core/lint/applyFixes';
import type { FileEdit } from '../../core/lint/diagnostic';
import { comparePositions } from '../../core/lint/lintFile';
import { FIX_ALL_KIND } from '../../core/protocol';
import type { Configurations } from '../configurations';
import type { DatasetDocument } from '../document';
import { toLspDiagnostic } from '../lspDiagnostic';

/** Quick fixes of the diagnostics in a range, and one action that applies every safe fix of the document. */
export function provideCodeActions(
  connection: Connection,
  documents: TextDocuments<DatasetDocument>,
  configurations: Configurations,
): void {
  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
    const config = await configurations.of(uri);
    const document = documents.get(uri);
    if (!document) return [];
    const { diagnostics } = document.lint(config);
    const edit = (edits: readonly FileEdit[]): WorkspaceEdit => ({
      documentChanges: [{ textDocument: { uri, version: document.version }, edits: [...edits] }],
    });
    const wants = (kind: string): boolean =>
      !only || only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));

    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      for (const diagnostic of diagnostics.filter((found) => touches(found.range, range))) {
        for (const { title, kind, edits } of diagnostic.fixes) {
          actions.push({
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [toLspDiagnostic(diagnostic, uri)],
            isPreferred: kind === 'safe',
            edit: edit(edits),
          });
        }
      }
    }
    // Offered when asked for by kind: in the plain menu it would stand beside every quick fix.
    if (only && wants(FIX_ALL_KIND)) {
      const edits = safeEdits(diagnostics);
      if (edits.length > 0)
        actions.push({ title: 'Apply all safe fixes', kind: FIX_ALL_KIND, edit: edit(edits) });
    }
    return actions;
  });
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
