import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { StorageError } from '../../core/generate/journal';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { LintOfFiles, lintOnce } from '../../core/lint/lintFiles';
import { lintStretch } from '../../core/lint/lintStretch';
import { complete } from '../../core/steps';
import { splitLines } from '../../core/text/lineText';
import { linesOf } from '../../storage/lint/lintBytes';
import { StoredLint } from '../../storage/lint/storedLint';
import { readStretches } from '../../storage/lint/stretches';
import { threadsFor } from '../../storage/lint/threads';
import { assertProperty } from '../assertProperty';
import { benchRecords } from '../bench/dataset';

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'vignette-'));
});
after(() => rmSync(folder, { recursive: true }));

describe('stretches of a file', () => {
  const piece = fc.constantFrom('a', 'ä', '€', '𝟙', '\n', '\r\n', '\r', '\n\n', '\uFEFF', 'words of a line');

  it('are its bytes, and its lines, wherever it is cut', async () => {
    const path = join(folder, 'cut.jsonl');
    await assertProperty(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (pieces, size) => {
          const text = pieces.join('');
          writeFileSync(path, text);
          const stretches: Uint8Array<ArrayBuffer>[] = [];
          for await (const stretch of readStretches(path, size)) stretches.push(stretch);
          assert.equal(Buffer.concat(stretches).toString('utf8'), text);
          const lines = stretches.flatMap((bytes, i) =>
            linesOf({ bytes, isLast: i === stretches.length - 1 }),
          );
          assert.deepEqual(lines, splitLines(text));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a file linted in stretches', () => {
  const records = [...benchRecords(60, 40)];
  const lines = splitLines(
    `\uFEFF${records.slice(0, 40).join('\n')}\n\n  \n{"broken": \n${[...records.slice(20, 30), ...records.slice(40)].join('\r\n')}`,
  );
  const whole = lintOnce('jsonl', lines, DEFAULT_CONFIG);

  it('has the problems of the whole file, wherever it is cut', () => {
    assert.ok(whole.diagnostics.length > 40);
    assertProperty(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: lines.length - 1 }), { maxLength: 5 }), (cuts) => {
        const together = new LintOfFiles();
        const file = together.open({
          name: '',
          format: 'jsonl',
          config: DEFAULT_CONFIG,
          lineAt: (line) => lines[line] ?? '',
        });
        const bounds = [0, ...cuts.sort((a, b) => a - b), lines.length];
        for (const [i, start] of bounds.slice(0, -1).entries())
          file.add(structuredClone(lintStretch('jsonl', lines.slice(start, bounds[i + 1]), DEFAULT_CONFIG)));
        assert.deepEqual(complete(together.finish()), [whole]);
      }),
      { numRuns: 20 },
    );
  });

  it('is read from disk, and its lines are read again', async () => {
    const path = join(folder, 'whole.jsonl');
    writeFileSync(path, lines.join(''));
    const stored = new StoredLint(threadsFor(0));
    const read: number[] = [];
    const lineAt = await stored.add(
      { name: '', path, format: 'jsonl', config: DEFAULT_CONFIG, isOurs: () => true },
      (bytes) => read.push(bytes),
    );
    assert.deepEqual(complete(stored.finish()), [whole]);
    assert.deepEqual(read.at(-1), Buffer.byteLength(lines.join('')));
    assert.deepEqual(
      lines.map((_, i) => lineAt?.(i)),
      lines,
    );
    assert.equal(lineAt?.(lines.length), '');
    stored.close();
  });

  it('has its lines where they stand after bytes that are no UTF-8', async () => {
    const path = join(folder, 'broken.jsonl');
    const [first = '', second = ''] = records;
    writeFileSync(
      path,
      Buffer.concat([Buffer.from(first), Buffer.from([0xe2, 0x89, 0x0a]), Buffer.from(second)]),
    );
    const stored = new StoredLint(threadsFor(0));
    const lineAt = await stored.add({
      name: '',
      path,
      format: 'jsonl',
      config: DEFAULT_CONFIG,
      isOurs: () => true,
    });
    complete(stored.finish());
    assert.deepEqual([lineAt?.(0), lineAt?.(1)], [`${first}\uFFFD\n`, second]);
    stored.close();
  });

  it('is reported when it cannot be read, whatever the reason', async () => {
    const link = join(folder, 'link.jsonl');
    symlinkSync(link, link);
    const stored = new StoredLint(threadsFor(0));
    for (const path of [link, join(folder, 'nowhere.jsonl'), folder]) {
      const file = { name: '', path, format: 'jsonl', config: DEFAULT_CONFIG, isOurs: () => true } as const;
      await assert.rejects(stored.add(file), StorageError);
    }
    assert.deepEqual(complete(stored.finish()), []);
  });

  it('is left alone when it is not ours', async () => {
    const path = join(folder, 'other.jsonl');
    writeFileSync(path, '{"a": 1}\n');
    const stored = new StoredLint(threadsFor(0));
    const seen: (readonly string[])[] = [];
    const isOurs = (first: readonly string[]): boolean => {
      seen.push(first);
      return false;
    };
    assert.equal(
      await stored.add({ name: '', path, format: 'jsonl', config: DEFAULT_CONFIG, isOurs }),
      undefined,
    );
    assert.deepEqual(seen, [['{"a": 1}\n']]);
    assert.deepEqual(complete(stored.finish()), []);
  });
});
