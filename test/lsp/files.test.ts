import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Diagnostic,
  DiagnosticSeverity,
} from 'vscode-languageserver-protocol/node';
import {
  CONFIGURATION_CHANGED,
  DETECT_DATASETS,
  type DetectDatasetsResult,
  LINT_FILES,
  LINT_PROGRESS,
  type LintedFile,
  type LintFilesResult,
  type LintProgress,
} from '../../core/protocol';
import { recordLine, WRONG_NUMBER } from '../cli/records';
import { useTestFolder } from '../storage/folder';
import { GOOD, NOT_OURS, summary, text, URI, useServer, VIGNETTE } from './documents';

describe('language server', () => {
  const folder = useTestFolder();
  const server = useServer();

  describe('vignette/detectDatasets', () => {
    const detect = (...files: readonly object[]): Promise<DetectDatasetsResult> =>
      server.client.connection.sendRequest(DETECT_DATASETS, { files });
    const uriOf = (name: string) => pathToFileURL(folder.join(name)).href;

    it('tells datasets from other files by their start, and says when the configuration changes', async () => {
      await server.start();
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
        server.client.connection.onNotification(CONFIGURATION_CHANGED, () => resolve()),
      );
      writeFileSync(folder.join('vignette.config.json'), '{"datasets":["log.jsonl"]}');
      await server.client.filesChanged(uriOf('vignette.config.json'));
      await changed;
      const [setNow, logNow] = await detect(...files);
      assert.deepEqual([setNow, logNow?.records], [null, 1]);
    });
  });

  describe('vignette/lintFiles', () => {
    const lintFiles = (...files: readonly object[]): Promise<LintFilesResult> =>
      server.client.connection.sendRequest(LINT_FILES, { files, run: 'a' });
    const lintFile = async (file: object): Promise<LintedFile> => {
      const [result] = await lintFiles(file);
      assert.ok(result);
      return result;
    };
    const uriOf = (name: string) => pathToFileURL(folder.join(name)).href;

    it('lints a file that is not open', async () => {
      await server.start();
      writeFileSync(folder.join('größe 1#.jsonl'), text(GOOD, WRONG_NUMBER));
      const result = await lintFile({ uri: uriOf('größe 1#.jsonl') });
      assert.deepEqual([result.isDataset, result.records], [true, 2]);
      assert.deepEqual(summary(result.diagnostics as Diagnostic[]), [['proof/number-mismatch', 1]]);
    });

    it('lints the text it is given', async () => {
      await server.start();
      const result = await lintFile({ uri: 'vscode-vfs://x/a.vignette', text: VIGNETTE });
      assert.deepEqual(summary(result.diagnostics as Diagnostic[]), [['proof/number-mismatch', 18 - 1]]);
      const empty = await lintFile({ uri: 'vscode-vfs://x/a.jsonl', text: '' });
      assert.deepEqual(empty, NOT_OURS);
    });

    it('shows the first problems of very many, and says how many more there are', async () => {
      await server.start();
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
      await server.start();
      writeFileSync(
        folder.join('large.jsonl'),
        `${text(GOOD).repeat(Math.ceil((9 << 20) / GOOD.length))}{\n`,
      );
      const done: number[] = [];
      const listening = server.client.connection.onNotification(LINT_PROGRESS, (progress: LintProgress) => {
        done.push(progress.done);
      });
      const file = { uri: uriOf('large.jsonl') };
      const { errors, failure } = await lintFile(file);
      listening.dispose();
      assert.deepEqual([errors, failure], [1, undefined]);
      assert.ok(done.length > 5 && done.every((share, i) => share >= (done[i - 1] ?? 0)), `${done}`);
      const cancel = new CancellationTokenSource();
      const again = server.client.connection.sendRequest(
        LINT_FILES,
        { files: [file], run: 'b' },
        cancel.token,
      );
      server.client.connection.onNotification(LINT_PROGRESS, () => cancel.cancel());
      await assert.rejects(again, /Cancelled/);
    });

    it('keeps what it worked out of a large file where the client says, and says the same from there', async () => {
      const cacheFolder = folder.join('storage', 'lint');
      await server.start({ initializationOptions: { cacheFolder } });
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
      await server.start();
      writeFileSync(folder.join('log.jsonl'), '{"level":"info"}\n');
      assert.deepEqual(await lintFile({ uri: uriOf('log.jsonl') }), NOT_OURS);
      assert.deepEqual(await lintFile({ uri: uriOf('notes.txt') }), NOT_OURS);
    });

    it('says in one line what it cannot read', async () => {
      await server.start();
      mkdirSync(folder.join('folder.jsonl'));
      for (const uri of [uriOf('none.jsonl'), uriOf('folder.jsonl'), 'untitled:new.jsonl', 'no uri.jsonl']) {
        const { failure = '', isDataset } = await lintFile({ uri });
        assert.equal(isDataset, false);
        assert.match(failure, /^Cannot read [^\n]+$/);
        assert.ok(failure.includes(uri.replace('file://', '')), failure);
      }
      assert.deepEqual(await server.client.diagnostics(URI), [], 'it lives on');
    });

    it('honours the settings', async () => {
      await server.start({ settings: { lint: { rules: { 'proof/number-mismatch': 'off' } } } });
      writeFileSync(folder.join('a.jsonl'), text(WRONG_NUMBER));
      assert.deepEqual((await lintFile({ uri: uriOf('a.jsonl') })).diagnostics, []);
    });

    it('compares the records of the files with each other, and says how far it is', async () => {
      await server.start();
      const done: unknown[] = [];
      server.client.connection.onNotification(LINT_PROGRESS, (progress) => {
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
});
