import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver-protocol/node';
import { FIX_ALL_KIND } from '../../core/protocol';
import { WRONG_NUMBER } from '../cli/records';
import { GOOD, summary, text, URI, useServer } from './documents';
import { connect, LanguageClient, type Transport } from './languageClient';

for (const transport of ['stdio', 'ipc'] as const satisfies readonly Transport[]) {
  describe(`language server over ${transport}: life`, () => {
    const clients: LanguageClient[] = [];
    const start = async (): Promise<LanguageClient> => {
      const client = await LanguageClient.start({ transport });
      clients.push(client);
      return client;
    };
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.dispose();
    });

    it('says what it can do', async () => {
      const { initialized } = await start();
      const { textDocumentSync, diagnosticProvider, codeActionProvider } = initialized.capabilities;
      assert.deepEqual(initialized.serverInfo, { name: 'vignette' });
      assert.equal(textDocumentSync, TextDocumentSyncKind.Incremental);
      assert.deepEqual(diagnosticProvider, {
        identifier: 'vignette',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      });
      assert.deepEqual(codeActionProvider, { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND] });
    });

    it('lints', async () => {
      const client = await start();
      await client.open(URI, text(GOOD, WRONG_NUMBER));
      assert.deepEqual(summary(await client.diagnostics(URI)), [['proof/number-mismatch', 1]]);
    });

    it('ends when it is told to', async () => {
      assert.equal(await (await start()).end(), 0);
    });

    it('ends when its client vanishes', async () => {
      const client = await start();
      await client.open(URI, text(WRONG_NUMBER));
      assert.notEqual(await client.vanish(), null);
    });
  });
}

describe('language server', () => {
  const server = useServer();

  it('says what it is to a person who starts it', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['dist/server.js'], { encoding: 'utf8' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^An editor starts this language server.*--stdio\.\n$/);
  });

  describe('requests out of order', () => {
    it('are refused before it is initialised, and then it works', async () => {
      const [started, connection] = connect('stdio');
      connection.listen();
      try {
        const textDocument = { uri: URI };
        await assert.rejects(connection.sendRequest('textDocument/diagnostic', { textDocument }));
        const params = { processId: null, rootUri: null, capabilities: {} };
        await connection.sendRequest('initialize', params);
        const report = await connection.sendRequest('textDocument/diagnostic', { textDocument });
        assert.deepEqual(report, { kind: 'full', items: [] });
      } finally {
        const exited = once(started, 'exit');
        started.kill('SIGKILL');
        await exited;
        connection.dispose();
      }
    });

    it('of unknown names, and for documents that are not open, do no harm', async () => {
      await server.start();
      await assert.rejects(server.client.connection.sendRequest('textDocument/nothing', {}), /nothing/);
      await server.client.connection.sendNotification('textDocument/nothing', {});
      await server.client.change('file:///never/opened.jsonl', { text: text(WRONG_NUMBER) });
      await server.client.close('file:///never/opened.jsonl');
      await server.client.open(URI, text(WRONG_NUMBER));
      await server.client.open(URI, text(GOOD));
      assert.deepEqual(await server.client.diagnostics(URI), []);
    });

    it('are answered though many come at once', async () => {
      await server.start();
      await server.client.open(URI, text(WRONG_NUMBER));
      const reports = await Promise.all(Array.from({ length: 200 }, () => server.client.diagnostics(URI)));
      assert.ok(reports.every((report) => report.length === 1));
    });
  });
});
