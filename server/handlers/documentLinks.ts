import { findDocumentLinks } from '../../core/language/documentLinks';
import type { LanguageService } from '../languageViews';

/** Trials, DOIs and addresses lead to their pages. */
export function provideDocumentLinks({ connection, views }: LanguageService): void {
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const view = await views.view(uri);
    return view ? findDocumentLinks(view) : [];
  });
}
