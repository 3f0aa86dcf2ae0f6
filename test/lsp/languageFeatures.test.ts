/** The language features over the real protocol, against the built server. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import * as lsp from 'vscode-languageserver-protocol/node';
import { splitLines } from '../../core/text/lineText';
import { jsonlOf, type Marked, marked, textOf, vignetteOf } from '../language/marked';

const SERVER = resolve('dist/server.js');

const CAPABILITIES: lsp.ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true } },
    definition: { linkSupport: true },
    foldingRange: { rangeLimit: 5000 },
  },
};

describe('language features over the protocol', () => {
  let server: ChildProcess;
  let client: lsp.ProtocolConnection;
  let capabilities: lsp.ServerCapabilities;
  let documents = 0;

  before(async () => {
    server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(server.stdout && server.stdin);
    client = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(server.stdout),
      new lsp.StreamMessageWriter(server.stdin),
    );
    client.listen();
    const result = await client.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: CAPABILITIES,
    });
    capabilities = result.capabilities;
    await client.sendNotification(lsp.InitializedNotification.type, {});
  });

  after(async () => {
    const ended = once(server, 'exit');
    await client.sendRequest(lsp.ShutdownRequest.type);
    await client.sendNotification(lsp.ExitNotification.type);
    await ended;
    client.dispose();
  });

  type Opened = Marked & { readonly uri: string; readonly textDocument: lsp.TextDocumentIdentifier };

  async function open(languageId: 'jsonl' | 'vignette', source: string): Promise<Opened> {
    const found = marked(languageId, source);
    const uri = `file:///data/sample-${++documents}.${languageId}`;
    await client.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text: found.text },
    });
    return { ...found, uri, textDocument: { uri } };
  }

  async function change({ uri }: Opened, version: number, range: lsp.Range, text: string): Promise<void> {
    await client.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  it('are announced', () => {
    assert.deepEqual(capabilities.completionProvider, {
      triggerCharacters: ['<', '"', '-', '/', '{', '#', '>', '@', '.'],
    });
    for (const provider of [
      'hoverProvider',
      'definitionProvider',
      'referencesProvider',
      'documentHighlightProvider',
      'documentSymbolProvider',
      'foldingRangeProvider',
      'selectionRangeProvider',
      'semanticTokensProvider',
      'inlayHintProvider',
      'documentFormattingProvider',
      'documentLinkProvider',
    ] as const) {
      assert.ok(capabilities[provider], provider);
    }
  });

  for (const [languageId, write] of [
    ['vignette', vignetteOf],
    ['jsonl', jsonlOf],
  ] as const) {
    it(`explain a wrong quote and lead to the context in ${languageId}`, async () => {
      const source = await open(
        languageId,
        write({ context: 'One. ⟦The dose was\n1.5 mg.⟧', proof: '- "⟦The dose was ‸15 mg.⟧"' }),
      );
      const [context, quote] = source.ranges;
      const at = { textDocument: source.textDocument, position: source.cursor };
      const hover = await client.sendRequest(lsp.HoverRequest.type, at);
      assert.ok(hover);
      const { kind, value } = hover.contents as lsp.MarkupContent;
      assert.equal(kind, 'markdown');
      assert.match(value, /Nearest[\s\S]*~~15~~ \*\*1\.5\*\* mg[\s\S]*proof\/number-mismatch/);

      const links = (await client.sendRequest(
        lsp.DefinitionRequest.type,
        at,
      )) as unknown as lsp.LocationLink[];
      assert.deepEqual(
        links.map((link) => [link.targetUri, link.targetSelectionRange, link.originSelectionRange]),
        [[source.uri, context, quote]],
      );
      const references = await client.sendRequest(lsp.ReferencesRequest.type, {
        textDocument: source.textDocument,
        position: (context as lsp.Range).start,
        context: { includeDeclaration: true },
      });
      assert.deepEqual(
        references?.map(({ range }) => range),
        [context, quote],
      );
      const highlights = await client.sendRequest(lsp.DocumentHighlightRequest.type, at);
      assert.deepEqual(
        highlights?.map(({ range, kind: how }) => [range, how]),
        [
          [context, lsp.DocumentHighlightKind.Write],
          [quote, lsp.DocumentHighlightKind.Read],
        ],
      );
    });

    it(`complete a proof as it is typed in ${languageId}`, async () => {
      const source = await open(
        languageId,
        write({ context: 'The "dose" was low. It rose.', proof: '- "‸"' }),
      );
      const empty = { start: source.cursor, end: source.cursor };
      await change(source, 2, empty, 'It');
      const position = { line: source.cursor.line, character: source.cursor.character + 2 };
      const items = (await client.sendRequest(lsp.CompletionRequest.type, {
        textDocument: source.textDocument,
        position,
        context: { triggerKind: lsp.CompletionTriggerKind.Invoked },
      })) as lsp.CompletionItem[];
      assert.deepEqual(items.map(({ label }) => label).sort(), ['It rose.', 'The "dose" was low.']);
      const dose = items.find(({ label }) => label.includes('dose'));
      const edit = dose?.textEdit as lsp.TextEdit;
      assert.deepEqual(edit.range.start, source.cursor);
      assert.equal(
        edit.newText,
        languageId === 'jsonl' ? String.raw`The \"dose\" was low.\"` : 'The "dose" was low."',
      );
    });

    it(`give an outline and growing selections in ${languageId}`, async () => {
      const source = await open(languageId, write({ question: 'How ‸many?' }));
      const symbols = (await client.sendRequest(lsp.DocumentSymbolRequest.type, {
        textDocument: source.textDocument,
      })) as lsp.DocumentSymbol[];
      assert.deepEqual(
        symbols.map(({ name, detail }) => [name, detail]),
        [['Record 0', 'reasoning r1']],
      );
      const [selection] =
        (await client.sendRequest(lsp.SelectionRangeRequest.type, {
          textDocument: source.textDocument,
          positions: [source.cursor],
        })) ?? [];
      assert.equal(textOf(source, selection?.range as lsp.Range), 'many');
      assert.equal(textOf(source, selection?.parent?.range as lsp.Range), 'How many?');
    });

    it(`keep tokens up to date by their differences in ${languageId}`, async () => {
      const source = await open(
        languageId,
        write({ context: 'One two.', proof: '- "‸One two."' }) + write({}),
      );
      const { textDocument } = source;
      const full = await client.sendRequest(lsp.SemanticTokensRequest.type, { textDocument });
      assert.ok(full?.resultId && full.data.length > 0 && full.data.length % 5 === 0);
      await change(source, 2, { start: source.cursor, end: source.cursor }, 'Zebras graze on wide plains. ');
      const delta = await client.sendRequest(lsp.SemanticTokensDeltaRequest.type, {
        textDocument,
        previousResultId: full.resultId,
      });
      assert.ok(delta && 'edits' in delta);
      const data = [...full.data];
      for (const { start, deleteCount, data: added = [] } of delta.edits)
        data.splice(start, deleteCount, ...added);
      const again = await client.sendRequest(lsp.SemanticTokensRequest.type, { textDocument });
      assert.deepEqual(data, again?.data);
      assert.notDeepEqual(data, full.data);
      const range = await client.sendRequest(lsp.SemanticTokensRangeRequest.type, {
        textDocument,
        range: { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } },
      });
      assert.deepEqual(range?.data, again?.data);
    });

    it(`hint at what is grounded in ${languageId}`, async () => {
      const { textDocument, uri } = await open(
        languageId,
        write({ context: 'One two.', proof: '- "One two."' }),
      );
      const hints = await client.sendRequest(lsp.InlayHintRequest.type, {
        textDocument,
        range: { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } },
      });
      const labels = hints?.map(({ label }) => (label as lsp.InlayHintLabelPart[])[0]);
      assert.equal(labels?.[0]?.value, '1 of 1 quote grounded');
      if (languageId === 'vignette') assert.equal(labels?.[1]?.location?.uri, uri);
    });
  }

  it('lay out, fold and link a vignette', async () => {
    const { textDocument } = await open(
      'vignette',
      '---\nid:  a\n---\n\n<context>\nNCT03416530\n</context>\n\n\n<think>\nx\n</think>',
    );
    const edits = await client.sendRequest(lsp.DocumentFormattingRequest.type, {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(edits?.length, 1);
    const folds = await client.sendRequest(lsp.FoldingRangeRequest.type, { textDocument });
    assert.equal(folds?.length, 4);
    const links = await client.sendRequest(lsp.DocumentLinkRequest.type, { textDocument });
    assert.deepEqual(
      links?.map(({ target }) => target),
      ['https://clinicaltrials.gov/study/NCT03416530'],
    );
  });

  it('have nothing to say about JSON Lines that are no dataset, or a document that is closed', async () => {
    const other = await open('jsonl', '{"see":"https://example.org","type":"‸"}\n');
    const at = { textDocument: other.textDocument, position: other.cursor };
    const ask = async (): Promise<unknown[]> => [
      await client.sendRequest(lsp.HoverRequest.type, at),
      await client.sendRequest(lsp.CompletionRequest.type, at),
      await client.sendRequest(lsp.DocumentLinkRequest.type, at),
      await client.sendRequest(lsp.DocumentSymbolRequest.type, at),
      await client.sendRequest(lsp.SemanticTokensRequest.type, at),
    ];
    assert.deepEqual(await ask(), [null, [], [], [], null]);
    await client.sendNotification(lsp.DidCloseTextDocumentNotification.type, at);
    assert.deepEqual(await ask(), [null, [], [], [], null]);
  });

  it('answer at once in a document of 35 MB', async () => {
    const sample = vignetteOf({ context: 'The dose was low. '.repeat(190), proof: '- "The ‸dose was low."' });
    const source = marked('vignette', `${sample}\n`);
    const text = `${source.text}${vignetteOf({ context: 'The dose was low. '.repeat(190) })}\n`.repeat(5_000);
    assert.ok(text.length > 35_000_000);
    const uri = 'file:///data/huge.vignette';
    await client.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'vignette', version: 1, text },
    });
    const height = splitLines(text).length;
    const at = { textDocument: { uri }, position: source.cursor };
    const locations = (await client.sendRequest(lsp.DefinitionRequest.type, at)) as unknown[];
    assert.equal(locations.length, 1);
    const range = { start: { line: height - 60, character: 0 }, end: { line: height - 1, character: 0 } };
    const asked = performance.now();
    await client.sendRequest(lsp.DefinitionRequest.type, at);
    await client.sendRequest(lsp.DocumentHighlightRequest.type, at);
    await client.sendRequest(lsp.InlayHintRequest.type, { textDocument: { uri }, range });
    await client.sendRequest(lsp.SemanticTokensRangeRequest.type, { textDocument: { uri }, range });
    const spent = performance.now() - asked;
    assert.equal(await client.sendRequest(lsp.SemanticTokensRequest.type, { textDocument: { uri } }), null);
    assert.ok(spent < 10_000, `${spent} ms`);
  });
});
