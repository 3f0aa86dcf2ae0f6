import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import {
  CancellationTokenSource,
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  TextDocumentSyncKind,
} from 'vscode-languageserver-protocol/node';
import {
  CONFIGURATION_CHANGED,
  DECIDE,
  DETECT_DATASETS,
  type DecideResult,
  type DetectDatasetsResult,
  FIX_ALL_KIND,
  LINT_FILES,
  LINT_PROGRESS,
  type LintedFile,
  type LintFilesResult,
  type LintProgress,
  RECORD_AT,
  type RecordAtResult,
} from '../../core/protocol';
import type { ReviewDecision } from '../../core/sample/reviewDecision';
import { INEXACT, recordLine, WRONG_NUMBER } from '../cli/records';
import { GOOD as GOOD_SAMPLE } from '../core/rules/goodSample';
import { RECORDS } from '../core/sample/dialects';
import { planOf } from '../generate/fakes';
import { useTestFolder } from '../storage/folder';
import { type ClientOptions, connect, LanguageClient, type Transport } from './languageClient';
import { applyEdits, editsOf, linesOf, rangeOf } from './text';

const URI = 'file:///data/set.jsonl';
const NOT_OURS: LintedFile = { isDataset: false, records: 0, errors: 0, warnings: 0, diagnostics: [] };
const GOOD = recordLine();
const VIGNETTE = `---
id: a
type: reasoning
---
<context>
The recommended dose was 1.5 mg/m² once weekly. 🧬
</context>

<question>
Which dose?
</question>

<think>
It is named.
</think>

<proof>
- "The recommended dose was 15 mg/m² once weekly."
</proof>

<answer>
1.5 mg/m².
</answer>
`;

