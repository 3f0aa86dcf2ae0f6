import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { splitLines } from '../../core/text/lineText';
import { readLines } from '../../storage/pickedLines';
import { assertProperty } from '../assertProperty';
import { useTestFolder } from './folder';

describe('some lines of a file', () => {
  const folder = useTestFolder();

  it('are those that an editor has at these places, whatever ends them', async () => {
    const path = folder.join('a.jsonl');
    const texts = fc.array(fc.constantFrom('a', 'µ', '\n', '\r\n', '\r', '{"a":1}'), { maxLength: 30 });
    await assertProperty(
      fc.asyncProperty(texts, fc.uniqueArray(fc.nat(12)), async (pieces, places) => {
        const text = pieces.join('');
        writeFileSync(path, text);
        const lines = splitLines(text);
        const expected = places.toSorted((a, b) => a - b).flatMap((place) => lines[place] || []);
        assert.deepEqual(await readLines(path, places), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('are not made up where the file is not UTF-8', async () => {
    const path = folder.join('latin.jsonl');
    writeFileSync(path, Buffer.from([0x7b, 0xe9, 0x7d, 0x0a]));
    await assert.rejects(readLines(path, [0]), /Cannot read .*latin\.jsonl: it is not UTF-8\. ?/);
  });
});
