/** JSON Lines that only ever grow, read back after a crash. */
import { open, readFile } from 'node:fs/promises';
import { StorageError } from '../core/generate/journal';
import { orAbsent } from './files';
import { toStorageError } from './storageError';

const NEWLINE = 0x0a;

/**
 * The values of a file that we append lines to; none when it is not there. A crash in the middle of an append
 * leaves a torn last line: it is cut off, as whoever appended never heard that it was kept. Rejects with
 * StorageError, also for a broken line elsewhere, which no crash can leave.
 */
export async function readAndMendLines(path: string): Promise<unknown[]> {
  try {
    const bytes = await orAbsent(readFile(path));
    if (bytes === undefined) return [];
    const whole = bytes.lastIndexOf(NEWLINE) + 1;
    const values = parseLines(path, bytes.toString('utf8', 0, whole));
    if (whole < bytes.length) {
      const last = parseOrUndefined(bytes.toString('utf8', whole));
      // Only the newline was cut off: the next append writes it.
      if (last !== undefined) values.push(last);
      else await cutOff(path, whole);
    }
    return values;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw toStorageError('read', path, error);
  }
}

/** Shortens a file, on disk when it resolves. */
export async function cutOff(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseLines(path: string, text: string): unknown[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    const value = parseOrUndefined(line);
    if (value !== undefined) return [value];
    throw new StorageError(
      `Line ${i + 1} of ${path} is not valid JSON.`,
      'Delete that line to have its sample made again, or restore the file.',
    );
  });
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
