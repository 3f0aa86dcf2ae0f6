import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-protocol/node';
import { FIX_ALL_KIND } from '../../core/protocol';
import { INEXACT, recordLine, WRONG_NUMBER } from '../cli/records';
import { useTestFolder } from '../storage/folder';
import { GOOD, summary, text, URI, useServer } from './documents';
import { applyEdits, editsOf, linesOf } from './text';

describe('language server', () => {
  const folder = useTestFolder();
  const server = useServer();

  describe('code actions', () => {
    const whole = text(GOOD, INEXACT, `\uFEFF${''}`, INEXACT);

    it('mend the one problem they are for', async () => {
      await server.start();
      const one = text(GOOD, INEXACT);
      await server.client.open(URI, one);
      const [problem] = await server.client.diagnostics(URI);
      assert.ok(problem);
      const [action, ...others] = await server.client.codeActions(URI, problem.range);
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
      await server.client.change(URI, ...edits.map(({ range, newText }) => ({ range, text: newText })));
      assert.deepEqual(await server.client.diagnostics(URI), []);
    });

    it('are of the version that they were asked for', async () => {
      await server.start();
      await server.client.open(URI, text(INEXACT));
      await server.client.change(URI, { text: text(GOOD, INEXACT) });
      const [problem] = await server.client.diagnostics(URI);
      const [action] = await server.client.codeActions(URI, (problem as Diagnostic).range);
      assert.equal(editsOf(action?.edit).version, 2);
    });

    it('are none where there is no problem', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD, INEXACT));
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
      assert.deepEqual(await server.client.codeActions(URI, top), []);
      assert.deepEqual(await server.client.codeActions('file:///unknown.jsonl', top), []);
    });

    it('fix all only when that is asked for', async () => {
      await server.start();
      await server.client.open(URI, whole);
      const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const kinds = async (only?: readonly string[]) =>
        new Set((await server.client.codeActions(URI, all, only)).map(({ kind }) => kind));
      assert.deepEqual(await kinds(), new Set([CodeActionKind.QuickFix]));
      assert.deepEqual(await kinds([CodeActionKind.QuickFix]), new Set([CodeActionKind.QuickFix]));
      for (const only of [FIX_ALL_KIND, CodeActionKind.SourceFixAll, CodeActionKind.Source])
        assert.deepEqual(await kinds([only]), new Set([FIX_ALL_KIND]), only);
      assert.deepEqual(await kinds([CodeActionKind.RefactorExtract]), new Set());
      assert.deepEqual(await kinds(['source.fixAll.eslint']), new Set());
    });

    it('fix all problems that have a safe fix at once', async () => {
      await server.start();
      const broken = text(INEXACT, '', WRONG_NUMBER, INEXACT).trimEnd();
      await server.client.open(URI, broken);
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const [action] = await server.client.codeActions(URI, top, [FIX_ALL_KIND]);
      const { edits, version } = editsOf(action?.edit);
      assert.equal(version, 1);
      const mended = applyEdits(broken, edits);
      await server.client.change(URI, { text: mended });
      assert.deepEqual(summary(await server.client.diagnostics(URI)), [['proof/number-mismatch', 1]]);
      assert.equal(linesOf(mended).length, 4);
      assert.deepEqual(
        (await server.client.codeActions(URI, top, [FIX_ALL_KIND])).length,
        0,
        'nothing is left that has a safe fix',
      );
    });
  });

  describe('what can be done about a rule', () => {
    const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
    const actionsFor = async (uri: string, title: RegExp): Promise<readonly CodeAction[]> => {
      const [problem] = await server.client.diagnostics(uri);
      const actions = await server.client.codeActions(uri, (problem as Diagnostic).range);
      return actions.filter((action) => title.test(action.title));
    };

    it('is to ignore it in the record', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD, WRONG_NUMBER));
      const [action, ...others] = await actionsFor(URI, /^Ignore/);
      assert.deepEqual(others, []);
      assert.equal(action?.title, 'Ignore proof/number-mismatch in this record');
      assert.equal(action?.isPreferred, undefined);
      const { edits } = editsOf(action?.edit);
      await server.client.change(URI, ...edits.map(({ range, newText }) => ({ range, text: newText })));
      assert.deepEqual(await server.client.diagnostics(URI), []);
    });

    it('is to turn it off in the configuration there is', async () => {
      await server.start();
      const config = '{\n  // ours\n  "rules": { "tags/order": "off" }\n}\n';
      writeFileSync(folder.join('vignette.config.json'), config);
      await server.client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
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
      await server.start();
      const config = uriOf('vignette.config.json');
      writeFileSync(folder.join('vignette.config.json'), '{}');
      const unsaved = '// not saved yet\n{ "rules": { "tags/order": "off" } }\n';
      await server.client.open(config, '{}', 'jsonc');
      await server.client.change(config, { text: unsaved });
      assert.deepEqual(await server.client.diagnostics(config), []);
      await server.client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      const [action] = await actionsFor(uriOf('a.jsonl'), /^Turn/);
      const { version, edits } = editsOf(action?.edit);
      assert.equal(version, 2);
      assert.match(applyEdits(unsaved, edits), /^\/\/ not saved yet\n.*"proof\/number-mismatch": "off"/s);
    });

    it('is not to turn it off where another entry would still turn it on', async () => {
      await server.start();
      const rules = { 'proof/number-mismatch': 'error' };
      const config = { overrides: [{ files: ['*.jsonl'], rules }] };
      writeFileSync(folder.join('vignette.config.json'), JSON.stringify(config));
      await server.client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
      assert.deepEqual(await actionsFor(uriOf('a.jsonl'), /^Turn/), []);
    });

    it('is to make a configuration in the folder of the workspace', async () => {
      await server.start({
        capabilities: {
          workspace: { workspaceFolders: true, workspaceEdit: { resourceOperations: ['create'] } },
        },
      });
      server.client.connection.onRequest('workspace/workspaceFolders', () => [
        { uri: pathToFileURL(folder.path).href, name: 'a' },
      ]);
      await server.client.open(uriOf('a.jsonl'), text(WRONG_NUMBER));
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
      await server.start();
      await server.client.open(URI, text(WRONG_NUMBER));
      const [action] = await actionsFor(URI, /^Open the documentation/);
      const shown: unknown[] = [];
      server.client.connection.onRequest('window/showDocument', (params) => {
        shown.push(params);
        return { success: true };
      });
      await server.client.connection.sendRequest('workspace/executeCommand', action?.command as object);
      const page = 'https://github.com/vignette-dev/vignette/blob/main/docs/rules/proof/number-mismatch.md';
      assert.deepEqual(shown, [{ uri: page, external: true }]);
    });
  });
});
