import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import type { Filter } from '../../core/inspect/filter';
import {
  INSPECT,
  INSPECT_CLOSE,
  INSPECT_RECORDS,
  INSPECT_SUMMARY,
  type InspectParams,
  type InspectRecordsResult,
  type InspectResult,
  type InspectSummaryResult,
  LINT_PROGRESS,
  type LintProgress,
  NO_SUCH_INSPECTION,
} from '../../core/protocol';
import { sampleLine } from '../inspect/samples';
import { useTestFolder } from '../storage/folder';
import { LanguageClient } from './languageClient';

const WRONG = sampleLine('beta', { proof: '- "The dose was 3 mg once daily."' }, { type: 'haystack' });

describe('language server: inspections', () => {
  const folder = useTestFolder();
  let client: LanguageClient;
  beforeEach(async () => {
    client = await LanguageClient.start();
  });
  afterEach(() => client.dispose());

  const uriOf = (name: string): string => pathToFileURL(folder.join(name)).href;
  const inspect = (params: InspectParams): Promise<InspectResult> =>
    client.connection.sendRequest(INSPECT, params);
  const summaryOf = (inspection: string, filter: Filter): Promise<InspectSummaryResult> =>
    client.connection.sendRequest(INSPECT_SUMMARY, { inspection, filter });
  const recordsOf = (
    inspection: string,
    filter: Filter,
    start = 0,
    count = 10,
  ): Promise<InspectRecordsResult> =>
    client.connection.sendRequest(INSPECT_RECORDS, { inspection, filter, start, count });

  async function inspected(params: InspectParams): Promise<Extract<InspectResult, { kind: 'inspected' }>> {
    const result = await inspect(params);
    assert.equal(result.kind, 'inspected');
    return result as Extract<InspectResult, { kind: 'inspected' }>;
  }

  it('sums up a file, filters it, pages through its records, and says when it has changed', async () => {
    const uri = uriOf('größe #1.jsonl');
    const path = folder.join('größe #1.jsonl');
    writeFileSync(path, `${[sampleLine('alpha'), '', WRONG, sampleLine('gamma')].join('\n')}\n`);
    const progress: number[] = [];
    client.connection.onNotification(LINT_PROGRESS, ({ run, done }: LintProgress) => {
      assert.equal(run, 'r');
      progress.push(done);
    });
    const { inspection, summary } = await inspected({ uri, run: 'r' });
    assert.deepEqual([summary.records, summary.standings], [3, { clean: 2, warning: 0, error: 1 }]);
    assert.equal(progress.at(-1), 1);

    const haystack = await summaryOf(inspection, [{ archetype: 'haystack' }]);
    assert.deepEqual([haystack.summary.records, haystack.isChanged], [1, false]);
    const clean = await recordsOf(inspection, [{ standing: 'clean' }], 1, 5);
    assert.equal(clean.total, 2);
    assert.deepEqual(
      clean.rows.map(({ record, line, id, worst }) => [record, line, id, worst]),
      [[2, 3, 'gamma', null]],
    );
    const [wrong] = (await recordsOf(inspection, [{ rule: 'proof/number-mismatch' }])).rows;
    assert.deepEqual(
      [wrong?.line, wrong?.question, wrong?.worst?.severity],
      [2, 'Which dose did the beta trial give?', 'error'],
    );
    assert.deepEqual(await recordsOf(inspection, [], 7), { total: 3, rows: [], isChanged: false });

    appendFileSync(path, `${sampleLine('delta')}\n`);
    const after = await recordsOf(inspection, []);
    assert.deepEqual([after.isChanged, after.total], [true, 3]);
    assert.equal((await summaryOf(inspection, [])).isChanged, true);
  });

  it('sums up a text, and lets go of it', async () => {
    const { inspection, summary } = await inspected({ uri: 'vscode-vfs://x/a.jsonl', text: `${WRONG}\n` });
    assert.equal(summary.records, 1);
    const { rows, isChanged } = await recordsOf(inspection, []);
    assert.deepEqual([rows[0]?.id, isChanged], ['beta', false]);
    await client.connection.sendNotification(INSPECT_CLOSE, { inspection });
    await assert.rejects(summaryOf(inspection, []), { code: NO_SUCH_INSPECTION });
  });

  it('says what is no dataset, and what cannot be read', async () => {
    assert.deepEqual(await inspect({ uri: 'vscode-vfs://x/a.jsonl', text: '{}\n' }), { kind: 'other' });
    assert.deepEqual(await inspect({ uri: 'vscode-vfs://x/a.txt', text: WRONG }), { kind: 'other' });
    const gone = await inspect({ uri: uriOf('gone.jsonl') });
    assert.equal(gone.kind, 'failed');
    assert.match(gone.kind === 'failed' ? gone.failure : '', /gone\.jsonl/);
  });

  it('can be cancelled', async () => {
    writeFileSync(folder.join('a.jsonl'), `${sampleLine('alpha')}\n`.repeat(3000));
    const cancel = new CancellationTokenSource();
    const request = client.connection.sendRequest(INSPECT, { uri: uriOf('a.jsonl'), run: 'r' }, cancel.token);
    client.connection.onNotification(LINT_PROGRESS, () => cancel.cancel());
    await assert.rejects(request, /Cancelled/);
  });
});
