/** Tells the language server which models the chosen teacher has: templates name models, which it completes and checks. */
import * as vscode from 'vscode';
import { MODELS, type ModelsParams } from '../../core/protocol';
import { loadEngine } from '../loadEngine';
import type { Server } from '../server';
import type { Teachers } from '../teachers/teachers';

/** A service that is there answers within this time, in ms. */
const PATIENCE_MS = 5000;
/** How long a list counts, in ms: models are pulled meanwhile. */
const FRESH_MS = 60_000;

export class LiveModels implements vscode.Disposable {
  readonly #listeners: vscode.Disposable;
  #models: readonly string[] | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #turn = 0;

  constructor(
    private readonly server: Server,
    private readonly teachers: Teachers,
  ) {
    const { workspace } = vscode;
    this.#listeners = vscode.Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.#opened([document])),
      workspace.onDidGrantWorkspaceTrust(() => this.#opened(workspace.textDocuments)),
      teachers.onDidChange(() => {
        this.#lookedAt = Number.NEGATIVE_INFINITY;
        this.#opened(workspace.textDocuments);
      }),
      server.onDidStart(() => this.#tell()),
    );
    this.#opened(workspace.textDocuments);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  /** Nobody is asked before there is a template, nor before the workspace is trusted. */
  #opened(documents: readonly vscode.TextDocument[]): void {
    const isWanted = documents.some(({ languageId }) => languageId === 'dotprompt');
    if (isWanted && vscode.workspace.isTrusted && Date.now() - this.#lookedAt > FRESH_MS) void this.#look();
  }

  async #look(): Promise<void> {
    this.#lookedAt = Date.now();
    const turn = ++this.#turn;
    const models = await this.#list();
    // Another teacher may have been chosen meanwhile.
    if (turn !== this.#turn) return;
    this.#models = models;
    await this.#tell();
  }

  /** Undefined where nobody knows them: templates are not for the offline teacher, and a service may be away. */
  async #list(): Promise<readonly string[] | undefined> {
    const { provider } = this.teachers.chosen;
    if (provider === 'offline') return undefined;
    const engine = await loadEngine();
    const settings = await this.teachers.settings(engine);
    if (provider === 'gemini' && !settings.geminiKey) return undefined;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const models = await engine.createTeacher(provider, settings).listModels(signal);
      return models.map(({ name }) => name);
    } catch (error) {
      if (engine.asTeacherError(error)) return undefined;
      throw error;
    }
  }

  async #tell(): Promise<void> {
    const client = await this.server.client();
    await client.sendNotification(MODELS, {
      ...(this.#models && { models: this.#models }),
    } satisfies ModelsParams);
  }
}
