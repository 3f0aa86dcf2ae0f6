import { open, readFile } from 'node:fs/promises';
import { toStorageError } from '../storageError';

const NEWLINE = 0x0a;

/** What is in memory at a time, in bytes. */
const STRETCH = 1 << 20;

/**
 * A file as stretches of whole lines, each in memory of its own. All but the last end with "\n"; the last holds
 * what is left, and may be empty. Rejects with StorageError.
 */
export async function* readStretches(
  path: string,
  stretch = STRETCH,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    const file = await open(path, 'r');
    try {
      let rest = new Uint8Array();
      for (;;) {
        // A line longer than a stretch is gathered in steps that double.
        const bytes = new Uint8Array(Math.max(stretch, 2 * rest.length));
        bytes.set(rest);
        const { bytesRead } = await file.read(bytes, rest.length, bytes.length - rest.length);
        if (bytesRead === 0) break;
        const filled = bytes.subarray(0, rest.length + bytesRead);
        const end = endOfStretch(filled, stretch);
        rest = filled.slice(end);
        if (end > 0) yield bytes.subarray(0, end);
      }
      yield rest;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/**
 * Where to cut, in whole lines from the start; 0 where no line ends. What is cut off a place does not depend on where that
 * place is, and no cut on all that stands above: after the first of the last lines whose length is a multiple of 16.
 * So cuts below a place where lines are put in or taken out soon are where they were.
 */
function endOfStretch(bytes: Uint8Array<ArrayBuffer>, stretch: number): number {
  const isEnough = Math.ceil((3 * stretch) / 4);
  let start = bytes.indexOf(NEWLINE, isEnough) + 1;
  while (start > 0) {
    const end = bytes.indexOf(NEWLINE, start) + 1;
    if (end > 0 && (end - start) % 16 === 0) return end;
    start = end;
  }
  return bytes.lastIndexOf(NEWLINE) + 1;
}

/** A whole file, in memory of its own. Rejects with StorageError. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}
