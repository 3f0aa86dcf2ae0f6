import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countRecords } from '../../../core/dataset/startOfFile';
import { assertProperty } from '../../assertProperty';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('how many records a file holds', () => {
  it('is counted where all of it was read, blank lines aside', () => {
    const text = '{"a":1}\n\n{"a":2}\n{"a":3}';
    const { length } = bytes(text);
    assert.deepEqual(countRecords('jsonl', bytes(text), length), { records: 3, isCounted: true });
    const samples = '---\nid: a\n---\n<question>\n?\n</question>\n---\nid: b\n---\n<answer>\n!\n</answer>\n';
    assert.equal(countRecords('vignette', bytes(samples), bytes(samples).length).records, 2);
  });

  it('is exact by estimate where all records are of one length, wherever the start ends', () => {
    const line = '{"größe":"1,5 µg/m²"}\n';
    const file = bytes(line.repeat(500));
    assertProperty(
      fc.property(fc.integer({ min: 60, max: file.length - 1 }), (length) => {
        const { records, isCounted } = countRecords('jsonl', file.slice(0, length), file.length);
        assert.equal(isCounted, false);
        assert.ok(Math.abs(records - 500) <= 10, `${records}`);
      }),
    );
  });

  it('is at least one for a record that is longer than what was read', () => {
    const start = bytes(`{"a":"${'x'.repeat(1000)}`);
    assert.deepEqual(countRecords('jsonl', start, 1500), { records: 1, isCounted: false });
  });
});
