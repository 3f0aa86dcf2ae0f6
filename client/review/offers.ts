/** What a teacher made of a record, beside it: a person takes it in the place of the record, or leaves it. */
import * as vscode from 'vscode';
import type { CameAgain } from '../../storage/againRun';
import { openReview } from '../commands/reviewDataset';
import type { PairDocuments } from '../compare/pairDocuments';
import { type Engine, loadEngine } from '../loadEngine';
import { fileOf } from './recordAtCursor';

/** Name of the documents that offers stand in; menus ask for it. */
const NAME = 'offered';

interface Offer {
  readonly dataset: vscode.Uri;
  /** JSONL lines: the record as it is, and as it would be. */
  readonly before: string;
  readonly after: string;
  /** The document that it was asked about in, if that is known. */
  readonly document: vscode.Uri | undefined;
}

export class Offers implements vscode.Disposable {
  readonly #open = new Map<string, Offer>();
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#open.delete(uri.toString()));

  constructor(private readonly pairs: PairDocuments) {}

  /** Shows what came of a run for one record. `document`: that it was asked about in. Rejects with StorageError. */
  async show(run: vscode.Uri, document?: vscode.Uri): Promise<void> {
    const engine = await loadEngine();
    const came = await engine.cameAgain(run.fsPath);
    if (!came) return;
    const { record: before, after, reasons, problems } = came;
    if (after === undefined) {
      const open = vscode.l10n.t('Open Rejects');
      const message = vscode.l10n.t('No sample could be made of the answer: {0}', reasons.join(' '));
      if ((await vscode.window.showWarningMessage(message, open)) === open)
        await vscode.commands.executeCommand('vignette.openRunRejects', run);
      return;
    }
    const [left, right] = [before, after].map(engine.comparableText) as [string, string];
    if (left === right) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The sample came back as it was.'));
      return;
    }
    const title = problems
      ? vscode.l10n.t('Sample: as it is ↔ repaired')
      : vscode.l10n.t('Sample: as it is ↔ regenerated');
    const uri = await this.pairs.show(NAME, left, right, title);
    this.#open.set(uri.toString(), { dataset: vscode.Uri.file(came.dataset), before, after, document });
    void this.#ask(uri, came);
  }

  /** Puts what is offered in the place of its record. Left out, `uri` is that of the editor in front. */
  async take(uri = inFront()): Promise<void> {
    const offer = uri && this.#open.get(uri.toString());
    if (!uri || !offer) return;
    const engine = await loadEngine();
    const editor = await replace(engine, offer);
    if (!editor) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The sample has changed since it was sent, so nothing is put in its place. What came is kept in its run.',
        ),
      );
      return;
    }
    await this.leave(uri);
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
      preview: false,
      selection: editor.selection,
    });
  }

  /** Closes an offer; its run keeps it. */
  async leave(uri = inFront()): Promise<void> {
    if (!uri || !this.#open.delete(uri.toString())) return;
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: all }) => all);
    const shown = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString(),
    );
    await vscode.window.tabGroups.close(shown);
  }

  dispose(): void {
    this.#closing.dispose();
  }

  async #ask(uri: vscode.Uri, { reasons }: CameAgain): Promise<void> {
    const [take, leave] = [vscode.l10n.t('Take It'), vscode.l10n.t('Leave It')];
    const answer =
      reasons.length === 0
        ? await vscode.window.showInformationMessage(
            vscode.l10n.t(
              'The lint has nothing against the new sample. Take it in the place of the old one?',
            ),
            ...[take, leave],
          )
        : await vscode.window.showWarningMessage(
            vscode.l10n.t('The new sample is still wrong: {0} Take it all the same?', reasons.join(' ')),
            ...[take, leave],
          );
    if (answer === take) await this.take(uri);
    else if (answer === leave) await this.leave(uri);
  }
}

function inFront(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}

interface Replaced {
  readonly document: vscode.TextDocument;
  readonly viewColumn: vscode.ViewColumn | undefined;
  /** The start of the record. */
  readonly selection: vscode.Range;
}

/** Undefined where no document has the record as it was, or none that can be edited. */
async function replace(engine: Engine, offer: Offer): Promise<Replaced | undefined> {
  for await (const document of documentsOf(offer)) {
    const range = rangeOf(engine, document, offer.before);
    if (!range) continue;
    const edit = new vscode.WorkspaceEdit();
    const text =
      document.languageId === 'jsonl' ? offer.after : engine.jsonlToVignette(offer.after).trimEnd();
    edit.replace(document.uri, range, text);
    if (!(await vscode.workspace.applyEdit(edit))) return undefined;
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const selection = new vscode.Range(range.start, range.start);
    return { document, viewColumn: shown?.viewColumn, selection };
  }
  return undefined;
}

/** Where the record may be: the document it was asked about in, others that are open, else a review of its dataset. */
async function* documentsOf({ document, dataset }: Offer): AsyncGenerator<vscode.TextDocument> {
  if (document) yield vscode.workspace.openTextDocument(document);
  const open = vscode.workspace.textDocuments.filter(
    ({ uri }) => uri.toString() !== document?.toString() && fileOf(uri).toString() === dataset.toString(),
  );
  yield* open;
  if (open.length > 0 || document) return;
  const name = dataset.path.slice(dataset.path.lastIndexOf('/') + 1);
  yield dataset.path.endsWith('.vignette')
    ? vscode.workspace.openTextDocument(dataset)
    : (await openReview(dataset, name.replace(/\.\w+$/, ''))).document;
}

/** Of the record that says this, the empty lines after it not included. */
function rangeOf(
  { findRecords, vignetteToJsonl, splitLines, stripLineEnd }: Engine,
  document: vscode.TextDocument,
  line: string,
): vscode.Range | undefined {
  const format = document.languageId;
  if (format !== 'jsonl' && format !== 'vignette') return undefined;
  const record = findRecords(format, splitLines(document.getText())).find(({ source }) =>
    format === 'jsonl' ? stripLineEnd(source) === line : vignetteToJsonl(source) === line,
  );
  if (!record) return undefined;
  const lines = splitLines(record.source.trimEnd());
  const last = record.startLine + lines.length - 1;
  return new vscode.Range(record.startLine, 0, last, (lines.at(-1) ?? '').length);
}
