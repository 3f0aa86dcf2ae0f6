import { DocumentHighlightKind, type LocationLink } from 'vscode-languageserver';
import { findDefinitions } from '../../core/language/definition';
import { findHighlights } from '../../core/language/highlights';
import { findQuotedWords } from '../../core/language/references';
import type { LanguageService } from '../languageViews';

const HIGHLIGHT_KINDS = {
  source: DocumentHighlightKind.Write,
  use: DocumentHighlightKind.Read,
  tag: DocumentHighlightKind.Text,
} as const;

/** Definition, references and highlights: the context defines what quotes refer to. */
export function provideQuoteLinks({ connection, views }: LanguageService, hasLinks: boolean): void {
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const view = await views.view(uri);
    const found = view ? findDefinitions(view, position) : [];
    if (!hasLinks) return found.map(({ target }) => ({ uri, range: target }));
    return found.map(
      ({ origin, target }): LocationLink => ({
        originSelectionRange: origin,
        targetUri: uri,
        targetRange: target,
        targetSelectionRange: target,
      }),
    );
  });

  connection.onReferences(async ({ textDocument: { uri }, position, context: { includeDeclaration } }) => {
    const view = await views.view(uri);
    const words = view && findQuotedWords(view, position);
    if (!words) return [];
    return [...(includeDeclaration ? words.context : []), ...words.quotes].map((range) => ({ uri, range }));
  });

  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => {
    const view = await views.view(uri);
    const found = view ? findHighlights(view, position) : [];
    return found.map(({ range, kind }) => ({ range, kind: HIGHLIGHT_KINDS[kind] }));
  });
}
