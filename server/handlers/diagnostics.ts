import { type Connection, DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { FileConfig } from '../../core/config/resolveConfig';
import { countProblems } from '../../core/lint/diagnostic';
import { LINT_STATUS, type LintStatus } from '../../core/protocol';
import { BackgroundLint, lintCompletely } from '../backgroundLint';
import type { Configurations } from '../configurations';
import type { DatasetDocument } from '../document';
import { toLspDiagnostic } from '../lspDiagnostic';
import { type OpenDocuments, openDataset } from '../openDocuments';
import { PromptDocument } from '../promptDocument';
import { lintPrompt, type Prompts } from '../prompts';

/** So much is linted before the first answer, in UTF-16 units: all of most documents. */
const AT_ONCE = 64 * 1024;

/** Has the client ask for diagnostics again, and after a lint that is complete for what else shows them. */
export interface Refresh {
  readonly diagnostics: () => Promise<void>;
  readonly all: () => Promise<void>;
}

/**
 * Pull diagnostics: lints on request, and answers `unchanged` when neither text nor settings have moved. Of a large
 * document it answers what is known, and has the client ask again as more becomes known; `refresh` is undefined for
 * a client that cannot be told to, which waits for all.
 */
export function provideDiagnostics(
  connection: Connection,
  documents: OpenDocuments,
  configurations: Configurations,
  prompts: Prompts,
  refresh: Refresh | undefined,
): void {
  const tell = (status: LintStatus): Promise<void> => connection.sendNotification(LINT_STATUS, status);
  const background = new BackgroundLint({
    onMore: () => void refresh?.diagnostics(),
    onStatus: (document, config) => void tell(statusOf(document, config)),
    onComplete: () => void refresh?.all(),
  });
  documents.onDidClose(({ document }) => background.cancel(document.uri));
  documents.onDidChangeContent(({ document }) => {
    if (document instanceof PromptDocument) prompts.refreshOthers(document.uri, () => void refresh?.all());
  });
  const configIds = new WeakMap<object, number>();
  let configs = 0;

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }, token) => {
    const prompt = await prompts.open(uri);
    if (prompt) {
      const resultId = prompts.stateOf(prompt);
      if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      const found = lintPrompt(prompt);
      await tell({ uri, isDataset: false, isTemplate: true, records: 0, ...countProblems(found) });
      const items = found.map((diagnostic) => toLspDiagnostic(diagnostic, uri));
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    }
    const config = await configurations.of(uri);
    const document = openDataset(documents, uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    if (refresh) document.proceed(config, (units) => units >= AT_ONCE);
    else await lintCompletely(document, config, () => token.isCancellationRequested);
    const configId = configIds.get(config) ?? ++configs;
    configIds.set(config, configId);
    background.schedule(document, config);
    const known = document.diagnostics(config);
    const resultId = `${document.id}.${document.version}.${configId}.${document.linted(config)}.${known.length}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    await tell(statusOf(document, config));
    return {
      kind: DocumentDiagnosticReportKind.Full,
      resultId,
      items: known.map((diagnostic) => toLspDiagnostic(diagnostic, uri)),
    };
  });
}

function statusOf(document: DatasetDocument, config: FileConfig): LintStatus {
  const { records } = document.known(config);
  const linted = document.linted(config);
  return {
    uri: document.uri,
    isDataset: document.isDataset(config),
    records,
    ...(linted < records && { linted }),
    ...countProblems(document.diagnostics(config)),
  };
}
