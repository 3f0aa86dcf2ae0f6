import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  CONFIGURATION_CHANGED,
  LINT_PROGRESS,
  LINT_STATUS,
  type LintProgress,
  type LintStatus,
} from '../core/protocol';
import { LANGUAGES } from './languages';

/** The language server, started when the first document that it reads is opened, or when it is asked for. */
export class Server implements vscode.Disposable {
  #client: Promise<LanguageClient> | undefined;
  readonly #statuses = new vscode.EventEmitter<LintStatus>();
  readonly onLintStatus = this.#statuses.event;
  readonly #progress = new vscode.EventEmitter<LintProgress>();
  /** How far requests are that have a name. */
  readonly onLintProgress = this.#progress.event;
  readonly #starts = new vscode.EventEmitter<void>();
  /** The server runs anew, and knows nothing that it was told before. */
  readonly onDidStart = this.#starts.event;
  readonly #configurations = new vscode.EventEmitter<void>();
  /** What the server says of files may be another than before: of all of them. */
  readonly onConfigurationChange = this.#configurations.event;
  readonly #opened: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const start = ({ languageId }: vscode.TextDocument): void => {
      if (LANGUAGES.includes(languageId)) void this.client();
    };
    this.#opened = vscode.workspace.onDidOpenTextDocument(start);
    vscode.workspace.textDocuments.forEach(start);
  }

  /** The running client. Rejects when the server cannot be started; the next call tries again. */
  client(): Promise<LanguageClient> {
    this.#client ??= this.#start().catch((error: unknown) => {
      this.#client = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.log.error(`The language server did not start: ${reason}`);
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'Vignette’s language server did not start: {0}. Run "Vignette: Restart Language Server".',
          reason,
        ),
      );
      throw error;
    });
    return this.#client;
  }

  async restart(): Promise<void> {
    await (await this.client()).restart();
    this.#starts.fire();
  }

  async stop(): Promise<void> {
    await (await this.#client)?.stop();
  }

  dispose(): void {
    this.#opened.dispose();
    this.#statuses.dispose();
    this.#progress.dispose();
    this.#starts.dispose();
    this.#configurations.dispose();
  }

  async #start(): Promise<LanguageClient> {
    const { createLanguageClient } = await import('./languageClient');
    const client = createLanguageClient(this.context, this.log);
    client.onNotification(LINT_STATUS, (status: LintStatus) => this.#statuses.fire(status));
    client.onNotification(LINT_PROGRESS, (progress: LintProgress) => this.#progress.fire(progress));
    client.onNotification(CONFIGURATION_CHANGED, () => this.#configurations.fire());
    await client.start();
    return client;
  }
}
