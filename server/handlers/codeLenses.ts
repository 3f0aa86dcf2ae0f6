import type { CodeLens } from 'vscode-languageserver';
import * as z from 'zod';
import { describeLens, findRecordLenses } from '../../core/language/codeLenses';
import { REVIEW_COMMAND } from '../../core/protocol';
import type { LanguageService } from '../languageViews';
import { lensesInPrompt } from './promptFeatures';

/** What a lens carries until it comes into view. */
const lensData = z.object({ uri: z.string(), record: z.number(), review: z.boolean() });

/**
 * A line above each record, and in JSON Lines the way to its review. `canReview`: the client has the command.
 * Lenses are found without reading a record; each is described when it comes into view.
 */
export function provideCodeLenses(
  { connection, views, settings, prompts }: LanguageService,
  canReview: boolean,
  promptCommands: readonly string[],
): void {
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    if (!(await settings.of(uri)).codeLens) return [];
    const prompt = await prompts.open(uri);
    if (prompt) return lensesInPrompt(prompt, promptCommands);
    const view = await views.view(uri);
    if (!view) return [];
    return findRecordLenses(view).flatMap(({ line, record }): CodeLens[] => {
      const start = { line, character: 0 };
      const lens = (review: boolean): CodeLens => ({
        range: { start, end: start },
        data: { uri, record, review } satisfies z.infer<typeof lensData>,
      });
      return canReview && view.format === 'jsonl' ? [lens(false), lens(true)] : [lens(false)];
    });
  });

  connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    if (lens.command) return lens;
    const { uri, record, review } = lensData.parse(lens.data);
    if (review)
      return { ...lens, command: { title: 'Review', command: REVIEW_COMMAND, arguments: [uri, record] } };
    const open = await views.open(uri);
    if (!open) return { ...lens, command: { title: '', command: '' } };
    const { view, document, config } = open;
    const { line } = lens.range.start;
    document.knownAt(config, line);
    const title = describeLens(view, { line, record }, document.diagnostics(config));
    return { ...lens, command: { title, command: '' } };
  });
}
