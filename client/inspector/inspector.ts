/** One Inspector: what the server knows of a dataset, and the page that shows it. */
import * as vscode from 'vscode';
import { formatOfPath } from '../../core/dataset/records';
import type { Filter } from '../../core/inspect/filter';
import type { RecordRow } from '../../core/inspect/recordRow';
import type { DatasetSummary } from '../../core/inspect/summary';
import {
  INSPECT,
  INSPECT_CLOSE,
  INSPECT_RECORDS,
  INSPECT_SUMMARY,
  type InspectCloseParams,
  type InspectParams,
  type InspectRecordsParams,
  type InspectRecordsResult,
  type InspectResult,
  type InspectSummaryParams,
  type InspectSummaryResult,
  MOST_ROWS,
  NO_SUCH_INSPECTION,
} from '../../core/protocol';
import { ruleDocsUrl } from '../../core/rules/rule';
import type { InspectorServices } from './lazyInspectors';
import { NEXT_STEPS, type PageEvent, type PageUpdate } from './messages';
import { nameWithFormat } from './nameWithFormat';
import { openRecord, openRecords } from './openRecords';
import { inspectorTexts } from './texts';

/** A dataset that changes is inspected again after this many ms without another change, … */
const REST_MS = 600;

/** … unless it is larger, in bytes: then the reader says when. */
const MOST_BYTES_AGAIN = 5_000_000;

/** While something is shown, reading it again is not told of at once: most often it is done by then. */
const QUIET_MS = 400;

interface Known {
  readonly inspection: string;
  readonly summary: DatasetSummary;
}

