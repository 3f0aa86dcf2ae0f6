/** Finding the configuration that a file is under: the nearest one upward. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type ConfigProblem, type ConfigReading, readConfig, spanOfSetting } from '../core/config/readConfig';
import type { ConfigResolver, FileConfig } from '../core/config/resolveConfig';
import { CONFIG_FILE } from '../core/config/schema';
import type { EvaluationSets } from '../core/curate/contamination';
import { readEvaluationSets } from './evaluationSets';
import { orAbsent, readText } from './files';
import { purposeOf, REJECTS } from './runPlan';
import { toStorageError } from './storageError';

export interface ConfigFile extends ConfigReading {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** What the files hold that it names as evaluation sets; undefined when it names none. */
  readonly evaluation: EvaluationSets | undefined;
}

/** What of a configuration holds for a file is what it says of this. */
export interface ConfigSubject {
  /** Absolute path: the file's own, or of what it was made for. */
  readonly path: string;
  /** Whether the file is a dataset, where that is known without the configuration: it belongs to a run. */
  readonly isDataset?: boolean;
}

/** How the face that lints names a file, given its absolute path. */
export type NameOfFile = (path: string) => string;

/** Reads configurations, and the evaluation sets they name, once for each folder. Reading rejects with StorageError. */
export class ConfigFiles {
  readonly #subjects = new Map<string, Promise<ConfigSubject>>();
  readonly #byFolder = new Map<string, Promise<ConfigFile | undefined>>();

  constructor(private readonly nameOf: NameOfFile) {}

  /** What a configuration is asked about for the file at an absolute path. Never rejects. */
  subject(path: string): Promise<ConfigSubject> {
    const known = this.#subjects.get(path) ?? subjectOf(path);
    this.#subjects.set(path, known);
    return known;
  }

  /** The configuration of files in an absolute folder; undefined when no folder upward has one. */
  nearest(folder: string): Promise<ConfigFile | undefined> {
    const known = this.#byFolder.get(folder) ?? this.#find(folder);
    this.#byFolder.set(folder, known);
    return known;
  }

  async #find(folder: string): Promise<ConfigFile | undefined> {
    const path = join(folder, CONFIG_FILE);
    const text = await readIfPresent(path);
    if (text !== undefined) return readAll(path, text, this.nameOf);
    const parent = dirname(folder);
    return parent === folder ? undefined : this.nearest(parent);
  }
}

async function subjectOf(path: string): Promise<ConfigSubject> {
  const purpose = await purposeOf(path);
  return purpose === undefined ? { path } : { path: purpose, isDataset: basename(path) !== REJECTS };
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await orAbsent(readFile(path, 'utf8'));
  } catch (error) {
    throw toStorageError('read', path, error);
  }
}

/** The configuration in a given file. Rejects with StorageError when it cannot be read. */
export async function readConfigFile(path: string, nameOf: NameOfFile): Promise<ConfigFile> {
  return readAll(path, await readText(path), nameOf);
}

async function readAll(path: string, text: string, nameOf: NameOfFile): Promise<ConfigFile> {
  const { config, problems } = readConfig(text);
  if (!config?.evaluation) return { path, text, config, problems, evaluation: undefined };
  const { sets, problems: missing } = await readEvaluationSets(dirname(path), config.evaluation, nameOf);
  const placed = missing.map(({ glob, message }): ConfigProblem => {
    return { message, span: spanOfSetting(text, ['evaluation', glob]), severity: 'warning' };
  });
  return { path, text, config, problems: [...problems, ...placed], evaluation: sets };
}

/** A file's path as the globs of a configuration see it: relative to its folder, with forward slashes. */
export function pathUnderConfig(file: string, configPath: string): string {
  return relative(dirname(configPath), file).split(sep).join('/');
}

/** What the configuration at `configPath` says of a file. */
export function resolveSubject(
  resolver: ConfigResolver,
  { path, isDataset }: ConfigSubject,
  configPath: string,
): FileConfig {
  return resolver.resolve(pathUnderConfig(path, configPath), isDataset);
}
