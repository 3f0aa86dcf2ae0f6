/** What the configurations of a machine say of files, for who has no editor to show problems in them. */
import { dirname, resolve } from 'node:path';
import { ConfigResolver, type FileConfig } from '../core/config/resolveConfig';
import type { ConfigValue } from '../core/config/schema';
import { StorageError } from '../core/generate/journal';
import { DEFAULT_CONFIG, type LintConfig, type Profile } from '../core/lint/config';
import { positionFinder } from '../core/text/positions';
import { type ConfigFile, ConfigFiles, type NameOfFile, readConfigFile, resolveSubject } from './configFile';

export interface ConfigOptions {
  /** The configuration for all files, instead of the nearest one upward of each. */
  readonly config?: string;
  /** Goes over the profile of the configuration. */
  readonly profile?: Profile;
  /** What lies under the configurations, such as an editor's settings. */
  readonly base?: LintConfig;
}

export interface Project {
  readonly config: ConfigValue;
  /** What its paths are relative to. */
  readonly folder: string;
}

/** A project, and how its samples are linted. */
export interface SampleProject extends Project {
  readonly lint: LintConfig;
  /** Absolute path of what needles are buried in; undefined for the shipped text. */
  readonly haystack: string | undefined;
  /** Absolute paths of templates, and of folders of them, in the place of the shipped ones or for archetypes of the user's own. */
  readonly templates: readonly string[];
}

/** What configurations say of files. A configuration that cannot be used is a StorageError with its place. */
export class Configs {
  readonly #files: ConfigFiles;
  readonly #resolvers = new Map<string, ConfigResolver>();
  readonly #profiled = new Map<FileConfig, FileConfig>();
  readonly #withoutFile: FileConfig;
  #given: Promise<ConfigFile> | undefined;

  constructor(
    private readonly options: ConfigOptions,
    private readonly nameOf: NameOfFile,
  ) {
    this.#files = new ConfigFiles(nameOf);
    this.#withoutFile = { ...(options.base ?? DEFAULT_CONFIG), isDataset: undefined };
  }

  async of(path: string): Promise<FileConfig> {
    const subject = await this.#files.subject(resolve(path));
    const file = await this.#file(subject.path);
    return this.#withProfile(
      file ? resolveSubject(this.#resolver(file), subject, file.path) : this.#withoutFile,
    );
  }

  /** The configuration that a file is under, for what is not said of single files; empty when there is none. */
  async project(path: string): Promise<Project> {
    const file = await this.#file((await this.#files.subject(resolve(path))).path);
    if (!file) return { config: {}, folder: process.cwd() };
    this.#resolver(file);
    return { config: file.config ?? {}, folder: dirname(file.path) };
  }

  /** What samples are under that are in this file, or go to it. */
  async samples(path: string): Promise<SampleProject> {
    const project = await this.project(path);
    const corpus = project.config.haystack?.corpus;
    const haystack = corpus === undefined ? undefined : resolve(project.folder, corpus);
    const templates = (project.config.generate?.templates ?? []).map((name) => resolve(project.folder, name));
    return { ...project, lint: await this.of(path), haystack, templates };
  }

  #file(absolute: string): Promise<ConfigFile | undefined> {
    if (this.options.config === undefined) return this.#files.nearest(dirname(absolute));
    this.#given ??= readConfigFile(resolve(this.options.config), this.nameOf);
    return this.#given;
  }

  #resolver(file: ConfigFile): ConfigResolver {
    const known = this.#resolvers.get(file.path);
    if (known) return known;
    const position = positionFinder(file.text);
    const [first] = file.problems;
    if (first) {
      const { line, character } = position(first.span.start);
      const place = `${file.path}:${line + 1}:${character + 1}`;
      throw new StorageError(`${place}: ${first.message}`, 'Correct the configuration.');
    }
    const resolver = new ConfigResolver(file.config ?? {}, this.#withoutFile, file.evaluation);
    this.#resolvers.set(file.path, resolver);
    return resolver;
  }

  /** Equal answers stay one object, so that what was linted is not linted again. */
  #withProfile(config: FileConfig): FileConfig {
    const { profile } = this.options;
    if (profile === undefined) return config;
    const known = this.#profiled.get(config) ?? { ...config, profile };
    this.#profiled.set(config, known);
    return known;
  }
}
