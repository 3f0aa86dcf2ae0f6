import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { CONFIG_FILE } from '../core/config/schema';
import { FIX_ALL_KIND } from '../core/protocol';
import { Configurations } from './configurations';
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
    const configurations = new Configurations(connection, settings);
    provideDiagnostics(connection, documents, configurations);
    provideCodeActions(connection, documents, configurations);
    provideLintFile(connection, configurations);
    const reconfigure = (): void => {
      configurations.forget();
      if (workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    };
    connection.onDidChangeConfiguration(reconfigure);
    connection.onDidChangeWatchedFiles(reconfigure);
    connection.onInitialized(() => {
      if (workspace?.didChangeConfiguration?.dynamicRegistration) {
        void connection.client.register(DidChangeConfigurationNotification.type);
      }
      if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        const watchers = [{ globPattern: `**/${CONFIG_FILE}` }];
        void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
      }
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
