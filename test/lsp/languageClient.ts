/** An editor, as far as the language server can tell: the real protocol to the built program. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { LINT_STATUS, type LintStatus } from '../../core/protocol';

const SERVER = join(__dirname, '..', '..', 'dist', 'server.js');

export type Transport = 'stdio' | 'ipc';

const CAPABILITIES: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
};

export interface ClientOptions {
  readonly transport?: Transport;
  readonly capabilities?: ClientCapabilities;
  /** Left out, it asks for diagnostics; else it waits for what is published. */
  readonly asks?: false;
  readonly initializationOptions?: object;
  /** The `vignette` section that the user has written; an error refuses, a function tells by document. */
  readonly settings?: unknown;
}

/** Events of one kind, for the next of which one can wait. */
class Events<T> {
  readonly all: T[] = [];
  #waiting: (() => void)[] = [];

  push(event: T): void {
    this.all.push(event);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves when there are this many. */
  async count(number: number): Promise<readonly T[]> {
    while (this.all.length < number) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.all;
  }
}

export class LanguageClient {
  readonly statuses = new Events<LintStatus>();
  readonly published = new Events<PublishDiagnosticsParams>();
  readonly logs = new Events<string>();
  readonly refreshes = new Events<true>();
  readonly registrations = new Events<string>();
  settings: unknown;
  #version = 1;

  private constructor(
    readonly server: ChildProcess,
    readonly connection: ProtocolConnection,
    readonly initialized: InitializeResult,
  ) {}

  static async start(options: ClientOptions = {}): Promise<LanguageClient> {
    const { transport = 'stdio', asks = true, initializationOptions } = options;
    const { textDocument, ...others } = options.capabilities ?? CAPABILITIES;
    const capabilities = { ...others, textDocument: { ...textDocument, ...(asks && { diagnostic: {} }) } };
    const [server, connection] = connect(transport);
    connection.listen();
    const params = {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities,
      initializationOptions,
    };
    const client = new LanguageClient(
      server,
      connection,
      await connection.sendRequest(InitializeRequest.type, params),
    );
    client.settings = options.settings ?? null;
    client.#listen();
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  #listen(): void {
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section, scopeUri }) => {
        assert.equal(section, 'vignette');
        const { settings } = this;
        if (settings instanceof Error) throw settings;
        return typeof settings === 'function' ? (settings(scopeUri) as object) : (settings as object);
      }),
    );
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      for (const { method } of registrations) this.registrations.push(method);
    });
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => this.refreshes.push(true));
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => this.logs.push(message));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) =>
      this.published.push(params),
    );
    this.connection.onNotification(LINT_STATUS, (status: LintStatus) => this.statuses.push(status));
  }

  open(
    uri: string,
    text: string,
    languageId = uri.endsWith('.vignette') ? 'vignette' : 'jsonl',
  ): Promise<void> {
    this.#version = 1;
    const textDocument = { uri, languageId, version: this.#version, text };
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const textDocument = { uri, version: ++this.#version };
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument,
      contentChanges,
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, params);
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    assert.equal(report.kind, 'full');
    return report.items;
  }

  /** Tells the server that files which it watches have changed. */
  filesChanged(...uris: readonly string[]): Promise<void> {
    const changes = uris.map((uri): FileEvent => ({ uri, type: FileChangeType.Changed }));
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  async codeActions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [], ...(only && { only: [...only] }) };
    const params = { textDocument: { uri }, range, context };
    return ((await this.connection.sendRequest(CodeActionRequest.type, params)) ?? []) as CodeAction[];
  }

  changeSettings(settings: unknown): Promise<void> {
    this.settings = settings;
    return this.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  /** Ends the server as an editor does; resolves with its exit status. */
  async end(): Promise<number | null> {
    const exited = this.#exited();
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return exited;
  }

  /** Goes away without a word, as an editor that crashes does. */
  vanish(): Promise<number | null> {
    const exited = this.#exited();
    if (this.server.connected) this.server.disconnect();
    else this.server.stdin?.end();
    return exited;
  }

  /** For after a test: ends the server if the test has not. */
  async dispose(): Promise<void> {
    this.connection.dispose();
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const exited = this.#exited();
    this.server.kill('SIGKILL');
    await exited;
  }

  async #exited(): Promise<number | null> {
    const [code] = (await once(this.server, 'exit')) as [number | null];
    return code;
  }
}

/** A server that nobody has initialised yet. */
export function connect(transport: Transport): [ChildProcess, ProtocolConnection] {
  if (transport === 'ipc') {
    const server = fork(SERVER, ['--node-ipc'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return [server, createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server))];
  }
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new StreamMessageReader(server.stdout);
  return [server, createProtocolConnection(reader, new StreamMessageWriter(server.stdin))];
}
