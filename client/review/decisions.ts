/** Accepting and rejecting samples: a decision is an edit of the record that it is about, so that undo takes it back. */
import * as vscode from 'vscode';
import {
  DECIDE,
  type DecideParams,
  type DecideResult,
  RECORD_AT,
  type RecordAtParams,
  type RecordAtResult,
} from '../../core/protocol';
import type { ReviewDecision } from '../../core/sample/reviewDecision';
import type { Server } from '../server';
import { askReason } from './askReason';
import { answerInStep } from './inStep';
import { type Place, placeOf } from './place';

export class Decisions {
  constructor(
    private readonly server: Server,
    private readonly memory: vscode.Memento,
  ) {}

  async accept(uri?: string, line?: number): Promise<void> {
    const place = await placeOf(uri, line);
    const record = place && (await this.#readableAt(place));
    if (!place || !record || !(await acceptsErrors(record))) return;
    if (await this.#write(place, signed({ decision: 'accepted' }))) await this.#goOn(place);
  }

  async reject(uri?: string, line?: number): Promise<void> {
    const place = await placeOf(uri, line);
    const record = place && (await this.#readableAt(place));
    if (!place || !record) return;
    const reason = await askReason(record, this.memory);
    if (reason === undefined) return;
    if (await this.#write(place, signed({ decision: 'rejected', reason }))) await this.#goOn(place);
  }

  async takeBack(uri?: string, line?: number): Promise<void> {
    const place = await placeOf(uri, line);
    if (place) await this.#write(place, undefined);
  }

  /** Puts the cursor at the next record that nobody decided about. */
  async next(uri?: string, line?: number): Promise<void> {
    const place = await placeOf(uri, line);
    if (place) await this.#goOn(place);
  }

  async #goOn({ document, line }: Place): Promise<void> {
    const record = await this.#recordAt({ document, line });
    if (!record) {
      tellOfNoRecord();
      return;
    }
    const editor = vscode.window.visibleTextEditors.find((shown) => shown.document === document);
    if (record.next === null) {
      const add = vscode.l10n.t('Add Accepted to Dataset…');
      const message = vscode.l10n.t('Every sample here is decided about.');
      if ((await vscode.window.showInformationMessage(message, add)) === add)
        await vscode.commands.executeCommand('vignette.addAccepted', document.uri);
    } else if (editor) {
      const start = new vscode.Position(record.next, 0);
      editor.selection = new vscode.Selection(start, start);
      editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
    }
  }

  async #recordAt({ document, line }: Place): Promise<RecordAtResult | null> {
    const client = await this.server.client();
    const params: RecordAtParams = { uri: client.code2ProtocolConverter.asUri(document.uri), line };
    return client.sendRequest<RecordAtResult | null>(RECORD_AT, params);
  }

  /** Undefined, and told, where nothing can be decided. */
  async #readableAt(place: Place): Promise<RecordAtResult | undefined> {
    const record = await this.#recordAt(place);
    if (record?.isReadable) return record;
    tellOfNoRecord();
    return undefined;
  }

  /** Whether it was written. Left out, what was decided is taken back. */
  async #write({ document, line }: Place, decision: ReviewDecision | undefined): Promise<boolean> {
    const client = await this.server.client();
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const params: DecideParams = { uri, line, ...(decision && { decision }) };
    const written = await answerInStep(document, () =>
      client.sendRequest<DecideResult | null>(DECIDE, params),
    );
    if (written === 'behind') {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The document was edited meanwhile: nothing was decided. Try again.'),
      );
      return false;
    }
    if (!written) {
      tellOfNoRecord();
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      client.protocol2CodeConverter.asRange(written.edit.range),
      written.edit.newText,
    );
    return vscode.workspace.applyEdit(edit);
  }
}

function tellOfNoRecord(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Put the cursor into a sample that can be read to decide about it.'),
  );
}

/** Whether what the lint has against a sample is accepted with it; asked only where that is an error. */
async function acceptsErrors({ record, problems }: RecordAtResult): Promise<boolean> {
  const errors = problems.filter(({ rule, severity }) => severity === 'error' && !rule.startsWith('review/'));
  if (errors.length === 0) return true;
  const accept = vscode.l10n.t('Accept All the Same');
  const message = vscode.l10n.t('Record {0} has errors. Accept it?', record);
  const detail = errors.map((error) => error.message).join('\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, accept)) === accept;
}

function signed(decision: ReviewDecision): ReviewDecision {
  const by = vscode.workspace.getConfiguration('vignette').get<string>('review.reviewer', '').trim();
  return { ...decision, ...(by !== '' && { by }), time: new Date().toISOString().replace(/\.\d+/, '') };
}
