/** Texts that are too many to be kept in memory, in a file that is gone when it is closed. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toStorageError } from '../storageError';

export class SpilledTexts {
  readonly #path = join(tmpdir(), `vignette-${randomBytes(6).toString('hex')}.tmp`);
  readonly #places = new Map<number, { readonly start: number; readonly length: number }>();
  #file: number | undefined;
  #size = 0;

  get count(): number {
    return this.#places.size;
  }

  has(key: number): boolean {
    return this.#places.has(key);
  }

  /** Throws StorageError when there is no room for it. */
  set(key: number, text: string): void {
    const bytes = Buffer.from(text);
    try {
      this.#file ??= openSync(this.#path, 'wx+');
      for (let at = 0; at < bytes.length; )
        at += writeSync(this.#file, bytes, at, bytes.length - at, this.#size + at);
    } catch (error) {
      throw toStorageError('write', this.#path, error);
    }
    this.#places.set(key, { start: this.#size, length: bytes.length });
    this.#size += bytes.length;
  }

  get(key: number): Buffer | undefined {
    const place = this.#places.get(key);
    if (!place || this.#file === undefined) return undefined;
    const bytes = Buffer.alloc(place.length);
    try {
      readSync(this.#file, bytes, 0, place.length, place.start);
    } catch (error) {
      throw toStorageError('read', this.#path, error);
    }
    return bytes;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    rmSync(this.#path, { force: true });
  }
}
