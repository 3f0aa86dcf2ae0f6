/** Files that are never half-written. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { toStorageError } from './storageError';

/** Replaces a file in one step: written beside it, flushed to disk, renamed. Rejects with StorageError. */
export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw toStorageError('write', path, error);
  }
}

/**
 * Adds lines to a file in one write, on disk when it resolves; makes the file when it is not there. A last
 * line without a newline is ended first, so that no record is joined to another. Rejects with StorageError.
 */
export async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  try {
    await mkdir(dirname(path), { recursive: true });
    const start = (await endsInsideLine(path)) ? '\n' : '';
    const file = await open(path, 'a');
    try {
      await file.appendFile(start + lines.map((line) => `${line}\n`).join(''), 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toStorageError('write', path, error);
  }
}

/** The text of a file. Rejects with StorageError. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/** As `readText`, or undefined when there is no such file. */
export async function readTextIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw toStorageError('read', path, error);
  }
}

async function endsInsideLine(path: string): Promise<boolean> {
  let size: number;
  try {
    ({ size } = await stat(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  if (size === 0) return false;
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== 0x0a;
  } finally {
    await file.close();
  }
}
