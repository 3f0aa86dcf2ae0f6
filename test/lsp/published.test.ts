/** A client that does not ask for diagnostics, as older editors do not. */
import assert from 'node:assert/strict';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol/node';
import { WRONG_NUMBER } from '../cli/records';
import { GOOD, summary, text, URI, useServer } from './documents';

describe('diagnostics that are published', () => {
  const server = useServer();
  /** The newest that were published, once they are as wanted. */
  const untilPublished = async (
    uri: string,
    isWanted: (params: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> => {
    for (let count = 1; ; count++) {
      const last = (await server.client.published.count(count))
        .slice(count - 1)
        .find((each) => each.uri === uri);
      if (last && isWanted(last)) return last;
    }
  };
  const start = () => server.start({ asks: false, capabilities: {} });
  const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

  it('follow the text, the settings, and the document until it is closed', async () => {
    await start();
    assert.equal(server.client.initialized.capabilities.diagnosticProvider, undefined);
    await server.client.open(URI, text(GOOD, WRONG_NUMBER));
    const first = await untilPublished(URI, ({ diagnostics }) => diagnostics.length > 0);
    assert.deepEqual([summary(first.diagnostics), first.version], [[['proof/number-mismatch', 1]], 1]);
    await server.client.change(URI, { range: TOP, text: text(WRONG_NUMBER) });
    const second = await untilPublished(URI, ({ version }) => version === 2);
    assert.equal(second.diagnostics.length, 2);
    const settings = { vignette: { lint: { rules: { 'proof/number-mismatch': 'off' } } } };
    await server.client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await untilPublished(URI, ({ version, diagnostics }) => version === 2 && diagnostics.length === 0);
    await server.client.close(URI);
    await untilPublished(URI, ({ version }) => version === undefined);
  });

  it('are in the end all of a large document, and what its records are to each other', async () => {
    await start();
    const records = Array.from({ length: 800 }, (_, i) =>
      (i % 4 === 0 ? WRONG_NUMBER : GOOD).replace('{"messages"', `{"n":${i},"messages"`),
    );
    await server.client.open(URI, text(...records));
    const { diagnostics } = await untilPublished(URI, ({ diagnostics }) =>
      diagnostics.some(({ code }) => String(code).startsWith('dataset/')),
    );
    assert.equal(diagnostics.filter(({ code }) => code === 'proof/number-mismatch').length, 200);
  });

  it('are those of a template and of samples by the names of their files, whatever their language is called', async () => {
    await start();
    await server.client.open('file:///p/a.prompt', '---\nmodel: 3\n---\n{{#if}}', 'plaintext');
    await untilPublished('file:///p/a.prompt', ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'prompt/syntax'),
    );
    await server.client.open('file:///p/a.vignette', '<answer>\nNo.', 'text');
    await untilPublished('file:///p/a.vignette', ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'tags/unclosed'),
    );
  });

  it('are none of other files', async () => {
    await start();
    await server.client.open('file:///p/other.jsonl', '{"a": 1}\n');
    await server.client.open(URI, text(WRONG_NUMBER));
    await untilPublished(URI, ({ diagnostics }) => diagnostics.length > 0);
    for (const { uri, diagnostics } of server.client.published.all)
      if (uri !== URI) assert.deepEqual(diagnostics, []);
  });
});
