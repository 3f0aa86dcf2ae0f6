/** What the lint worked out before, on disk: nothing is linted twice for as long as the same bytes are linted. */
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { DatasetFormat } from '../../core/dataset/records';
import type { LintConfig } from '../../core/lint/config';
import type { StretchBytes, StretchWork } from './lintBytes';
import { WORKER } from './threads';

/** From so many bytes on, looking up is worth a folder in the user's project. */
const WORTH_CACHE = 8 << 20;

/** What is not asked for that long is removed. */
const UNUSED_MS = 14 * 24 * 3600 * 1000;

/** What entries may take together, in bytes, beside those that the lint at hand asks for. */
const MOST_BYTES = 1 << 30;

const DIGEST_BYTES = 32;

/** What is said of a file among others depends on: its name, which of the configurations it has, the keys of its stretches. */
export type FileKey = readonly [name: string, config: number, stretches: readonly string[]];

/** Of the command line, relative to the folder that it runs in. */
export const CACHE_FOLDER = join('.vignette', 'cache', 'lint');

/** The cache of a lint of so many bytes; undefined where it would not pay. */
export function lintCacheFor(folder: string, bytes: number): LintCache | undefined {
  return bytes < WORTH_CACHE ? undefined : new LintCache(folder);
}

/**
 * Entries are files named by the hash of everything that their value depends on, so that none is ever out of date:
 *
 * - a stretch: what is made of it, its bytes, whether it is the last, the format, and the configuration as a whole (severities, options,
 *   profile, archetypes, mix, what the evaluation sets hold);
 * - what is said of all files together: their names, the stretches of each in their order, and which of them share
 *   a configuration; the lines that are read again are those of the stretches;
 * - which of the first records repeat each other: the stretches that they are, down to one of them;
 * - all: the program, which is the bundles that lint and the version of Node.js that runs them.
 *
 * Values are plain data. A folder that cannot be read or written, and an entry that is not whole, are as if nothing
 * were there.
 */
export class LintCache {
  readonly #start = Date.now();
  readonly #configs = new Map<LintConfig, string>();
  #isWritable = true;

  constructor(
    private readonly folder: string,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  keyOfStretch(
    format: DatasetFormat,
    { bytes, isLast }: StretchBytes,
    config: LintConfig,
    work: StretchWork,
  ): string {
    return this.#keyOf([work, format, isLast, this.#hashOfConfig(config), hashOf(bytes)]);
  }

  keyOfAll(files: readonly FileKey[]): string {
    return this.#keyOf(['all', files]);
  }

  /** Of a stretch and all those above it, whose key is `above`; the first has none. */
  keyOfStart(above: string, stretch: string): string {
    return this.#keyOf(['start', above, stretch]);
  }

  /** Whether something is kept under the key, whole or not; if so, it stays for now. */
  has(key: string): boolean {
    const now = new Date();
    try {
      utimesSync(join(this.folder, key), now, now);
      return true;
    } catch {
      return false;
    }
  }

  /** The value that was kept under the key; undefined when there is none. */
  read(key: string): unknown {
    if (!this.has(key)) return undefined;
    const path = join(this.folder, key);
    try {
      const bytes = readFileSync(path);
      const value = bytes.subarray(DIGEST_BYTES);
      if (digestOf(value).equals(bytes.subarray(0, DIGEST_BYTES))) return deserialize(value);
      remove(path);
    } catch {
      // Removed since, or not what was written: as if nothing were there.
    }
    return undefined;
  }

  /** Keeps a value; after the first that cannot be kept, no more. */
  write(key: string, value: unknown): void {
    if (!this.#isWritable) return;
    const path = join(this.folder, key);
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      this.#makeFolder();
      const bytes = serialize(value);
      writeFileSync(temporary, digestOf(bytes), { flag: 'wx' });
      writeFileSync(temporary, bytes, { flag: 'a' });
      renameSync(temporary, path);
    } catch {
      this.#isWritable = false;
      remove(temporary);
    }
  }

  /** Removes what nobody asked for lately, and beyond the most that may be kept, what was asked for least lately. */
  prune(): void {
    let total = 0;
    for (const { path, size, used } of this.#entries()) {
      total += size;
      const isTooMuch = total > this.mostBytes && used < this.#start;
      if (isTooMuch || used < this.#start - UNUSED_MS) remove(path);
    }
  }

  /** Those used last come first. */
  #entries(): { path: string; size: number; used: number }[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => !name.startsWith('.'))
        .map((name) => join(this.folder, name))
        .map((path) => ({ path, stats: statSync(path, { throwIfNoEntry: false }) }))
        .flatMap(({ path, stats }) => (stats ? [{ path, size: stats.size, used: stats.mtimeMs }] : []))
        .sort((a, b) => b.used - a.used);
    } catch {
      return [];
    }
  }

  /** No version control is to see it. */
  #makeFolder(): void {
    const ignore = join(this.folder, '.gitignore');
    if (existsSync(ignore)) return;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(ignore, '*\n');
  }

  #keyOf(parts: readonly unknown[]): string {
    program ??= hashOf(process.version, ...[__filename, WORKER].map(bytesOf));
    return hashOf(program, JSON.stringify(parts));
  }

  #hashOfConfig(config: LintConfig): string {
    const hash = this.#configs.get(config) ?? hashOf(serialize(config));
    this.#configs.set(config, hash);
    return hash;
  }
}

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another lint may have been quicker; what stays does no harm.
  }
}

/** What runs here and in threads. */
let program: string | undefined;

/** Of a bundle; none where there is none. */
function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}
