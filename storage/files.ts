/** Files that are never half-written. */
import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import {
  access,
  constants,
  type FileHandle,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { StorageError } from '../core/generate/journal';
import { hasCode, toStorageError } from './storageError';

/** What is written: a text, or a file of any size in pieces. */
export type Content = string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Replaces a file in one step: written beside it, flushed to disk, renamed. Its permissions stay, and a
 * symbolic link stays one. Rejects with StorageError; the file is then as it was.
 */
export async function writeFileAtomic(path: string, content: Content): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = (await orAbsent(realpath(path))) ?? path;
    const mode = (await orAbsent(stat(target)))?.mode;
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await writeNew(temporary, content, mode);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  } catch (error) {
    // What gives the pieces may fail, or have had enough, for reasons of its own.
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error;
    throw toStorageError('write', path, error);
  }
}

async function writeNew(path: string, content: Content, mode: number | undefined): Promise<void> {
  const file = await open(path, 'wx');
  try {
    if (mode !== undefined) await file.chmod(mode & 0o7777);
    await writeFile(file, content, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Adds lines to a file, on disk when it resolves; makes the file when it is not there. A last line without a
 * newline is ended first, so that no record is joined to another, and others that append at the same time never get
 * inside a line; where one of them was seen half-way, an empty line may stand between. Rejects with StorageError; the file is then as it was, unless others have added to it.
 */
export async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  try {
    const stats = await orAbsent(stat(path));
    if (!stats) await mkdir(dirname(path), { recursive: true });
    if (stats && isStreaming(stats)) await appendToStream(path, lines);
    else await appendToFile(path, lines);
  } catch (error) {
    throw toStorageError('write', path, error);
  }
}

async function appendToFile(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    let written = 0;
    try {
      const before = (await endsInsideLine(file, size)) ? '\n' : '';
      for (const piece of inPieces(lines, before)) {
        for (let at = 0; at < piece.length; ) {
          const { bytesWritten } = await file.write(piece, at);
          at += bytesWritten;
          written += bytesWritten;
        }
      }
      await file.sync();
    } catch (error) {
      // A full disk takes a part of a line before it refuses the rest. What others added stays.
      if ((await file.stat()).size === size + written) await file.truncate(size);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** Of what is written at once, in UTF-16 units; a longer line is a piece of its own. */
const PIECE = 2 ** 18;

/** Whole lines in pieces of bytes: each is handed to the system at once, which appends it in one stretch. */
function* inPieces(lines: readonly string[], before = ''): Generator<Buffer> {
  let piece = before;
  for (const line of lines) {
    if (piece.length > 1 && piece.length + line.length > PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
    piece += `${line}\n`;
  }
  yield Buffer.from(piece);
}

/** Pipes and devices: nothing to look back at, nothing to flush. */
async function appendToStream(path: string, lines: readonly string[]): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (const piece of inPieces(lines)) await file.appendFile(piece);
  } finally {
    await file.close();
  }
}

async function endsInsideLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}

/** Whether a path leads to something that is neither file nor folder: `/dev/stdout`, a pipe. */
export async function isStream(path: string): Promise<boolean> {
  const stats = await orAbsent(stat(path));
  return stats !== undefined && isStreaming(stats);
}

function isStreaming(stats: Stats): boolean {
  return !stats.isFile() && !stats.isDirectory();
}

/** Whether there is anything at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    return (await orAbsent(stat(path))) !== undefined;
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/** Rejects with StorageError when lines could not be appended to this path: better before a run than after. */
export async function checkAppendable(path: string): Promise<void> {
  try {
    if ((await orAbsent(stat(path)))?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    let place = path;
    while ((await orAbsent(stat(place))) === undefined && dirname(place) !== place) place = dirname(place);
    await access(place, constants.W_OK);
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

/** The first bytes of a file, all of one that has no more, and its size. Rejects with StorageError. */
export async function readStart(
  path: string,
  bytes: number,
): Promise<{ readonly start: Uint8Array; readonly size: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const start = new Uint8Array(Math.min(bytes, size));
      const { bytesRead } = await file.read(start, 0, start.length, 0);
      return { start: start.subarray(0, bytesRead), size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/** As `readText`, and rejects for a file that is not UTF-8: what is written back would not be what was read. */
export async function readUtf8(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
    if (isUtf8(bytes)) return bytes.toString('utf8');
  } catch (error) {
    throw toStorageError('read', path, error);
  }
  const encoding = /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2)) ? 'UTF-16' : 'not UTF-8';
  throw new StorageError(`Cannot read ${path}: it is ${encoding}.`, 'Save it as UTF-8 first.');
}

/** In bytes; 0 for a file that is not there or says nothing of its size. */
export async function sizeOf(path: string): Promise<number> {
  return (await orAbsent(stat(path)))?.size ?? 0;
}

/** Undefined where there is no such file; every other error as it is. */
export async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
