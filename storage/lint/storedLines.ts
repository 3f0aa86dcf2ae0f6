import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The lines of a file that was read once and is not kept: read again from disk, one at a time. */
export class StoredLines {
  /** Where each line starts, in bytes, and where the last one ends. */
  #starts = new Float64Array(1024);
  #count = 0;
  #file: number | undefined;
  readonly #stamp: string;

  constructor(private readonly path: string) {
    this.#stamp = stampOf(path);
  }

  /** Whether the file is the one that it was at first, as far as the system tells. */
  get isUnchanged(): boolean {
    return this.#stamp === stampOf(this.path);
  }

  add(lineBytes: Uint32Array): void {
    const needed = this.#count + lineBytes.length + 1;
    if (needed > this.#starts.length) {
      const grown = new Float64Array(Math.max(needed, 2 * this.#starts.length));
      grown.set(this.#starts);
      this.#starts = grown;
    }
    for (const bytes of lineBytes) {
      this.#starts[this.#count + 1] = (this.#starts[this.#count] as number) + bytes;
      this.#count++;
    }
  }

  /** A line with its terminator; empty when it is not there, or not any more. */
  at(line: number): string {
    const bytes = this.bytesAt(line);
    return Buffer.from(bytes.buffer, 0, bytes.length).toString('utf8');
  }

  /** As `at`, undecoded. */
  bytesAt(line: number): Uint8Array<ArrayBuffer> {
    if (line < 0 || line >= this.#count) return new Uint8Array();
    const start = this.#starts[line] as number;
    return this.bytes(start, (this.#starts[line + 1] as number) - start);
  }

  /** So many bytes from a place on, or those of them that are there. */
  bytes(start: number, length: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    try {
      this.#file ??= openSync(this.path, 'r');
      return bytes.subarray(0, readSync(this.#file, bytes, 0, length, start));
    } catch (error) {
      if (error instanceof Error && 'code' in error) return new Uint8Array();
      throw error;
    }
  }

  /** Lets go of the file; a line that is asked for later opens it again. */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** Changes with the file; empty for one that cannot be looked at, of which reading says why. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return '';
    throw error;
  }
}
