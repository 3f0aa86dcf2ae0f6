import {
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { FIX_ALL_KIND } from '../core/protocol';
import { datasetDocuments } from './document';
import { provideCodeActions } from './handlers/codeActions';
import { provideDiagnostics } from './handlers/diagnostics';
import { provideLanguageFeatures } from './handlers/languageFeatures';
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
    const languageFeatures = provideLanguageFeatures(connection, documents, settings, capabilities);
    connection.onDidChangeConfiguration(() => {
      settings.forget();
      if (workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    });
    connection.onInitialized(() => {
      if (workspace?.didChangeConfiguration?.dynamicRegistration) {
        void connection.client.register(DidChangeConfigurationNotification.type);
      }
    });
    return {
      serverInfo: { name: 'vignette' },
      capabilities: {
        ...languageFeatures,
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