function text(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function summary(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ code, range: { start } }) => [code, start.line]);
}

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
  const folder = useTestFolder();
  let client: LanguageClient;

  const start = async (options: ClientOptions = {}): Promise<LanguageClient> => {
    client = await LanguageClient.start(options);
    return client;
  };
  const others: LanguageClient[] = [];
  afterEach(async () => {
    for (const each of [client, ...others.splice(0)]) await each.dispose();
  });

  describe('diagnostics', () => {
    it('have the range, the rule, its page and the place that explains it', async () => {
      await start();
      const whole = text(GOOD, WRONG_NUMBER);
      await client.open(URI, whole);
      const [found, ...others] = await client.diagnostics(URI);
      const { message, relatedInformation, ...rest } = found as Diagnostic;
      assert.deepEqual(rest, {
        source: 'vignette',
        code: 'proof/number-mismatch',
        codeDescription: {
          href: 'https://github.com/vignette-dev/vignette/blob/main/docs/rules/proof/number-mismatch.md',
        },
        severity: DiagnosticSeverity.Error,
        range: rangeOf(whole, '15 mg/m²'),
      });
      assert.match(message as string, /"15 mg\/m²".*"1\.5 mg\/m²"/);
      for (const { location } of relatedInformation ?? []) assert.equal(location.uri, URI);
      assert.deepEqual(others, []);
    });

    describe('of a large document', () => {
      const RECORDS = 800;
      const large = text(
        ...Array.from({ length: RECORDS }, (_, i) =>
          (i % 4 === 0 ? WRONG_NUMBER : GOOD).replace('{"messages"', `{"n":${i},"messages"`),
        ),
      );
      const fresh = async (whole: string): Promise<readonly Diagnostic[]> => {
        const other = await LanguageClient.start({ capabilities: {} });
        others.push(other);
        await other.open(URI, whole);
        return other.diagnostics(URI);
      };
      /** Asks as an editor does, until all is known. */
      const untilKnown = async (): Promise<readonly Diagnostic[]> => {
        for (let asked = client.refreshes.all.length; ; asked++) {
          const found = await client.diagnostics(URI);
          if (client.statuses.all.at(-1)?.linted === undefined) return found;
          await client.refreshes.count(asked + 1);
        }
      };

      it('come before all is linted, and in the end are those of one go', async () => {
        await start();
        await client.open(URI, large);
        const first = await client.pull(URI);
        assert.ok(first.kind === 'full');
        const [status] = await client.statuses.count(1);
        assert.ok(status?.records === RECORDS && (status.linted ?? RECORDS) < RECORDS);
        assert.ok(first.items.length > 0 && first.items.length < RECORDS / 4);
        const whole = await untilKnown();
        assert.deepEqual(whole, await fresh(large));
        assert.equal(whole.length, RECORDS / 4);
      });

      it('begin where one types, and requests are answered meanwhile', async () => {
        await start();
        const at = rangeOf(large, '"n":601');
        const changed = applyEdits(large, [{ range: at, newText: 'x' }]);
        const unknown = rangeOf(large, '"n":400').start;
        const end = { line: 400, character: 99_999 };
        // All at once: the server is in the middle of its work when it reads them.
        await client.open(URI, large);
        const [, , found, actions] = await Promise.all([
          client.diagnostics(URI),
          client.change(URI, { range: at, text: 'x' }),
          client.diagnostics(URI),
          client.codeActions(URI, { start: unknown, end }),
        ]);
        const [, { linted = RECORDS } = {}] = await client.statuses.count(2);
        assert.ok(linted < RECORDS);
        const known = summary(found);
        const isKnown = (code: string, line: number): boolean =>
          known.some((each) => isDeepStrictEqual(each, [code, line]));
        assert.ok(isKnown('json/invalid-line', 601));
        assert.ok(!isKnown('proof/number-mismatch', 400));
        assert.equal(actions[0]?.diagnostics?.[0]?.code, 'proof/number-mismatch');
        assert.deepEqual(await untilKnown(), await fresh(changed));
      });

      it('are all there for the action that applies every safe fix', async () => {
        await start();
        const last = text(...Array.from({ length: RECORDS }, () => GOOD), INEXACT);
        await client.open(URI, last);
        const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        const [action] = await client.codeActions(URI, top, [FIX_ALL_KIND]);
        assert.equal(editsOf(action?.edit).edits[0]?.range.start.line, RECORDS);
      });
    });

    it('have the range of a .vignette text, in UTF-16 units', async () => {
      await start();
      const uri = 'untitled:review.vignette';
      await client.open(uri, VIGNETTE);
      const found = await client.diagnostics(uri);
      assert.deepEqual(
        found.map(({ code, range }) => [code, range]),
        [['proof/number-mismatch', rangeOf(VIGNETTE, '15 mg/m²')]],
      );
    });

    it('are unchanged while text and settings are', async () => {
      await start();
      await client.open(URI, text(WRONG_NUMBER));
      const first = await client.pull(URI);
      assert.ok(first.kind === 'full' && first.resultId !== undefined);
      assert.deepEqual(await client.pull(URI, first.resultId), {
        kind: 'unchanged',
        resultId: first.resultId,
      });
      await client.change(URI, {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text: ' ',
      });
      assert.equal((await client.pull(URI, first.resultId)).kind, 'full');
      assert.equal((await client.pull(URI, 'of another server')).kind, 'full');
    });

    it('are not called unchanged for another text under the same name and version', async () => {
      await start();
      await client.open(URI, text(WRONG_NUMBER));
      const first = await client.pull(URI);
      await client.close(URI);
      await client.open(URI, text(GOOD));
      const second = await client.pull(URI, first.resultId);
      assert.ok(second.kind === 'full');
      assert.deepEqual(second.items, []);
    });

    it('are none for JSON Lines that are no dataset, and for documents it does not know', async () => {
      await start();
      await client.open(URI, '{"level":"info"}\n{broken\n\n');
      assert.deepEqual(await client.diagnostics(URI), []);
      assert.deepEqual((await client.statuses.count(1)).at(-1), {
        uri: URI,
        isDataset: false,
        records: 0,
        errors: 0,
        warnings: 0,
      });
      assert.deepEqual(await client.diagnostics('file:///data/unknown.jsonl'), []);
      await client.close(URI);
      assert.deepEqual(await client.diagnostics(URI), []);
    });

    it('come with their counts', async () => {
      await start();
      await client.open(URI, text(GOOD, WRONG_NUMBER, INEXACT, 'not JSON'));
      await client.diagnostics(URI);
      assert.deepEqual(await client.statuses.count(1), [
        { uri: URI, isDataset: true, records: 4, errors: 2, warnings: 1 },
      ]);
    });

    it('follow edits as if the document had been opened anew', async () => {
      const other = await start();
      others.push(other);
      await start();
      let now = text(GOOD, WRONG_NUMBER, GOOD);
      await client.open(URI, now);
      const at = (line: number, character: number, length = 0) => ({
        start: { line, character },
        end: { line, character: character + length },
      });
      const edits = [
        { range: at(0, 0), text: `${INEXACT}\n` },
        { range: at(2, 0, 1), text: '' },
        { range: at(2, 0), text: '{' },
        { range: at(1, 0), text: '\r\n' },
        { range: rangeOf(now, '15 mg/m²'), text: '1.5 mg/m²' },
        { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, text: '' },
        { range: { start: { line: 1, character: 0 }, end: { line: 99, character: 0 } }, text: WRONG_NUMBER },
      ];
      for (const [i, edit] of edits.entries()) {
        now = applyEdits(now, [{ range: edit.range, newText: edit.text }]);
        await client.change(URI, edit);
        const fresh = `file:///fresh/${i}.jsonl`;
        const before = await client.diagnostics(URI);
        await other.open(fresh, now);
        assert.deepEqual(summary(before), summary(await other.diagnostics(fresh)), `edit ${i}`);
      }
    });

    it('follow several edits of one notification, each on what the last one left', async () => {
      await start();
      await client.open(URI, text(GOOD));
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      await client.change(
        URI,
        { range: top, text: '\n' },
        { range: top, text: 'x' },
        { text: text(GOOD, GOOD) },
        { range: top, text: text(WRONG_NUMBER) },
      );
      assert.deepEqual(summary(await client.diagnostics(URI)), [['proof/number-mismatch', 0]]);
    });

    it('are of the text as it was when they were asked for', async () => {
      await start();
      await client.open(URI, text(GOOD));
      const reports = [client.diagnostics(URI)];
      for (const line of [WRONG_NUMBER, GOOD, INEXACT]) {
        await client.change(URI, { text: text(line) });
        reports.push(client.diagnostics(URI));
      }
      assert.deepEqual(
        (await Promise.all(reports)).at(-1)?.map(({ code }) => code),
        ['proof/inexact-quote'],
      );
    });
  });

  describe('code actions', () => {
    const whole = text(GOOD, INEXACT, `\uFEFF${''}`, INEXACT);

    it('mend the one problem they are for', async () => {
      await start();
      const one = text(GOOD, INEXACT);
      await client.open(URI, one);
      const [problem] = await client.diagnostics(URI);
      assert.ok(problem);
      const [action, ...others] = await client.codeActions(URI, problem.range);
      assert.ok(action);
      assert.deepEqual(
        others.map(({ title }) => title),
        ['Ignore proof/inexact-quote in this record', 'Open the documentation of proof/inexact-quote'],
      );
      assert.equal(action.kind, CodeActionKind.QuickFix);
      assert.equal(action.isPreferred, true);
      assert.deepEqual(action.diagnostics, [problem]);
      const { uri, version, edits } = editsOf(action.edit);
      assert.deepEqual([uri, version], [URI, 1]);
      const mended = applyEdits(one, edits);
      const exact = 'The child’s dose was 1.5 mg/m² – once weekly.';
      assert.equal(mended, text(GOOD, recordLine({ context: exact, proof: exact })));
      await client.change(URI, ...edits.map(({ range, newText }) => ({ range, text: newText })));
      assert.deepEqual(await client.diagnostics(URI), []);
    });

    it('are of the version that they were asked for', async () => {
      await start();
      await client.open(URI, text(INEXACT));
      await client.change(URI, { text: text(GOOD, INEXACT) });
      const [problem] = await client.diagnostics(URI);
      const [action] = await client.codeActions(URI, (problem as Diagnostic).range);
      assert.equal(editsOf(action?.edit).version, 2);
    });

    it('are none where there is no problem', async () => {
      await start();
      await client.open(URI, text(GOOD, INEXACT));
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
      assert.deepEqual(await client.codeActions(URI, top), []);
      assert.deepEqual(await client.codeActions('file:///unknown.jsonl', top), []);
    });

    it('fix all only when that is asked for', async () => {
      await start();
      await client.open(URI, whole);
      const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const kinds = async (only?: readonly string[]) =>
        new Set((await client.codeActions(URI, all, only)).map(({ kind }) => kind));
      assert.deepEqual(await kinds(), new Set([CodeActionKind.QuickFix]));
      assert.deepEqual(await kinds([CodeActionKind.QuickFix]), new Set([CodeActionKind.QuickFix]));
      for (const only of [FIX_ALL_KIND, CodeActionKind.SourceFixAll, CodeActionKind.Source])
        assert.deepEqual(await kinds([only]), new Set([FIX_ALL_KIND]), only);
      assert.deepEqual(await kinds([CodeActionKind.RefactorExtract]), new Set());
      assert.deepEqual(await kinds(['source.fixAll.eslint']), new Set());
    });

    it('fix all problems that have a safe fix at once', async () => {
      await start();
      const broken = text(INEXACT, '', WRONG_NUMBER, INEXACT).trimEnd();
      await client.open(URI, broken);
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const [action] = await client.codeActions(URI, top, [FIX_ALL_KIND]);
      const { edits, version } = editsOf(action?.edit);
      assert.equal(version, 1);
      const mended = applyEdits(broken, edits);
      await client.change(URI, { text: mended });
      assert.deepEqual(summary(await client.diagnostics(URI)), [['proof/number-mismatch', 1]]);
      assert.equal(linesOf(mended).length, 4);
      assert.deepEqual(
        (await client.codeActions(URI, top, [FIX_ALL_KIND])).length,
        0,
        'nothing is left that has a safe fix',
      );
    });
  });

  describe('what can be done about a rule', () => {
    const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
    const actionsFor = async (uri: string, title: RegExp): Promise<readonly CodeAction[]> => {
      const [problem] = await client.diagnostics(uri);
      const actions = await client.codeActions(uri, (problem as Diagnostic).range);
      return actions.filter((action) => title.test(action.title));
    };

    it('is to ignore it in the record', async () => {
      await start();
      await client.open(URI, text(GOOD, WRONG_NUMBER));
      const [action, ...others] = await actionsFor(URI, /^Ignore/);
      assert.deepEqual(others, []);
      assert.equal(action?.title, 'Ignore proof/number-mismatch in this record');
      assert.equal(action?.isPreferred, undefined);
      const { edits } = editsOf(action?.edit);
      await client.change(URI, ...edits.map(({ range, newText }) => ({ range, text: newText })));
      assert.deepEqual(await client.diagnostics(URI), []);
    });

    it('is to turn it off in the configuration there is', async () => {
      await start();
      const config = '{\n  // ours\n  "rules": { "tags/order": "off" }\n}\n';
      writeFileSync(folder.join('vignette.config.json'), config);
      await client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      const [action] = await actionsFor(uriOf('a.jsonl'), /^Turn/);
      assert.equal(action?.title, 'Turn proof/number-mismatch off in vignette.config.json');
      const [change] = action?.edit?.documentChanges ?? [];
      assert.ok(change && 'textDocument' in change);
      assert.equal(change.textDocument.uri, uriOf('vignette.config.json'));
      const after = applyEdits(config, change.edits as never);
      assert.match(
        after,
        /^{\n {2}\/\/ ours\n {2}"rules": {\s+"tags\/order": "off",\s+"proof\/number-mismatch": "off"/,
      );
    });

    it('is to turn it off in the configuration as it is open, saved or not', async () => {
      await start();
      const config = uriOf('vignette.config.json');
      writeFileSync(folder.join('vignette.config.json'), '{}');
      const unsaved = '// not saved yet\n{ "rules": { "tags/order": "off" } }\n';
      await client.open(config, '{}', 'jsonc');
      await client.change(config, { text: unsaved });
      assert.deepEqual(await client.diagnostics(config), []);
      await client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      const [action] = await actionsFor(uriOf('a.jsonl'), /^Turn/);
      const { version, edits } = editsOf(action?.edit);
      assert.equal(version, 2);
      assert.match(applyEdits(unsaved, edits), /^\/\/ not saved yet\n.*"proof\/number-mismatch": "off"/s);
    });

    it('is not to turn it off where another entry would still turn it on', async () => {
      await start();
      const rules = { 'proof/number-mismatch': 'error' };
      const config = { overrides: [{ files: ['*.jsonl'], rules }] };
      writeFileSync(folder.join('vignette.config.json'), JSON.stringify(config));
      await client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      assert.deepEqual(await actionsFor(uriOf('a.jsonl'), /^Turn/), []);
    });

    it('is to make a configuration in the folder of the workspace', async () => {
      await start({
        capabilities: {
          workspace: { workspaceFolders: true, workspaceEdit: { resourceOperations: ['create'] } },
        },
      });
      client.connection.onRequest('workspace/workspaceFolders', () => [
        { uri: pathToFileURL(folder.path).href, name: 'a' },
      ]);
      await client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      const [action] = await actionsFor(uriOf('a.jsonl'), /^Turn/);
      const uri = uriOf('vignette.config.json');
      const [create, change] = action?.edit?.documentChanges ?? [];
      assert.deepEqual(create, { kind: 'create', uri, options: { ignoreIfExists: true } });
      assert.ok(change && 'edits' in change);
      assert.deepEqual(JSON.parse((change.edits[0] as { newText: string }).newText), {
        rules: { 'proof/number-mismatch': 'off' },
      });
    });

    it('is to read about it', async () => {
      await start();
      await client.open(URI, text(WRONG_NUMBER));
      const [action] = await actionsFor(URI, /^Open the documentation/);
      const shown: unknown[] = [];
      client.connection.onRequest('window/showDocument', (params) => {
        shown.push(params);
        return { success: true };
      });
      await client.connection.sendRequest('workspace/executeCommand', action?.command as object);
      const page = 'https://github.com/vignette-dev/vignette/blob/main/docs/rules/proof/number-mismatch.md';
      assert.deepEqual(shown, [{ uri: page, external: true }]);
    });
  });

  describe('code lenses', () => {
    const lensesOf = async (uri: string): Promise<readonly CodeLens[]> => {
      const params = { textDocument: { uri } };
      const lenses = (await client.connection.sendRequest('textDocument/codeLens', params)) as CodeLens[];
      return Promise.all(
        lenses.map(
          async (lens) => (await client.connection.sendRequest('codeLens/resolve', lens)) as CodeLens,
        ),
      );
    };

    it('say what is wrong with a record, and lead to its review where the client can', async () => {
      await start({ initializationOptions: { canReview: true } });
      await client.open(URI, text(GOOD, WRONG_NUMBER));
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
      await start();
      const uri = 'file:///data/a.vignette';
      const right = VIGNETTE.replace('15 mg', '1.5 mg');
      await client.open(uri, right + VIGNETTE + right);
      const rate = async (): Promise<unknown> =>
        (await lensesOf(uri)).map(({ command }) => command?.title)[0];
      assert.equal(await rate(), '2 of 3 records pass (67 %)');
      await client.change(uri, { text: right + right });
      assert.equal(await rate(), '2 of 2 records pass (100 %)');
    });

    it('decide about records where the client can', async () => {
      await start({ initializationOptions: { canReview: true, canDecide: true } });
      const uri = 'file:///data/a.vignette';
      await client.open(uri, VIGNETTE);
      const titles = async (): Promise<unknown> => (await lensesOf(uri)).map(({ command }) => command?.title);
      assert.deepEqual(await titles(), [
        'Record 0 · reasoning · 1 error',
        '$(check) Accept',
        '$(close) Reject…',
      ]);
      const at = { uri, line: 3 };
      const decision: ReviewDecision = { decision: 'rejected', reason: 'wrong dose' };
      const found = await client.connection.sendRequest<RecordAtResult>(RECORD_AT, at);
      assert.deepEqual([found.record, found.decision, found.next], [0, null, 0]);
      assert.deepEqual(
        found.problems.map(({ rule }) => rule),
        ['proof/number-mismatch'],
      );
      const { edit } = await client.connection.sendRequest<DecideResult>(DECIDE, { ...at, decision });
      await client.change(uri, { range: edit.range, text: edit.newText });
      assert.deepEqual(await titles(), [
        'Record 0 · reasoning · rejected · 2 errors',
        '$(discard) Take Back',
        '$(arrow-down) Next Undecided',
      ]);
      const { decision: written, next } = await client.connection.sendRequest<RecordAtResult>(RECORD_AT, at);
      assert.deepEqual([written, next], [decision, null]);
      assert.equal(await client.connection.sendRequest(DECIDE, { uri, line: 9999 }), null);
    });

    it('are fewer in other editors, and none when the user wants none', async () => {
      await start();
      await client.open(URI, text(GOOD));
      assert.equal((await lensesOf(URI)).length, 1);
      await client.changeSettings({ codeLens: false });
      assert.deepEqual(await lensesOf(URI), []);
    });
  });

  describe('vignette/detectDatasets', () => {
    const detect = (...files: readonly object[]): Promise<DetectDatasetsResult> =>
      client.connection.sendRequest(DETECT_DATASETS, { files });
    const uriOf = (name: string) => pathToFileURL(folder.join(name)).href;

    it('tells datasets from other files by their start, and says when the configuration changes', async () => {
      await start();
      const large = text(...Array<string>(4000).fill(GOOD));
      writeFileSync(folder.join('set.jsonl'), text(GOOD, WRONG_NUMBER));
      writeFileSync(folder.join('large.jsonl'), large);
      writeFileSync(folder.join('log.jsonl'), '{"level":"info"}\n');
      mkdirSync(folder.join('folder.jsonl'));
      const names = ['set.jsonl', 'log.jsonl', 'large.jsonl', 'none.jsonl', 'folder.jsonl', 'notes.txt'];
      const files = names.map((name) => ({ uri: uriOf(name) }));
      const [set, log, first, ...others] = await detect(...files, { uri: 'vscode-vfs://x/a', text: GOOD });
      const { length } = Buffer.from(text(GOOD, WRONG_NUMBER));
      assert.deepEqual(set, { bytes: length, records: 2, isCounted: true });
      assert.equal(log, null);
      assert.equal(first?.isCounted, false);
      assert.ok(Math.abs(first.records - 4000) < 40, `${first.records}`);
      assert.deepEqual(others, [null, null, null, null]);

      const changed = new Promise<void>((resolve) =>
        client.connection.onNotification(CONFIGURATION_CHANGED, () => resolve()),
      );
      writeFileSync(folder.join('vignette.config.json'), '{"datasets":["log.jsonl"]}');
      await client.filesChanged(uriOf('vignette.config.json'));
      await changed;
      const [setNow, logNow] = await detect(...files);
      assert.deepEqual([setNow, logNow?.records], [null, 1]);
    });
  });

  describe('vignette/lintFiles', () => {
    const lintFiles = (...files: readonly object[]): Promise<LintFilesResult> =>
      client.connection.sendRequest(LINT_FILES, { files, run: 'a' });
    const lintFile = async (file: object): Promise<LintedFile> => {
      const [result] = await lintFiles(file);
      assert.ok(result);
      return result;
    };
    const uriOf = (name: string) => pathToFileURL(folder.join(name)).href;

    it('lints a file that is not open', async () => {
      await start();
      writeFileSync(folder.join('größe 1#.jsonl'), text(GOOD, WRONG_NUMBER));
      const result = await lintFile({ uri: uriOf('größe 1#.jsonl') });
      assert.deepEqual([result.isDataset, result.records], [true, 2]);
      assert.deepEqual(summary(result.diagnostics as Diagnostic[]), [['proof/number-mismatch', 1]]);
    });

    it('lints the text it is given', async () => {
      await start();
      const result = await lintFile({ uri: 'vscode-vfs://x/a.vignette', text: VIGNETTE });
      assert.deepEqual(summary(result.diagnostics as Diagnostic[]), [['proof/number-mismatch', 18 - 1]]);
      const empty = await lintFile({ uri: 'vscode-vfs://x/a.jsonl', text: '' });
      assert.deepEqual(empty, NOT_OURS);
    });

    it('shows the first problems of very many, and says how many more there are', async () => {
      await start();
      writeFileSync(folder.join('many.jsonl'), text(GOOD, ...Array<string>(1400).fill('')));
      const { diagnostics, errors, warnings } = await lintFile({ uri: uriOf('many.jsonl') });
      const found = diagnostics as Diagnostic[];
      assert.deepEqual([found.length, errors], [1000, 0]);
      assert.match(String(found.at(-1)?.message), new RegExp(`^${1400 - 999} more problems`));
      assert.equal(found.at(-1)?.severity, DiagnosticSeverity.Information);
      assert.ok(
        found.slice(0, -1).every(({ code }) => code === 'json/blank-line'),
        `${warnings}`,
      );
    });

    it('reads a large file in threads, tells how far it is, and can be cancelled', async () => {
      await start();
      writeFileSync(
        folder.join('large.jsonl'),
        `${text(GOOD).repeat(Math.ceil((9 << 20) / GOOD.length))}{\n`,
      );
      const done: number[] = [];
      const listening = client.connection.onNotification(LINT_PROGRESS, (progress: LintProgress) => {
        done.push(progress.done);
      });
      const file = { uri: uriOf('large.jsonl') };
      const { errors, failure } = await lintFile(file);
      listening.dispose();
      assert.deepEqual([errors, failure], [1, undefined]);
      assert.ok(done.length > 5 && done.every((share, i) => share >= (done[i - 1] ?? 0)), `${done}`);
      const cancel = new CancellationTokenSource();
      const again = client.connection.sendRequest(LINT_FILES, { files: [file], run: 'b' }, cancel.token);
      client.connection.onNotification(LINT_PROGRESS, () => cancel.cancel());
      await assert.rejects(again, /Cancelled/);
    });

    it('keeps what it worked out of a large file where the client says, and says the same from there', async () => {
      const cacheFolder = folder.join('storage', 'lint');
      await start({ initializationOptions: { cacheFolder } });
      const large = (id: number): string =>
        `{"messages":[],"metadata":{"id":"r${id}","note":"${'x'.repeat(900_000)}"}}\n`;
      writeFileSync(
        folder.join('large.jsonl'),
        text(GOOD) + Array.from({ length: 10 }, (_, i) => large(i)).join(''),
      );
      const file = { uri: uriOf('large.jsonl') };
      const first = await lintFile(file);
      assert.deepEqual([first.records, first.errors > 9], [11, true]);
      const kept = readdirSync(cacheFolder);
      assert.ok(kept.length > 2);
      assert.deepEqual(await lintFile(file), first);
      assert.deepEqual(readdirSync(cacheFolder), kept);
    });

    it('says when a file is not one of ours', async () => {
      await start();
      writeFileSync(folder.join('log.jsonl'), '{"level":"info"}\n');
      assert.deepEqual(await lintFile({ uri: uriOf('log.jsonl') }), NOT_OURS);
      assert.deepEqual(await lintFile({ uri: uriOf('notes.txt') }), NOT_OURS);
    });

    it('says in one line what it cannot read', async () => {
      await start();
      mkdirSync(folder.join('folder.jsonl'));
      for (const uri of [uriOf('none.jsonl'), uriOf('folder.jsonl'), 'untitled:new.jsonl', 'no uri.jsonl']) {
        const { failure = '', isDataset } = await lintFile({ uri });
        assert.equal(isDataset, false);
        assert.match(failure, /^Cannot read [^\n]+$/);
        assert.ok(failure.includes(uri.replace('file://', '')), failure);
      }
      assert.deepEqual(await client.diagnostics(URI), [], 'it lives on');
    });

    it('honours the settings', async () => {
      await start({ settings: { lint: { rules: { 'proof/number-mismatch': 'off' } } } });
      writeFileSync(folder.join('a.jsonl'), text(WRONG_NUMBER));
      assert.deepEqual((await lintFile({ uri: uriOf('a.jsonl') })).diagnostics, []);
    });

    it('compares the records of the files with each other, and says how far it is', async () => {
      await start();
      const done: unknown[] = [];
      client.connection.onNotification(LINT_PROGRESS, (progress) => {
        done.push(progress);
      });
      const unspared = text(recordLine().replace(',"lint":', ',"was":'));
      const [first, none, second] = await lintFiles(
        { uri: 'vscode-vfs://x/a.jsonl', text: unspared },
        { uri: 'vscode-vfs://x/log.jsonl', text: '{}\n' },
        { uri: 'vscode-vfs://x/b%20c.jsonl', text: `\n${unspared}` },
      );
      assert.deepEqual([first?.diagnostics, none?.isDataset], [[], false]);
      const found = second?.diagnostics as Diagnostic[];
      assert.deepEqual(summary(found), [
        ['json/blank-line', 0],
        ['dataset/duplicate', 1],
        ['metadata/duplicate-id', 1],
      ]);
      assert.equal(found[1]?.message, 'Record 0 of a.jsonl says the same.');
      assert.equal(found[1]?.relatedInformation?.[0]?.location.uri, 'vscode-vfs://x/a.jsonl');
      assert.deepEqual(
        done,
        [1, 2, 3].map((number) => ({ run: 'a', done: number })),
      );
    });
  });

  describe('vignette.config.json', () => {
    const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
    const write = (name: string, content: string): void => writeFileSync(folder.join(name), content);
    const CONTAMINATED = recordLine({
      context: `${'The recommended dose was 1.5 mg/m² once weekly. Six children had stable disease.'} It snowed.`,
    });

    it('names evaluation sets, which are read again when they change', async () => {
      await start();
      write('vignette.config.json', '{ "evaluation": ["gym.jsonl"] }');
      write('gym.jsonl', text(recordLine()));
      const train = uriOf('train.jsonl');
      await client.open(train, text(CONTAMINATED));
      const [found, ...others] = await client.diagnostics(train);
      assert.deepEqual(others, []);
      assert.equal(found?.code, 'dataset/contamination');
      assert.deepEqual(found?.relatedInformation?.[0]?.location.uri, uriOf('gym.jsonl'));

      write('gym.jsonl', '');
      await client.filesChanged(uriOf('other.jsonl'));
      assert.equal((await client.diagnostics(train)).length, 1, 'another file changes nothing');
      await client.filesChanged(uriOf('gym.jsonl'));
      assert.deepEqual(await client.diagnostics(train), []);
    });

    it('holds for the samples of a run that are made for another project', async () => {
      await start();
      for (const name of ['law', 'runs', 'runs/run-1']) mkdirSync(folder.join(name));
      write('law/vignette.config.json', '{ "archetypes": { "clause": {} }, "datasets": ["no.jsonl"] }');
      write('runs/run-1/run.json', JSON.stringify(planOf({ trialOf: folder.join('law', 'clause.prompt') })));
      const whole = text(recordLine().replace('"reasoning"', '"clause"'));
      const run = uriOf('runs/run-1');
      for (const uri of [
        `${run}/review.jsonl`,
        `vignette-record:/a.vignette?${encodeURIComponent(`${run}/review.jsonl`)}`,
        `vignette-rejects:/b.vignette?${encodeURIComponent(run)}`,
      ]) {
        await client.open(uri, whole);
        assert.deepEqual(summary(await client.diagnostics(uri)), [], uri);
      }
      const elsewhere = uriOf('runs/review.jsonl');
      await client.open(elsewhere, whole);
      assert.deepEqual(summary(await client.diagnostics(elsewhere)), [['archetype/unknown', 0]]);
    });

    it('may hold options and archetypes', async () => {
      await start();
      write(
        'vignette.config.json',
        '{ "archetypes": { "clause": { "description": "Of a contract.", "minContextSentences": 3 } } }',
      );
      const uri = uriOf('a.jsonl');
      const whole = text(recordLine().replace('"reasoning"', '"clause"'));
      await client.open(uri, whole);
      assert.deepEqual(summary(await client.diagnostics(uri)), [['archetype/haystack-too-short', 0]]);
      const params = { textDocument: { uri }, position: rangeOf(whole, 'clause').start };
      const hover = (await client.connection.sendRequest('textDocument/hover', params)) as {
        contents: { value: string };
      };
      assert.equal(hover.contents.value, '**clause** Of a contract.');
    });
  });

  describe('settings', () => {
    it('may differ from folder to folder', async () => {
      const asked: string[] = [];
      await start({
        settings: (scopeUri: string) => {
          asked.push(scopeUri);
          const severity = scopeUri.startsWith('file:///strict/') ? 'warning' : ['hint'];
          return { lint: { rules: { 'proof/number-mismatch': severity } } };
        },
      });
      const severityIn = async (uri: string): Promise<unknown> => {
        await client.open(uri, text(WRONG_NUMBER));
        return (await client.diagnostics(uri))[0]?.severity;
      };
      assert.equal(await severityIn('file:///strict/a.jsonl'), DiagnosticSeverity.Warning);
      assert.equal(await severityIn('file:///lenient/a.jsonl'), DiagnosticSeverity.Hint);
      assert.equal(
        await severityIn('vignette-record:/b.jsonl?file%3A%2F%2F%2Fstrict%2Fb.jsonl'),
        DiagnosticSeverity.Warning,
      );
      assert.deepEqual(asked, ['file:///strict/a.jsonl', 'file:///lenient/a.jsonl'], 'once for each folder');
      assert.deepEqual(client.logs.all, []);
    });

    const found = async (): Promise<readonly unknown[]> =>
      (await client.diagnostics(URI)).map(({ code, severity }) => [code, severity]);
    const DEFAULTS = [
      ['proof/number-mismatch', DiagnosticSeverity.Error],
      ['proof/inexact-quote', DiagnosticSeverity.Warning],
    ];
    const open = async (options: ClientOptions): Promise<void> => {
      await start(options);
      await client.open(URI, text(WRONG_NUMBER, INEXACT));
    };

    it('change a severity, or turn a rule off', async () => {
      await open({
        settings: { lint: { rules: { 'proof/number-mismatch': 'hint', 'proof/inexact-quote': 'off' } } },
      });
      assert.deepEqual(await found(), [['proof/number-mismatch', DiagnosticSeverity.Hint]]);
      assert.deepEqual(client.logs.all, []);
    });

    for (const settings of [null, {}, { lint: {} }, { lint: { rules: {} } }, { lint: null }]) {
      it(`may be ${JSON.stringify(settings)}`, async () => {
        await open({ settings });
        assert.deepEqual(await found(), DEFAULTS);
        assert.deepEqual(client.logs.all, []);
      });
    }

    for (const [settings, expected] of [
      [
        { lint: { rules: { 'proof/number-mismatch': 'loud' } } },
        /^The setting vignette\.lint\.rules\.proof\/number-mismatch is not used: /,
      ],
      [
        { lint: { rules: { 'proof/nothing': 'off' } } },
        /^The setting vignette\.lint\.rules\.proof\/nothing is not used: there is no such rule$/,
      ],
      [{ lint: { rules: ['proof/number-mismatch'] } }, /^The setting vignette\.lint\.rules is not used: /],
      [{ lint: 'off' }, /^The setting vignette\.lint is not used: /],
      ['off', /^The setting vignette is not used: /],
    ] as const) {
      it(`that are wrong are said so, and not used: ${JSON.stringify(settings)}`, async () => {
        await open({ settings });
        assert.deepEqual(await found(), DEFAULTS);
        const logs = await client.logs.count(1);
        assert.equal(logs.length, 1);
        assert.match(logs[0] as string, expected);
      });
    }

    it('that are right count beside wrong ones', async () => {
      await open({
        settings: { lint: { rules: { 'proof/inexact-quote': 'off', 'proof/number-mismatch': 7 } } },
      });
      assert.deepEqual(await found(), DEFAULTS.slice(0, 1));
    });

    it('that a client refuses to tell are the defaults, until they change', async () => {
      await open({ settings: new Error('not now') });
      assert.deepEqual(await found(), DEFAULTS);
      assert.match((await client.logs.count(1))[0] as string, /not now/);
      await client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'off' } } });
      assert.deepEqual(await found(), DEFAULTS.slice(0, 1));
    });

    it('are found for the dataset as a whole once the document rests', async () => {
      await open({});
      const twice = (id: string): string => GOOD.replace(/"lint":\{[^}]*\}/, `"of":"${id}"`);
      const other = JSON.stringify({ ...RECORDS.flat, metadata: GOOD_SAMPLE.metadata });
      await client.open('file:///data/twice.jsonl', text(twice('a'), twice('b'), other));
      const first = await client.pull('file:///data/twice.jsonl');
      assert.deepEqual(first.kind === 'full' && first.items, []);
      await client.refreshes.count(1);
      const second = await client.pull('file:///data/twice.jsonl', first.resultId);
      assert.equal(second.kind, 'full');
      const codes = second.kind === 'full' ? second.items.map(({ code }) => code) : [];
      const ids = ['metadata/duplicate-id', 'metadata/duplicate-id'];
      assert.deepEqual(codes, ['record/mixed-dialects', ...ids, 'dataset/duplicate']);
      const third = await client.pull('file:///data/twice.jsonl', second.resultId);
      assert.equal(third.kind, 'unchanged');
    });

    it('that change have the diagnostics asked for again', async () => {
      await open({});
      assert.deepEqual(await client.registrations.count(1), ['workspace/didChangeConfiguration']);
      const first = await client.pull(URI);
      await client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'error' } } });
      await client.refreshes.count(1);
      const second = await client.pull(URI, first.resultId);
      assert.equal(second.kind, 'full');
      assert.deepEqual(await found(), [DEFAULTS[0], ['proof/inexact-quote', DiagnosticSeverity.Error]]);
    });

    it('come with the change from a client that cannot be asked', async () => {
      await open({ capabilities: {} });
      assert.deepEqual(await found(), DEFAULTS);
      const settings = { vignette: { lint: { rules: { 'proof/number-mismatch': 'off' } } } };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      assert.deepEqual(await found(), DEFAULTS.slice(1));
      assert.deepEqual([client.refreshes.all, client.registrations.all], [[], []]);
    });

    it('may change on a client that refuses to refresh', async () => {
      await open({});
      client.connection.onRequest('workspace/diagnostic/refresh', () => {
        throw new Error('no refresh today');
      });
      await client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'off' } } });
      assert.match((await client.logs.count(1))[0] as string, /no refresh today/);
      assert.deepEqual(await found(), DEFAULTS.slice(0, 1));
    });
  });

  describe('requests out of order', () => {
    it('are refused before it is initialised, and then it works', async () => {
      await start();
      const [server, connection] = connect('stdio');
      connection.listen();
      try {
        const textDocument = { uri: URI };
        await assert.rejects(connection.sendRequest('textDocument/diagnostic', { textDocument }));
        const params = { processId: null, rootUri: null, capabilities: {} };
        await connection.sendRequest('initialize', params);
        const report = await connection.sendRequest('textDocument/diagnostic', { textDocument });
        assert.deepEqual(report, { kind: 'full', items: [] });
      } finally {
        const exited = once(server, 'exit');
        server.kill('SIGKILL');
        await exited;
        connection.dispose();
      }
    });

    it('of unknown names, and for documents that are not open, do no harm', async () => {
      await start();
      await assert.rejects(client.connection.sendRequest('textDocument/nothing', {}), /nothing/);
      await client.connection.sendNotification('textDocument/nothing', {});
      await client.change('file:///never/opened.jsonl', { text: text(WRONG_NUMBER) });
      await client.close('file:///never/opened.jsonl');
      await client.open(URI, text(WRONG_NUMBER));
      await client.open(URI, text(GOOD));
      assert.deepEqual(await client.diagnostics(URI), []);
    });

    it('are answered though many come at once', async () => {
      await start();
      await client.open(URI, text(WRONG_NUMBER));
      const reports = await Promise.all(Array.from({ length: 200 }, () => client.diagnostics(URI)));
      assert.ok(reports.every((report) => report.length === 1));
    });
  });
});
