import assert from 'node:assert/strict';
import type { Inspection } from '../../core/inspect/inspection';
import { summarise } from '../../core/inspect/summary';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { complete } from '../../core/steps';
import { StoredLint } from '../../storage/lint/storedLint';
import { threadsFor } from '../../storage/lint/threads';
import { recordLine, WRONG_NUMBER } from '../cli/records';

function inspect(...lines: readonly string[]): Inspection {
  const stored = new StoredLint(threadsFor(0), undefined, { work: 'inspect' });
  stored.addText('a.jsonl', 'jsonl', lines.map((line) => `${line}\n`).join(''), DEFAULT_CONFIG);
  return complete(stored.inspect({ encoding: 'letters', countTokens: (text) => text.length }));
}

describe('the summary of a dataset', () => {
  it('counts what the lint says of its records', () => {
    const { records, unreadable, standings, rules } = summarise(inspect(recordLine(), WRONG_NUMBER, '{'));
    assert.deepEqual([records, unreadable], [3, 1]);
    assert.deepEqual(standings, { clean: 1, warning: 0, error: 2 });
    assert.deepEqual(rules, [
      { rule: 'json/invalid-line', severity: 'error', problems: 1, records: 1 },
      { rule: 'proof/number-mismatch', severity: 'error', problems: 1, records: 1 },
    ]);
  });
});
