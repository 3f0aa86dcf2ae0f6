import * as vscode from 'vscode';
import { SETTINGS_SECTION } from '../../core/protocol';
import type { SampleProject } from '../../storage/configs';
import type { Engine } from '../loadEngine';

/**
 * What the configuration says of the samples in this file, or of those that go to it: a dataset, the file of a run, or
 * the template that they try; under it lie the settings of VS Code, as in diagnostics. Read anew each time, so that what was changed counts. Rejects with StorageError where the configuration cannot be used.
 */
export function samplesProject({ Configs, readRuleSettings }: Engine, path: string): Promise<SampleProject> {
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION, vscode.Uri.file(path));
  const rules = settings.get<Readonly<Record<string, unknown>>>('lint.rules') ?? {};
  // Settings are proxies, which no thread could be handed.
  const options = { base: readRuleSettings(JSON.parse(JSON.stringify(rules))) };
  return new Configs(options, (file) => vscode.workspace.asRelativePath(file)).samples(path);
}
