import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol/node';
import { FIX_ALL_KIND } from '../../core/protocol';
import { INEXACT, WRONG_NUMBER } from '../cli/records';
import { GOOD, summary, text, URI, useServer, VIGNETTE } from './documents';
import { applyEdits, editsOf, rangeOf } from './text';

describe('language server', () => {
  const server = useServer();

  describe('diagnostics', () => {
    it('have the range, the rule, its page and the place that explains it', async () => {
      await server.start();
      const whole = text(GOOD, WRONG_NUMBER);
      await server.client.open(URI, whole);
      const [found, ...others] = await server.client.diagnostics(URI);
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
        const other = await server.another({ capabilities: {} });
        await other.open(URI, whole);
        return other.diagnostics(URI);
      };
      /** Asks as an editor does, until all is known. */
      const untilKnown = async (): Promise<readonly Diagnostic[]> => {
        for (let asked = server.client.refreshes.all.length; ; asked++) {
          const found = await server.client.diagnostics(URI);
          if (server.client.statuses.all.at(-1)?.linted === undefined) return found;
          await server.client.refreshes.count(asked + 1);
        }
      };

      it('come before all is linted, and in the end are those of one go', async () => {
        await server.start();
        await server.client.open(URI, large);
        const first = await server.client.pull(URI);
        assert.ok(first.kind === 'full');
        const [status] = await server.client.statuses.count(1);
        assert.ok(status?.records === RECORDS && (status.linted ?? RECORDS) < RECORDS);
        assert.ok(first.items.length > 0 && first.items.length < RECORDS / 4);
        const whole = await untilKnown();
        assert.deepEqual(whole, await fresh(large));
        assert.equal(whole.length, RECORDS / 4);
      });

      it('begin where one types, and requests are answered meanwhile', async () => {
        await server.start();
        const at = rangeOf(large, '"n":601');
        const changed = applyEdits(large, [{ range: at, newText: 'x' }]);
        const unknown = rangeOf(large, '"n":400').start;
        const end = { line: 400, character: 99_999 };
        // All at once: the server is in the middle of its work when it reads them.
        await server.client.open(URI, large);
        const [, , found, actions] = await Promise.all([
          server.client.diagnostics(URI),
          server.client.change(URI, { range: at, text: 'x' }),
          server.client.diagnostics(URI),
          server.client.codeActions(URI, { start: unknown, end }),
        ]);
        const [, { linted = RECORDS } = {}] = await server.client.statuses.count(2);
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
        await server.start();
        const last = text(...Array.from({ length: RECORDS }, () => GOOD), INEXACT);
        await server.client.open(URI, last);
        const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        const [action] = await server.client.codeActions(URI, top, [FIX_ALL_KIND]);
        assert.equal(editsOf(action?.edit).edits[0]?.range.start.line, RECORDS);
      });
    });

    it('have the range of a .vignette text, in UTF-16 units', async () => {
      await server.start();
      const uri = 'untitled:review.vignette';
      await server.client.open(uri, VIGNETTE);
      const found = await server.client.diagnostics(uri);
      assert.deepEqual(
        found.map(({ code, range }) => [code, range]),
        [['proof/number-mismatch', rangeOf(VIGNETTE, '15 mg/m²')]],
      );
    });

    it('are unchanged while text and settings are', async () => {
      await server.start();
      await server.client.open(URI, text(WRONG_NUMBER));
      const first = await server.client.pull(URI);
      assert.ok(first.kind === 'full' && first.resultId !== undefined);
      assert.deepEqual(await server.client.pull(URI, first.resultId), {
        kind: 'unchanged',
        resultId: first.resultId,
      });
      await server.client.change(URI, {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        text: ' ',
      });
      assert.equal((await server.client.pull(URI, first.resultId)).kind, 'full');
      assert.equal((await server.client.pull(URI, 'of another server')).kind, 'full');
    });

    it('are not called unchanged for another text under the same name and version', async () => {
      await server.start();
      await server.client.open(URI, text(WRONG_NUMBER));
      const first = await server.client.pull(URI);
      await server.client.close(URI);
      await server.client.open(URI, text(GOOD));
      const second = await server.client.pull(URI, first.resultId);
      assert.ok(second.kind === 'full');
      assert.deepEqual(second.items, []);
    });

    it('are none for JSON Lines that are no dataset, and for documents it does not know', async () => {
      await server.start();
      await server.client.open(URI, '{"level":"info"}\n{broken\n\n');
      assert.deepEqual(await server.client.diagnostics(URI), []);
      assert.deepEqual((await server.client.statuses.count(1)).at(-1), {
        uri: URI,
        isDataset: false,
        records: 0,
        errors: 0,
        warnings: 0,
      });
      assert.deepEqual(await server.client.diagnostics('file:///data/unknown.jsonl'), []);
      await server.client.close(URI);
      assert.deepEqual(await server.client.diagnostics(URI), []);
    });

    it('come with their counts', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD, WRONG_NUMBER, INEXACT, 'not JSON'));
      await server.client.diagnostics(URI);
      assert.deepEqual(await server.client.statuses.count(1), [
        { uri: URI, isDataset: true, records: 4, errors: 2, warnings: 1 },
      ]);
    });

    it('follow edits as if the document had been opened anew', async () => {
      const other = await server.another();
      await server.start();
      let now = text(GOOD, WRONG_NUMBER, GOOD);
      await server.client.open(URI, now);
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
        await server.client.change(URI, edit);
        const fresh = `file:///fresh/${i}.jsonl`;
        const before = await server.client.diagnostics(URI);
        await other.open(fresh, now);
        assert.deepEqual(summary(before), summary(await other.diagnostics(fresh)), `edit ${i}`);
      }
    });

    it('follow several edits of one notification, each on what the last one left', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD));
      const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      await server.client.change(
        URI,
        { range: top, text: '\n' },
        { range: top, text: 'x' },
        { text: text(GOOD, GOOD) },
        { range: top, text: text(WRONG_NUMBER) },
      );
      assert.deepEqual(summary(await server.client.diagnostics(URI)), [['proof/number-mismatch', 0]]);
    });

    it('are of the text as it was when they were asked for', async () => {
      await server.start();
      await server.client.open(URI, text(GOOD));
      const reports = [server.client.diagnostics(URI)];
      for (const line of [WRONG_NUMBER, GOOD, INEXACT]) {
        await server.client.change(URI, { text: text(line) });
        reports.push(server.client.diagnostics(URI));
      }
      assert.deepEqual(
        (await Promise.all(reports)).at(-1)?.map(({ code }) => code),
        ['proof/inexact-quote'],
      );
    });
  });
});
