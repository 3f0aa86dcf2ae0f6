import assert from 'node:assert/strict';
import { findCompletions } from '../../core/language/completion';
import { DatasetView, ReadRecords } from '../../core/language/datasetView';
import { findDefinitions } from '../../core/language/definition';
import { findHover } from '../../core/language/hover';
import { findInlayHints } from '../../core/language/inlayHints';
import type { ParsedRecord } from '../../core/sample/record';
import { splitLines } from '../../core/text/lineText';
import { FORMATS } from './marked';

/** Counts the records that are read. */
class CountedRecords extends ReadRecords {
  reads = 0;

  override read(text: string): ParsedRecord {
    this.reads++;
    return super.read(text);
  }
}

for (const { format, write } of FORMATS) {
  it(`reads only the records it is asked about in a huge ${format} file`, () => {
    const sample = `${write({ context: 'The dose was low. '.repeat(150), proof: '- "The dose was low."' })}`;
    const lines = splitLines(sample.repeat(10_000));
    assert.ok(lines.reduce((sum, { length }) => sum + length, 0) > 25_000_000);
    const records = new CountedRecords(format);
    const view = new DatasetView(format, lines, records);
    const line = Math.floor(lines.length / 2);
    const position = { line, character: 0 };
    findHover(view, position, []);
    findDefinitions(view, position);
    findCompletions(view, position, { snippets: true });
    findInlayHints(view, { start: position, end: { line: line + 1, character: 0 } });
    assert.ok(records.reads <= 6, `${records.reads} records were read`);
  });
}
