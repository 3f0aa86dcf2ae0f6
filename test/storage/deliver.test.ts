import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deliver } from '../../storage/deliver';
import { useTestFolder } from './folder';

function idOf(n: number): string {
  return `5454bf47-ecfe-402a-a842-8890896${String(n).padStart(5, '0')}`;
}

/** A line with characters of several bytes, and its id at the end. */
function lineOf(n: number): string {
  return JSON.stringify({
    messages: [{ role: 'user', content: `Größe ${n} 🧬` }],
    metadata: { id: idOf(n) },
  });
}

const LINES = [lineOf(1), lineOf(2), lineOf(3)];
const ALL = LINES.map((line) => `${line}\n`).join('');

describe('deliver', () => {
  const folder = useTestFolder();
  const target = () => folder.join('set.jsonl');
  const note = () => folder.join('delivery.json');
  const send = (lines: readonly string[] = LINES) => deliver(lines, target(), note());
  const text = () => readFileSync(target(), 'utf8');

  it('makes the dataset, and leaves no note', async () => {
    assert.equal(await send(), 3);
    assert.equal(text(), ALL);
    assert.equal(existsSync(note()), false);
  });

  it('appends each sample once', async () => {
    assert.equal(await send(LINES.slice(0, 2)), 2);
    assert.equal(await send(), 1);
    assert.equal(await send(), 0);
    assert.equal(text(), ALL);
  });

  it('never changes what is there', async () => {
    const before = '{"mine": 1}\r\n\nnot JSON at all\n{"torn": ';
    writeFileSync(target(), before);
    assert.equal(await send(), 3);
    assert.equal(text(), `${before}\n${ALL}`);
  });

  it('knows its samples after someone has reformatted them', async () => {
    writeFileSync(target(), `{ "metadata": { "id": "${idOf(2)}" } }\n`);
    assert.equal(await send(), 2);
  });

  it('is not taken in by an id that is only mentioned', async () => {
    writeFileSync(target(), `{"metadata":{"id":"other","from":"${idOf(2)}"}}\n`);
    assert.equal(await send(), 3);
  });

  it('finds ids wherever a large file is cut into chunks', async () => {
    const filler = `${JSON.stringify({ x: 'ä'.repeat(1_000_003) })}\n`;
    writeFileSync(target(), `${filler + lineOf(1)}\n${filler}${lineOf(3)}`);
    assert.equal(await send(), 1);
    assert.ok(text().endsWith(`${lineOf(3)}\n${lineOf(2)}\n`));
  });

  it('mends an append that was killed after any byte', async () => {
    const before = '{"mine":"ohne Ende"}';
    const appended = Buffer.from(`\n${ALL}`);
    for (let cut = 0; cut <= appended.length; cut++) {
      writeFileSync(target(), Buffer.concat([Buffer.from(before), appended.subarray(0, cut)]));
      writeFileSync(note(), JSON.stringify({ size: before.length }));
      await send();
      assert.equal(text(), `${before}\n${ALL}`, `cut after ${cut} bytes`);
      assert.equal(existsSync(note()), false);
    }
  });

  it('leaves alone what someone added after a crash', async () => {
    const before = '{"mine":1}\n';
    const added = `${before}${lineOf(1)}\n{"typed by hand`;
    writeFileSync(target(), added);
    writeFileSync(note(), JSON.stringify({ size: before.length }));
    await send();
    assert.equal(text(), `${added}\n${lineOf(2)}\n${lineOf(3)}\n`);
  });

  it('does not take a torn line for its own that was there before', async () => {
    const torn = lineOf(1).slice(0, 20);
    writeFileSync(target(), torn);
    await send();
    assert.equal(text(), `${torn}\n${ALL}`);
  });

  it('says why it cannot', async () => {
    writeFileSync(folder.join('f'), '');
    await assert.rejects(deliver(LINES, folder.join('f', 'x'), note()), {
      name: 'StorageError',
      message: /\(ENOTDIR\)/,
    });
  });
});
