import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { StorageError } from '../../core/generate/journal';
import { appendLines, checkAppendable, readText, writeFileAtomic } from '../../storage/files';
import { useTestFolder } from './folder';

const posix = process.platform !== 'win32';

async function failure(call: Promise<unknown>): Promise<StorageError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof StorageError, String(error));
    assert.doesNotMatch(error.message, /\n/);
    assert.notEqual(error.advice, '');
    return error;
  }
  assert.fail('it should have failed');
}

describe('files: writeFileAtomic', () => {
  const folder = useTestFolder();

  it('makes a file, and the folders above it', async () => {
    const path = folder.join('a', 'b', 'c.txt');
    await writeFileAtomic(path, 'größer');
    assert.equal(readFileSync(path, 'utf8'), 'größer');
    assert.deepEqual(readdirSync(folder.join('a', 'b')), ['c.txt']);
  });

  it('replaces a file whole', async () => {
    const path = folder.join('f');
    writeFileSync(path, 'long old text');
    await writeFileAtomic(path, 'new');
    assert.equal(readFileSync(path, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder.path), ['f']);
  });

  it('leaves nothing behind when it cannot replace', async () => {
    mkdirSync(folder.join('taken', 'full'), { recursive: true });
    const error = await failure(writeFileAtomic(folder.join('taken'), 'text'));
    assert.match(error.message, /^Cannot write .*taken \(E[A-Z]+\)\.$/);
    assert.deepEqual(readdirSync(folder.path), ['taken']);
    assert.deepEqual(readdirSync(folder.join('taken')), ['full']);
  });

  it('says it when a part of the path is a file', async () => {
    writeFileSync(folder.join('f'), 'text');
    const error = await failure(writeFileAtomic(folder.join('f', 'g'), 'text'));
    assert.match(error.advice, /is a file/);
    assert.equal(readFileSync(folder.join('f'), 'utf8'), 'text');
  });

  it('keeps permissions', async function () {
    if (!posix) this.skip();
    const path = folder.join('f');
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    await writeFileAtomic(path, 'new');
    assert.equal(statSync(path).mode & 0o777, 0o640);
  });

  it('writes where a symbolic link leads', async function () {
    if (!posix) this.skip();
    writeFileSync(folder.join('real'), 'old');
    symlinkSync('real', folder.join('link'));
    await writeFileAtomic(folder.join('link'), 'new');
    assert.equal(readFileSync(folder.join('real'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder.path).toSorted(), ['link', 'real']);
  });
});

describe('files: appendLines', () => {
  const folder = useTestFolder();

  it('makes the file and its folders, and adds to what is there', async () => {
    const path = folder.join('a', 'f');
    await appendLines(path, ['one', 'zwölf']);
    await appendLines(path, ['three']);
    assert.equal(readFileSync(path, 'utf8'), 'one\nzwölf\nthree\n');
  });

  it('does not touch a file for no lines', async () => {
    await appendLines(folder.join('f'), []);
    assert.deepEqual(readdirSync(folder.path), []);
  });

  it('ends a last line first that has no newline', async () => {
    const path = folder.join('f');
    writeFileSync(path, 'ends with é');
    await appendLines(path, ['next']);
    assert.equal(readFileSync(path, 'utf8'), 'ends with é\nnext\n');
  });

  it('takes an empty file and one that ends in CRLF as they are', async () => {
    const path = folder.join('f');
    writeFileSync(path, '');
    await appendLines(path, ['a']);
    writeFileSync(path, 'a\r\n');
    await appendLines(path, ['b']);
    assert.equal(readFileSync(path, 'utf8'), 'a\r\nb\n');
  });

  it('gets inside no line of others that add much at the same time', async () => {
    const path = folder.join('shared.jsonl');
    const linesOf = (writer: number) =>
      Array.from({ length: 400 }, (_, i) => JSON.stringify({ writer, i, text: '·'.repeat(4000 + i) }));
    const writers = [0, 1, 2].map(linesOf);
    await Promise.all(writers.map((lines) => appendLines(path, lines)));
    // A writer that sees another's line half-way ends it before its own: an empty line.
    const written = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    assert.deepEqual(written.toSorted(), writers.flat().toSorted());
  });

  it('says when the disk is full', async function () {
    if (process.platform !== 'linux') this.skip();
    const error = await failure(appendLines('/dev/full', ['line']));
    assert.equal(error.message, 'Cannot write /dev/full (ENOSPC).');
    assert.match(error.advice, /free some space/);
  });

  it('says it when the path is a folder', async () => {
    const error = await failure(appendLines(folder.path, ['line']));
    assert.match(error.message, /EISDIR/);
  });
});

describe('files: checkAppendable', () => {
  const folder = useTestFolder();

  it('takes a file, a file to be, and folders to be, and makes nothing', async () => {
    writeFileSync(folder.join('f'), '');
    await checkAppendable(folder.join('f'));
    await checkAppendable(folder.join('new'));
    await checkAppendable(folder.join('a', 'b', 'c'));
    assert.deepEqual(readdirSync(folder.path), ['f']);
  });

  it('refuses a folder, and a path through a file', async () => {
    writeFileSync(folder.join('f'), '');
    assert.match((await failure(checkAppendable(folder.path))).message, /EISDIR/);
    assert.match((await failure(checkAppendable(folder.join('f', 'g', 'h')))).message, /ENOTDIR/);
  });

  it('refuses what may not be written', async function () {
    if (!posix || process.getuid?.() === 0) this.skip();
    writeFileSync(folder.join('f'), '');
    chmodSync(folder.join('f'), 0o444);
    assert.match((await failure(checkAppendable(folder.join('f')))).message, /EACCES/);
  });
});

describe('files: readText', () => {
  const folder = useTestFolder();

  it('says which file is not there', async () => {
    const error = await failure(readText(folder.join('none')));
    assert.match(error.message, /^Cannot read .*none \(ENOENT\)\.$/);
  });
});
