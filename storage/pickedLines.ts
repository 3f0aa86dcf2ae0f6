/** Some lines of a file of any size. */
import { isUtf8 } from 'node:buffer';
import { StorageError } from '../core/generate/journal';
import { splitLines } from '../core/text/lineText';
import { readStretches } from './lint/stretches';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * The lines at these places (0-based), with their terminators, in the order of the file; those that are not there are left
 * out. Rejects with StorageError.
 */
export async function readLines(path: string, places: readonly number[]): Promise<string[]> {
  const wanted = new Set(places);
  const last = Math.max(-1, ...places);
  const found: string[] = [];
  let line = 0;
  for await (const bytes of readStretches(path)) {
    for (const { start, end } of linesIn(path, bytes)) {
      if (line > last) return found;
      if (wanted.has(line)) found.push(toText(path, bytes.subarray(start, end)));
      line++;
    }
  }
  return found;
}

/** Lines as an editor counts them, in bytes. */
function* linesIn(
  path: string,
  bytes: Uint8Array,
): Generator<{ readonly start: number; readonly end: number }> {
  let start = 0;
  if (bytes.includes(RETURN)) {
    for (const line of splitLines(toText(path, bytes))) {
      const end = start + Buffer.byteLength(line);
      if (end > start) yield { start, end };
      start = end;
    }
    return;
  }
  while (start < bytes.length) {
    const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
    yield { start, end };
    start = end;
  }
}

function toText(path: string, bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  throw new StorageError(`Cannot read ${path}: it is not UTF-8.`, 'Save it as UTF-8 first.');
}
