/** What is known of the problems of an open document, however a client comes to hear of it. */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { FileConfig } from '../core/config/resolveConfig';
import { countProblems } from '../core/lint/diagnostic';
import { LINT_STATUS, type LintStatus } from '../core/protocol';
import { BackgroundLint, lintCompletely } from './backgroundLint';
import type { Configurations } from './configurations';
import type { DatasetDocument } from './document';
import { toLspDiagnostic } from './lspDiagnostic';
import { type OpenDocuments, openDataset } from './openDocuments';
import { PromptDocument } from './promptDocument';
import { lintPrompt, type OpenPrompt, type Prompts } from './prompts';

/** So much is linted before the first report, in UTF-16 units: all of most documents. */
const AT_ONCE = 64 * 1024;

export interface DiagnosticReport {
  /** Another one whenever the diagnostics may be others. */
  readonly id: string;
  diagnostics(): Diagnostic[];
}

export interface DiagnosticEvents {
  /** There are more diagnostics than were reported. */
  readonly onMore: () => void;
  /** All is known, or what is known of other documents has changed. */
  readonly onComplete: () => void;
}

export class DiagnosticReports {
  readonly #background: BackgroundLint;
  readonly #configIds = new WeakMap<object, number>();
  #configs = 0;

  /** `events`: undefined for a client that cannot be told to ask again, which waits until all is known. */
  constructor(
    private readonly connection: Connection,
    private readonly documents: OpenDocuments,
    private readonly configurations: Configurations,
    private readonly prompts: Prompts,
    private readonly events: DiagnosticEvents | undefined,
  ) {
    this.#background = new BackgroundLint({
      onMore: () => events?.onMore(),
      onStatus: (document, config) => void this.#tell(statusOf(document, config)),
      onComplete: () => events?.onComplete(),
    });
    documents.onDidClose(({ document }) => this.#background.cancel(document.uri));
    documents.onDidChangeContent(({ document }) => {
      if (document instanceof PromptDocument) prompts.refreshOthers(document.uri, () => events?.onComplete());
    });
  }

  /**
   * Lints a document; of a large one what is known soon, and more is worked out meanwhile. Undefined for a document that is not
   * open or none of ours. The client is told of its state too, unless it has the report `previous`.
   */
  async of(
    uri: string,
    previous: string | undefined,
    isCancelled: () => boolean,
  ): Promise<DiagnosticReport | undefined> {
    const prompt = await this.prompts.open(uri);
    if (prompt) return this.#ofTemplate(prompt, previous);
    const config = await this.configurations.of(uri);
    const document = openDataset(this.documents, uri);
    if (!document) return undefined;
    if (this.events) document.proceed(config, (units) => units >= AT_ONCE);
    else await lintCompletely(document, config, isCancelled);
    this.#background.schedule(document, config);
    const known = document.diagnostics(config);
    const state = [document.id, document.version, this.#idOf(config), document.linted(config), known.length];
    const id = state.join('.');
    if (id !== previous) await this.#tell(statusOf(document, config));
    return { id, diagnostics: () => known.map((diagnostic) => toLspDiagnostic(diagnostic, uri)) };
  }

  async #ofTemplate(prompt: OpenPrompt, previous: string | undefined): Promise<DiagnosticReport> {
    const { uri } = prompt;
    const id = this.prompts.stateOf(prompt);
    const found = lintPrompt(prompt);
    if (id !== previous)
      await this.#tell({ uri, isDataset: false, isTemplate: true, records: 0, ...countProblems(found) });
    return { id, diagnostics: () => found.map((diagnostic) => toLspDiagnostic(diagnostic, uri)) };
  }

  #idOf(config: FileConfig): number {
    const id = this.#configIds.get(config) ?? ++this.#configs;
    this.#configIds.set(config, id);
    return id;
  }

  #tell(status: LintStatus): Promise<void> {
    return this.connection.sendNotification(LINT_STATUS, status);
  }
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
