import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { FIX_ALL_KIND, SETTINGS_SECTION } from '../core/protocol';
import { datasetDocuments } from './document';
import { provideCodeActions } from './handlers/codeActions';
import { provideDiagnostics } from './handlers/diagnostics';
import { provideLintFile } from './handlers/lintFile';
import { Settings } from './settings';

/** Serves one client over a connection, whatever carries it. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(datasetDocuments);

  connection.onInitialize(({ capabilities }): InitializeResult => {
    const { workspace } = capabilities;
    const settings = new Settings(connection, workspace?.configuration === true);
    provideDiagnostics(connection, documents, settings);
    provideCodeActions(connection, documents, settings);
    provideLintFile(connection, settings);
    // A client may refuse what it said it can do; we do without then, and say so.
    const withoutFail = async (what: string, request: Promise<unknown>): Promise<void> => {
      try {
        await request;
      } catch (error) {
        connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    connection.onDidChangeConfiguration(async (change) => {
      settings.change(change.settings);
      if (workspace?.diagnostics?.refreshSupport)
        await withoutFail('Diagnostics are not refreshed', connection.languages.diagnostics.refresh());
    });
    connection.onInitialized(async () => {
      if (!workspace?.didChangeConfiguration?.dynamicRegistration) return;
      const registration = connection.client.register(DidChangeConfigurationNotification.type, {
        section: SETTINGS_SECTION,
      });
      await withoutFail('Changes of settings are not seen', registration);
    });
    return {
      serverInfo: { name: 'vignette' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: {
          identifier: 'vignette',
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
      },
    };
  });

  documents.listen(connection);
  connection.listen();
}
