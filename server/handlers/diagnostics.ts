import { type Connection, DocumentDiagnosticReportKind, type TextDocuments } from 'vscode-languageserver';
import { countProblems } from '../../core/lint/diagnostic';
import { LINT_STATUS, type LintStatus } from '../../core/protocol';
import type { Configurations } from '../configurations';
import type { DatasetDocument } from '../document';
import { IdleLint } from '../idleLint';
import { toLspDiagnostic } from '../lspDiagnostic';

/**
 * Pull diagnostics: lints on request, and answers `unchanged` when neither text nor settings have moved. `refresh`
 * asks the client to pull again, once the dataset as a whole has been looked at.
 */
export function provideDiagnostics(
  connection: Connection,
  documents: TextDocuments<DatasetDocument>,
  configurations: Configurations,
  refresh: () => void,
): void {
  const idle = new IdleLint(refresh);
  documents.onDidClose(({ document }) => idle.cancel(document.uri));
  const configIds = new WeakMap<object, number>();
  let configs = 0;

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const config = await configurations.of(uri);
    const document = documents.get(uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const configId = configIds.get(config) ?? ++configs;
    configIds.set(config, configId);
    const datasetDiagnostics = document.datasetDiagnostics(config) ?? [];
    idle.schedule(document, config);
    const resultId = `${document.id}.${document.version}.${configId}.${datasetDiagnostics.length}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const lint = document.lint(config);
    const { records } = lint;
    const diagnostics = [...lint.diagnostics, ...datasetDiagnostics];
    const status: LintStatus = {
      uri,
      isDataset: document.isDataset(config),
      records,
      ...countProblems(diagnostics),
    };
    await connection.sendNotification(LINT_STATUS, status);
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId,
      items: diagnostics.map((diagnostic) => toLspDiagnostic(diagnostic, uri)),
    };
  });
}
