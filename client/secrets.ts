import * as vscode from 'vscode';

const GEMINI_KEY = 'vignette.gemini.apiKey';

/** Gemini's key, which lives in the editor's secret storage and nowhere else. */
export class GeminiKey {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  async get(): Promise<string | undefined> {
    return this.secrets.get(GEMINI_KEY);
  }

  /** Asks for a key and keeps it. An empty one forgets the key that was kept. Undefined when cancelled. */
  async ask(): Promise<string | undefined> {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('Gemini API Key'),
      prompt: vscode.l10n.t('Kept in the secret storage of this editor. Leave empty to forget the key.'),
      password: true,
      ignoreFocusOut: true,
    });
    if (key === undefined) return undefined;
    const trimmed = key.trim();
    if (trimmed === '') await this.secrets.delete(GEMINI_KEY);
    else await this.secrets.store(GEMINI_KEY, trimmed);
    return trimmed;
  }
}
