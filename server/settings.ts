import type { Connection } from 'vscode-languageserver';
import * as z from 'zod';
import { DEFAULT_CONFIG, type LintConfig } from '../core/lint/config';
import { SETTINGS_SECTION } from '../core/protocol';

const severity = z.enum(['error', 'warning', 'info', 'hint', 'off']);
const schema = z.object({ lint: z.object({ rules: z.record(z.string(), severity) }) });

/** The user's settings, asked of the client once and again when they change. */
export class Settings {
  #config: Promise<LintConfig> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly canAsk: boolean,
  ) {}

  lintConfig(): Promise<LintConfig> {
    this.#config ??= this.#ask();
    return this.#config;
  }

  forget(): void {
    this.#config = undefined;
  }

  async #ask(): Promise<LintConfig> {
    if (!this.canAsk) return DEFAULT_CONFIG;
    const section: unknown = await this.connection.workspace.getConfiguration(SETTINGS_SECTION);
    if (section === null || section === undefined) return DEFAULT_CONFIG;
    const parsed = schema.safeParse(section);
    if (parsed.success) return { severities: parsed.data.lint.rules };
    const [issue] = parsed.error.issues;
    const where = [SETTINGS_SECTION, ...(issue?.path ?? [])].join('.');
    this.connection.console.warn(`The setting ${where} is not used: ${issue?.message}`);
    return DEFAULT_CONFIG;
  }
}
