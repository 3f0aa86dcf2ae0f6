import type { Connection } from 'vscode-languageserver';
import * as z from 'zod';
import { readRuleSettings } from '../core/config/ruleSettings';
import { DEFAULT_CONFIG, type LintConfig } from '../core/lint/config';
import { SETTINGS_SECTION } from '../core/protocol';

/** Every level may be left out: editors send as much as the user has written. */
const schema = z
  .object({
    lint: z.object({ rules: z.record(z.string(), z.unknown()).nullish() }).nullish(),
    codeLens: z.boolean().nullish(),
  })
  .nullish();

export interface UserSettings {
  readonly lint: LintConfig;
  /** Whether a line stands above each record. */
  readonly codeLens: boolean;
}

const DEFAULT_SETTINGS: UserSettings = { lint: DEFAULT_CONFIG, codeLens: true };

/** The user's settings, asked of the client once for each folder and again when they change. */
export class Settings {
  readonly #byFolder = new Map<string, Promise<UserSettings>>();
  /** Equal settings are one object, and are complained of once. */
  readonly #known = new Map<string, UserSettings>();
  /** What a client said of itself that cannot be asked. */
  #told: unknown;

  constructor(
    private readonly connection: Connection,
    private readonly canAsk: boolean,
  ) {}

  /** What holds for a document: in a window of several folders, each has settings of its own. */
  of(uri: string): Promise<UserSettings> {
    const folder = uri.replace(/[^/]*$/, '');
    const known = this.#byFolder.get(folder) ?? this.#read(uri);
    this.#byFolder.set(folder, known);
    return known;
  }

  /** The settings have changed. `told`: what the notification says, which is nothing for most clients. */
  change(told: unknown): void {
    this.#byFolder.clear();
    this.#known.clear();
    if (typeof told === 'object' && told !== null && SETTINGS_SECTION in told)
      this.#told = told[SETTINGS_SECTION];
  }

  async #read(uri: string): Promise<UserSettings> {
    const settings = this.canAsk ? await this.#ask(uri) : this.#told;
    const key = JSON.stringify(settings) ?? '';
    const understood = this.#known.get(key) ?? this.#understand(settings);
    this.#known.set(key, understood);
    return understood;
  }

  #understand(settings: unknown): UserSettings {
    const parsed = schema.safeParse(settings);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      this.#warn(issue?.path.map(String) ?? [], issue?.message ?? 'not understood');
      return DEFAULT_SETTINGS;
    }
    const lint = readRuleSettings(parsed.data?.lint?.rules ?? {}, (path, reason) =>
      this.#warn(['lint', 'rules', ...path], reason),
    );
    return { lint, codeLens: parsed.data?.codeLens ?? DEFAULT_SETTINGS.codeLens };
  }

  async #ask(scopeUri: string): Promise<unknown> {
    try {
      return await this.connection.workspace.getConfiguration({ scopeUri, section: SETTINGS_SECTION });
    } catch (error) {
      this.#warn([], error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #warn(path: readonly string[], reason: string): void {
    this.connection.console.warn(
      `The setting ${[SETTINGS_SECTION, ...path].join('.')} is not used: ${reason}`,
    );
  }
}
