import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { readConfig } from '../core/config/readConfig';
import { ConfigResolver, type FileConfig } from '../core/config/resolveConfig';
import { CONFIG_FILE } from '../core/config/schema';
import { turnRuleOff } from '../core/config/turnRuleOff';
import { DEFAULT_CONFIG, type LintConfig } from '../core/lint/config';
import type { FileEdit } from '../core/lint/diagnostic';
import { REJECTS_SCHEME, REVIEW_SCHEME } from '../core/protocol';
import { positionFinder } from '../core/text/positions';
import {
  type ConfigFile,
  ConfigFiles,
  type ConfigSubject,
  pathUnderConfig,
  resolveSubject,
} from '../storage/configFile';
import { REJECTS } from '../storage/runPlan';
import { type OpenDocuments, openConfigs } from './openDocuments';
import type { Settings } from './settings';

/** The edits of a configuration that turn a rule off. */
export interface RuleSwitch {
  /** Of the configuration. */
  readonly uri: string;
  /** Of the configuration as it is open; null where it is not. */
  readonly version: number | null;
  /** Undefined when there is none yet. */
  readonly edits: readonly FileEdit[] | undefined;
}

/** What the settings and the nearest `vignette.config.json` say of each file. Equal answers are one object. */
export class Configurations {
  #files = new ConfigFiles(toUri);
  /** By the configuration, and by what is under it: the settings of a folder. */
  #resolvers = new Map<string, Map<LintConfig, ConfigResolver>>();
  #bare = new WeakMap<LintConfig, FileConfig>();
  readonly #reported = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly settings: Settings,
    private readonly documents: OpenDocuments,
    /** Whether the client knows folders of a workspace and makes files for an edit. */
    private readonly canCreate: boolean,
  ) {}

  /** Never rejects: a configuration that cannot be used is reported, and the settings hold. */
  async of(uri: string): Promise<FileConfig> {
    const subject = await this.#subject(uri);
    const { lint: base } = await this.settings.of(
      subject?.isDataset === undefined ? datasetOf(uri) : toUri(subject.path),
    );
    const file = subject && (await this.#nearest(dirname(subject.path)));
    if (!subject || !file?.config) return this.#withoutFile(base);
    const resolvers = this.#resolvers.get(file.path) ?? new Map<LintConfig, ConfigResolver>();
    const resolver = resolvers.get(base) ?? new ConfigResolver(file.config, base, file.evaluation);
    this.#resolvers.set(file.path, resolvers.set(base, resolver));
    return resolveSubject(resolver, subject, file.path);
  }

  /** Whether what was answered rests on this file: a configuration, or an evaluation set of one. */
  restOn(uri: string): boolean {
    const path = pathOf(uri);
    if (path === undefined) return false;
    if (basename(path) === CONFIG_FILE) return true;
    return [...this.#resolvers].some(([config, resolvers]) =>
      [...resolvers.values()].some((resolver) => resolver.isEvaluation(pathUnderConfig(path, config))),
    );
  }

  /** How a rule is turned off for a document; undefined where that would not silence it. */
  async switchOff(uri: string, rule: string): Promise<RuleSwitch | undefined> {
    const subject = await this.#subject(uri);
    if (!subject) return undefined;
    const { path } = subject;
    const file = await this.#nearest(dirname(path));
    if (!file) {
      const folder = await this.#folderOf(path);
      return folder === undefined
        ? undefined
        : { uri: toUri(join(folder, CONFIG_FILE)), version: null, edits: undefined };
    }
    // The editor may hold another text than the disk.
    const open = openConfigs(this.documents).find(({ uri }) => pathOf(uri) === file.path);
    const text = open?.getText() ?? file.text;
    const edits = turnRuleOff(text, rule);
    if (!edits) return undefined;
    const after = edits.reduceRight(
      (before, { span, newText }) => before.slice(0, span.start) + newText + before.slice(span.end),
      text,
    );
    const { config } = readConfig(after);
    if (!config) return undefined;
    const { severities } = resolveSubject(new ConfigResolver(config, DEFAULT_CONFIG), subject, file.path);
    if (severities[rule] !== 'off') return undefined;
    const position = positionFinder(text);
    return {
      uri: open?.uri ?? toUri(file.path),
      version: open?.version ?? null,
      edits: edits.map(({ span, newText }) => ({
        range: { start: position(span.start), end: position(span.end) },
        newText,
      })),
    };
  }

  /** Undefined for a document that shows no file of this machine. */
  async #subject(uri: string): Promise<ConfigSubject | undefined> {
    const path = pathOf(datasetOf(uri));
    return path === undefined ? undefined : this.#files.subject(path);
  }

  /** The folder of the workspace that a file is in: where a configuration belongs. */
  async #folderOf(path: string): Promise<string | undefined> {
    if (!this.canCreate) return undefined;
    const folders = (await this.connection.workspace.getWorkspaceFolders()) ?? [];
    return folders
      .flatMap(({ uri }) => pathOf(uri) ?? [])
      .filter((folder) => !relative(folder, path).startsWith('..'))
      .sort((a, b) => b.length - a.length)[0];
  }

  /** Forgets all: settings or a configuration file have changed. */
  forget(): void {
    this.#files = new ConfigFiles(toUri);
    this.#resolvers = new Map();
    this.#bare = new WeakMap();
    // What is still wrong is reported again when the configuration is next read.
    for (const path of this.#reported) {
      void this.connection.sendDiagnostics({ uri: toUri(path), diagnostics: [] });
    }
    this.#reported.clear();
  }

  #withoutFile(base: LintConfig): FileConfig {
    const bare = this.#bare.get(base) ?? { ...base, isDataset: undefined };
    this.#bare.set(base, bare);
    return bare;
  }

  async #nearest(folder: string): Promise<ConfigFile | undefined> {
    try {
      const file = await this.#files.nearest(folder);
      if (file) this.#report(file);
      return file;
    } catch (error) {
      this.connection.console.error(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Shows what is wrong with a configuration, in its own file. */
  #report({ path, text, problems }: ConfigFile): void {
    if (problems.length === 0 || this.#reported.has(path)) return;
    this.#reported.add(path);
    const position = positionFinder(text);
    const diagnostics = problems.map(
      ({ message, span, severity }): Diagnostic => ({
        source: 'vignette',
        severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        message,
        range: { start: position(span.start), end: position(span.end) },
      }),
    );
    void this.connection.sendDiagnostics({ uri: toUri(path), diagnostics });
  }
}

function toUri(path: string): string {
  return pathToFileURL(path).href;
}

/** The address of the dataset behind a document: a review document shows one, and one of rejects those of a run. */
function datasetOf(uri: string): string {
  if (!URL.canParse(uri)) return uri;
  const { protocol, search } = new URL(uri);
  // Another address may have a query of its own, which need not be one that can be decoded.
  const shown = (): string => decodeURIComponent(search.slice(1));
  if (protocol === `${REVIEW_SCHEME}:`) return shown();
  return protocol === `${REJECTS_SCHEME}:` ? `${shown()}/${REJECTS}` : uri;
}

function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') && URL.canParse(uri) ? fileURLToPath(uri) : undefined;
}
