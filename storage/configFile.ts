/** Finding the configuration that a file is under: the nearest one upward. */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type ConfigReading, readConfig } from '../core/config/readConfig';
import { CONFIG_FILE } from '../core/config/schema';
import { orAbsent, readText } from './files';
import { toStorageError } from './storageError';

export interface ConfigFile extends ConfigReading {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
}

/** Reads configurations once for each folder. Reading rejects with StorageError. */
export class ConfigFiles {
  readonly #byFolder = new Map<string, Promise<ConfigFile | undefined>>();

  /** The configuration of files in an absolute folder; undefined when no folder upward has one. */
  nearest(folder: string): Promise<ConfigFile | undefined> {
    const known = this.#byFolder.get(folder) ?? this.#find(folder);
    this.#byFolder.set(folder, known);
    return known;
  }

  async #find(folder: string): Promise<ConfigFile | undefined> {
    const path = join(folder, CONFIG_FILE);
    const text = await readIfPresent(path);
    if (text !== undefined) return { path, text, ...readConfig(text) };
    const parent = dirname(folder);
    return parent === folder ? undefined : this.nearest(parent);
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await orAbsent(readFile(path, 'utf8'));
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/** The configuration in a given file. Rejects with StorageError when it cannot be read. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const text = await readText(path);
  return { path, text, ...readConfig(text) };
}

/** A file's path as the globs of a configuration see it: relative to its folder, with forward slashes. */
export function pathUnderConfig(file: string, { path }: ConfigFile): string {
  return relative(dirname(path), file).split(sep).join('/');
}
