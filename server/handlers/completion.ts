import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver';
import { findCompletions } from '../../core/language/completion';
import type { Completion } from '../../core/language/completionItem';
import { completePrompt } from '../../core/prompt/language/complete';
import { withOwnArchetypes } from '../../core/sample/archetype';
import type { LanguageService } from '../languageViews';

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  tag: CompletionItemKind.Struct,
  archetype: CompletionItemKind.EnumMember,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  sentence: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  helper: CompletionItemKind.Function,
  role: CompletionItemKind.EnumMember,
  partial: CompletionItemKind.File,
  type: CompletionItemKind.TypeParameter,
};

/** Characters that mean something in templates only. */
const IN_TEMPLATES: readonly string[] = ['{', '#', '>', '@', '.'];

/** Characters after which an editor asks by itself. */
export const TRIGGER_CHARACTERS: readonly string[] = ['<', '"', '-', '/', ...IN_TEMPLATES];

/** Tags, metadata, and the context's sentences inside a proof. */
export function provideCompletion({ connection, views, prompts }: LanguageService, snippets: boolean): void {
  connection.onCompletion(async ({ textDocument: { uri }, position, context }) => {
    const prompt = await prompts.open(uri);
    if (prompt) {
      const archetypes = withOwnArchetypes(prompt.config.archetypes);
      return completePrompt(prompt.folder, prompt.analysis, position, archetypes).map(toItem);
    }
    const trigger = context?.triggerCharacter;
    if (trigger !== undefined && IN_TEMPLATES.includes(trigger)) return [];
    const open = await views.open(uri);
    if (!open) return [];
    const archetypes = withOwnArchetypes(open.config.archetypes);
    return findCompletions(open.view, position, { snippets, archetypes }, trigger).map(toItem);
  });
}

function toItem(completion: Completion): CompletionItem {
  const { label, kind, detail, documentation, filterText, sortText, range, newText, snippet } = completion;
  return {
    label,
    kind: KINDS[kind],
    ...(detail !== undefined && { labelDetails: { description: detail } }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
    filterText,
    sortText,
    textEdit: { range, newText },
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // A sentence that runs over several lines is inserted as the context has it.
    insertTextMode: InsertTextMode.asIs,
    ...(completion.retrigger && {
      command: { title: 'Suggest', command: 'editor.action.triggerSuggest' },
    }),
  };
}
