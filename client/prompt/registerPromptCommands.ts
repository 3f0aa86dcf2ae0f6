/** The commands on prompt templates; what carries them out is a bundle that loads with the first. */
import * as vscode from 'vscode';
import { PROMPT_COMMANDS } from '../../core/protocol';
import type { RunServices } from '../runs/carryOut';
import { needsTrust } from '../trust';
import type { PromptCommands } from './promptCommands';
import { templateOf } from './templateOf';
import { GO_TO_TEMPLATE, wayToTemplate } from './wayToTemplate';

/** What a code lens says of a run. */
interface RunOptions {
  readonly count?: number;
}

/** `storage`: where runs go when no folder is open. */
export function registerPromptCommands(services: RunServices, storage: vscode.Uri): vscode.Disposable[] {
  let loading: Promise<PromptCommands> | undefined;
  const load = (): Promise<PromptCommands> => {
    loading ??= import('./promptCommands').then(({ PromptCommands: Commands }) => new Commands(services));
    return loading;
  };
  const command = (
    name: string,
    run: (prompts: PromptCommands, document: vscode.TextDocument, options?: RunOptions) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(
      name,
      needsTrust(async (template?: vscode.Uri | string, options?: RunOptions) => {
        const document = await templateOf(template);
        if (document) await run(await load(), document, options);
      }),
    );
  return [
    command(PROMPT_COMMANDS.preview, (prompts, document) => prompts.preview(document)),
    command(PROMPT_COMMANDS.run, (prompts, document, options) => prompts.run(document, options?.count)),
    command(PROMPT_COMMANDS.runCases, (prompts, document) => prompts.runCases(document)),
    vscode.commands.registerCommand(GO_TO_TEMPLATE, async () => (await load()).goTo(storage)),
    vscode.languages.registerCodeActionsProvider(
      [{ language: 'jsonl' }, { language: 'vignette' }],
      { provideCodeActions: wayToTemplate },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand('vignette.prompt.create', async () => (await load()).create()),
    vscode.commands.registerCommand('vignette.prompt.copyShipped', async () => (await load()).copyShipped()),
    { dispose: () => void loading?.then((commands) => commands.dispose()) },
  ];
}
