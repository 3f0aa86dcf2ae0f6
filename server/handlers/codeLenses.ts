import type { CodeLens } from 'vscode-languageserver';
import * as z from 'zod';
import { describeLens, describePassRate, findRecordLenses } from '../../core/language/codeLenses';
import { REVIEW_COMMAND } from '../../core/protocol';
import type { LanguageService } from '../languageViews';
import { lensesInPrompt } from './promptFeatures';

/** What a lens carries until it comes into view. */
const lensData = z.object({
  uri: z.string(),
  record: z.number(),
  about: z.enum(['record', 'review', 'pass-rate']),
});

/** So much is linted for a pass rate at once, in UTF-16 units; the lint of a larger document tells when it is complete. */
const AT_ONCE = 64 * 1024;

/**
 * A line above each record, in JSON Lines the way to its review, and above a text of records how many of them pass.
 * `canReview`: the client has the command. Lenses are found without reading a record; each is described when it comes into
 * view.
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
    const found = findRecordLenses(view);
    return found.flatMap(({ line, record }): CodeLens[] => {
      const start = { line, character: 0 };
      const lens = (about: z.infer<typeof lensData>['about']): CodeLens => ({
        range: { start, end: start },
        data: { uri, record, about } satisfies z.infer<typeof lensData>,
      });
      if (view.format === 'jsonl') return canReview ? [lens('record'), lens('review')] : [lens('record')];
      return record === 0 && found.length > 1 ? [lens('pass-rate'), lens('record')] : [lens('record')];
    });
  });

  connection.onCodeLensResolve(async (lens): Promise<CodeLens> => {
    if (lens.command) return lens;
    const { uri, record, about } = lensData.parse(lens.data);
    if (about === 'review')
      return { ...lens, command: { title: 'Review', command: REVIEW_COMMAND, arguments: [uri, record] } };
    const open = await views.open(uri);
    if (!open) return { ...lens, command: { title: '', command: '' } };
    const { view, document, config } = open;
    if (about === 'pass-rate') {
      document.proceed(config, (units) => units >= AT_ONCE);
      const { records } = document.known(config);
      const title = describePassRate(records, document.linted(config), document.diagnostics(config));
      return { ...lens, command: { title, command: '' } };
    }
    const { line } = lens.range.start;
    document.knownAt(config, line);
    const title = describeLens(view, { line, record }, document.diagnostics(config));
    return { ...lens, command: { title, command: '' } };
  });
}
