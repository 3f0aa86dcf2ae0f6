import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver-protocol/node';
import { DECIDE, type DecideResult, RECORD_AT, type RecordAtResult } from '../../core/protocol';
import type { ReviewDecision } from '../../core/sample/reviewDecision';
import { WRONG_NUMBER } from '../cli/records';
import { GOOD, text, URI, useServer, VIGNETTE } from './documents';

describe('language server', () => {
  const server = useServer();

  describe('code lenses', () => {
    const lensesOf = async (uri: string): Promise<readonly CodeLens[]> => {
      const params = { textDocument: { uri } };
      const lenses = (await server.client.connection.sendRequest(
        'textDocument/codeLens',
        params,
      )) as CodeLens[];
      return Promise.all(
        lenses.map(
          async (lens) => (await server.client.connection.sendRequest('codeLens/resolve', lens)) as CodeLens,
        ),
      );
    };

    it('say what is wrong with a record, and lead to its review where the client can', async () => {
      await server.start({ initializationOptions: { canReview: true } });
      await server.client.open(URI, text(GOOD, WRONG_NUMBER));
      const lenses = await lensesOf(URI);
      assert.deepEqual(
        lenses.map(({ range, command }) => [range.start.line, command?.title, command?.arguments]),
        [
          [0, 'Record 0 · reasoning', undefined],
          [0, 'Review', [URI, 0]],
          [1, 'Record 1 · reasoning · 1 error', undefined],
          [1, 'Review', [URI, 1]],
        ],
      );
    });

    it('say above records as text how many of them pass, as they are edited', async () => {
      await server.start();
      const uri = 'file:///data/a.vignette';
      const right = VIGNETTE.replace('15 mg', '1.5 mg');
      await server.client.open(uri, right + VIGNETTE + right);
      const rate = async (): Promise<unknown> =>
        (await lensesOf(uri)).map(({ command }) => command?.title)[0];
      assert.equal(await rate(), '2 of 3 records pass (67 %)');
      await server.client.change(uri, { text: right + right });
      assert.equal(await rate(), '2 of 2 records pass (100 %)');
    });

    it('decide about records where the client can', async () => {
      await server.start({ initializationOptions: { canReview: true, canDecide: true } });
      const uri = 'file:///data/a.vignette';
      await server.client.open(uri, VIGNETTE);
      const titles = async (): Promise<unknown> => (await lensesOf(uri)).map(({ command }) => command?.title);
      assert.deepEqual(await titles(), [
        'Record 0 · reasoning · 1 error',
        '$(check) Accept',
        '$(close) Reject…',
      ]);
      const at = { uri, line: 3 };
      const decision: ReviewDecision = { decision: 'rejected', reason: 'wrong dose' };
      const found = await server.client.connection.sendRequest<RecordAtResult>(RECORD_AT, at);
      assert.deepEqual([found.record, found.isReadable, found.decision, found.next], [0, true, null, 0]);
      assert.deepEqual(
        found.problems.map(({ rule }) => rule),
        ['proof/number-mismatch'],
      );
      const { edit } = await server.client.connection.sendRequest<DecideResult>(DECIDE, { ...at, decision });
      await server.client.change(uri, { range: edit.range, text: edit.newText });
      assert.deepEqual(await titles(), [
        'Record 0 · reasoning · rejected · 2 errors',
        '$(discard) Take Back',
        '$(arrow-down) Next Undecided',
      ]);
      const { decision: written, next } = await server.client.connection.sendRequest<RecordAtResult>(
        RECORD_AT,
        at,
      );
      assert.deepEqual([written, next], [decision, null]);
      assert.equal(await server.client.connection.sendRequest(DECIDE, { uri, line: 9999 }), null);
      await server.client.change(uri, { text: '---\nid: [unfinished\n---\n' });
      const broken = await server.client.connection.sendRequest<RecordAtResult>(RECORD_AT, at);
      assert.deepEqual([broken.isReadable, broken.next], [false, null]);
      assert.equal(await server.client.connection.sendRequest(DECIDE, { ...at, decision }), null);
    });

    it('offer a repair where the lint has something against the words, and a new sample where a run made it', async () => {
      await server.start({ initializationOptions: { canAskAgain: true } });
      const uri = 'file:///data/a.vignette';
      const right = VIGNETTE.replace('15 mg', '1.5 mg');
      const made = right.replace('\n---\n', '\nprovenance: {run: run-1, sample: 0}\n---\n');
      await server.client.open(uri, VIGNETTE + right + made);
      const offered = async () =>
        (await lensesOf(uri)).flatMap(({ command }) =>
          /Repair|Regenerate/.test(command?.title ?? '') ? [[command?.title, command?.arguments?.[1]]] : [],
        );
      const height = VIGNETTE.split('\n').length - 1;
      assert.deepEqual(await offered(), [
        ['$(wrench) Repair', 0],
        ['$(refresh) Regenerate', 2 * height],
      ]);
      await server.client.change(uri, { text: right });
      assert.deepEqual(await offered(), []);
    });

    it('are fewer in other editors, and none when the user wants none', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD));
      assert.equal((await lensesOf(URI)).length, 1);
      await server.client.changeSettings({ codeLens: false });
      assert.deepEqual(await lensesOf(URI), []);
    });
  });
});
