/** Prompt templates over the real protocol, against the built server. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as lsp from 'vscode-languageserver-protocol/node';
import { LINT_STATUS, type LintStatus, MODELS, PROMPT_COMMANDS } from '../../core/protocol';
import { useTestFolder } from '../storage/folder';

const SOURCE = `---
model: some-model
input:
  schema:
    drug: string, what is given
    facts(array): string
---
{{role "system"}}
{{> rules  source="context"}}
{{role "user"}}
{{#each facts}}
- {{this}} of {{../drug}}
{{/each}}
{{drgu}} {{> nowhere}}
`;

describe('prompt templates over the protocol', () => {
  const folder = useTestFolder();
  let server: ChildProcess;
  let client: lsp.ProtocolConnection;
  let capabilities: lsp.ServerCapabilities;
  const statuses: LintStatus[] = [];
  let refreshed: () => void = () => undefined;

  const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
  const ask = { textDocument: { uri: '' } };

  beforeEach(async () => {
    server = spawn(process.execPath, [resolve('dist/server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    assert.ok(server.stdout && server.stdin);
    client = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(server.stdout),
      new lsp.StreamMessageWriter(server.stdin),
    );
    client.listen();
    client.onNotification(LINT_STATUS, (status: LintStatus) => {
      statuses.push(status);
    });
    client.onRequest(lsp.DiagnosticRefreshRequest.type, () => refreshed());
    const result = await client.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: {
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename'] },
        },
        textDocument: { diagnostic: {}, rename: { prepareSupport: true } },
      },
      initializationOptions: { promptCommands: [PROMPT_COMMANDS.run] },
    });
    capabilities = result.capabilities;
    await client.sendNotification(lsp.InitializedNotification.type, {});
    writeFileSync(folder.join('_rules.prompt'), 'Quote from the {{source}}: {{drug}}.\n');
    ask.textDocument.uri = uriOf('a.prompt');
    await open('a.prompt', SOURCE);
  });

  afterEach(async () => {
    const ended = once(server, 'exit');
    await client.sendRequest(lsp.ShutdownRequest.type);
    await client.sendNotification(lsp.ExitNotification.type);
    await ended;
    client.dispose();
  });

  function open(name: string, text: string): Promise<void> {
    const textDocument = { uri: uriOf(name), languageId: 'dotprompt', version: 1, text };
    return client.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
  }

  async function diagnostics(name = 'a.prompt'): Promise<lsp.Diagnostic[]> {
    const report = await client.sendRequest(lsp.DocumentDiagnosticRequest.type, {
      textDocument: { uri: uriOf(name) },
    });
    assert.equal(report.kind, 'full');
    return report.items;
  }

  const codes = (found: readonly lsp.Diagnostic[]): unknown[] => found.map(({ code }) => code);
  /** The position of a word, by its first occurrence after another. */
  function position(word: string, after = ''): lsp.Position {
    const offset = SOURCE.indexOf(word, SOURCE.indexOf(after));
    const before = SOURCE.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }

  it('are announced', () => {
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    assert.ok(capabilities.signatureHelpProvider && capabilities.codeLensProvider);
  });

  it('get diagnostics, a status, and `unchanged` while nothing moves', async () => {
    const found = await diagnostics();
    assert.deepEqual(codes(found), ['prompt/undefined-variable', 'prompt/missing-partial']);
    assert.deepEqual(found[0]?.range.start, position('drgu'));
    assert.match(found[0]?.codeDescription?.href ?? '', /prompt\/undefined-variable/);
    assert.deepEqual(statuses.at(-1), {
      uri: uriOf('a.prompt'),
      isDataset: false,
      isTemplate: true,
      records: 0,
      errors: 2,
      warnings: 0,
    });
    const first = await client.sendRequest(lsp.DocumentDiagnosticRequest.type, ask);
    const again = await client.sendRequest(lsp.DocumentDiagnosticRequest.type, {
      ...ask,
      previousResultId: first.resultId ?? '',
    });
    assert.equal(again.kind, 'unchanged');
  });

  it('follow the unsaved text of partials, and files that appear', async () => {
    assert.ok(codes(await diagnostics()).includes('prompt/missing-partial'));
    const again = new Promise<void>((done) => {
      refreshed = done;
    });
    await open('_nowhere.prompt', '{{undefinedHere}}');
    await client.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uriOf('_nowhere.prompt'), version: 2 },
      contentChanges: [
        { range: { start: { line: 0, character: 2 }, end: { line: 0, character: 15 } }, text: 'drug' },
      ],
    });
    await again;
    assert.deepEqual(codes(await diagnostics()), ['prompt/undefined-variable']);
    writeFileSync(folder.join('_rules.prompt'), '{{nobodyGivesThis}}');
    await client.sendNotification(lsp.DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('_rules.prompt'), type: lsp.FileChangeType.Changed }],
    });
    const found = await diagnostics();
    assert.match(String(found[0]?.message), /nobodyGivesThis/);
    assert.equal(found[0]?.relatedInformation?.[0]?.location.uri, uriOf('_rules.prompt'));
  });

  it('have fixes, one of which makes a partial', async () => {
    const range = { start: position('nowhere'), end: position('nowhere') };
    const actions = await client.sendRequest(lsp.CodeActionRequest.type, {
      ...ask,
      range,
      context: { diagnostics: [] },
    });
    const create = (actions ?? []).find(({ title }) => title === 'Create _nowhere.prompt') as lsp.CodeAction;
    assert.deepEqual(create.edit?.documentChanges?.[0], {
      kind: 'create',
      uri: uriOf('_nowhere.prompt'),
      options: { ignoreIfExists: true },
    });
  });

  it('know the models once they are told', async () => {
    await client.sendNotification(MODELS, { models: ['other-model'] });
    const found = await diagnostics();
    assert.equal(found[0]?.code, 'prompt/unknown-model');
  });

  it('complete, hover, go to definitions and references, highlight', async () => {
    const at = { ...ask, position: position('drug', '../') };
    const hover = await client.sendRequest(lsp.HoverRequest.type, at);
    assert.match(JSON.stringify(hover?.contents), /what is given/);
    const definition = (await client.sendRequest(lsp.DefinitionRequest.type, at)) as lsp.Location[];
    assert.deepEqual(
      definition.map(({ uri, range }) => [uri, range.start]),
      [[ask.textDocument.uri, position('drug')]],
    );
    const references = await client.sendRequest(lsp.ReferencesRequest.type, {
      ...at,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      references?.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)),
      ['a.prompt', '_rules.prompt', 'a.prompt'],
    );
    assert.equal((await client.sendRequest(lsp.DocumentHighlightRequest.type, at))?.length, 2);
    const partial = { ...ask, position: position('rules') };
    const [file] = (await client.sendRequest(lsp.DefinitionRequest.type, partial)) as lsp.Location[];
    assert.equal(file?.uri, uriOf('_rules.prompt'));
    const completions = (await client.sendRequest(lsp.CompletionRequest.type, at)) as lsp.CompletionItem[];
    assert.deepEqual(
      completions.map(({ label }) => label),
      ['drug', 'facts'],
    );
  });

  it('have partials renamed with their calls, from a call and from their file', async () => {
    writeFileSync(folder.join('b.prompt'), 'See {{> "rules"}} and {{> rules}}.\n');
    const files = [{ oldUri: uriOf('_rules.prompt'), newUri: uriOf('_strict rules.prompt') }];
    const moved = await client.sendRequest(lsp.WillRenameFilesRequest.type, { files });
    const places = Object.entries(moved?.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => [
        uri.slice(uri.lastIndexOf('/') + 1),
        range.start.character,
        newText,
      ]),
    );
    assert.deepEqual(places.toSorted(), [
      ['a.prompt', 4, '"strict rules"'],
      ['b.prompt', 26, '"strict rules"'],
      ['b.prompt', 8, '"strict rules"'],
    ]);
    const elsewhere = [{ oldUri: uriOf('_rules.prompt'), newUri: uriOf('sub/_rules.prompt') }];
    assert.deepEqual(await client.sendRequest(lsp.WillRenameFilesRequest.type, { files: elsewhere }), {
      changes: {},
    });

    const at = { ...ask, position: position('rules') };
    assert.ok(await client.sendRequest(lsp.PrepareRenameRequest.type, at));
    const edit = await client.sendRequest(lsp.RenameRequest.type, { ...at, newName: 'strict' });
    const changes = edit?.documentChanges ?? [];
    assert.deepEqual(changes.at(-1), {
      kind: 'rename',
      oldUri: uriOf('_rules.prompt'),
      newUri: uriOf('_strict.prompt'),
    });
    assert.equal(changes.length, 1 + 3);
    for (const [newName, reason] of [
      ['a b', /no name for a partial/],
      ['', /no name for a partial/],
    ] as const)
      await assert.rejects(client.sendRequest(lsp.RenameRequest.type, { ...at, newName }), reason);
  });

  it('have selections that grow', async () => {
    const [range] =
      (await client.sendRequest(lsp.SelectionRangeRequest.type, {
        ...ask,
        positions: [position('rules')],
      })) ?? [];
    assert.deepEqual(range?.range, { start: position('rules'), end: { ...position('rules'), character: 9 } });
    assert.ok(range?.parent?.parent);
  });

  it('are renamed across front matter, body and partials', async () => {
    const at = { ...ask, position: position('drug', '../') };
    assert.ok(await client.sendRequest(lsp.PrepareRenameRequest.type, at));
    const edit = await client.sendRequest(lsp.RenameRequest.type, { ...at, newName: 'agent' });
    assert.deepEqual(
      Object.entries(edit?.changes ?? {}).map(([uri, edits]) => [uri, edits.length]),
      [
        [uriOf('a.prompt'), 2],
        [uriOf('_rules.prompt'), 1],
      ],
    );
    await assert.rejects(
      client.sendRequest(lsp.RenameRequest.type, { ...at, newName: 'role' }),
      /name of a helper/,
    );
  });

  it('have an outline, folds, links, lenses, tokens, signatures and a layout', async () => {
    const symbols = (await client.sendRequest(lsp.DocumentSymbolRequest.type, ask)) as lsp.DocumentSymbol[];
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['front matter', 'system', 'user'],
    );
    const folds = await client.sendRequest(lsp.FoldingRangeRequest.type, ask);
    assert.ok(folds?.some(({ startLine, endLine }) => startLine === 0 && endLine === 6));
    const links = await client.sendRequest(lsp.DocumentLinkRequest.type, ask);
    assert.deepEqual(
      links?.map(({ target }) => target),
      [uriOf('_rules.prompt')],
    );
    const lenses = await client.sendRequest(lsp.CodeLensRequest.type, ask);
    assert.deepEqual(
      lenses?.map(({ command }) => [command?.title, command?.command, command?.arguments]),
      [
        ['Run 1', PROMPT_COMMANDS.run, [ask.textDocument.uri, { count: 1 }]],
        ['Run N…', PROMPT_COMMANDS.run, [ask.textDocument.uri]],
      ],
    );
    const tokens = await client.sendRequest(lsp.SemanticTokensRequest.type, ask);
    assert.ok((tokens?.data.length ?? 0) > 20);
    const { line, character } = position(' facts}}');
    const signature = await client.sendRequest(lsp.SignatureHelpRequest.type, {
      ...ask,
      position: { line, character: character + 1 },
    });
    assert.match(signature?.signatures[0]?.label ?? '', /each list/);
    const edits = await client.sendRequest(lsp.DocumentFormattingRequest.type, {
      ...ask,
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(
      edits?.map(({ newText }) => newText),
      ['{{> rules source="context"}}'],
    );
  });

  it('stay whole while they are typed, letter by letter', async () => {
    await open('typed.prompt', '');
    const uri = uriOf('typed.prompt');
    for (let length = 1; length <= SOURCE.length; length += 3) {
      await client.sendNotification(lsp.DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: length + 1 },
        contentChanges: [{ text: SOURCE.slice(0, length) }],
      });
      const end = SOURCE.slice(0, length).split('\n');
      const at = {
        textDocument: { uri },
        position: { line: end.length - 1, character: end.at(-1)?.length ?? 0 },
      };
      await Promise.all([
        client.sendRequest(lsp.DocumentDiagnosticRequest.type, { textDocument: { uri } }),
        client.sendRequest(lsp.CompletionRequest.type, at),
        client.sendRequest(lsp.DocumentSymbolRequest.type, { textDocument: { uri } }),
        client.sendRequest(lsp.SemanticTokensRequest.type, { textDocument: { uri } }),
      ]);
    }
  });
});
