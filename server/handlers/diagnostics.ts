import { type Connection, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { DiagnosticReports } from '../diagnosticReports';
import type { OpenDocuments } from '../openDocuments';

/** Diagnostics for a client that asks for them; `unchanged` where neither text nor settings have moved. */
export function provideDiagnostics(connection: Connection, reports: DiagnosticReports): void {
  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const report = await reports.of(uri, previousResultId, () => token.isCancellationRequested);
    if (!report) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = report.id;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: report.diagnostics() };
  });
}

/**
 * Diagnostics for a client that does not ask: those of an open document are published whenever they change. What it returns does so for all
 * open documents.
 */
export function publishDiagnostics(
  connection: Connection,
  documents: OpenDocuments,
  reports: DiagnosticReports,
): () => Promise<void> {
  const published = new Map<string, string>();
  const publish = async (uri: string): Promise<void> => {
    const version = documents.get(uri)?.version;
    const isStale = (): boolean => documents.get(uri)?.version !== version;
    if (version === undefined) return;
    const report = await reports.of(uri, published.get(uri), isStale);
    if (!report || isStale() || published.get(uri) === report.id) return;
    published.set(uri, report.id);
    await connection.sendDiagnostics({ uri, version, diagnostics: report.diagnostics() });
  };
  documents.onDidChangeContent(({ document }) => publish(document.uri));
  documents.onDidClose(async ({ document: { uri } }) => {
    if (published.delete(uri)) await connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  return async () => {
    await Promise.all(documents.keys().map(publish));
  };
}
