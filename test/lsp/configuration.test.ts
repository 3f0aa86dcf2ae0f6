import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity } from 'vscode-languageserver-protocol/node';
import { INEXACT, recordLine, WRONG_NUMBER } from '../cli/records';
import { GOOD as GOOD_SAMPLE } from '../core/rules/goodSample';
import { RECORDS } from '../core/sample/dialects';
import { planOf } from '../generate/fakes';
import { useTestFolder } from '../storage/folder';
import { GOOD, summary, text, URI, useServer } from './documents';
import type { ClientOptions } from './languageClient';
import { rangeOf } from './text';

describe('language server', () => {
  const folder = useTestFolder();
  const server = useServer();

  describe('vignette.config.json', () => {
    const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
    const write = (name: string, content: string): void => writeFileSync(folder.join(name), content);
    const CONTAMINATED = recordLine({
      context: `${'The recommended dose was 1.5 mg/m² once weekly. Six children had stable disease.'} It snowed.`,
    });

    it('names evaluation sets, which are read again when they change', async () => {
      await server.start();
      write('vignette.config.json', '{ "evaluation": ["gym.jsonl"] }');
      write('gym.jsonl', text(recordLine()));
      const train = uriOf('train.jsonl');
      await server.client.open(train, text(CONTAMINATED));
      const [found, ...others] = await server.client.diagnostics(train);
      assert.deepEqual(others, []);
      assert.equal(found?.code, 'dataset/contamination');
      assert.deepEqual(found?.relatedInformation?.[0]?.location.uri, uriOf('gym.jsonl'));

      write('gym.jsonl', '');
      await server.client.filesChanged(uriOf('other.jsonl'));
      assert.equal((await server.client.diagnostics(train)).length, 1, 'another file changes nothing');
      await server.client.filesChanged(uriOf('gym.jsonl'));
      assert.deepEqual(await server.client.diagnostics(train), []);
    });

    it('holds for the samples of a run that are made for another project', async () => {
      await server.start();
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
        await server.client.open(uri, whole);
        assert.deepEqual(summary(await server.client.diagnostics(uri)), [], uri);
      }
      const elsewhere = uriOf('runs/review.jsonl');
      await server.client.open(elsewhere, whole);
      assert.deepEqual(summary(await server.client.diagnostics(elsewhere)), [['archetype/unknown', 0]]);
    });

    it('may hold options and archetypes', async () => {
      await server.start();
      write(
        'vignette.config.json',
        '{ "archetypes": { "clause": { "description": "Of a contract.", "minContextSentences": 3 } } }',
      );
      const uri = uriOf('a.jsonl');
      const whole = text(recordLine().replace('"reasoning"', '"clause"'));
      await server.client.open(uri, whole);
      assert.deepEqual(summary(await server.client.diagnostics(uri)), [['archetype/haystack-too-short', 0]]);
      const params = { textDocument: { uri }, position: rangeOf(whole, 'clause').start };
      const hover = (await server.client.connection.sendRequest('textDocument/hover', params)) as {
        contents: { value: string };
      };
      assert.equal(hover.contents.value, '**clause** Of a contract.');
    });
  });

  describe('settings', () => {
    it('may differ from folder to folder', async () => {
      const asked: string[] = [];
      await server.start({
        settings: (scopeUri: string) => {
          asked.push(scopeUri);
          const severity = scopeUri.startsWith('file:///strict/') ? 'warning' : ['hint'];
          return { lint: { rules: { 'proof/number-mismatch': severity } } };
        },
      });
      const severityIn = async (uri: string): Promise<unknown> => {
        await server.client.open(uri, text(WRONG_NUMBER));
        return (await server.client.diagnostics(uri))[0]?.severity;
      };
      assert.equal(await severityIn('file:///strict/a.jsonl'), DiagnosticSeverity.Warning);
      assert.equal(await severityIn('file:///lenient/a.jsonl'), DiagnosticSeverity.Hint);
      assert.equal(
        await severityIn('vignette-record:/b.jsonl?file%3A%2F%2F%2Fstrict%2Fb.jsonl'),
        DiagnosticSeverity.Warning,
      );
      assert.deepEqual(asked, ['file:///strict/a.jsonl', 'file:///lenient/a.jsonl'], 'once for each folder');
      assert.deepEqual(server.client.logs.all, []);
    });

    const found = async (): Promise<readonly unknown[]> =>
      (await server.client.diagnostics(URI)).map(({ code, severity }) => [code, severity]);
    const DEFAULTS = [
      ['proof/number-mismatch', DiagnosticSeverity.Error],
      ['proof/inexact-quote', DiagnosticSeverity.Warning],
    ];
    const open = async (options: ClientOptions): Promise<void> => {
      await server.start(options);
      await server.client.open(URI, text(WRONG_NUMBER, INEXACT));
    };

    it('change a severity, or turn a rule off', async () => {
      await open({
        settings: { lint: { rules: { 'proof/number-mismatch': 'hint', 'proof/inexact-quote': 'off' } } },
      });
      assert.deepEqual(await found(), [['proof/number-mismatch', DiagnosticSeverity.Hint]]);
      assert.deepEqual(server.client.logs.all, []);
    });

    for (const settings of [null, {}, { lint: {} }, { lint: { rules: {} } }, { lint: null }]) {
      it(`may be ${JSON.stringify(settings)}`, async () => {
        await open({ settings });
        assert.deepEqual(await found(), DEFAULTS);
        assert.deepEqual(server.client.logs.all, []);
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
        const logs = await server.client.logs.count(1);
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
      assert.match((await server.client.logs.count(1))[0] as string, /not now/);
      await server.client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'off' } } });
      assert.deepEqual(await found(), DEFAULTS.slice(0, 1));
    });

    it('are found for the dataset as a whole once the document rests', async () => {
      await open({});
      const twice = (id: string): string => GOOD.replace(/"lint":\{[^}]*\}/, `"of":"${id}"`);
      const other = JSON.stringify({ ...RECORDS.flat, metadata: GOOD_SAMPLE.metadata });
      await server.client.open('file:///data/twice.jsonl', text(twice('a'), twice('b'), other));
      const first = await server.client.pull('file:///data/twice.jsonl');
      assert.deepEqual(first.kind === 'full' && first.items, []);
      await server.client.refreshes.count(1);
      const second = await server.client.pull('file:///data/twice.jsonl', first.resultId);
      assert.equal(second.kind, 'full');
      const codes = second.kind === 'full' ? second.items.map(({ code }) => code) : [];
      const ids = ['metadata/duplicate-id', 'metadata/duplicate-id'];
      assert.deepEqual(codes, ['record/mixed-dialects', ...ids, 'dataset/duplicate']);
      const third = await server.client.pull('file:///data/twice.jsonl', second.resultId);
      assert.equal(third.kind, 'unchanged');
    });

    it('that change have the diagnostics asked for again', async () => {
      await open({});
      assert.deepEqual(await server.client.registrations.count(1), ['workspace/didChangeConfiguration']);
      const first = await server.client.pull(URI);
      await server.client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'error' } } });
      await server.client.refreshes.count(1);
      const second = await server.client.pull(URI, first.resultId);
      assert.equal(second.kind, 'full');
      assert.deepEqual(await found(), [DEFAULTS[0], ['proof/inexact-quote', DiagnosticSeverity.Error]]);
    });

    it('come with the change from a client that cannot be asked', async () => {
      await open({ capabilities: {} });
      assert.deepEqual(await found(), DEFAULTS);
      const settings = { vignette: { lint: { rules: { 'proof/number-mismatch': 'off' } } } };
      await server.client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
      assert.deepEqual(await found(), DEFAULTS.slice(1));
      assert.deepEqual([server.client.refreshes.all, server.client.registrations.all], [[], []]);
    });

    it('may change on a client that refuses to refresh', async () => {
      await open({});
      server.client.connection.onRequest('workspace/diagnostic/refresh', () => {
        throw new Error('no refresh today');
      });
      await server.client.changeSettings({ lint: { rules: { 'proof/inexact-quote': 'off' } } });
      assert.match((await server.client.logs.count(1))[0] as string, /no refresh today/);
      assert.deepEqual(await found(), DEFAULTS.slice(0, 1));
    });
  });
});