export class Inspector {
  readonly #listeners: readonly vscode.Disposable[];
  #known: Known | undefined;
  /** Why there is nothing to show. */
  #failure: string | undefined;
  #reading: vscode.CancellationTokenSource | undefined;
  #done = 0;
  #begun = 0;
  #isChanged = false;
  #filter: Filter = [];
  #turn = 0;
  #opening = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly dataset: vscode.Uri,
    private readonly services: InspectorServices,
  ) {
    const folder = vscode.Uri.joinPath(dataset, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, this.#name));
    const changed = (): void => void this.#change();
    this.#listeners = [
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      // While the dataset is read, the server may have been started for it, and been told of settings that were never others.
      services.server.onConfigurationChange(() => this.#reading || changed()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.toString() === dataset.toString() && contentChanges.length > 0) changed();
      }),
      panel.webview.onDidReceiveMessage((event: PageEvent) => this.#reporting(() => this.#hear(event))),
    ];
    panel.onDidDispose(() => this.#clear());
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  get #name(): string {
    return this.dataset.path.slice(this.dataset.path.lastIndexOf('/') + 1);
  }

  async #hear(event: PageEvent): Promise<void> {
    switch (event.kind) {
      case 'ready':
        this.#send({ kind: 'texts', texts: inspectorTexts() });
        this.#choose(event.turn, event.filter);
        if (this.#known) await this.#showSummary();
        if (this.#reading) this.#send({ kind: 'progress', done: this.#done });
        else if (this.#failure !== undefined) this.#send({ kind: 'failed', message: this.#failure });
        else if (!this.#known) await this.#inspect();
        return;
      case 'filter':
        this.#choose(event.turn, event.filter);
        return this.#showSummary();
      case 'rows':
        return this.#showRows(event.start, event.count);
      case 'open':
        return this.#open(event.row, event.keepFocus);
      case 'review':
        return this.#review();
      case 'step':
        if (NEXT_STEPS.includes(event.step))
          await vscode.commands.executeCommand(`vignette.${event.step}`, this.dataset);
        return;
      case 'docs':
        await vscode.env.openExternal(vscode.Uri.parse(ruleDocsUrl(event.rule)));
        return;
      case 'refresh':
        return this.#inspect();
      case 'cancel':
        this.#reading?.cancel();
    }
  }

  #choose(turn: number, filter: Filter): void {
    this.#turn = turn;
    this.#filter = filter;
  }

  /** Reads the dataset; what was known of it is shown until then. */
  async #inspect(): Promise<void> {
    clearTimeout(this.#timer);
    this.#reading?.cancel();
    const reading = new vscode.CancellationTokenSource();
    this.#reading = reading;
    this.#failure = undefined;
    this.#isChanged = false;
    this.#begun = Date.now();
    this.#progress(0);
    const run = globalThis.crypto.randomUUID();
    const progress = this.services.server.onLintProgress((report) => {
      if (report.run === run && this.#reading === reading) this.#progress(report.done);
    });
    try {
      const client = await this.services.server.client();
      const text = await textOf(this.dataset);
      const params: InspectParams = {
        uri: client.code2ProtocolConverter.asUri(nameWithFormat(this.dataset) ?? this.dataset),
        run,
        ...(text !== undefined && { text }),
      };
      const result = await client.sendRequest<InspectResult>(INSPECT, params, reading.token);
      // Another reading may have begun, or the page may be gone.
      if (this.#reading !== reading) {
        if (result.kind === 'inspected') await this.#close(result.inspection);
        return;
      }
      this.#reading = undefined;
      await this.#take(result);
    } catch (error) {
      if (this.#reading !== reading) return;
      this.#reading = undefined;
      if (!reading.token.isCancellationRequested) throw error;
      this.#fail(vscode.l10n.t('Reading was cancelled.'));
    } finally {
      progress.dispose();
      reading.dispose();
    }
  }

  async #take(result: InspectResult): Promise<void> {
    if (result.kind === 'failed') {
      this.#fail(result.failure);
      return;
    }
    if (result.kind === 'other') {
      this.#fail(
        vscode.l10n.t(
          'No record of {0} looks like a sample. If it is a dataset all the same, name it under "datasets" in vignette.config.json.',
          this.#name,
        ),
      );
      return;
    }
    const before = this.#known;
    this.#known = result;
    if (before) await this.#close(before.inspection);
    const count = (severity: string): number =>
      result.summary.rules.reduce((sum, rule) => sum + (rule.severity === severity ? rule.problems : 0), 0);
    this.services.datasets.tell(this.dataset, {
      records: result.summary.records,
      errors: count('error'),
      warnings: count('warning'),
    });
    await this.#showSummary();
  }

  async #showSummary(): Promise<void> {
    const turn = this.#turn;
    const known = this.#known;
    if (!known) return;
    const params: InspectSummaryParams = { inspection: known.inspection, filter: this.#filter };
    const result = await this.#ask<InspectSummaryResult>(INSPECT_SUMMARY, params);
    if (!result || turn !== this.#turn || known !== this.#known) return;
    const { summary: filtered, isChanged } = result;
    const steps = canBeCurated(this.dataset) ? NEXT_STEPS : [];
    this.#send({ kind: 'summary', turn, name: this.#name, whole: known.summary, filtered, steps });
    if (isChanged || this.#isChanged) this.#send({ kind: 'changed' });
  }

  async #showRows(start: number, count: number): Promise<void> {
    const turn = this.#turn;
    const result = await this.#askRecords(start, count);
    if (result) this.#send({ kind: 'rows', turn, start, rows: result.rows });
  }

  async #askRecords(start: number, count: number): Promise<InspectRecordsResult | undefined> {
    if (!this.#known) return undefined;
    const { inspection } = this.#known;
    const params: InspectRecordsParams = { inspection, filter: this.#filter, start, count };
    return this.#ask<InspectRecordsResult>(INSPECT_RECORDS, params);
  }

  /** Undefined when the server has forgotten the inspection, as after a restart: then the dataset is read again. */
  async #ask<Result>(request: string, params: object): Promise<Result | undefined> {
    const client = await this.services.server.client();
    try {
      return await client.sendRequest<Result>(request, params);
    } catch (error) {
      if (!isCode(error, NO_SUCH_INSPECTION)) throw error;
      this.#known = undefined;
      await this.#inspect();
      return undefined;
    }
  }

  /** One after the other: the last that was asked for is the one to be seen. */
  #open(row: RecordRow, keepFocus: boolean): Promise<void> {
    const opening = this.#opening.then(() => openRecord(this.dataset, row, { panel: this.panel, keepFocus }));
    this.#opening = opening.catch(() => {});
    return opening;
  }

  /** Opens those that pass the filter. */
  async #review(): Promise<void> {
    const isAll = this.#filter.length === 0;
    const result = await this.#askRecords(0, MOST_ROWS);
    if (result) await openRecords(this.dataset, result, { panel: this.panel, isAll });
  }

  /** What was inspected is not what is there now. */
  async #change(): Promise<void> {
    this.#isChanged = true;
    clearTimeout(this.#timer);
    if ((await bytesOf(this.dataset)) <= MOST_BYTES_AGAIN)
      this.#timer = setTimeout(() => this.#reporting(() => this.#inspect()), REST_MS);
    else if (!this.#reading) this.#send({ kind: 'changed' });
  }

  #progress(done: number): void {
    this.#done = done;
    if (!this.#known || Date.now() - this.#begun > QUIET_MS) this.#send({ kind: 'progress', done });
  }

  #fail(message: string): void {
    this.#failure = message;
    this.#send({ kind: 'failed', message });
  }

  /** A page that is hidden hears nothing; it asks when it is shown again. */
  #send(update: PageUpdate): void {
    void this.panel.webview.postMessage(update);
  }

  /** Says on the page what went wrong, and keeps the details in the log. */
  #reporting(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      this.services.log.error(`Inspector of ${this.dataset.toString()}: ${reason}`);
      this.#fail(reason);
    });
  }

  async #close(inspection: string): Promise<void> {
    const client = await this.services.server.client();
    await client.sendNotification(INSPECT_CLOSE, { inspection } satisfies InspectCloseParams);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#reading?.cancel();
    this.#reading = undefined;
    for (const listener of this.#listeners) listener.dispose();
    if (this.#known) void this.#close(this.#known.inspection);
  }
}

/** What the server cannot read itself: what is typed and not saved, and files of virtual file systems. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open && (open.isDirty || uri.scheme !== 'file' || !formatOfPath(uri.path))) return open.getText();
  if (uri.scheme === 'file') return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** These commands work on files of JSON Lines. */
function canBeCurated({ scheme, path }: vscode.Uri): boolean {
  return scheme === 'file' && formatOfPath(path) === 'jsonl';
}

async function bytesOf(uri: vscode.Uri): Promise<number> {
  const open = openDocument(uri);
  if (open?.isUntitled) return open.getText().length;
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    // It is gone; reading it again says so.
    return 0;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
