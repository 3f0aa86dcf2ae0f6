import { StorageError } from '../core/generate/journal';

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space and try again.',
  EDQUOT: 'Your disk quota is used up: free some space and try again.',
  EFBIG: 'The file may not grow any further: choose another place or raise the limit.',
  EACCES: 'You have no permission: choose another place or change its permissions.',
  EPERM: 'You have no permission: choose another place or change its permissions.',
  EROFS: 'That file system is read-only: choose another place.',
  ENOENT: 'Check the path: a folder or file of that name is not there.',
  ENOTDIR: 'Check the path: a part of it is a file, not a folder.',
  EEXIST: 'Check the path: a part of it is a file, not a folder.',
  EISDIR: 'Give the path of a file: this is a folder.',
  ELOOP: 'Check the path: its symbolic links lead in a circle.',
  ENAMETOOLONG: 'Choose a shorter name.',
  EMFILE: 'Too many files are open: close some programs and try again.',
  ERR_STRING_TOO_LONG: 'The file is too large to be read at once: split it.',
};

/** What went wrong with a file, in one line, and what to do next. `doing`: "write", "read". */
export function toStorageError(doing: string, path: string, error: unknown): StorageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = code === '' ? String(error) : code;
  return new StorageError(
    `Cannot ${doing} ${path} (${reason}).`,
    ADVICE[code] ?? 'Check the path and try again.',
    {
      cause: error,
    },
  );
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
