/** Files on disk, as clients name them. */
import { fileURLToPath } from 'node:url';
import { sizeOf } from '../storage/files';
import { toStorageError } from '../storage/storageError';

/** In bytes; 0 for one that cannot be looked at, of which reading says why. */
export async function sizeOfUri(uri: string): Promise<number> {
  try {
    return await sizeOf(pathOf(uri));
  } catch {
    // Whatever is wrong is said when the file is read.
    return 0;
  }
}

/** Throws StorageError for what is no file on disk. */
export function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    throw toStorageError('read', uri, error);
  }
}
