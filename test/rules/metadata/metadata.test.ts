import assert from 'node:assert/strict';
import { missingMetadata } from '../../../core/rules/metadata/missing';
import { missingId } from '../../../core/rules/metadata/missing-id';
import { source } from '../../../core/rules/metadata/source';
import { timestamp } from '../../../core/rules/metadata/timestamp';
import { applied, check, checkGood, findingsOf, recordOf } from '../ruleCases';

describe('metadata/missing', () => {
  it('reports a record without metadata, at its start', () => {
    const line = ' {"messages":[{"role":"user","content":"x"}]}';
    assert.deepEqual(
      findingsOf(missingMetadata, line).map(({ span }) => span),
      [{ start: 1, end: 2 }],
    );
    assert.deepEqual(findingsOf(missingMetadata, '{"messages":[]}'), []);
    assert.deepEqual(findingsOf(missingMetadata, '{"prompt":"x"}'), []);
    checkGood(missingMetadata, { metadata: '{}' });
  });
});

describe('metadata/missing-id', () => {
  it('reports a missing, empty or odd id', () => {
    check(missingId, { metadata: '⟦{⟧"type":"reasoning"}' }, /no id/);
    check(missingId, { metadata: '{"id":⟦" "⟧}' }, /not empty/);
    check(missingId, { metadata: '{"id":⟦null⟧}' });
    check(missingId, { metadata: '{"id":⟦[1]⟧}' });
  });

  it('takes text and numbers', () => {
    checkGood(missingId, { metadata: '{"id":"a"}' }, { metadata: '{"id":7}' }, { metadata: '[]' });
  });
});

describe('metadata/timestamp', () => {
  it('reports what is not ISO 8601', () => {
    for (const value of [
      '"12/04/2025"',
      '1733270000',
      '"yesterday"',
      '"2025-13-01"',
      '"2025-02-29T10:00:00Z"',
      '""',
    ]) {
      check(timestamp, { metadata: `{"timestamp":⟦${value}⟧}` });
    }
  });

  it('proposes the T', () => {
    const metadata = '{"timestamp":"2025-12-04 00:32:50.1 +01:00"}';
    const { source: line } = recordOf({ metadata });
    const [finding] = findingsOf(timestamp, line);
    assert.ok(applied(line, finding?.fixes?.[0]).includes('"2025-12-04T00:32:50.1+01:00"'));
  });

  it('takes dates and times with and without an offset', () => {
    const values = [
      '2025-12-04T00:32:50.112371',
      '2026-01-14T09:01:00.000Z',
      '2024-02-29',
      '2025-12-04T00:32',
      '2025-12-04T00:32:50+01:00',
    ];
    checkGood(timestamp, ...values.map((value) => ({ metadata: `{"timestamp":"${value}"}` })), {
      metadata: '{}',
    });
  });
});

describe('metadata/source', () => {
  it('reports what is not name or name/model', () => {
    for (const value of ['"made by hand"', '""', '"/gpt"', '"ollama/"', '7']) {
      check(source, { metadata: `{"source":⟦${value}⟧}` });
    }
  });

  it('takes names and models', () => {
    const values = [
      'manual',
      'synthetic-ollama/gpt-oss:120b-cloud',
      'ollama/hf.co/unsloth/medgemma-4b-it-GGUF:Q4',
    ];
    checkGood(source, ...values.map((value) => ({ metadata: `{"source":"${value}"}` })), { metadata: '{}' });
  });
});
