/** The language client, a bundle of its own: it is large, and needed only once there is something to lint. */
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { type InitializationOptions, PROMPT_COMMANDS } from '../core/protocol';
import { LANGUAGES } from './languages';

/** The client of our language server, not yet started. */
export function createLanguageClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
  };
  const options: LanguageClientOptions = {
    documentSelector: LANGUAGES.map((language) => ({ language })),
    outputChannel: log,
    initializationOptions: {
      canReview: true,
      canDecide: true,
      canAskAgain: true,
      promptCommands: Object.values(PROMPT_COMMANDS),
      cacheFolder: vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'lint').fsPath,
    } satisfies InitializationOptions,
    diagnosticPullOptions: { onChange: true, onTabs: false },
  };
  return new LanguageClient('vignette', vscode.l10n.t('Vignette Language Server'), server, options);
}
