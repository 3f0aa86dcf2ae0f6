import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { CONFIG_FILE } from '../core/config/schema';
import { PROMPT_EXTENSION } from '../core/prompt/templateFile';
import {
  CONFIGURATION_CHANGED,
  FIX_ALL_KIND,
  type InitializationOptions,
  MODELS,
  type ModelsParams,
  SETTINGS_SECTION,
} from '../core/protocol';
import { Configurations } from './configurations';
import { DiagnosticReports } from './diagnosticReports';
import { provideCodeActions } from './handlers/codeActions';
import { provideDetectDatasets } from './handlers/detectDatasets';
import { provideDiagnostics, publishDiagnostics } from './handlers/diagnostics';
import { provideInspections } from './handlers/inspect';
import { provideLanguageFeatures } from './handlers/languageFeatures';
import { provideLintFiles } from './handlers/lintFiles';
import { OPEN_RULE_DOCS } from './handlers/ruleActions';
import { documentKinds } from './openDocuments';
import { Prompts } from './prompts';
import { Settings } from './settings';

/** Files that a configuration may name as evaluation sets. */
const EVALUATION_SETS = '**/*.{jsonl,ndjson,vignette}';

const TEMPLATES = `**/*${PROMPT_EXTENSION}`;

/** Serves one client over a connection, whatever carries it. */
export function startServer(connection: Connection): void {
  const documents = new TextDocuments(documentKinds);

  connection.onInitialize(({ capabilities, initializationOptions }): InitializeResult => {
    const { workspace, textDocument } = capabilities;
    const settings = new Settings(connection, workspace?.configuration === true);
    const configurations = new Configurations(
      connection,
      settings,
      documents,
      workspace?.workspaceFolders === true &&
        workspace.workspaceEdit?.resourceOperations?.includes('create') === true,
    );
    const prompts = new Prompts(connection, documents, configurations);
    const canCreate = workspace?.workspaceEdit?.resourceOperations?.includes('create') === true;
    provideCodeActions(connection, documents, configurations, prompts, canCreate);
    const own: InitializationOptions = initializationOptions ?? {};
    provideDetectDatasets(connection, configurations);
    provideLintFiles(connection, configurations, own.cacheFolder);
    provideInspections(connection, configurations, own.cacheFolder);
    const languageFeatures = provideLanguageFeatures(
      connection,
      documents,
      configurations,
      settings,
      prompts,
      capabilities,
      own,
    );
    // A client may refuse what it said it can do; we do without then, and say so.
    const withoutFail = async (what: string, request: Promise<unknown>): Promise<void> => {
      try {
        await request;
      } catch (error) {
        connection.console.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    const asks = textDocument?.diagnostic !== undefined;
    const canRefresh = workspace?.diagnostics?.refreshSupport === true;
    const reports = new DiagnosticReports(
      connection,
      documents,
      configurations,
      prompts,
      asks && !canRefresh
        ? undefined
        : { onMore: () => void diagnostics(), onComplete: () => void refresh() },
    );
    provideDiagnostics(connection, reports);
    const publishAll = asks ? undefined : publishDiagnostics(connection, documents, reports);
    const diagnostics = async (): Promise<void> => {
      if (publishAll) await publishAll();
      else if (canRefresh)
        await withoutFail('Diagnostics are not refreshed', connection.languages.diagnostics.refresh());
    };
    const refresh = async (): Promise<void> => {
      await diagnostics();
      if (workspace?.codeLens?.refreshSupport)
        await withoutFail(
          'Code lenses are not refreshed',
          connection.sendRequest(CodeLensRefreshRequest.type),
        );
    };
    connection.onNotification(MODELS, ({ models }: ModelsParams) => {
      prompts.setModels(models);
      return refresh();
    });
    const lintAgain = (): Promise<void> => {
      configurations.forget();
      void connection.sendNotification(CONFIGURATION_CHANGED);
      return refresh();
    };
    connection.onDidChangeConfiguration((change) => {
      settings.change(change.settings);
      return lintAgain();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const templates = changes.filter(({ uri }) => prompts.changedOnDisk(uri));
      if (changes.some(({ uri }) => configurations.restOn(uri))) return lintAgain();
      return templates.length > 0 ? refresh() : undefined;
    });
    connection.onInitialized(async () => {
      if (workspace?.didChangeConfiguration?.dynamicRegistration) {
        const options = { section: SETTINGS_SECTION };
        const registration = connection.client.register(DidChangeConfigurationNotification.type, options);
        await withoutFail('Changes of settings are not seen', registration);
      }
      if (textDocument?.synchronization?.dynamicRegistration) {
        const documentSelector = [{ pattern: `**/${CONFIG_FILE}` }];
        const syncKind = TextDocumentSyncKind.Incremental;
        const { client } = connection;
        const registrations = Promise.all([
          client.register(DidOpenTextDocumentNotification.type, { documentSelector }),
          client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind }),
          client.register(DidCloseTextDocumentNotification.type, { documentSelector }),
        ]);
        await withoutFail(`An open ${CONFIG_FILE} is not seen`, registrations);
      }
      if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        const patterns = [`**/${CONFIG_FILE}`, EVALUATION_SETS, TEMPLATES];
        const watchers = patterns.map((globPattern) => ({ globPattern }));
        const registration = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        await withoutFail(`Changes of ${CONFIG_FILE} are not seen`, registration);
      }
    });
    return {
      serverInfo: { name: 'vignette' },
      capabilities: {
        ...languageFeatures,
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(asks && {
          diagnosticProvider: {
            identifier: 'vignette',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }),
        executeCommandProvider: { commands: [OPEN_RULE_DOCS] },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] },
      },
    };
  });

  documents.listen(connection);
  connection.listen();
}
